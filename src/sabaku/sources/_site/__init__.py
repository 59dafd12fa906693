"""From a recorded visit to a typed Site: what each visitor saw, whose face it wears, what it asks for and where that goes. Pure.

A recording is what a hostile page wanted to be seen: every value may be of any type and size. Nothing in here opens a file,
looks at the clock or asks anybody.
"""

from sabaku.sources._site.reading import read

__all__ = ["read"]
