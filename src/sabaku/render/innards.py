"""What a file that is to be published holds besides what one sees: texts in pictures, PDFs, archives and coded pieces.

`texts` gives every readable layer of some bytes with a name for the place; what could not be opened is told as well.
Knows nothing of secrets. Never raises, whatever the bytes are.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sabaku.apart import pdf, pictures
from sabaku.extract import packed
from sabaku.extract.kinds import kind_of
from sabaku.model import Text
from sabaku.render.layers import Layer, as_text, below, layers, pdf_strings, strings, unbase64

DEEPEST = 5
MOST_BYTES = 64 * 2**20
MOST_LAYERS = 2000


class Unread(Struct, frozen=True):
    """A place that could not be looked into, and why."""

    place: str
    why: Text


LOCKED = Text("パスワードで保護されていて開けません。", "It is locked with a password.")
BROKEN = Text("壊れていて読めません。", "It is broken and cannot be read.")
TOO_LARGE = Text("大きすぎるため、すべては調べていません。", "It is too large to be looked at as a whole.")
TOO_DEEP = Text("入れ子が深すぎるため、中までは調べていません。", "It is nested too deep to be looked into.")


class _Budget:
    """How much may still be opened; a bomb ends here and is told of."""

    __slots__ = ("bytes", "layers")

    def __init__(self) -> None:
        self.bytes, self.layers = MOST_BYTES, MOST_LAYERS

    def take(self, size: int) -> bool:
        self.bytes -= size
        self.layers -= 1
        return self.bytes > 0 and self.layers > 0


def texts(body: bytes) -> Iterator[Layer | Unread]:
    """Every readable layer of a file."""
    yield from _inside(body, "", 0, _Budget())


def _inside(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    if depth > DEEPEST:
        yield Unread(place, TOO_DEEP)
        return
    if not budget.take(len(body)):
        yield Unread(place, TOO_LARGE)
        return
    for start, reader in _READERS:
        if body.startswith(start):
            yield from reader(body, place, depth, budget)
            return
    text = as_text(body)
    if text is None:
        yield from _packed(body, place, depth, budget)
        yield from strings(body, place)
        yield from _streams(body, place, depth, budget)
    else:
        yield from layers(text, place)
        yield from _coded(text, place, depth, budget)


_BLOB = re.compile(r"[A-Za-z0-9+/]{24,}(?>\s{1,4}[A-Za-z0-9+/]{24,})*+(?:\s{1,4}[A-Za-z0-9+/]{1,100})?={0,2}")


def _coded(text: str, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    """Pieces of base64 in a text (attachments, data: addresses, blobs of JSON), opened as files."""
    line, at = 1, 0
    for found in _BLOB.finditer(text):
        piece = found.group()
        if not piece.isalpha() and len(piece) >= 32:
            raw = unbase64(piece)
            line, at = line + text.count("\n", at, found.start()), found.start()
            if budget.layers <= 0:
                yield Unread(place, TOO_LARGE)
                return
            if raw:
                yield from _inside(raw, below(place, f"base64 in line {line}"), depth + 1, budget)


# --- bytes -------------------------------------------------------------------------------------------------------

_STREAM = re.compile(rb"x[\x01\x5e\x9c\xda]")
_WHOLE_STREAM = re.compile(rb"stream\r?\n")
MOST_STREAMS = 400


def _streams(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    """Deflate streams with a zlib head inside binary data."""
    for found in list(_STREAM.finditer(body))[:MOST_STREAMS]:
        raw = _inflated(memoryview(body)[found.start() :], budget)
        if len(raw) >= 8:
            yield from _inside(raw, below(place, f"stream at byte {found.start()}"), depth + 1, budget)


def _inflated(body: bytes | memoryview, budget: _Budget) -> bytes:
    try:
        return zlib.decompressobj().decompress(body, max(min(budget.bytes, MOST_BYTES), 1))
    except zlib.error:
        return b""


def _gzip(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    yield from strings(body[:1024], place)
    try:
        with gzip.open(io.BytesIO(body)) as file:
            raw = file.read(max(min(budget.bytes, MOST_BYTES), 1))
    except (OSError, EOFError, zlib.error):
        yield Unread(place or "gzip", BROKEN)
        return
    yield from _inside(raw, below(place, "gzip"), depth + 1, budget)


def _zlib(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    raw = _inflated(body, budget)
    if raw:
        yield from _inside(raw, below(place, "deflate"), depth + 1, budget)
    else:
        yield from layers(body.decode("utf-8", "replace"), place)


def _zip(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            yield Layer(below(place, "zip comment"), archive.comment.decode("utf-8", "replace"))
            for entry in archive.infolist()[:500]:
                name = below(place, f"zip: {entry.filename}")
                yield Layer(below(place, "file name in zip"), entry.filename)
                if entry.flag_bits & 1:
                    yield Unread(name, LOCKED)
                elif entry.file_size > budget.bytes:
                    yield Unread(name, TOO_LARGE)
                else:
                    yield from _inside(archive.read(entry), name, depth + 1, budget)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        yield Unread(place or "zip", BROKEN)
        yield from strings(body, place)


def _packed(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    """Names and contents in the other archives and disk images that sabaku looks into."""
    kind = kind_of(body)
    if not packed.look(kind):
        return
    for it in packed.contents(body, kind).members:
        yield Layer(below(place, f"file name in {kind}"), it.name)
        if it.data is not None:
            yield from _inside(it.data, below(place, f"{kind}: {it.name}"), depth + 1, budget)
        elif it.locked:
            yield Unread(below(place, f"{kind}: {it.name}"), LOCKED)


# --- PDF ---------------------------------------------------------------------------------------------------------


def _pdf(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    """Text of the pages, metadata, strings and streams; QR codes on the pages (ISO 32000-1)."""
    yield from _pages(body, place)
    yield from pdf_strings(body, place)
    for n, found in enumerate(_WHOLE_STREAM.finditer(body)):
        if n >= MOST_STREAMS * 5:
            yield Unread(place or "PDF", TOO_LARGE)
            break
        raw = _inflated(memoryview(body)[found.end() :], budget)
        if raw:
            yield from pdf_strings(raw, below(place, f"PDF stream {n + 1}"))
            yield from _inside(raw, below(place, f"PDF stream {n + 1}"), depth + 1, budget)
    for n, codes in enumerate(pdf.codes(body)):
        yield from _codes(codes, below(place, f"PDF page {n + 1}"))


_UNREAD = {"locked": LOCKED, "broken": BROKEN, "large": TOO_LARGE, "ended": TOO_LARGE}
"""Why not all of a PDF was read, by its state."""


def _pages(body: bytes, place: str) -> Iterator[Layer | Unread]:
    said, state = pdf.everything(body)
    for it in said:
        where = below(place, f"PDF {it.where}")
        if it.where.startswith("page "):
            yield from layers(it.text.replace("\r\n", "\n").replace("\ufffe", "\u00ad"), where)
        else:
            yield Layer(where, it.text)
    if state != "read":
        yield Unread(place or "PDF", _UNREAD[state])


# --- pictures ----------------------------------------------------------------------------------------------------

_PNG_END = b"IEND\xaeB`\x82"


def _png(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    """Chunks that hold text (PNG, 11.3.3), what follows the end, QR codes."""
    at = 8
    while at + 12 <= len(body):
        size, kind = int.from_bytes(body[at : at + 4], "big"), body[at + 4 : at + 8]
        chunk = body[at + 8 : at + 8 + size]
        if kind not in (b"IDAT", b"IHDR", b"PLTE", b"fdAT"):
            name = below(place, f"PNG chunk {kind.decode('latin-1')}")
            yield Layer(name, chunk.decode("utf-8", "replace"))
            yield from strings(chunk, name)
            yield from _streams(chunk, name, depth, budget)
        at += size + 12
    end = body.find(_PNG_END)
    if 0 <= end < len(body) - len(_PNG_END):
        yield from _inside(body[end + len(_PNG_END) :], below(place, "behind the picture"), depth + 1, budget)
    yield from _shown(body, place)


def _picture(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    """Any other picture: everything in it that reads like text (EXIF, XMP, comments), QR codes."""
    del depth, budget
    yield from strings(body, place or "picture")
    yield from _shown(body, place)


def _shown(body: bytes, place: str) -> Iterator[Layer | Unread]:
    looked = pictures.look(pictures.File(body))
    yield from _codes(looked.codes, place)
    if looked.state in ("large", "ended"):
        yield Unread(place or "picture", TOO_LARGE)


def _codes(found: Sequence[str], place: str) -> Iterator[Layer]:
    yield from (Layer(below(place, "QR code"), it) for it in found)


_READERS = (
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8\xff", _picture),
    (b"GIF8", _picture),
    (b"RIFF", _picture),
    (b"BM", _picture),
    (b"%PDF-", _pdf),
    (b"PK\x03\x04", _zip),
    (b"PK\x05\x06", _zip),
    (b"\x1f\x8b", _gzip),
    (b"x\x01", _zlib),
    (b"x\x5e", _zlib),
    (b"x\x9c", _zlib),
    (b"x\xda", _zlib),
)
