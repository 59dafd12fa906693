"""Puts a report on standard output in the format that was asked for."""

from __future__ import annotations

import os
import shutil
import sys

from sabaku.model import Lang, Report


def show(report: Report, raw: bytes, format: str, lang: Lang) -> None:
    """Write the report: JSON and HTML as UTF-8 bytes whatever the console speaks, text as the console can show it."""
    if format == "json":
        from sabaku.render import json

        _bytes(json.render(report))
    elif format == "html":
        from sabaku.render import html

        _bytes(html.render(report, lang, raw).encode("utf-8", "replace"))
    elif format == "markdown":
        from sabaku.render import markdown

        _bytes(markdown.render(report, lang, raw).encode("utf-8", "replace"))
    else:
        from sabaku.render import text

        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        width = shutil.get_terminal_size((100, 40)).columns
        print(text.render(report, lang, raw, colour=colour, width=width))


def _bytes(body: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(body if body.endswith(b"\n") else body + b"\n")
    sys.stdout.buffer.flush()
