"""One check: invisible characters inside words."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

ENOUGH, SOFT = 3, 12
"""From how many places on: zero-width characters, soft hyphens."""


@check(
    id="body.zero-width",
    over="message",
    group="body",
    title=Text(ja="単語の途中に見えない文字が入れられています", en="Invisible characters inside words"),
    says=Text(
        ja="語の途中に見えない文字({code})が{count}か所以上あります。フィルターに言葉を読ませないための細工です。",
        en="Invisible characters ({code}) stand inside words, in {count} places or more: a trick against filters.",
    ),
    speaks_for=("disguised",),
    experts=("TEMPL",),
    attacks=(57,),
)
def zero_width(case: Case, it: Observable) -> Iterator[Hit]:
    """Soft hyphens have an honest use in long German words and zero-width spaces in long names: a few are no sign.

    Name and subject are looked at by identity.name-disguised.
    """
    seen = case.seen("unseen", "text")
    sharp = [it for it in seen if it.value not in ("U+00AD", "U+200C", "U+200D")]
    soft = [it for it in seen if it.value == "U+00AD"]
    found = sharp if len(sharp) >= ENOUGH else soft if len(soft) > SOFT else []
    if found:
        yield Hit(*map(_said.quote, found[:3]), code=datum("code", found[0].value), count=datum("number", len(found)))
