"""One `Received` field, in whatever dialect it is written, read into its clauses (RFC 5321 section 4.4). Pure and linear.

Knows nothing of the other fields: who may be believed is decided in route.py. Version numbers (`id 15.20.8722.30`) are no
addresses, because addresses are only looked for in the `from` clause, and in the comment that follows the `by` host.
"""

from __future__ import annotations

import functools
import ipaddress
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation
from msgspec import Struct

from sabaku.data import toml
from sabaku.text import late

MAX_CHARS = 8192


class Reading(NamedTuple):
    """What one field says. Places are offsets in the field's decoded text; `confirmed`: the reverse name was checked."""

    helo: str = ""
    rdns: str = ""
    ip: str = ""
    by: str = ""
    by_ip: str = ""
    protocol: str = ""
    queue_id: str = ""
    for_: str = ""
    user: str = ""
    at: datetime | None = None
    zone: str = ""
    dialect: str = ""
    confirmed: bool = False
    retrieved: bool = False
    ip_at: tuple[int, int] = (0, 0)
    helo_at: tuple[int, int] = (0, 0)


class Client(NamedTuple):
    """Who connected: the HELO name, reverse name and address, the places of address and HELO name, as in a Reading."""

    helo: str = ""
    rdns: str = ""
    ip: str = ""
    ip_at: tuple[int, int] = (0, 0)
    helo_at: tuple[int, int] = (0, 0)
    confirmed: bool = False


class Word(Struct, frozen=True, gc=False):
    """A word or a comment (without its parentheses) of the field."""

    text: str
    start: int
    comment: bool


_COMMENT = re.compile(r"(\((?>[^()]++|\([^()]*+\))*+\))")
_PIECE = re.compile(r"[^\s()]++|\(|\)")
_KEYS = frozenset({"from", "by", "via", "with", "id", "for"})
_V4 = re.compile(r"(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\w)")
_V6 = re.compile(
    r"(?<![\w:.])(?:[0-9A-Fa-f]{1,4}:){1,7}(?:[0-9A-Fa-f:]{1,40})?(?:\d{1,3}(?:\.\d{1,3}){3})?|(?<![\w:.])::[0-9A-Fa-f:.]{0,40}"
)
_BRACKET = re.compile(r"\[\s{0,3}(?:[Ii][Pp][Vv]6:)?([0-9A-Fa-f:.]{2,45})(?:%\w{1,16})?\s{0,3}\](?::\d{1,5})?")
_HELO = re.compile(r"""(?:\b(?:helo|ehlo|lhlo)[=\s]{1,3}\??"?)([^\s"()]{1,255})""", re.IGNORECASE)
_USER_AT = re.compile(r"^(?:IDENT:)?[^@\s]{0,128}@")
_FOR = re.compile(r"<([^<>\s]{1,320})>")
_AUTH = late.pattern(
    r"(?:Authenticated sender: |[Aa]uthenticated user |AUTH: \w{1,16} |account |authid=|smtp_auth=)<?([^\s)<>,]{1,320})"
)
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_RFC_DATE = re.compile(
    r"(\d(?<!\w.)\d?)[ -]([A-Za-z]{3})[a-z]{0,6}[ -](\d{2,4}),?\s{1,3}(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?"
    r"(?:\s{0,3}([+-]\d{2}:?\d{2}\b|[A-Z]{1,5}\b))?"
)
_ISO_DATE = late.pattern(
    r"\b(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?\s?([+-]\d{2}:?\d{2}|Z|[A-Z]{1,5}\b)?"
)
_C_DATE = late.pattern(
    r"\b([A-Z][a-z]{2})\s{1,2}(\d{1,2})\s(\d{2}):(\d{2}):(\d{2})\s(?:([A-Z]{1,5})\s)?(\d{4})(?:\s([+-]\d{4}))?"
)
_ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "JST": 9, "KST": 9, "CET": 1, "CEST": 2, "BST": 1, "MSK": 3, "EET": 2, "EEST": 3, "HKT": 8, "SGT": 8, "AEST": 10, "AEDT": 11,
}  # fmt: skip


def read(text: str) -> Reading:
    """Everything that a Received field tells, in any of the known dialects; empty where it says nothing."""
    text = text[:MAX_CHARS]
    words = _words(text)
    clauses = _clauses(words)
    dialect, retrieved = dialect_of(text)
    client = _client(clauses.get("from", []), dialect, text)
    by, by_ip = _server(clauses.get("by", []))
    at, zone = date(text)
    return Reading(
        client.helo, client.rdns, client.ip, by, by_ip,
        protocol=_value(clauses, "with"),
        queue_id=_value(clauses, "id"),
        for_=_for(clauses.get("for", [])),
        user=_user(text),
        at=at, zone=zone, dialect=dialect, confirmed=client.confirmed, retrieved=retrieved,
        ip_at=client.ip_at, helo_at=client.helo_at,
    )  # fmt: skip


@functools.cache
def _dialects() -> tuple[AhoCorasick, tuple[tuple[str, bool], ...]]:
    """What tells a dialect, and which one, in the order in which it counts: most lists are dozens, and fields are many."""
    told = [(mark, (it["id"], it.get("retrieves", False))) for it in toml("receivers")["dialect"] for mark in it["marks"]]
    marks = AhoCorasick([mark for mark, _ in told], implementation=Implementation.ContiguousNFA, store_patterns=False)
    return marks, tuple(dialect for _, dialect in told)


@functools.cache
def names_reverse(dialect: str) -> bool:
    """Whether servers of that dialect write a reverse name whenever there is one, so that its absence means something."""
    return any(it["id"] == dialect and it.get("ptr", False) for it in toml("receivers")["dialect"])


def dialect_of(text: str) -> tuple[str, bool]:
    """The software that wrote the field, and whether it fetched the mail from a mailbox."""
    marks, dialects = _dialects()
    first = min((n for n, _, _ in marks.find_matches_as_indexes(text, overlapping=True)), default=None)
    return ("", False) if first is None else dialects[first]


def _words(text: str) -> list[Word]:
    """Words and whole comments; the quick way where parentheses balance and nest at most once."""
    opened = text.count("(")
    if opened != text.count(")") or "((" in text:
        return _deep_words(text)
    out: list[Word] = []
    at = 0
    for n, run in enumerate(_COMMENT.split(text)):
        if n % 2:
            opened -= run.count("(")
            out.append(Word(run[1:-1], at + 1, True))
        else:
            place = at
            for word in run.split():
                place = text.index(word, place)
                out.append(Word(word, place, False))
                place += len(word)
        at += len(run)
    return out if not opened else _deep_words(text)


def _deep_words(text: str) -> list[Word]:
    """The same with any nesting. An unclosed comment ends where the field ends."""
    out: list[Word] = []
    depth = start = 0
    for found in _PIECE.finditer(text):
        piece = found.group()
        if piece == "(":
            start = found.start() + 1 if depth == 0 else start
            depth += 1
        elif piece == ")" and depth:
            depth -= 1
            if depth == 0:
                out.append(Word(text[start : found.start()], start, True))
        elif depth == 0:
            out.append(Word(piece, found.start(), False))
    if depth:
        out.append(Word(text[start:], start, True))
    return out


def _clauses(words: list[Word]) -> dict[str, list[Word]]:
    """The words of each clause, by its keyword; the first clause of a name counts. What stands before any is under ""."""
    out: dict[str, list[Word]] = {}
    current = out.setdefault("", [])
    for word in words:
        key = word.text.lower()
        if not word.comment and key in _KEYS and key not in out and _may_start(key, out):
            current = out.setdefault(key, [])
        else:
            current.append(word)
    return out


def _may_start(key: str, so_far: dict[str, list[Word]]) -> bool:
    """`from` only at the start; the others only once there was a `from` or `by` with a value."""
    if key == "from":
        return len(so_far) == 1
    return key == "by" or len(so_far) > 1


def _client(words: list[Word], dialect: str, text: str) -> Client:
    """Who connected, by the words of the `from` clause."""
    if not words:
        return Client()
    name = words[0] if not words[0].comment else Word("", words[0].start, False)
    comments = [word for word in words if word.comment]
    ip, ip_at, inside = _address(words, name)
    helo = next((found for it in comments[:4] if "lo" in it.text.lower() and (found := _HELO.search(it.text))), None)
    if helo is not None:
        own = _bare(helo.group(1))
        start = text.find(own, name.start)
        client = Client(own, "" if literal(name.text) else name.text, ip, ip_at, (start, start + len(own)))
    else:
        own = _bare(name.text)
        start = name.start + max(0, name.text.find(own))
        client = Client(own, _reverse(inside, name.text, dialect), ip, ip_at, (start, start + len(own)))
    return _with_reverse(client, dialect, words)


def _with_reverse(client: Client, dialect: str, words: list[Word]) -> Client:
    """The client with its reverse name as far as there is one, and whether the server checked that."""
    rdns = client.rdns.rstrip(".").strip("[]<>").lower()
    if rdns in ("unknown", "unverified", "") or literal(rdns) or ("." not in rdns and rdns != "localhost"):
        rdns = ""
    forged = any("may be forged" in word.text or "rhost-flags-FAIL" in word.text for word in words if word.comment)
    return client._replace(rdns=rdns, confirmed=bool(rdns) and names_reverse(dialect) and not forged)


def _address(words: list[Word], name: Word) -> tuple[str, tuple[int, int], str]:
    """The client's address, its place, and what stood before it in its comment (the reverse name, in most dialects)."""
    for word in words:
        found = _BRACKET.search(word.text) if word.comment else None
        if found and (ip := canonical(found.group(1))):
            return ip, (word.start + found.start(1), word.start + found.end(1)), word.text[: found.start()]
    for word in words:
        if word.comment and (found := _plain_address(word.text)) and (ip := canonical(found.group())):
            return ip, (word.start + found.start(), word.start + found.end()), ""
    for word in words:
        if not word.comment and (found := _BRACKET.search(word.text) or _plain_address(word.text)):
            group = 1 if found.re is _BRACKET else 0
            if ip := canonical(found.group(group)):
                return ip, (word.start + found.start(group), word.start + found.end(group)), ""
    return "", (name.start, name.start), ""


def _plain_address(text: str) -> re.Match[str] | None:
    """An address without brackets; only where the comment is little more than that (`(192.0.2.1)`, `(user@192.0.2.1)`)."""
    if len(text) > 120:
        return None
    tail = text.rpartition("@")[2]
    offset = len(text) - len(tail)
    return _V4.search(text, offset) or _V6.search(text, offset)


def _reverse(inside: str, name: str, dialect: str) -> str:
    """The reverse name: the last word before the bracket; in qmail's dialect without a HELO comment the name itself."""
    words = (_USER_AT.sub("", inside.strip()) if "@" in inside else inside).split()
    if words:
        return _USER_AT.sub("", words[-1]) if "@" in words[-1] else words[-1]
    return name if dialect in ("qmail", "exim", "zmailer") and not literal(name) else ""


def _bare(name: str) -> str:
    """A HELO name without the query marks of qmail and a trailing comma or bracket of its own."""
    return name.strip("?<>,;\"'")


def literal(name: str) -> bool:
    """Whether this is an address, bare or in brackets, and no name."""
    return bool(canonical(name.strip("[]?")))


@functools.lru_cache(maxsize=16384)
def canonical(text: str) -> str:
    """An IP address in its one spelling (IPv4 out of its IPv6 mapping), or ""."""
    bare = text.strip("[]. ")
    bare = bare[5:] if bare[:5].lower() == "ipv6:" else bare
    try:
        found = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found)


def _server(words: list[Word]) -> tuple[str, str]:
    if not words or words[0].comment:
        return "", ""
    by_ip = ""
    for word in words[1:3]:
        if word.comment and (found := _BRACKET.search(word.text) or (len(word.text) < 48 and _plain_address(word.text)) or None):
            by_ip = by_ip or canonical(found.group(found.re.groups))
    return words[0].text.strip("[],;").rstrip(".").lower(), by_ip


def _value(clauses: dict[str, list[Word]], key: str) -> str:
    """The clause's words up to the semicolon, without comments."""
    out = []
    for word in clauses.get(key, [])[:6]:
        if not word.comment:
            out.append(word.text.rstrip(";"))
        if word.text.endswith(";"):
            break
    return " ".join(out[: 3 if key == "with" else 1]).strip()


def _for(words: list[Word]) -> str:
    for word in words[:2]:
        if not word.comment:
            found = _FOR.search(word.text)
            return (found.group(1) if found else word.text.strip("<>;")).lower()
    return ""


def _user(text: str) -> str:
    found = _AUTH.search(text) if "uth" in text or "AUTH" in text or "(account " in text else None
    return found.group(1) if found else ""


def date(text: str) -> tuple[datetime | None, str]:
    """The last date and time that stands in the text, with its zone as written; no zone counts as UTC."""
    tail = text[-160:]
    # it stands behind the last semicolon (RFC 5321 section 4.4) of all fields but the odd ones
    if every := list(_RFC_DATE.finditer(tail, tail.rfind(";") + 1)) or list(_RFC_DATE.finditer(tail)):
        day, month, year, hour, minute, second, zone = every[-1].groups()
        number = _MONTHS.get(month.lower())
        return (_when(_year(year), number, day, hour, minute, second, zone), zone or "") if number else (None, "")
    if found := _ISO_DATE.search(tail):
        year, month, day, hour, minute, second, zone = found.groups()
        return _when(int(year), int(month), day, hour, minute, second, zone), zone or ""
    if found := _C_DATE.search(tail):
        month, day, hour, minute, second, name, year, zone = found.groups()
        number = _MONTHS.get(month.lower())
        return (_when(int(year), number, day, hour, minute, second, zone or name), zone or name or "") if number else (None, "")
    return None, ""


def _year(text: str) -> int:
    """RFC 5322 section 4.3: two digits below 50 are 20xx, other short years are 19xx."""
    year = int(text)
    return year if year >= 1000 else year + (2000 if year < 50 else 1900)


def _when(year: int, month: int, day: str, hour: str, minute: str, second: str | None, zone: str | None) -> datetime | None:
    try:
        second_number = min(int(second or 0), 59)
        return datetime(year, month, int(day), int(hour), int(minute), second_number, tzinfo=offset(zone or ""))
    except (ValueError, OverflowError):
        return None


@functools.lru_cache(maxsize=512)
def offset(zone: str) -> timezone:
    """The zone as an offset from UTC; unknown names count as UTC (RFC 5322 section 4.3)."""
    if zone[:1] in ("+", "-"):
        digits = zone[1:].replace(":", "")
        minutes = min(int(digits[:2]) * 60 + int(digits[2:4]), 1439)
        return timezone(timedelta(minutes=minutes if zone[0] == "+" else -minutes))
    hours = _ZONES.get(zone.upper(), 0)
    return timezone(timedelta(hours=hours)) if hours else UTC
