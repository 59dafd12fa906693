"""A uuencoded file: one member, whose name stands in its first line. Broken lines are decoded as far as they go."""

from __future__ import annotations

import re

from sabaku.extract.packed._base import Contents, Shelf, old_name
from sabaku.mime.transfer import uu

BEGIN = re.compile(rb"begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n")


def contents(data: bytes) -> Contents:
    """The file in it."""
    shelf, named = Shelf(), BEGIN.match(data)
    found = uu(data)
    if found.said:
        shelf.say("archive-damaged")
    shelf.put(old_name(named[1].strip()) if named else "", len(found.data), (found.data,))
    return shelf.contents()
