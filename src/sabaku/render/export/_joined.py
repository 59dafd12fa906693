"""Objects of STIX that came with several mails, each once. What two mails say of the same thing is put together, never chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Object = dict[str, Any]

EARLIEST = ("created", "valid_from")
LATEST = ("modified", "valid_until", "confidence")
REQUIRED = ("is_multipart",)
"""Of an observable, though it does not make its id: the first mail's stays."""


def joined(objects: Iterable[Object]) -> list[Object]:
    """Each object once, in the order in which they first came."""
    known: dict[str, Object] = {}
    for it in objects:
        known[it["id"]] = _both(known[it["id"]], it) if it["id"] in known else it
    return list(known.values())


def _both(one: Object, other: Object) -> Object:
    """Two objects with the same id as one: lists are united, times span both.

    Else the first one's word stays; of an observable, which is the thing itself and no opinion of it, only what both say.
    """
    if one == other:
        return one
    told = {**other, **one}
    for key in [it for it in told if one.get(it) != other.get(it)]:
        mine, others = one.get(key), other.get(key)
        if isinstance(told[key], list):
            told[key] = [*(mine or ()), *(it for it in others or () if it not in (mine or ()))]
        elif key in EARLIEST or key in LATEST:
            told[key] = min(one[key], other[key]) if key in EARLIEST else max(one[key], other[key])
        elif "created" not in told and key not in REQUIRED:
            del told[key]
    return told
