"""Puts a report on standard output in the format that was asked for."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from sabaku.doors.config import ConfigError
from sabaku.model import Lang, Report, Text

if TYPE_CHECKING:
    from sabaku.render.pictures import Pictures


TO_A_FILE = Text(
    "PDFは端末に表示できません。sabaku … --format pdf > report.pdf のように、ファイルへ書き出してください。",
    "a terminal cannot show a PDF; write it to a file: sabaku … --format pdf > report.pdf",
)


def show(report: Report, raw: bytes, format: str, lang: Lang, pictures: Pictures | None = None) -> None:
    """Write the report: JSON and HTML as UTF-8 bytes whatever the console speaks, text as the console can show it.

    `pictures` gives the screenshots of visited pages by their sha256.
    """
    if format == "json":
        from sabaku.render.json import render as render_json

        _bytes(render_json(report))
    elif format == "html":
        from sabaku.render.html import render as render_html

        _bytes(render_html(report, lang, raw, pictures if _visited(report) else None).encode("utf-8", "replace"))
    elif format == "pdf":
        if sys.stdout.isatty():
            raise ConfigError(TO_A_FILE.ja, TO_A_FILE.en)
        from sabaku.render import pdf
        from sabaku.render.fonts import NoFont

        try:
            _bytes(pdf.report(report, lang, raw, pictures if _visited(report) else None))
        except (pdf.NoPrinter, NoFont) as fault:
            raise ConfigError(fault.says.ja, fault.says.en) from fault
    elif format == "markdown":
        from sabaku.render.markdown import render as render_markdown

        _bytes(render_markdown(report, lang, raw).encode("utf-8", "replace"))
    else:
        _print(report, raw, lang)


def _print(report: Report, raw: bytes, lang: Lang) -> None:
    """The report as text; where it has scrolled its own verdict off the terminal, that stands once more at its end."""
    from sabaku.render import text

    terminal = sys.stdout.isatty()
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    columns, lines = shutil.get_terminal_size((100, 40))
    told = text.render(report, lang, raw, colour=colour, width=columns)
    print(told)
    if terminal and told.count("\n") > lines:
        print(text.recap(report, lang, colour=colour, width=columns))


def _visited(report: Report) -> bool:
    """Whether there are pictures to be shown at all."""
    return any(fact.question.source == "visit" and fact.state == "found" for fact in report.facts)


def _bytes(body: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(body if body.endswith(b"\n") else body + b"\n")
    sys.stdout.buffer.flush()
