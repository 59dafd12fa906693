"""The mail's own source without the victim, byte for byte as long as before, so that places in it stay places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from sabaku.model import Message, Part, Span
from sabaku.render.innards import texts
from sabaku.render.layers import Layer
from sabaku.render.redact._find import Finder

_LETTERS = bytes(b"*"[0] if chr(it).isalnum() or it > 0x7F else it for it in range(256))
_CODE = bytes(b"A"[0] if (chr(it).isalnum() and it < 0x80) or it in b"+/" else b"*"[0] if it > 0x7F else it for it in range(256))
MOST_VIEWS = 1000


def masked_source(message: Message, secrets: Finder) -> bytes:
    """The source with stars in the place of every secret. An attachment that holds one is blanked as a whole."""
    raw = bytearray(message.raw)
    for start, end in (*_in_views(message, secrets), *_in_bytes(message.raw, secrets)):
        raw[start:end] = raw[start:end].translate(_LETTERS)
    for part in message.parts:
        if not part.type.startswith(("multipart/", "message/")) and _tells(message, part, secrets):
            raw[part.body_start : part.end] = raw[part.body_start : part.end].translate(_CODE)
    return bytes(raw)


def _in_views(message: Message, secrets: Finder) -> Iterator[tuple[int, int]]:
    """What is secret in the decoded headers and texts, as bytes of the file."""
    names = [f"header:{n}" for n in range(min(len(message.headers), MOST_VIEWS))]
    names += [f"part:{it.path}" for it in message.parts[:MOST_VIEWS] if it.type.startswith("text/")] + ["visible"]
    for name in names:
        try:
            text = message.view(name).text
        except KeyError:
            continue
        for it in secrets.find(text):
            yield message.raw_range(Span(name, it.start, it.end))


def _in_bytes(raw: bytes, secrets: Finder) -> Iterator[tuple[int, int]]:
    """What is secret in the bytes as they stand: fields of inner parts, boundaries, what nobody decodes."""
    text = raw.decode("utf-8", "surrogateescape")
    found = secrets.find(text)
    if not found:
        return
    marks = sorted({at for it in found for at in (it.start, it.end)})
    offsets = [0]
    before = 0
    for at in marks:
        offsets.append(offsets[-1] + len(text[before:at].encode("utf-8", "surrogateescape")))
        before = at
    for it in found:
        yield offsets[bisect_right(marks, it.start)], offsets[bisect_right(marks, it.end)]


def _tells(message: Message, part: Part, secrets: Finder) -> bool:
    """Whether a part that is no plain text holds a secret in what can be opened of it."""
    if part.type in ("text/plain", "text/html") and part.disposition != "attachment":
        return False
    return any(secrets.find(it.text) for it in texts(message.bytes_of(part)) if isinstance(it, Layer))
