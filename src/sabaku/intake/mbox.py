"""Mailboxes in one file (mbox in all its dialects): where each mail starts and ends, and its quoting undone. Reads no files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from mmap import mmap

from sabaku.mime import limits

Buffer = bytes | mmap
POSTMARK = re.compile(
    rb"From [^\r\n]{0,400}?(?:[0-9]{1,2}:[0-9]{2}|(?:19|20)[0-9]{2})[^\r\n]{0,80}+\r?\n(?=[!-9;-~]{1,80}[ \t]{0,4}:|>From )"
)
FROM = re.compile(rb"\nFrom ")
STRICT = re.compile(rb"From \S{0,320} {1,4}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +[A-Z][a-z]{2} +[0-9]{1,2} [0-9:]{4,8} ")
LENGTH = re.compile(rb"^content-length:[ \t]{0,8}([0-9]{1,12})[ \t]{0,8}\r?$", re.IGNORECASE | re.MULTILINE)
BLANK = re.compile(rb"\n\r?\n")
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
LINE_ENDS = re.compile(rb"[\r\n]{0,4}")
LINE = re.compile(rb"[^\n]*\n?")
BETWEEN = re.compile(rb"\x01{4}\r?\n")
"""What stands before and behind each mail of an MMDF mailbox."""


def is_mbox(head: bytes) -> bool:
    """Whether a file that begins so is a mailbox: a `From ` line with a time, then a header field; or the mark of MMDF."""
    head = head.lstrip(b"\xef\xbb\xbf\r\n \t")
    return POSTMARK.match(head) is not None or BETWEEN.match(head) is not None


def split(data: Buffer) -> Iterator[bytes]:
    """Each mail without its `From ` line. Dialects: mboxo and mboxrd (unquoted), mboxcl and mboxcl2 (by Content-Length), MMDF."""
    if BETWEEN.match(data):
        yield from _between(data)
        return
    size = len(data)
    at = 0 if POSTMARK.match(data) else _separator(data, 0)
    while at < size:
        line = LINE.match(data, at)
        start = line.end() if line else size
        end, counted = _end(data, start, size)
        mail = bytes(data[start : min(end, start + limits.MESSAGE_BYTES + 1)])
        yield mail if counted else QUOTED.sub(rb"\1", mail)
        at = end


def _between(data: Buffer) -> Iterator[bytes]:
    """The mails of an MMDF mailbox: what stands between its marks."""
    at = 0
    for mark in BETWEEN.finditer(data):
        if mail := bytes(data[at : mark.start()][: limits.MESSAGE_BYTES + 1]).strip(b"\r\n"):
            yield mail + b"\n"
        at = mark.end()
    if mail := bytes(data[at:][: limits.MESSAGE_BYTES + 1]).strip(b"\r\n"):
        yield mail + b"\n"


def _end(data: Buffer, start: int, size: int) -> tuple[int, bool]:
    """Where the next mail begins, and whether Content-Length said so (then nothing was quoted)."""
    blank = BLANK.search(data, start, min(size, start + limits.HEADER_BYTES))
    length = LENGTH.search(data, start, blank.end()) if blank else None
    there = blank.end() + int(length[1]) if blank and length else 0
    if 0 < there <= size:
        rest = LINE_ENDS.match(data, there)
        there = rest.end() if rest else there
        if there >= size or POSTMARK.match(data, there):
            return there, True
    return _separator(data, start - 1), False


def _separator(data: Buffer, at: int) -> int:
    """Where the next `From ` line with a time and a header below it stands, behind an empty line (or without, if exact)."""
    for found in FROM.finditer(data, max(at, 0)):
        there = found.start() + 1
        if POSTMARK.match(data, there) and (_after_blank(data, there) or STRICT.match(data, there)):
            return there
    return len(data)


def _after_blank(data: Buffer, at: int) -> bool:
    """Whether the line before is empty."""
    return data[at - 2 : at] == b"\n\n" or data[at - 3 : at] == b"\n\r\n"
