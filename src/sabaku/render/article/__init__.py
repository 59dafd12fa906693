"""The published article: an investigation told as an expert tells it, in Japanese or English.

`compose` makes an `Article` (nouns.py) of a report whose victim has been removed; html.py, markdown.py, fragment.py,
card.py and feed.py lay it out. Nothing here masks anything, reads a file or looks at the clock.
"""
