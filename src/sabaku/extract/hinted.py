"""Passwords that the mail does not write but describes: today's date, the reader's own address. Candidates only, few of them.

Offices do it by habit, and criminals so that no scanner can read the word. Nothing is guessed that the text does not name.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime

from sabaku.model import Message
from sabaku.text import late
from sabaku.text.fold import fold

WINDOW = 90
"""Characters on either side of the word «password» in which the hint stands."""
_WORD = late.pattern(
    r"パスワード|解凍キー|暗証番号|密码|密碼|passwor[dt]|passcode|passwort|kennwort|contrasena|senha|mot de passe|wachtwoord"
)
_TODAY = late.pattern(
    r"(?:本日|今日|当日|送信日|受信日|メールの日付|メール送信日)の?(?:日付|年月日|月日|[0-9]{1,2}桁|を|です|で)|(?:送信|受信)日(?:時)?の"
    r"|(?:today'?s?|current|sending|e-?mail'?s?|mail'?s?) date|date (?:of|in) (?:this|the) (?:e-?mail|mail|message|letter)"
    r"|date of today|heutige[sn]? datum|datum von heute|date du jour|date d'aujourd'hui|fecha de hoy|fecha actual"
    r"|data de hoje|data di oggi|datum van vandaag|当天日期|今天的日期|今日日期"
)
_ADDRESS = late.pattern(
    r"(?:お客様|貴社|貴殿|あなた|ご自身|受信者)の(?:メールアドレス|ドメイン)|your (?:own )?(?:e-?mail(?: address)?|domain)"
    r"|ihre e-?mail-?adresse|votre adresse|su (?:correo|direccion)|seu e-?mail|il (?:suo|tuo) indirizzo"
)
_FORMS = ("%Y%m%d", "%y%m%d", "%m%d", "%d%m%Y", "%m%d%Y", "%Y-%m-%d")


def hinted(message: Message) -> tuple[str, ...]:
    """The passwords that the visible text describes, the likeliest first; () where it describes none."""
    folded = fold(message.view("visible").text[:100_000])
    places = [it.start() for it in _WORD.finditer(folded)][:10]
    near = "\n".join(folded[max(0, at - WINDOW) : at + WINDOW] for at in places)
    return tuple(dict.fromkeys((*_dates(message, near), *_addresses(message, near))))


def _dates(message: Message, near: str) -> Iterator[str]:
    day = _sent(message) if _TODAY.search(near) else None
    if day is not None:
        yield from (day.strftime(form) for form in _FORMS)


def _sent(message: Message) -> datetime | None:
    for header in message.named("date")[:1]:
        try:
            return parsedate_to_datetime(header.text[:80])
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return None


_ONE = late.pattern(r"([^\s<>@,;:\"]{1,64})@([A-Za-z0-9.-]{1,250})")


def _addresses(message: Message, near: str) -> Iterator[str]:
    found = _ONE.search(message.text_of("to")[:2000]) if _ADDRESS.search(near) else None
    if found:
        yield from (found[0], found[1], found[2])
