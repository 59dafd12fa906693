"""Bytes to `Message`: every header and part with its exact bytes, texts read right, defects named. Never raises, judges nothing.

`Header.start` is the first byte of the name, `value_start` the byte behind the colon, `end` the end of the value without
its line break. `Part.start` to `body_start` are its headers with the blank line, `body_start` to `end` its body as sent.
"""

from __future__ import annotations

import re

from sabaku.mime import limits, views
from sabaku.mime.tree import Reader
from sabaku.model import Defect, Message, Span

LONE_CR = re.compile(rb"\r(?!\n)")
CR_HEADER = re.compile(rb"\r[A-Za-z][A-Za-z-]{1,40}:")


def parse(raw: bytes) -> Message:
    """The mail taken apart (RFC 5322, 2045-2047, 2231). Never raises: whatever cannot be read is a Defect."""
    defects: list[Defect] = []
    if len(raw) > limits.MESSAGE_BYTES:
        defects.append(Defect("limit-message-bytes", Span("raw", 0, limits.MESSAGE_BYTES), str(len(raw))))
        raw = raw[: limits.MESSAGE_BYTES]
    start, text = _lines(raw, defects)
    reader = Reader(raw, text, defects)
    reader.entity("1", start, len(raw), 0, "text/plain", top=True)
    return Message(raw, reader.parts[0].headers, tuple(reader.parts), views.open_view, views.read_part, defects)


def _lines(raw: bytes, defects: list[Defect]) -> tuple[int, bytes]:
    """Where the mail starts, and a text of the same length in which each line ends in LF or CRLF."""
    if not raw.strip():
        defects.append(Defect("empty", Span("raw", 0, len(raw))))
    start = 0
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        if raw.startswith(mark):
            start = len(mark)
            defects.append(Defect("byte-order-mark", Span("raw", 0, start)))
            raw = b"\n" * start + raw[start:]
    head = raw[: max(raw.find(b"\n"), 0)] if b"\n" in raw else raw[: limits.HEADER_BYTES]
    if len(CR_HEADER.findall(head)) > 1:
        defects.append(Defect("line-ends-cr", Span("raw", 0, len(head))))
        raw = LONE_CR.sub(b"\n", raw)
    return start, raw
