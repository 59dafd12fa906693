"""One check: markup of a text generator left in the mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text

_BOLD = re.compile(r"(?<!\*)\*\*(?![\s*])[^*\n]{1,60}(?<!\s)\*\*(?!\*)")
"""Two stars and no more on either side: with more of them a number is masked (`***4471**`)."""
_OPENS = re.compile(r"\*\*[^\s*]")
"""So a subject begins that was cut off inside bold type; people put rows of stars around a warning, and spaces behind them."""
_MASKED = re.compile(r"\*\*[A-Za-z.]{0,2}[0-9][0-9A-Za-z.-]{2,20}\*\*")
_HEADING = re.compile(r"^#{2,4} \S[^\n]{1,60}$", re.MULTILINE)


@check(
    id="body.markdown-left",
    over="message",
    said=("threat", "credential", "card", "payment", "prize", "parcel", "mailbox"),
    group="body",
    title=Text(ja="文章生成ツールの記号が残っています", en="A text generator's markup was left in"),
    says=Text(
        ja="「{place}」のように、Markdownの記号がそのまま残っています。生成AIなどで作った文面を貼り付けた跡とみられます。",
        en="Markdown markup such as “{place}” was left in: text pasted from a generator.",
    ),
    sure="inferred",
    experts=("MOJI", "TEMPL"),
)
def markdown_left(case: Case, it: Observable) -> Iterator[Hit]:
    """A mail program shows the stars as they are. Innocent cause: people who write Markdown to each other, on technical
    lists above all: only beside a demand, and not in mail of a list."""
    if case.seen("list", "mailing-list"):
        return
    title, view = _said.subject(case)
    for name, text in ((view, title), ("visible", _said.text(case)[: _said.SEARCHED])):
        if name == view and _OPENS.match(text):
            yield Hit(Evidence(Span(view, 0, min(len(text), 24)), found=text[:24]), place=text[:24])
            return
        found = (_bold(text) if "**" in text else None) or (_HEADING.search(text) if "## " in text else None)
        if found:
            yield Hit(Evidence(Span(name, *found.span()), found=found[0]), place=found[0])
            return


def _bold(text: str) -> re.Match[str] | None:
    """The first words between two stars that are no masked number."""
    return next((it for it in _BOLD.finditer(text) if not _MASKED.fullmatch(it[0])), None)
