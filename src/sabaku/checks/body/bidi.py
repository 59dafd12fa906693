"""One check: characters that turn the direction of the text."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

ENDS = ("U+202C", "U+2069")
"""What only ends a stretch: where it began is told."""


@check(
    id="body.bidi",
    over="bidi:text",
    group="body",
    title=Text(ja="文字の並びを逆転させる制御文字があります", en="Characters that reverse the text"),
    says=Text(
        ja="表示上の並びを変える制御文字や指定({code})が使われています。見えている文字と実際の文字の順序が異なります。",
        en="A control character or style ({code}) changes the order in which the text is shown: what is read is not what "
        "stands there.",
    ),
    attacks=(59,),
)
def bidi(case: Case, it: Observable) -> Iterator[Hit]:
    """Overrides have no use in Japanese or English. Embedding marks occur in Arabic and Hebrew mail, which is left alone."""
    overrides = it.value in ("U+202D", "U+202E", "direction:rtl")
    if it.value not in ENDS and (overrides or _said.lang(case) == "ja"):
        yield Hit(_said.quote(it), code=datum("code", it.value))
