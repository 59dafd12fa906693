"""Fields of results of sender authentication, read: who says it, and what (RFC 8601, RFC 7208 section 9.1, RFC 8617).

Reads fields as they stand; whose they really are, and whether they count, is asked in authresults.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sabaku.model import Defect, Header, Message, Span
from sabaku.text import late

FIELDS = (
    "authentication-results",
    "arc-authentication-results",
    "received-spf",
    "authentication-results-original",
    "x-original-authentication-results",
)
MAX_CHARS = 16_384
MAX_RESULTS = 200

_TOP = late.pattern(r'"(?>[^"\\]++|\\.)*+"|[;()]', re.DOTALL)
_METHOD = re.compile(r"\s*+([A-Za-z][\w.-]{0,40}+)(?:\s*+/\s*+\d{1,3}+)?\s*+=\s*+([A-Za-z]{1,20}+)")
_PROPERTY = late.pattern(r"\b((?:smtp|header|body|policy)\.[A-Za-z-]{1,24})\s{0,4}=\s{0,4}(\"[^\"]{0,320}\"|[^\s;()]{1,320})")
_DOCOMO = late.pattern(r"[\w.-]{1,253}\s++from=(\S{0,320}?):?\s++(?:sender-id/)?(spf)\s*+=\s*+([A-Za-z]{1,20}+)", re.IGNORECASE)
"""`docomo.ne.jp from=local@domain: sender-id/spf=pass`, as docomo's mail system has it."""
_INSTANCE = re.compile(r"\s*+i\s*+=\s*+\d{1,3}+\s*+\Z")
_SPF = re.compile(r"\s*+([A-Za-z]{1,20}+)")
_SPF_BY = re.compile(r"\(\s{0,4}([A-Za-z0-9.-]{1,253}):")
_SPF_PAIR = re.compile(r"\b(receiver|envelope-from|helo|identity|client-ip)=\s{0,4}\"?<?([^\s;\"<>]{1,320})")
_SPF_DOMAIN = re.compile(r"domain of (?:transitioning )?(?:[^\s@]{0,128}@)?([A-Za-z0-9._-]{1,253})")
_RESULTS = frozenset(
    {
        "pass",
        "fail",
        "softfail",
        "neutral",
        "none",
        "temperror",
        "permerror",
        "policy",
        "hardfail",
        "bestguesspass",
        "error",
        "unknown",
    }
)


class Result(NamedTuple):
    """One result as written: method, result, the domain it is about, and its place in the field."""

    method: str
    result: str
    domain: str
    start: int
    end: int


class Field(NamedTuple):
    """A field of results: its number, who says it (authserv-id, "" = not stated), and the results."""

    n: int
    header: Header
    by: str
    results: tuple[Result, ...]


def fields(message: Message) -> tuple[Field, ...]:
    """All fields of results, read; computed once per message."""
    return message.once(_fields)


def _fields(message: Message) -> tuple[Field, ...]:
    out: list[Field] = []
    total = 0
    for n, header in enumerate(message.headers):
        if header.key not in FIELDS:
            continue
        by, results = read_spf(header.text) if header.key == "received-spf" else read(header.text)
        total += len(results)
        if total > MAX_RESULTS:
            message.found_defects.append(Defect("result-limit", Span(f"header:{n}", 0, len(header.text)), header.name))
            break
        out.append(Field(n, header, by, tuple(results)))
    return tuple(out)


def read(text: str) -> tuple[str, list[Result]]:
    """authserv-id ("" where it is missing, as Outlook does) and results of an Authentication-Results field (RFC 8601 2.2)."""
    pieces = list(segments(text[:MAX_CHARS]))
    by = ""
    while pieces and _INSTANCE.match(text[slice(*pieces[0])]):
        pieces.pop(0)
    out = []
    if pieces and not _is_result(text, pieces[0]):
        start, end = pieces.pop(0)
        words = text[start:end].split()
        by = words[0].strip('"').lower() if words else ""
        found = _DOCOMO.match(text, start, end)
        if found and found[3].lower() in _RESULTS:
            domain = found[1].rpartition("@")[2].strip("<>.").lower()
            out.append(Result("spf", found[3].lower(), domain, found.start(2), found.end()))
    for n, (start, end) in enumerate(pieces):
        found = _METHOD.match(text, start, end)
        if found and found.group(2).lower() in _RESULTS:
            method, at = found.group(1).lower(), found.start(1)
            domain = _domain(method, text[start:end]) or _domain(method, _apart(text, pieces[n + 1 : n + 2]))
            out.append(Result(method, found.group(2).lower(), domain, at, found.end()))
    return by, out


_ALONE = re.compile(r"\s*+header\.[di]\s*+=")


def _apart(text: str, pieces: list[tuple[int, int]]) -> str:
    """The property that Yahoo! JAPAN writes behind a semicolon of its own: `dkim=pass (ok); header.i=@domain`."""
    return next((text[start:end] for start, end in pieces if _ALONE.match(text, start, end)), "")


def _is_result(text: str, piece: tuple[int, int]) -> bool:
    found = _METHOD.match(text, *piece)
    return found is not None and found.group(2).lower() in _RESULTS


def segments(text: str) -> Iterator[tuple[int, int]]:
    """The pieces between top-level semicolons: not those inside quotes or comments, where senders inject results."""
    depth = start = 0
    for found in _TOP.finditer(text):
        mark = found.group()
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth = max(0, depth - 1)
        elif mark == ";" and depth == 0:
            yield start, found.start()
            start = found.end()
    if text[start:].strip():
        yield start, len(text)


_ABOUT = {
    "spf": ("smtp.mailfrom", "smtp.mail", "smtp.helo"),
    "sender-id": ("header.from",),
    "dkim": ("header.d", "header.i", "header.from"),
    "domainkeys": ("header.from", "header.sender"),
    "dmarc": ("header.from",),
    "compauth": ("header.from",),
    "dkim-adsp": ("header.from",),
    "bimi": ("header.d",),
    "auth": ("smtp.auth", "smtp.mailfrom"),
}


def _domain(method: str, segment: str) -> str:
    """The domain that the result is about."""
    bare = _without_comments(segment)
    stated = {found.group(1).lower(): found.group(2).strip('"') for found in _PROPERTY.finditer(bare)}
    for name in _ABOUT.get(method, ()):
        if value := stated.get(name, ""):
            return "" if value == "none" else value.rpartition("@")[2].strip("<>.").lower()
    return ""


def _without_comments(text: str) -> str:
    """The text with everything in comments blanked: properties in there are the sender's words (RFC 8601 section 7.9)."""
    if "(" not in text:
        return text
    out: list[str] = []
    depth = last = 0
    for found in _TOP.finditer(text):
        mark = found.group()
        if mark == "(":
            if depth == 0:
                out.append(text[last : found.start()])
            depth += 1
        elif mark == ")" and depth:
            depth -= 1
            last = found.end()
    return " ".join(out) + (text[last:] if depth == 0 else "")


def read_spf(text: str) -> tuple[str, list[Result]]:
    """Who says it, and the result, of a Received-SPF field (RFC 7208 section 9.1)."""
    text = text[:4096]
    found = _SPF.match(text)
    if not found or found.group(1).lower() not in _RESULTS:
        return "", []
    stated = {pair.group(1).lower(): pair.group(2) for pair in _SPF_PAIR.finditer(text)}
    by_comment = _SPF_BY.search(text)
    by = by_comment.group(1) if by_comment else stated.get("receiver", "")
    by = "" if by.upper() == "UNKNOWN" else by.lower()
    about = _SPF_DOMAIN.search(text)
    domain = stated.get("envelope-from", "").rpartition("@")[2] or (about.group(1) if about else "") or stated.get("helo", "")
    return by, [Result("spf", found.group(1).lower(), domain.strip(".").lower(), found.start(1), found.end(1))]
