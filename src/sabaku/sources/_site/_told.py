"""Values of a recording as the types that they should have; anything else reads as empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

LONGEST = 20_000
Told = Mapping[str, Any]


def text(value: object, most: int = LONGEST) -> str:
    """The text, cut, without halves of characters; "" where it is none."""
    if not isinstance(value, str):
        return ""
    cut = value[:most]
    return cut if cut.isascii() else cut.encode("utf-8", "replace").decode("utf-8")


def number(value: object) -> int:
    """The whole number; 0 where it is none or beyond any that a visit can hold."""
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53 else 0


def items(value: object, most: int = 200) -> list[Any]:
    """The list, cut; empty where it is none."""
    return value[:most] if isinstance(value, list) else []


def dicts(value: object, most: int = 200) -> list[Told]:
    """Those of a list that are objects."""
    return [it for it in items(value, most) if isinstance(it, dict)]


def texts(value: object, most: int = 200) -> tuple[str, ...]:
    """Those of a list that are text and not empty."""
    return tuple(text(it, 2000) for it in items(value, most) if isinstance(it, str) and it)


def table(value: object) -> Told:
    """The object; empty where it is none."""
    return value if isinstance(value, dict) else {}


def path(url: str) -> str:
    """Path and query of an address, in lower case."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}".lower() if parts.query else parts.path.lower()
