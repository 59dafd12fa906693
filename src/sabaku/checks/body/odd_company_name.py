"""One check: a firm or an office signed with a name that it cannot have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_FORM = "(?:K\\.?K\\.?|Inc\\.?|Co\\.?, ?Ltd\\.?|Ltd\\.?|LLC|Corp(?:oration|\\.)?|GmbH|株式会社|有限会社|合同会社)"
_DOUBLE = late.pattern(f"{_FORM}[ ,.]{{1,3}}(?!株式会社){_FORM}(?![A-Za-z])(?<!Co\\., Ltd)", re.IGNORECASE)
_OFFICE = late.pattern(
    "(?<![a-z0-9./@:_-])(?:web|メール|mail|e-?mail)?[ ]?"
    "(?:admin(?:istrator)?|webmaster|webauth|help ?desk|itサポート|itヘルプ)[ ]?"
    "(?:コントロール|チーム|センター|部門|サポート|デスク|\\.(?![a-z0-9]))"
    "|メール管理 ?(?:web|チーム|センター|者)"
    "|(?:ショッピング|アカウント|カスタマー|ユーザー|検証|確認|メンバー)(?:チーム|部門)(?:より)?"
    "(?=敬具|一同|[\\s。』」]|$)"
    "|(?:japan|ジャパン) ?(?:セキュリティ|サポート|カスタマー)チーム|(?:japan post|japanpost|post japan)(?: ?ジャパン| ?co)"
)
_HALF = late.pattern("(?:銀行|カード|信託|証券|生命)?会社(?=から(?:の|緊急|重要)|より(?:の|緊急|重要))")
_MARKS = (
    "inc",
    "ltd",
    "k.k",
    "kk",
    "llc",
    "corp",
    "gmbh",
    "admin",
    "web",
    "help",
    "itサ",
    "itヘ",
    "メール管理",
    "チーム",
    "部門",
    "japan post",
)
"""One of them stands in whatever is looked for: most mails have none."""
TAIL = 700
_OWN_WAY = ("microsoft", "google", "apple", "amazon", "netflix", "paypal", "meta", "facebook", "spotify", "dropbox", "adobe")
"""Firms that do sign with a «team»."""


@check(
    id="body.odd-company-name",
    over="message",
    lang="ja",
    group="body",
    title=Text(ja="会社名・部署名の書き方がおかしいです", en="A firm's or office's name is written oddly"),
    says=Text(
        ja="「{place}」は、実在する日本の会社・部署の名乗り方ではありません(会社の種類が重なる、翻訳調の部署名など)。",
        en="“{place}” is not how a firm or office in Japan calls itself (two legal forms at once, or an office's name out of a "
        "translation).",
    ),
    sure="inferred",
    experts=("SIGWRONG", "WRONGBR"),
)
def odd_company_name(case: Case, it: Observable) -> Iterator[Hit]:
    """Signatures are made up by people who don't know the firm. Innocent cause: foreign firms, which sign as a team: those
    that are known to do so are left out."""
    if case.seen("list", "mailing-list"):
        return
    if any(one.value.startswith(_OWN_WAY) for one in case.seen("claim")):
        return
    title, view = _said.subject(case)
    half = _HALF.search(title) if case.seen("brand", "subject") else None
    if half and half.start() and any(one.seen.end == half.start() for one in case.seen("brand", "subject")):
        yield Hit(Evidence(Span(view, 0, half.end()), found=title[: half.end()]), place=title[: half.end()])
        return
    text = _said.text(case)
    at = max(0, len(text) - TAIL)
    tail = _said.folded(case)[at:]
    if not any(mark in tail for mark in _MARKS):
        return
    found = _DOUBLE.search(text, at) or (_OFFICE.search(_said.folded(case), at) if _said.leads(case) else None)
    if found:
        place = text[found.start() : found.end()]
        yield Hit(Evidence(Span("visible", *found.span()), found=place), place=place)
