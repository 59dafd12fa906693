"""The words around a date that tell what it is for, and those before an English one that belong to it. Words only."""

from __future__ import annotations

import re

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_MONTH_BEFORE = re.compile(rf"(?<![a-z]){MONTH}\.?\s{{1,2}}(?:the\s)?$")
_DAY_BEFORE = re.compile(
    r"(?<![a-z])(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
    r"\.?,?\s{1,2}(?:the\s)?$"
)

BEFORE, AFTER = 28, 10
"""Characters that are looked at on either side."""

_AFTER = (
    ("deadline", re.compile(r"[\s)*]{0,2}(?:まで|迄|以内|必着|締切|期限|締め切り|中に)")),
    (
        "start",
        re.compile(
            r"[\s)]{0,2}(?:以降|(?:[約利ご][^\s]{1,3}分)?(?:から|より)(?!\s?[0-9])|開始|付で|付け|をもって|に(?:開始|実施|変更|導入|施行))"
        ),
    ),
)
_WORDS = {
    "deadline": r"期限|期日|締切|締め切り|有効期間|失効日|due|deadline|expir|until|before|no later|\bby\s?$"
    r"|frist|plazo|prazo|scadenza|echeance|uiterlijk",
    "outage": r"障害|メンテナンス|停止|作業|時間帯|[■●◆・]\s?時間|^時間|outage|maintenance|downtime"
    r"|発生時刻|発生日時|実施日時|期間",
    "start": r"開始|提供|実施|適用|施行|リリース|切替|effective|start|\bfrom\s?$|beginning|as of",
    "issued": r"発行|作成|送信|更新日|通知日|掲載|公開|発信|issued|posted|published|updated|dated|copyright|©|\(c\)",
    "event": r"日時|利用日|注文|購入|発送|取引|決済|ログイン|アクセス|検知|検出|配達|配送|引き落とし|引落|請求"
    r"|支払|振替|更新|変更|予約|来店|宿泊|出発|乗車|event|order|purchase|transaction|login|sign-in|delivered"
    r"|shipped|charged|date|time|wrote|sent",
}
_BEFORE = tuple((role, re.compile(words)) for role, words in _WORDS.items())


def role_of(text: str, start: int, end: int) -> str:
    """deadline, outage, start, issued or event, by the nearest telling words; "" where none tells."""
    for role, words in _AFTER:
        if words.match(text, end):
            return role
    before = text[max(0, start - BEFORE) : start]
    best, role = -1, ""
    for name, words in _BEFORE:
        for it in words.finditer(before):
            if it.end() > best:
                best, role = it.end(), name
    return role


def month_before(text: str, at: int) -> tuple[int, int] | None:
    """Where the name of a month that stands right before `at` begins, and which month it is."""
    window = max(0, at - 16)
    it = _MONTH_BEFORE.search(text[window:at])
    return (window + it.start(), MONTHS.index(it[0][:3]) + 1) if it else None


def weekday_before(text: str, at: int) -> tuple[int, int | None]:
    """Where the date begins with the weekday that stands right before it, and which weekday (Monday = 0)."""
    window = max(0, at - 16)
    it = _DAY_BEFORE.search(text[window:at])
    return (window + it.start(), _DAYS.index(it[1][:3])) if it else (at, None)
