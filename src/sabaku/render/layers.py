"""The readable layers of one text or of some bytes: without tags, with what mail encodings hide; strings in binary data.

Opens no file inside another; that is innards.py. Knows nothing of secrets. Never raises, whatever the bytes are.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator

from msgspec import Struct

from sabaku.mime.words import WORD


class Layer(Struct, frozen=True):
    """One readable text and where it is in the file ("" for the file's own text)."""

    place: str
    text: str
    glued: bool = False
    """Whether tags or spaces were taken out, so that words may touch that do not belong together."""


def below(place: str, more: str) -> str:
    """The name of a place inside a place."""
    return f"{place} > {more}" if place else more


# --- text --------------------------------------------------------------------------------------------------------

_TAG = re.compile(r"<[^<>]{0,4000}>")
_SOFT = re.compile(r"=\r?\n|=[0-9A-F]{2}")
_WORDS = re.compile(r"=\?[^\s?]{1,80}\?[BbQq]\?[^?\n]{0,2000}\?=(?:\s{1,6}=\?[^\s?]{1,80}\?[BbQq]\?[^?\n]{0,2000}\?=){0,200}")


def as_text(body: bytes) -> str | None:
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


def layers(text: str, place: str) -> Iterator[Layer]:
    """The text as it is, without its tags, with what mail encodings hide."""
    yield Layer(place, text)
    bare = _TAG.sub("", text) if "<" in text else text
    if bare is not text:
        yield Layer(below(place, "text without tags"), bare, glued=True)
    if _SOFT.search(text):
        raw = quopri.decodestring(text.encode("utf-8", "surrogatepass"))
        yield Layer(below(place, "quoted-printable"), raw.decode("utf-8", "replace"))
    for found in _WORDS.finditer(text) if "=?" in text else ():
        yield Layer(below(place, "encoded words"), _spoken(found.group()))


def _spoken(words: str) -> str:
    """What encoded words say (RFC 2047), the pieces of one charset put together before they are decoded."""
    pieces: list[tuple[str, bytes]] = []
    for it in WORD.finditer(words.encode("utf-8", "surrogatepass")):
        label, b, q = it[1].decode("ascii", "replace").lower().partition("*")[0], it[3], it[5]
        data = unbase64(b.decode("ascii")) if b is not None else quopri.decodestring((q or b"").replace(b"_", b" "))
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


def unbase64(piece: str) -> bytes:
    """The bytes that base64 stands for, with or without its padding; b"" for what is none."""
    plain = "".join(piece.split()).rstrip("=")
    plain = plain[: len(plain) - (len(plain) % 4 == 1)]
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4))
    except (binascii.Error, ValueError):
        return b""


# --- bytes -------------------------------------------------------------------------------------------------------

_BYTES = re.compile(rb"(?>[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){5,}+")
_WIDE = (
    ("utf-16-le", re.compile(rb"(?>[\x20-\x7e]\0|[\x00-\xff][\x30-\x9f]){4,}+")),
    ("utf-16-be", re.compile(rb"(?>\0[\x20-\x7e]|[\x30-\x9f][\x00-\xff]){4,}+")),
)


def strings(body: bytes, place: str) -> Iterator[Layer]:
    """What reads like text in binary data, one byte or two bytes for a character."""
    found = b"\n".join(_BYTES.findall(body))
    if found:
        yield Layer(below(place, "strings"), found.decode("utf-8", "replace"))
    for codec, pattern in _WIDE:
        runs = "\n".join(it.decode(codec, "replace") for it in pattern.findall(body))
        if runs:
            yield Layer(below(place, "wide strings"), runs)


# --- strings of a PDF --------------------------------------------------------------------------------------------

_LITERAL = re.compile(rb"\(((?>\\.|[^\\()]){3,4000}+)(\)?)", re.DOTALL)
"""One that is not closed is passed over as a whole: to look inside it again would take its length squared."""
_HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f\s]{8,8000}+)>")
_OCTAL = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pdf_strings(body: bytes, place: str) -> Iterator[Layer]:
    """Strings of a PDF's objects: literal and hexadecimal, in UTF-16 or one byte for a character."""
    found = [_OCTAL.sub(_unoctal, it[1]) for it in _LITERAL.finditer(body) if it[2]]
    found += [bytes.fromhex(_even(it[1])) for it in _HEXADECIMAL.finditer(body)]
    for raw in found:
        if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
            yield Layer(below(place, "PDF string"), raw.decode("utf-16", "replace"))
    plain = b"\n".join(it for it in found if not it.startswith((b"\xfe\xff", b"\xff\xfe")))
    if plain:
        yield Layer(below(place, "PDF strings"), plain.decode("utf-8", "replace"))


def _even(digits: bytes) -> str:
    plain = b"".join(digits.split()).decode("ascii")
    return plain + "0" * (len(plain) % 2)


def _unoctal(found: re.Match[bytes]) -> bytes:
    it = found[1]
    return bytes([int(it, 8) & 0xFF]) if not it.strip(b"01234567") else _NAMED.get(it, it)
