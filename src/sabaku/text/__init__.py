"""Texts as they are compared and searched: one reading of many spellings, forms that hide a value, words not meant as they stand.

Pure. Knows no brand, no host and no case.
"""
