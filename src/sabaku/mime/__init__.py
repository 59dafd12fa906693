"""Bytes to `Message`: every header and part with its exact bytes, texts read right, defects named. Never raises, judges nothing.

`Header.start` is the first byte of the name, `value_start` the byte behind the colon, `end` the end of the value without
its line break. `Part.start` to `body_start` are its headers with the blank line, `body_start` to `end` its body as sent.
"""

from __future__ import annotations

from sabaku.mime import limits, lines, views
from sabaku.mime.tree import Reader
from sabaku.model import Allowance, Defect, Message, Span


def parse(raw: bytes, allowance: Allowance | None = None) -> Message:
    """The mail taken apart (RFC 5322, 2045-2047, 2231). Never raises: whatever cannot be read is a Defect.

    `allowance`: the time that those who go on reading it may take; without one, as long as it takes.
    """
    defects: list[Defect] = []

    def note(kind: str, start: int, end: int, detail: str) -> None:
        defects.append(Defect(kind, Span("raw", start, end), detail))

    if len(raw) > limits.MESSAGE_BYTES:
        note("limit-message-bytes", 0, limits.MESSAGE_BYTES, str(len(raw)))
        raw = raw[: limits.MESSAGE_BYTES]
    start, text = lines.prepare(raw, note)
    reader = Reader(raw, text, defects)
    reader.entity("1", start, len(raw), 0, "text/plain", top=True)
    parts = tuple(reader.parts)
    time = allowance or Allowance()
    return Message(raw, parts[0].headers, parts, views.open_view, views.read_part, defects, time, reader.bodies)
