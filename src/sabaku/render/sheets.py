"""The files of `templates/`, and the style of a page with the digest by which the page's own policy allows it."""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib import resources
from typing import NamedTuple


class Style(NamedTuple):
    """What stands between `<style>` and `</style>`, and its SHA-256 as a Content-Security-Policy has it (base64)."""

    text: str
    digest: str


def file(name: str) -> str:
    """A file of the templates; its lines end in LF on any system."""
    return resources.files("sabaku.render").joinpath("templates", name).read_text("utf-8").replace("\r\n", "\n")


@functools.cache
def style(name: str) -> Style:
    """A style sheet of the templates."""
    text = "\n" + file(name)
    return Style(text, base64.b64encode(hashlib.sha256(text.encode()).digest()).decode())
