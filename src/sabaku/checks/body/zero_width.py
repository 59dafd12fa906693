"""One check: invisible characters inside words."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

ENOUGH = 3


@check(
    id="body.zero-width",
    over="message",
    group="body",
    title=Text(ja="単語の途中に見えない文字が入れられています", en="Invisible characters inside words"),
    says=Text(
        ja="語の途中に見えない文字({code})が{count}か所以上あります。フィルターに言葉を読ませないための細工です。",
        en="Invisible characters ({code}) stand inside words, in {count} places or more: a trick against filters.",
    ),
    speaks_for=("credential-phishing",),
    experts=("TEMPL",),
    attacks=(17, 57),
)
def zero_width(case: Case, it: Observable) -> Iterator[Hit]:  # noqa: ARG001
    """Soft hyphens have an honest use in long German words and zero-width spaces in long names: a few are no sign."""
    shown = [it for it in case.seen("unseen") if it.value not in ("U+00AD", "U+200C", "U+200D") or it.role in ("subject", "from")]
    soft = [it for it in case.seen("unseen", "text") if it.value == "U+00AD"]
    found = (
        shown if len(shown) >= ENOUGH or any(it.role in ("subject", "from") for it in shown) else soft if len(soft) > 12 else []
    )
    if found:
        yield Hit(*map(_said.quote, found[:3]), code=datum("code", found[0].value), count=datum("number", len(found)))
