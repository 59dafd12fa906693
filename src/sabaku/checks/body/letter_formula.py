"""One check: a letter's closing word without its opening word."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_CLOSES = late.pattern(
    "(?<![一-鿿ぁ-ん「『])敬具(?![一-鿿」』])|(?:チーム|センター|部門|部|サポート|カスタマーサービス)敬具|(?<=[。、\n])敬具"
)


_OPENS = ("拝啓", "謹啓", "拝復", "謹復", "啓上", "一筆申し上げます", "恭啓")


@check(
    id="body.letter-formula",
    over="message",
    lang="ja",
    group="body",
    title=Text(ja="手紙の結語だけがあり、頭語がありません", en="A letter's closing word without its opening"),
    says=Text(
        ja="「{place}」と結んでいますが、対になる「拝啓」などがありません。"
        "外国語の結び(Sincerely など)を機械で訳した文面に多い形です。",
        en="It closes with “{place}” but lacks the opening word that goes with it: the way translated mails render “Sincerely”.",
    ),
    sure="inferred",
    speaks_for=("phishing",),
    experts=("JP", "PUNC"),
)
def letter_formula(case: Case, it: Observable) -> Iterator[Hit]:
    """Who writes 敬具 in Japanese knows that 拝啓 opens the letter. Innocent cause: foreign firms' translated mail, and text
    about letters: only the word that stands alone or behind an office's name."""
    text = _said.text(case)
    if "敬具" not in text or any(word in text for word in _OPENS):
        return
    found = _CLOSES.search(text)
    if found:
        yield Hit(Evidence(Span("visible", *found.span()), found=found[0]), place=found[0])
