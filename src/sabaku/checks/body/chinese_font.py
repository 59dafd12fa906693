"""One check: Japanese text set in a Chinese font or marked as Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text

_FONTS = (
    "宋体",
    "宋體",
    "微软雅黑",
    "微軟正黑",
    "黑体",
    "华文",
    "仿宋",
    "楷体",
    "等线",
    "simsun",
    "simhei",
    "microsoft yahei",
    "pingfang sc",
)
_MARKS = ('lang="zh', "lang=zh", "lang='zh")
_JAPANESE = ("meiryo", "メイリオ", "hiragino", "ms pgothic", "ms gothic", "yu gothic", "ｍｓ", "游ゴシック")
MOST = 60_000
"""Characters of the HTML that are looked at."""


@check(
    id="body.chinese-font",
    over="message",
    lang="ja",
    group="body",
    title=Text(ja="日本語のメールに中国語の書体や言語指定があります", en="A Chinese font in a Japanese mail"),
    says=Text(
        ja="日本語の本文なのに、HTMLに中国語の書体・言語の指定「{font}」があります。中国語の環境で作られたとみられます。",
        en="The text is Japanese, but the HTML names the Chinese font or language “{font}”: made on a Chinese system.",
    ),
    sure="inferred",
    experts=("CHF",),
)
def chinese_font(case: Case, it: Observable) -> Iterator[Hit]:
    """Word processors write their fonts into the HTML. Innocent cause: lists of fonts for all of Asia, which name Japanese
    ones as well."""
    try:
        html = case.message.view("html").text[:MOST]
    except KeyError:
        return
    lowered = html.lower()
    places = [(at, word) for word in (*_FONTS, *_MARKS) if (at := lowered.find(word)) >= 0] if len(lowered) == len(html) else []
    for at, word in sorted(places):
        around = lowered[max(0, at - 200) : at + 200]
        if not any(font in around for font in _JAPANESE):
            end = at + len(word)
            while end < len(html) and (html[end].isalpha() or html[end] == "-"):
                end += 1
            yield Hit(Evidence(Span("html", at, end), found=html[at:end]), font=html[at:end])
            return
