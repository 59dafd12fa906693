"""One check: honorifics in a place or number that politeness does not allow."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_ODD = late.pattern(
    "様様|さま様|様さま|各位様|各位殿|(?<=[A-Za-z0-9])@[A-Za-z0-9.-]+ ?様様|お客様様|御中様|様御中|殿様へ"
    "|(?:弊社|当社|当行|我社)様|(?:親愛なる|尊敬する)[^\\s、。]{1,14}(?:様|さま|さん|:|：|、|,)"
    "|ご(?:お客様|アカウント様)|お客様(?:のお客様|各位のお客様)"
)


@check(
    id="body.wrong-honorific",
    over="message",
    lang="ja",
    group="body",
    title=Text(ja="敬称・宛名の付け方が不自然です", en="Wrong honorifics"),
    says=Text(
        ja="「{phrase}」という宛名・敬称は、日本の事業者は使いません。",
        en="No Japanese firm uses the address “{phrase}”.",
    ),
    experts=("JP", "NONAME"),
)
def wrong_honorific(case: Case, it: Observable) -> Iterator[Hit]:
    """「親愛なる」 is "dear" out of a dictionary; doubled 様 is what a template gives whose name holds one already."""
    text = _said.text(case)[:3000]
    found = _ODD.search(text)
    if found:
        yield Hit(Evidence(Span("visible", *found.span()), found=found[0]), phrase=found[0])
