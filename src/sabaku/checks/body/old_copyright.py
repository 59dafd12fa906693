"""One check: the year of the copyright line is long past."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said, _sent
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_LINE = late.pattern(
    r"(?:©|\(c\)|copyright)[^\n0-9]{0,24}(?P<from>(?:19|20)[0-9]{2})(?:\s?[-–~〜～,]\s?(?P<to>(?:19|20)[0-9]{2}))?"
)
TAIL = 3000
"""Characters of the end of the text, where such a line stands."""


@check(
    id="body.old-copyright",
    over="message",
    said=("credential", "card", "threat", "parcel"),
    group="body",
    title=Text(ja="著作権表示の年が古いままです", en="The copyright year is long past"),
    says=Text(
        ja="著作権表示が「{line}」のままで、メールの年({year}年)と{years}年ずれています。古い文面の使い回しとみられます。",
        en="The copyright line says “{line}”, {years} years before the mail's own year ({year}): an old text reused.",
    ),
    sure="inferred",
    experts=("SIGWRONG",),
)
def old_copyright(case: Case, it: Observable) -> Iterator[Hit]:
    """A light sign: real firms let their templates grow old as well. The first year of a range is no year of issue."""
    text, sent = _said.text(case), _sent.sent(case)
    if sent is None:
        return
    start = max(0, len(text) - TAIL)
    found = next(reversed([*_LINE.finditer(text[start:].lower())]), None)
    years = sent[0].year - int(found["to"] or found["from"]) if found else 0
    if found and 2 <= years <= 20:
        where = Span("visible", start + found.start(), start + found.end())
        line = text[where.start : where.end]
        yield Hit(Evidence(where, found=line), line=line, year=datum("code", sent[0].year), years=datum("number", years))
