"""Checks on lists: what block lists, lists of phishing URLs and official warnings say."""
