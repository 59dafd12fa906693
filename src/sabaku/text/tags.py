"""Tag lists as signatures, seals and key records have them (RFC 6376 section 3.2): `d=example.jp; s=one; …`."""

from __future__ import annotations

import re

MOST = 65_536
"""Characters of a list that are read."""
_TAG = re.compile(r"([A-Za-z][A-Za-z0-9_]{0,15}+)\s*+=\s*+([^;]*+)(?:;|\Z)")


def tag_list(text: str) -> dict[str, str]:
    """The tags, white space in their values removed. The first of a name counts."""
    out: dict[str, str] = {}
    for found in _TAG.finditer(text[:MOST]):
        out.setdefault(found.group(1), "".join(found.group(2).split()))
    return out
