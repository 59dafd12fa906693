"""Names of hosts, brands and senders: how they are made, what resembles what, and whose they are.

Pure. Knows the lists of `data/` and, in `whose`, the facts of a case; judges no mail.
"""
