"""One check: letters inside words are written as numbers that a plain text can't show."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_CODE = late.pattern(r"[A-Za-z]&#\d{2,5};|&#\d{2,5};[A-Za-z]")
MANY = 12


@check(
    id="body.coded-letters",
    over="message",
    group="body",
    title=Text(ja="単語の中の文字が、番号(文字参照)で書かれています", en="Letters inside words are written as numbers"),
    says=Text(
        ja="プレーンテキストの本文に「{shown}」のような文字参照が{count}か所あり、単語の途中の文字を置き換えています。迷惑メールフィルターを避けるためのものです。",
        en="The plain text holds {count} numeric codes such as “{shown}” inside words: they hide the words from filters.",
    ),
    sure="inferred",
    speaks_for=("extortion",),
    experts=("TEMPL",),
    attacks=(59,),
)
def coded_letters(case: Case, it: Observable) -> Iterator[Hit]:
    """Codes of HTML do nothing in plain text; a mass mailer took the wrong part for its disguise.

    Innocent cause: mail about HTML.
    """
    text = _said.text(case)
    if "&#" not in text or case.message.view("html").text:
        return
    found = [one for _, one in zip(range(200), _CODE.finditer(text, 0, 20000), strict=False)]
    if len(found) >= MANY and len(found) * 150 > min(len(text), 20000):
        where = Span("visible", *found[0].span())
        yield Hit(Evidence(where, found=found[0][0]), shown=found[0][0], count=datum("number", len(found)))
