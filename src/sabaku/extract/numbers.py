"""Telephone numbers, crypto wallets, amounts of money and reference numbers in what the reader sees.

Wallets are checked by their own checksum (Base58Check, Bech32 of BIP 173 and 350, Keccak case of EIP-55 by its form), so that a
random string is not called one. Nothing is looked up.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from sabaku.extract.visible import folded as folded_visible
from sabaku.extract.wallets import wallet_kind
from sabaku.model import Input, Kind, Message, Observable, Span
from sabaku.text import late
from sabaku.text.fold import fold

MOST = 60
"""Numbers of one kind and view that are told."""

_CURRENCIES = {
    "¥": "JPY",
    "円": "JPY",
    "jpy": "JPY",
    "$": "USD",
    "usd": "USD",
    "us$": "USD",
    "ドル": "USD",
    "米ドル": "USD",
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "ユーロ": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "r$": "BRL",
    "btc": "BTC",
    "bitcoin": "BTC",
    "bitcoins": "BTC",
    "元": "CNY",
    **dict.fromkeys(("kr", "sek"), "SEK"),
    "nok": "NOK",
    "dkk": "DKK",
    **dict.fromkeys(("zl", "zł", "pln"), "PLN"),
    "chf": "CHF",
    **dict.fromkeys(("czk", "kc"), "CZK"),
}
# Patterns that begin with a class of characters are run by `re` at ten times the speed of those that begin by looking back:
# so the first character comes first, and what stands before it is looked at then. Those that begin with a word of many run
# only where one stands.
_NUMBER = (
    r"(?:[0-9]{0,2}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,2})?|[0-9]{0,2}(?:[. ][0-9]{3}(?![0-9])){1,4}(?:,[0-9]{1,2}(?![0-9]))?"
    r"|[0-9]{0,11}(?:[.,][0-9]{1,8})?)"
)
_BEFORE = late.pattern(
    r"([¥$€£]|us\$|r\$|\b(?:usd|eur|gbp|jpy)\b)"
    rf"\s?([0-9]{_NUMBER})(?![0-9])\s?(万|億|m(?:illion)?\b)?"
)
_before = late.starting(_BEFORE, "¥", "$", "€", "£", "us$", "r$", "usd", "eur", "gbp", "jpy")
_AFTER = late.pattern(
    rf"([0-9](?<![0-9.,a-z/-].){_NUMBER})\s?(万|億|million )?\s?"
    r"(円|米?ドル|ユーロ|euros?\b|€|usd\b|eur\b|gbp\b|btc\b|bitcoins?\b|us dollars|dollars"
    r"|kr\b|sek\b|nok\b|dkk\b|z[lł]\b|pln\b|chf\b|czk\b|kc\b)"
)
_MARKS = ("$", "¥", "€", "£", "usd", "eur", "gbp", "jpy")
"""Without one of them no currency stands before its number."""
_MONEY = late.one_of(
    "¥",
    "$",
    "€",
    "£",
    "円",
    "ドル",
    "usd",
    "eur",
    "gbp",
    "btc",
    "bitcoin",
    "dollars",
    "ユーロ",
    "jpy",
    " kr",
    "sek",
    "nok",
    "dkk",
    " zl",
    " zł",
    "pln",
    "chf",
    "czk",
    " kc",
)

_PHONE_RUN = re.compile(r"[+(0-9][0-9() .+\t-]{7,24}[0-9]")
_PHONE = late.pattern(
    r"(?<![0-9a-z_.=/@-])(?:"
    r"(?:\+ ?[0-9]{1,3}[ \t.-]?(?:\(0\) ?)?|\(?0)[0-9]{0,5}\)?[ \t.(-]{0,2}(?:[0-9]{1,5}[) \t.-]{1,2}){0,3}[0-9]{2,8}"
    r"|(?:1[ \t.-]?)?\(?[2-9][0-9]{2}\)?[ \t.-]{1,2}[0-9]{3}[ \t.-]{1,2}[0-9]{4}"
    r")(?![0-9a-z@_/:])"
)
"""On one line: what stands below a number is no part of it."""
_WALLET = re.compile(
    "(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|(?:bc|ltc)1[02-9ac-hj-np-z]{11,71}|0x[0-9a-fA-F]{40}"
    "|T[1-9A-HJ-NP-Za-km-z]{33}|[LM][1-9A-HJ-NP-Za-km-z]{26,33}|D[1-9A-HJ-NP-Za-km-z]{33}"
    "|4[0-9AB][1-9A-HJ-NP-Za-km-z]{93})(?![A-Za-z0-9])"
)
_REFERRED = (
    "tracking|ticket|transaction|order|invoice|case|confirmation|reference|ref|parcel|po|shipment|注文|伝票|追跡|お問い合わせ"
    "|お問合わせ|お問合せ|お客様|送り状|受付|予約|申込|会員|契約|管理|整理|照会|取引|請求"
)
"""What has a number."""
_REFERENCE = late.pattern(
    rf"(?:{_REFERRED})\s?(?:番号|id|no\.?|number|num|#|n[or]\.?)\s?[:#.]{{0,2}}\s?"
    r"([a-z0-9][a-z0-9-]{4,30})(?![a-z0-9])"
)
_references = late.starting(_REFERENCE, *_REFERRED.split("|"))


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """`phone`, `wallet`, `amount` and `reference` observables of the subject and the visible text."""
    for header in message.named("subject")[:1]:
        yield from _in(f"header:{message.headers.index(header)}", "subject", header.text, fold(header.text))
    yield from _in("visible", "text", message.view("visible").text, message.once(folded_visible))


def _in(view: str, role: str, text: str, folded: str) -> Iterator[Observable]:
    found: tuple[tuple[Kind, Iterator[Found]], ...] = (
        ("amount", amounts(folded)),
        ("phone", phones(folded)),
        ("wallet", wallets(text[: len(folded)])),
        ("reference", references(folded)),
    )
    for kind, places in found:
        for start, end, value in itertools.islice(places, MOST):
            yield Observable(kind, value, role, Span(view, start, end), text[start:end])


Found = tuple[int, int, str]


def amounts(folded: str) -> Iterator[Found]:
    """Sums of money: currency and number, `JPY 12000`."""
    if not _MONEY(folded):
        return
    done = 0
    marked = any(mark in folded for mark in _MARKS)
    before = [(it.start(), it.end(), it[1], it[2], it[3]) for it in _before(folded)] if marked else []
    after = [(it.start(), it.end(), it[3], it[1], it[2]) for it in _AFTER.finditer(folded)]
    for start, end, currency, number, times in sorted(before + after):
        if start >= done:
            done = end
            yield start, end, f"{_CURRENCIES.get(currency, 'USD')} {_plain(_ungrouped(number, currency), times)}"


_DOTTED = re.compile(r"[1-9][0-9]{0,2}(?:[. ][0-9]{3}){1,4}(?:,[0-9]{1,2})?")


def _ungrouped(number: str, currency: str) -> str:
    """A number that continental Europe groups by points or blanks («9.200», «4 318,60»), as an English one; coins have digits
    behind their point."""
    if "btc" in currency or "bitcoin" in currency or not _DOTTED.fullmatch(number):
        return number.replace(" ", "") if "." in number or "," in number else number.rpartition(" ")[2]
    return number.replace(".", "").replace(" ", "").replace(",", ".")


def _plain(number: str, times: str | None) -> str:
    """The number without grouping, multiplied out."""
    text = number.replace(",", "") if re.search(",[0-9]{3}", number) else number.replace(",", ".")
    whole, point, digits = text.rpartition(".")
    text = whole.replace(".", "") + point + digits  # «0.123,45»: whatever that is, only the last can be the point
    factor = {"万": 10_000, "億": 100_000_000, "m": 1_000_000, "million": 1_000_000}.get((times or "").strip(), 1)
    value = float(text) * factor
    return str(int(value)) if value == int(value) else f"{value:.8f}".rstrip("0")


_DISGUISED = late.pattern(
    r"(?<![0-9a-z_.=/@-])(?:\+? ?1[ \t.-]{1,2})?\(?[2-9ol][0-9oil]{2}\)?[ \t.-]{1,2}[0-9oil]{3}[ \t.-]{1,2}[0-9oil]{4}"
    r"(?![0-9a-z@_/:])"
)
"""A North American number with letters in the place of digits, so that no filter reads it."""
_MIXED = late.pattern("[0-9](?:[oil]|(?<=[oil].))")
"""What every such number has, and hardly a text; the search begins with a digit, so it is fast."""
_AS_DIGITS = str.maketrans("oil", "011")
_DIGITS = re.compile("[0-9]")
FEW_LETTERS = 4
SHORT = 6000
"""Characters of a text in which such numbers are looked for, if it has no plain one."""


def phones(folded: str) -> Iterator[Found]:
    """Telephone numbers: Japanese with their leading zero, North American, and international with a plus."""
    plain = False
    for start, end, value in _plain_phones(folded):
        plain = True
        yield start, end, value
    if plain or len(folded) > SHORT or _MIXED.search(folded) is None:
        return
    for it in _DISGUISED.finditer(folded):
        true = len(_DIGITS.findall(it[0]))
        digits = re.sub("[^0-9]", "", it[0].translate(_AS_DIGITS))
        if 0 < len(digits) - true <= FEW_LETTERS and len(digits) in (10, 11):
            yield it.start(), it.end(), ("+" if "+" in it[0] else "") + digits


def _plain_phones(folded: str) -> Iterator[Found]:
    for run in _PHONE_RUN.finditer(folded):
        for it in _PHONE.finditer(folded, run.start(), run.end() + 1):
            digits = re.sub("[^0-9]", "", it[0])
            if _is_phone(it[0], digits):
                yield it.start(), it.end(), ("+" if "+" in it[0] else "") + digits


def _is_phone(shown: str, digits: str) -> bool:
    if "+" in shown:
        return 9 <= len(digits) <= 15
    if digits.startswith("010") and 12 <= len(digits) <= 16:  # dialled abroad from Japan, as support frauds print it
        return True
    if digits.startswith("0"):
        return 10 <= len(digits) <= 11 and (not digits.startswith("00")) and (len(digits) == 10 or digits[1:3] in _ELEVEN)
    return len(digits) in (10, 11)


_ELEVEN = ("50", "70", "80", "90", "20", "60", "12", "80")


_RUNS = bytes(ord("a") if chr(it).isalnum() else ord(" ") for it in range(128)) + b" " * 128
_SHORTEST = b"a" * 14
"""Of a wallet's address: a long word as the outline of the text shows it, in which a plain search finds it."""


def wallets(text: str) -> Iterator[Found]:
    """Addresses of crypto money whose checksum is right, as `kind:address`."""
    outline = text.encode("latin-1", "replace").translate(_RUNS)
    at = outline.find(_SHORTEST)
    while at >= 0:
        it = _WALLET.match(text, at)
        if it and (kind := wallet_kind(it[0])):
            yield it.start(), it.end(), f"{kind}:{it[0]}"
        gap = outline.find(b" ", at)
        at = outline.find(_SHORTEST, gap) if gap >= 0 else -1


def references(folded: str) -> Iterator[Found]:
    """Order, tracking and case numbers that are named as such."""
    if not any(mark in folded for mark in ("番号", "number", "#", "no.")):
        return
    for it in _references(folded):
        if any(char.isdigit() for char in it[1]):
            yield it.start(1), it.end(1), it[1]
