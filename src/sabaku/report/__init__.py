"""What a report says besides what its checks found: the case in short, its recipient, its gaps, how far to rely on its figure.

Puts into the report's form, and into words, what others found out; looks for nothing, asks nobody and judges nothing.
"""
