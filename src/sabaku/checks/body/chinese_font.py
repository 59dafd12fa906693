"""One check: Japanese text set in a Chinese font or marked as Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text

_FONT = re.compile(
    "宋体|宋體|微软雅黑|微軟正黑|黑体|华文|仿宋|楷体|等线|\\bsimsun\\b|\\bsimhei\\b|microsoft yahei|\\bpingfang sc\\b"
    "|\\bfangsong\\b|\\bdengxian\\b|lang=[\"']?zh(?:-cn|-tw|-hans)?",
    re.IGNORECASE,
)


@check(
    id="body.chinese-font",
    over="message",
    group="body",
    title=Text(ja="日本語のメールに中国語の書体や言語指定があります", en="A Chinese font in a Japanese mail"),
    says=Text(
        ja="日本語の本文なのに、HTMLに中国語の書体・言語の指定「{font}」があります。中国語の環境で作られたとみられます。",
        en="The text is Japanese, but the HTML names the Chinese font or language “{font}”: made on a Chinese system.",
    ),
    sure="inferred",
    experts=("CHF",),
)
def chinese_font(case: Case, it: Observable) -> Iterator[Hit]:  # noqa: ARG001
    """Word processors write their fonts into the HTML. Innocent cause: lists of fonts for all of Asia, which name Japanese
    ones as well."""
    if _said.lang(case) != "ja":
        return
    try:
        html = case.message.view("html").text[:200_000]
    except KeyError:
        return
    found = _FONT.search(html)
    if found and not re.search(
        "meiryo|メイリオ|hiragino|ms p?gothic|yu gothic|ＭＳ",
        html[max(0, found.start() - 200) : found.end() + 200],
        re.IGNORECASE,
    ):
        yield Hit(Evidence(Span("html", *found.span()), found=found[0]), font=found[0])
