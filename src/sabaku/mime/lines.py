"""The whole file before it is taken apart: its line ends, marks and control bytes, and what they give away."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from sabaku.mime import limits

Note = Callable[[str, int, int, str], None]
LONE_CR = re.compile(rb"\r(?!\n)")
CR_HEADER = re.compile(rb"\r[A-Za-z][A-Za-z-]{1,40}:")
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# A line with nothing but a dot, which ends the data of an SMTP transaction: servers differed on its line ends (SMTP
# smuggling, CERT VU#302671). Behind it, a second envelope.
DOT = re.compile(rb"\n\.[\r\n]")
DOT_CR = re.compile(rb"\r\.[\r\n]")
SMUGGLED = re.compile(rb"[\r\n]\.[\r\n]{1,4}(?:[^\r\n]{0,200}[\r\n]{1,2}){0,2}?(?i:mail from:|rcpt to:|ehlo |helo |data[\r\n])")


def prepare(raw: bytes, note: Note) -> tuple[int, bytes]:
    """Where the mail starts, and a text of the same length in which each line ends in LF or CRLF."""
    if not raw.strip():
        note("empty", 0, len(raw), "")
    start, text = _mark(raw, note)
    if b"\0" in raw:
        note("nul", raw.find(b"\0"), raw.find(b"\0") + 1, str(raw.count(b"\0")))
    bare = LONE_CR.search(raw) if b"\r" in raw else None
    for dot in _dots(raw, bare):
        for tried in itertools.islice(dot.finditer(raw), limits.DOTS):
            if found := SMUGGLED.match(raw, tried.start()):
                note("smtp-smuggling", found.start(), found.end(), "")
                break
    return start, _line_ends(raw, text, bare, note) if b"\r" in raw else text


def _dots(raw: bytes, bare: re.Match[bytes] | None) -> Iterator[re.Pattern[bytes]]:
    """Those of the two patterns that can match: to look for two bytes is much quicker than a pattern."""
    if b"\n.\n" in raw or b"\n.\r" in raw:
        yield DOT
    if bare:
        yield DOT_CR


def _mark(raw: bytes, note: Note) -> tuple[int, bytes]:
    """Past a byte order mark, which no mail has when it is sent."""
    for mark in MARKS:
        if raw.startswith(mark):
            note("byte-order-mark", 0, len(mark), mark.hex())
            return len(mark), b"\n" * len(mark) + raw[len(mark) :]
    return 0, raw


def _line_ends(raw: bytes, text: bytes, bare: re.Match[bytes] | None, note: Note) -> bytes:
    """Notes what is mixed; carriage returns that end lines on their own become line feeds."""
    cr, lf = raw.count(b"\r"), raw.count(b"\n")
    crlf = raw.count(b"\r\n") if bare else cr
    if crlf < lf and crlf:
        at = raw.replace(b"\r\n", b"\r\r").find(b"\n") if crlf * 2 > lf else raw.find(b"\r\n")
        note("line-ends-mixed", at, at + 1, f"CRLF {crlf}, LF {lf - crlf}")
    if not bare:
        return text
    if not lf or (cr - crlf <= limits.LONE_CRS and _cr_only(raw)):
        note("line-ends-cr", raw.find(b"\r"), raw.find(b"\r") + 1, str(cr - crlf))
        return LONE_CR.sub(b"\n", text) if lf else text.replace(b"\r", b"\n")
    if cr - crlf == raw.count(b"\r\r\n"):
        note("line-ends-doubled", raw.find(b"\r\r\n"), raw.find(b"\r\r\n") + 3, str(cr - crlf))
        return text
    note("bare-cr", bare.start(), bare.end(), str(cr - crlf))
    return text


def _cr_only(raw: bytes) -> bool:
    """Whether the header lines end in CR although there is an LF somewhere behind them."""
    head = raw[: min(raw.find(b"\n"), limits.HEADER_BYTES)]
    return len(CR_HEADER.findall(head)) > 1
