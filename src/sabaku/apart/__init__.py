"""Hostile files that only libraries in C can read: they do so in a process of its own, which knows the file and nothing else.

What runs there imports little: it is to begin quickly.
"""
