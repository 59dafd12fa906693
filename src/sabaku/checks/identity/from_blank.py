"""A blank inside the angle brackets of From."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text

_BLANK = re.compile(r"<[^<>\s@]{1,128}@[^<>\s@]{1,128}[ \t]+>")


@check(
    id="identity.from-blank",
    over="message",
    group="identity",
    title=Text("差出人欄の書き方に、送信ツール特有の誤りがあります", "From is written as no mail program writes it"),
    says=Text(
        "差出人欄の「{shown}」は、アドレスと閉じ括弧の間に空白があります。"
        "通常のメールソフトや配信サービスはこのように書きません。",
        "“{shown}” in From has a blank before the closing bracket. No mail program and no mailing service writes it like that.",
    ),
    sure="inferred",
    experts=("FRAND",),
    attacks=(8,),
)
def from_blank(case: Case, _: Observable) -> Iterator[Hit]:
    """RFC 5322 section 3.4 lets folding white space stand there, and no program makes use of it: the field was put together by a
    script from a template and a list. Innocent cause: a home-made script of an honest sender.
    """
    for header in case.message.named("from")[:1]:
        found = _BLANK.search(header.text)
        if found:
            view = f"header:{case.message.headers.index(header)}"
            yield Hit(Evidence(Span(view, *found.span()), found=found[0]), shown=Datum("text", found[0]))
