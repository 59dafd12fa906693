"""The mail beside its report: read again from its bytes, where a renderer was given them. Judges nothing."""

from __future__ import annotations

from sabaku.model import Message, Span

TEXT_LIMIT = 2_000_000
"""Bytes up to which a mail is read again to name lines and to show its decoded texts."""


def message_of(raw: bytes) -> Message | None:
    """The mail in those bytes; None where there are none, or too many to read twice."""
    if not raw or len(raw) > TEXT_LIMIT:
        return None
    from sabaku import mime

    return mime.parse(raw)


def of_bytes(stretch: str) -> str:
    """A stretch of the source, a character for each byte, as it is read: UTF-8, and \\xNN for what is none."""
    if stretch.isascii() or max(stretch) > "\xff":
        return stretch
    return stretch.encode("latin-1").decode("utf-8", "backslashreplace")


def down_to(message: Message, span: Span, kind: str) -> Span | None:
    """The place in the first view of that kind ("part:") on the way down to the file; None where the way misses it."""
    for _ in range(8):
        if span.view.startswith(kind):
            return span
        try:
            pieces = message.view(span.view).pieces()
        except KeyError:
            return None
        below = next((it for it in pieces if it.start <= span.start < max(it.end, it.start + 1)), None)
        if below is None or not below.parent:
            return None
        even = below.end - below.start == below.to - below.at
        start = below.at + span.start - below.start if even else below.at
        last = next((it for it in pieces if it.start < span.end <= it.end and it.parent == below.parent), below)
        straight = last.end - last.start == last.to - last.at
        end = last.at + min(span.end, last.end) - last.start if straight else last.to
        span = Span(below.parent, start, max(end, start))
    return None
