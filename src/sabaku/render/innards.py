"""What a file that is to be published holds besides what one sees: texts in pictures, PDFs, archives and coded pieces.

`texts` gives every readable layer of some bytes with a name for the place; what could not be opened is told as well.
Knows nothing of secrets. Never raises, whatever the bytes are.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import quopri
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from sabaku.extract import packed
from sabaku.extract.kinds import kind_of
from sabaku.extract.pdf import MAX_PAGES
from sabaku.extract.pdf import pictures as pages_of
from sabaku.extract.qr import in_picture
from sabaku.mime.words import WORD
from sabaku.model import Text

DEEPEST = 5
MOST_BYTES = 64 * 2**20
MOST_LAYERS = 2000


class Layer(Struct, frozen=True):
    """One readable text and where it is in the file ("" for the file's own text)."""

    place: str
    text: str
    glued: bool = False
    """Whether tags or spaces were taken out, so that words may touch that do not belong together."""


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
    text = _as_text(body)
    if text is None:
        yield from _packed(body, place, depth, budget)
        yield from _strings(body, place)
        yield from _streams(body, place, depth, budget)
    else:
        yield from _layers(text, place)
        yield from _coded(text, place, depth, budget)


def _at(place: str, more: str) -> str:
    return f"{place} > {more}" if place else more


# --- text --------------------------------------------------------------------------------------------------------

_TAG = re.compile(r"<[^<>]{0,4000}>")
_SOFT = re.compile(r"=\r?\n|=[0-9A-F]{2}")
_BLOB = re.compile(r"[A-Za-z0-9+/]{24,}(?:\s{1,4}[A-Za-z0-9+/]{24,})*+(?:\s{1,4}[A-Za-z0-9+/]{1,100})?={0,2}")
_WORDS = re.compile(r"=\?[^\s?]{1,80}\?[BbQq]\?[^?\n]{0,2000}\?=(?:\s{1,6}=\?[^\s?]{1,80}\?[BbQq]\?[^?\n]{0,2000}\?=){0,200}")


def _as_text(body: bytes) -> str | None:
    """The bytes as text; None for what is none."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    if b"\0" in body[:4096]:
        return None
    if b"\x1b$" in body and body.isascii():
        return body.decode("iso2022_jp", "replace")
    for codec in ("utf-8-sig", "cp932", "euc_jp"):
        try:
            return body.decode(codec)
        except UnicodeDecodeError:
            continue
    control = sum(it < 9 or 13 < it < 32 for it in body[:4096])
    return body.decode("utf-8", "replace") if control * 20 < min(len(body), 4096) else None


def _layers(text: str, place: str) -> Iterator[Layer]:
    """The text as it is, without its tags, with what mail encodings hide."""
    yield Layer(place, text)
    bare = _TAG.sub("", text) if "<" in text else text
    if bare is not text:
        yield Layer(_at(place, "text without tags"), bare, glued=True)
    if _SOFT.search(text):
        raw = quopri.decodestring(text.encode("utf-8", "surrogatepass"))
        yield Layer(_at(place, "quoted-printable"), raw.decode("utf-8", "replace"))
    for found in _WORDS.finditer(text) if "=?" in text else ():
        yield Layer(_at(place, "encoded words"), _spoken(found.group()))


def _spoken(words: str) -> str:
    """What encoded words say (RFC 2047), the pieces of one charset put together before they are decoded."""
    pieces: list[tuple[str, bytes]] = []
    for it in WORD.finditer(words.encode("utf-8", "surrogatepass")):
        label, b, q = it[1].decode("ascii", "replace").lower().partition("*")[0], it[3], it[5]
        data = _unbase64(b.decode("ascii")) if b is not None else quopri.decodestring((q or b"").replace(b"_", b" "))
        if pieces and pieces[-1][0] == label:
            pieces[-1] = (label, pieces[-1][1] + data)
        else:
            pieces.append((label, data))
    return "".join(_decoded(data, label) for label, data in pieces)


def _decoded(data: bytes, label: str) -> str:
    try:
        return data.decode(label, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _coded(text: str, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    """Pieces of base64 in a text (attachments, data: addresses, blobs of JSON), opened as files."""
    line, at = 1, 0
    for found in _BLOB.finditer(text):
        piece = found.group()
        if not piece.isalpha() and len(piece) >= 32:
            raw = _unbase64(piece)
            line, at = line + text.count("\n", at, found.start()), found.start()
            if budget.layers <= 0:
                yield Unread(place, TOO_LARGE)
                return
            if raw:
                yield from _inside(raw, _at(place, f"base64 in line {line}"), depth + 1, budget)


def _unbase64(piece: str) -> bytes:
    plain = "".join(piece.split()).rstrip("=")
    plain = plain[: len(plain) - (len(plain) % 4 == 1)]
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4))
    except (binascii.Error, ValueError):
        return b""


# --- bytes -------------------------------------------------------------------------------------------------------

_BYTES = re.compile(rb"(?:[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){5,}+")
_WIDE = (
    ("utf-16-le", re.compile(rb"(?:[\x20-\x7e]\0|[\x00-\xff][\x30-\x9f]){4,}+")),
    ("utf-16-be", re.compile(rb"(?:\0[\x20-\x7e]|[\x30-\x9f][\x00-\xff]){4,}+")),
)
_STREAM = re.compile(rb"x[\x01\x5e\x9c\xda]")
_WHOLE_STREAM = re.compile(rb"stream\r?\n")
MOST_STREAMS = 400


def _strings(body: bytes, place: str) -> Iterator[Layer]:
    """What reads like text in binary data, one byte or two bytes for a character."""
    found = b"\n".join(_BYTES.findall(body))
    if found:
        yield Layer(_at(place, "strings"), found.decode("utf-8", "replace"))
    for codec, pattern in _WIDE:
        runs = "\n".join(it.decode(codec, "replace") for it in pattern.findall(body))
        if runs:
            yield Layer(_at(place, "wide strings"), runs)


def _streams(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    """Deflate streams with a zlib head inside binary data."""
    for found in list(_STREAM.finditer(body))[:MOST_STREAMS]:
        raw = _inflated(memoryview(body)[found.start() :], budget)
        if len(raw) >= 8:
            yield from _inside(raw, _at(place, f"stream at byte {found.start()}"), depth + 1, budget)


def _inflated(body: bytes | memoryview, budget: _Budget) -> bytes:
    try:
        return zlib.decompressobj().decompress(body, max(min(budget.bytes, MOST_BYTES), 1))
    except zlib.error:
        return b""


def _gzip(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    yield from _strings(body[:1024], place)
    try:
        with gzip.open(io.BytesIO(body)) as file:
            raw = file.read(max(min(budget.bytes, MOST_BYTES), 1))
    except (OSError, EOFError, zlib.error):
        yield Unread(place or "gzip", BROKEN)
        return
    yield from _inside(raw, _at(place, "gzip"), depth + 1, budget)


def _zlib(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    raw = _inflated(body, budget)
    if raw:
        yield from _inside(raw, _at(place, "deflate"), depth + 1, budget)
    else:
        yield from _layers(body.decode("utf-8", "replace"), place)


def _zip(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            yield Layer(_at(place, "zip comment"), archive.comment.decode("utf-8", "replace"))
            for entry in archive.infolist()[:500]:
                name = _at(place, f"zip: {entry.filename}")
                yield Layer(_at(place, "file name in zip"), entry.filename)
                if entry.flag_bits & 1:
                    yield Unread(name, LOCKED)
                elif entry.file_size > budget.bytes:
                    yield Unread(name, TOO_LARGE)
                else:
                    yield from _inside(archive.read(entry), name, depth + 1, budget)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        yield Unread(place or "zip", BROKEN)
        yield from _strings(body, place)


def _packed(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    """Names and contents in the other archives and disk images that sabaku looks into."""
    kind = kind_of(body)
    if not packed.look(kind):
        return
    for it in packed.contents(body, kind).members:
        yield Layer(_at(place, f"file name in {kind}"), it.name)
        if it.data is not None:
            yield from _inside(it.data, _at(place, f"{kind}: {it.name}"), depth + 1, budget)
        elif it.locked:
            yield Unread(_at(place, f"{kind}: {it.name}"), LOCKED)


# --- PDF ---------------------------------------------------------------------------------------------------------

_LITERAL = re.compile(rb"\(((?:\\.|[^\\()]){3,4000}+)(\)?)", re.DOTALL)
"""One that is not closed is passed over as a whole: to look inside it again would take its length squared."""
_HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f\s]{8,8000}+)>")
_OCTAL = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _pdf(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    """Text of the pages, metadata, strings and streams; QR codes on the pages (ISO 32000-1)."""
    yield from _pages(body, place)
    yield from _pdf_strings(body, place)
    for n, found in enumerate(_WHOLE_STREAM.finditer(body)):
        if n >= MOST_STREAMS * 5:
            yield Unread(place or "PDF", TOO_LARGE)
            break
        raw = _inflated(memoryview(body)[found.end() :], budget)
        if raw:
            yield from _pdf_strings(raw, _at(place, f"PDF stream {n + 1}"))
            yield from _inside(raw, _at(place, f"PDF stream {n + 1}"), depth + 1, budget)
    for n, picture in enumerate(pages_of(body)):
        yield from _codes(picture, _at(place, f"PDF page {n + 1}"))


def _pages(body: bytes, place: str) -> Iterator[Layer | Unread]:
    import pypdfium2

    try:
        opened = pypdfium2.PdfDocument(body)
    except Exception as fault:  # noqa: BLE001  pdfium's wrapper raises whatever a broken file provokes
        yield Unread(place or "PDF", LOCKED if "password" in str(fault).lower() else BROKEN)
        return
    try:
        for key, value in opened.get_metadata_dict(skip_empty=True).items():
            yield Layer(_at(place, f"PDF metadata {key}"), value)
        for mark in opened.get_toc():
            yield Layer(_at(place, "PDF bookmark"), mark.get_title())
        for n in range(min(len(opened), MAX_PAGES * 20)):
            text = opened[n].get_textpage().get_text_range()
            yield from _layers(text.replace("\r\n", "\n").replace("\ufffe", "\u00ad"), _at(place, f"PDF page {n + 1}"))
    except Exception:  # noqa: BLE001
        yield Unread(place or "PDF", BROKEN)
    finally:
        opened.close()


def _pdf_strings(body: bytes, place: str) -> Iterator[Layer]:
    """Strings of a PDF's objects: literal and hexadecimal, in UTF-16 or one byte for a character."""
    found = [_OCTAL.sub(_unoctal, it[1]) for it in _LITERAL.finditer(body) if it[2]]
    found += [bytes.fromhex(_even(it[1])) for it in _HEXADECIMAL.finditer(body)]
    for raw in found:
        if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
            yield Layer(_at(place, "PDF string"), raw.decode("utf-16", "replace"))
    plain = b"\n".join(it for it in found if not it.startswith((b"\xfe\xff", b"\xff\xfe")))
    if plain:
        yield Layer(_at(place, "PDF strings"), plain.decode("utf-8", "replace"))


def _even(digits: bytes) -> str:
    plain = b"".join(digits.split()).decode("ascii")
    return plain + "0" * (len(plain) % 2)


def _unoctal(found: re.Match[bytes]) -> bytes:
    it = found[1]
    return bytes([int(it, 8) & 0xFF]) if not it.strip(b"01234567") else _NAMED.get(it, it)


# --- pictures ----------------------------------------------------------------------------------------------------

_PNG_END = b"IEND\xaeB`\x82"


def _png(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    """Chunks that hold text (PNG, 11.3.3), what follows the end, QR codes."""
    at = 8
    while at + 12 <= len(body):
        size, kind = int.from_bytes(body[at : at + 4], "big"), body[at + 4 : at + 8]
        chunk = body[at + 8 : at + 8 + size]
        if kind not in (b"IDAT", b"IHDR", b"PLTE", b"fdAT"):
            name = _at(place, f"PNG chunk {kind.decode('latin-1')}")
            yield Layer(name, chunk.decode("utf-8", "replace"))
            yield from _strings(chunk, name)
            yield from _streams(chunk, name, depth, budget)
        at += size + 12
    end = body.find(_PNG_END)
    if 0 <= end < len(body) - len(_PNG_END):
        yield from _inside(body[end + len(_PNG_END) :], _at(place, "behind the picture"), depth + 1, budget)
    yield from _codes(body, place)


def _picture(body: bytes, place: str, depth: int, budget: _Budget) -> Iterator[Layer | Unread]:
    """Any other picture: everything in it that reads like text (EXIF, XMP, comments), QR codes."""
    del depth, budget
    yield from _strings(body, place or "picture")
    yield from _codes(body, place)


def _codes(picture: Any, place: str) -> Iterator[Layer]:
    if isinstance(picture, bytes):
        found = in_picture(picture)
    else:
        from sabaku.extract.qr import read

        found = read(picture.convert("L"))
    yield from (Layer(_at(place, "QR code"), it) for it in found)


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
