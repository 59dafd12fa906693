"""One check: nobody is addressed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text

_NAMED = re.compile(
    "様|さま|さん|殿|御中|各位|先生|皆様|みなさま|(?i:dear|hello|hi|hey|good (?:morning|afternoon|evening)|greetings)\\b"
)
TOP = 200


@check(
    id="body.salutation-missing",
    over="message",
    group="body",
    title=Text(ja="宛名がありません", en="Nobody is addressed"),
    says=Text(
        ja="本文の冒頭「{start}」に宛名がありません。契約先からの重要な連絡なら、氏名を書くのが普通です。",
        en="The text starts “{start}” without a form of address; a notice from a firm that knows you would name you.",
    ),
    sure="inferred",
    experts=("NONAME",),
)
def salutation_missing(case: Case, it: Observable) -> Iterator[Hit]:  # noqa: ARG001
    """167 of 806 experts' mails had no name. Advertising has none either: only where an account is spoken of."""
    text = _said.text(case)
    start = len(text) - len(text.lstrip())
    top = text[start : start + TOP]
    if len(top) < 60 or _NAMED.search(top):
        return
    if _said.has(case, "threat.suspend", "credential.verify", "card.problem", "parcel.failed", "payment.unpaid"):
        where = Span("visible", start, start + 40)
        yield Hit(Evidence(where, found=text[where.start : where.end]), start=" ".join(text[where.start : where.end].split()))
