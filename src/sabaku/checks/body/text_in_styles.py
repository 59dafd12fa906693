"""One check: the text of a mail stands in its style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

LEAST = 40
"""Letters that are a sentence: marks before the items of a list and the headings of a narrow table are fewer."""
MOST = 200
_WRITTEN = late.pattern(
    r"content\s{0,4}:\s{0,4}(?:\"((?>[^\"\\\n]|\\.){1,2000}+)\"|'((?>[^'\\\n]|\\.){1,2000}+)'|attr\(\s{0,4}([A-Za-z][\w-]{0,40})\s{0,4}\))"
)


@check(
    id="body.text-in-styles",
    over="message",
    group="body",
    title=Text(ja="文面が、HTMLの装飾指定(CSS)の中に書かれています", en="The text stands in the style sheet"),
    says=Text(
        ja="画面に出る文字のうち{count}文字以上が、「{shown}」のように、"
        "HTMLの本文ではなくスタイルシートの content に書かれています。フィルターが読む本文は空に近くなります。",
        en="{count} letters or more that the screen shows (“{shown}”) are written as “content” of the style sheet and not as "
        "text of the mail: what a filter reads is nearly empty.",
    ),
    speaks_for=("disguised",),
    experts=("TEMPL",),
    attacks=(58,),
)
def text_in_styles(case: Case, it: Observable) -> Iterator[Hit]:
    """Style sheets may set a mark before or behind an element (CSS Generated Content, 2). Innocent cause: narrow screens' tables,
    whose headings are repeated so; but what stands in their cells is longer."""
    html = case.message.view("html").text
    if "content" not in html:
        return
    found: list[tuple[int, int]] = []
    for one in _WRITTEN.finditer(html):
        if len(found) >= MOST:
            break
        found += _values(html, one[3]) if one[3] else [one.span(1 if one[1] else 2)]
    letters = sum(sum(map(str.isalpha, html[slice(*place)])) for place in set(found))
    if letters >= LEAST and letters >= sum(map(str.isalpha, _said.text(case)[: _said.SEARCHED])):
        longest = max(found, key=lambda place: place[1] - place[0])
        quoted = html[slice(*longest)]
        yield Hit(
            Evidence(Span("html", *longest), found=quoted),
            count=datum("number", letters),
            shown=datum("text", quoted[:60].strip()),
        )


def _values(html: str, name: str) -> list[tuple[int, int]]:
    """What stands in that attribute of the elements."""
    values = re.compile(rf"\s{re.escape(name)}\s{{0,4}}=\s{{0,4}}[\"']([^\"'<>]{{1,400}}+)[\"']")
    return [one.span(1) for one, _ in zip(values.finditer(html), range(MOST), strict=False)]
