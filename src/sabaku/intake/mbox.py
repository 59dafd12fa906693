"""Mailboxes in one file (mbox in all its dialects): where each mail starts and ends, and its quoting undone. Reads no files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from mmap import mmap

from sabaku.mime import limits

Buffer = bytes | mmap
POSTMARK = re.compile(
    rb"From [^\r\n]{0,400}?(?:[0-9]{1,2}:[0-9]{2}|(?:19|20)[0-9]{2})[^\r\n]{0,80}\r?\n(?=[!-9;-~]{1,80}[ \t]{0,4}:|>From )"
)
SEPARATOR = re.compile(rb"(?:(?<=\n\n)|(?<=\n\r\n)|(?<=\n))" + POSTMARK.pattern)
STRICT = re.compile(rb"From \S{0,320} {1,4}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +[A-Z][a-z]{2} +[0-9]{1,2} [0-9:]{4,8} ")
LENGTH = re.compile(rb"^content-length:[ \t]{0,8}([0-9]{1,12})[ \t]{0,8}\r?$", re.IGNORECASE | re.MULTILINE)
BLANK = re.compile(rb"\n\r?\n")
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
LINE = re.compile(rb"[^\n]*\n?")


def is_mbox(head: bytes) -> bool:
    """Whether a file that begins so is a mailbox: a `From ` line with a time, then a header field."""
    return POSTMARK.match(head.lstrip(b"\xef\xbb\xbf\r\n \t")) is not None


def split(data: Buffer) -> Iterator[bytes]:
    """Each mail without its `From ` line. Dialects: mboxo and mboxrd (unquoted), mboxcl and mboxcl2 (by Content-Length)."""
    size = len(data)
    first = SEPARATOR.search(data) if data[:5] != b"From " else POSTMARK.match(data)
    at = first.start() if first else size
    while at < size:
        line = LINE.match(data, at)
        start = line.end() if line else size
        end, counted = _end(data, start, size)
        mail = bytes(data[start : min(end, start + limits.MESSAGE_BYTES + 1)])
        yield mail if counted else QUOTED.sub(rb"\1", mail)
        at = end


def _end(data: Buffer, start: int, size: int) -> tuple[int, bool]:
    """Where the next mail begins, and whether Content-Length said so (then nothing was quoted)."""
    blank = BLANK.search(data, start, min(size, start + limits.HEADER_BYTES))
    if blank:
        length = LENGTH.search(data, start, blank.end())
        there = blank.end() + int(length[1]) if length else 0
        if there and there <= size:
            rest = LINE_ENDS.match(data, there)
            there = rest.end() if rest else there
            if there >= size or POSTMARK.match(data, there):
                return there, True
    at = start
    while found := SEPARATOR.search(data, at):
        if data[found.start() - 2 : found.start()] in (b"\n\n", b"\r\n") and _after_blank(data, found.start()):
            return found.start(), False
        if STRICT.match(data, found.start()):
            return found.start(), False
        at = found.end()
    return size, False


LINE_ENDS = re.compile(rb"[\r\n]{0,4}")


def _after_blank(data: Buffer, at: int) -> bool:
    """Whether the line before is empty."""
    return data[at - 2 : at] == b"\n\n" or data[at - 3 : at] == b"\n\r\n"
