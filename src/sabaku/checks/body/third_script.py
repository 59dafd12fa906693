"""One check: words in a script that belongs neither to Japanese nor to English."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_OTHER = late.pattern("[가-힣]{2,}|[ก-๙]{3,}|[Ѐ-ӿ]{4,}|[؀-ۿ]{3,}|[ऀ-ॿ]{3,}")
_NAMES = (
    ("가", "힣", Text("ハングル(韓国語)", "Hangul (Korean)")),
    ("ก", "๙", Text("タイ文字", "Thai")),
    ("Ѐ", "ӿ", Text("キリル文字(ロシア語など)", "Cyrillic (Russian and others)")),
    ("؀", "ۿ", Text("アラビア文字", "Arabic")),
    ("ऀ", "ॿ", Text("デーバナーガリー(ヒンディー語など)", "Devanagari (Hindi and others)")),
)
FEW = 4
"""Words of the other script: more of them are a notice in several languages."""
_DEMANDS = ("threat", "credential", "card", "scare", "payment", "parcel", "mailbox", "prize", "deadline")


@check(
    id="body.third-script",
    over="message",
    said=_DEMANDS,
    lang="ja",
    group="body",
    title=Text(ja="日本語のメールに、別の国の文字が混ざっています", en="Another country's script in a Japanese mail"),
    says=Text(
        ja="日本語の文面の中に、{script}の「{word}」が混ざっています。別の国向けのひな形か、翻訳の消し忘れとみられます。",
        en="In the Japanese text stands “{word}” in {script}: left from another country's template or from a translation.",
    ),
    sure="inferred",
    experts=("FOREIGN", "JP", "MOJI"),
)
def third_script(case: Case, it: Observable) -> Iterator[Hit]:
    """Kits go from country to country. Innocent causes: notices in several languages and names: a mail with much of the
    other script, or without a demand, is left out."""
    if case.seen("list", "mailing-list"):
        return
    text = _said.text(case)[: _said.SEARCHED]
    if text.isascii():
        return
    words = [*_OTHER.finditer(text)]
    if 0 < len(words) <= FEW:
        script = next(name for first, last, name in _NAMES if first <= words[0][0][0] <= last)
        where = Span("visible", *words[0].span())
        yield Hit(Evidence(where, found=words[0][0]), word=words[0][0], script=datum("text", words[0][0][0], script))
