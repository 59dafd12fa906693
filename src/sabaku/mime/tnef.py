"""Outlook's winmail.dat (MS-OXTNEF): the attachments and the body (HTML, text, or rich text unwrapped). Never raises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sabaku.mime import limits, rtf

MARK = b"\x78\x9f\x3e\x22"
_BODY = 0x800C
_RENDER, _TITLE, _DATA, _PROPERTIES, _MESSAGE = 0x9002, 0x8010, 0x800F, 0x9005, 0x9003
_PAGE = 0x9007
_HTML, _TEXT, _RTF = 0x1013, 0x1000, 0x1009
_LONG_NAME, _NAME, _OBJECT, _MIME, _CID, _SHOWN = 0x3707, 0x3704, 0x3701, 0x370E, 0x3712, 0x3001
_FIXED = {1: 0, 2: 2, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 2, 20: 8, 64: 8, 72: 16}
_STRINGS = frozenset((13, 30, 31, 258))
ATTRIBUTES = 20_000
VALUES = 20_000
"""Properties of one list."""
FILES = 300


class Piece(NamedTuple):
    """A body (no name) or an attachment."""

    type: str
    data: bytes
    charset: str = ""
    name: str = ""
    content_id: str = ""


class Held(NamedTuple):
    """What a container holds: body and attachments; none where the bytes are no TNEF."""

    pieces: tuple[Piece, ...] = ()
    unpacked: int = 0
    """Bytes of its rich text."""
    cut: bool = False
    """Whether there is more rich text than may be unpacked."""


def held(data: bytes, most: int = limits.RICH_TEXT) -> Held:
    """Body and attachments; of rich text, which takes time, about `most` bytes are unpacked."""
    if not data.startswith(MARK):
        return Held()
    page, told, plain, files = "cp1252", dict[int, bytes](), b"", list[dict[int, bytes]]()
    for name, value in _attributes(data):
        if name == _PAGE:
            page = f"cp{int.from_bytes(value[:4], 'little')}"
        elif name == _BODY:
            plain = plain or value.rstrip(b"\0")
        elif name == _MESSAGE:
            told.update(_listed(value))
        elif name == _RENDER and len(files) < FILES:
            files.append({})
        elif files:
            _into(files[-1], name, value)
    body, unpacked, cut = _body(told, plain, page, most)
    return Held((*body, *(_file(it, page) for it in files if it.get(_OBJECT))), unpacked, cut)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The attributes: level, name, type, length, value, checksum (MS-OXTNEF 2.1.3)."""
    at = 6
    for _ in range(ATTRIBUTES):
        if at + 9 > len(data):
            return
        size = int.from_bytes(data[at + 5 : at + 9], "little")
        yield int.from_bytes(data[at + 1 : at + 3], "little"), data[at + 9 : at + 9 + size]
        at += 11 + size


def _into(file: dict[int, bytes], name: int, value: bytes) -> None:
    """An attribute of an attachment. A mail that is attached is written as another winmail.dat behind a GUID."""
    if name == _TITLE:
        file.setdefault(_SHOWN, value)
    elif name == _DATA:
        file[_OBJECT] = value
    elif name == _PROPERTIES:
        found = dict(_listed(value))
        inner = found.get(_OBJECT, b"")
        if len(inner) > 16 and not file.get(_OBJECT):
            file[_OBJECT] = inner[16:] if inner.startswith(MARK, 16) else inner
        file.update({key: it for key, it in found.items() if key not in (_OBJECT, _SHOWN)})


def _body(told: dict[int, bytes], plain: bytes, page: str, most: int) -> Held:
    """The richest form of the body, as Outlook shows it. Rich text is unpacked once, because that takes time."""
    if html := told.get(_HTML, b"").rstrip(b"\0"):
        return Held((Piece("text/html", html),))
    rich, cut = rtf.decompress(told.get(_RTF, b""), most), False
    if rich:
        unwrapped = rtf.unwrap(rich)
        cut = unwrapped.cut or len(rich) >= most
        if unwrapped.text.strip():
            kind = "text/html" if unwrapped.kind == "html" else "text/plain"
            return Held((Piece(kind, unwrapped.text.encode("utf-8", "replace"), "utf-8"),), len(rich), cut)
    return Held(tuple(_plain(told.get(_TEXT, b""), plain, page)), len(rich), cut or (_RTF in told and most <= 0))


def _plain(text: bytes, plain: bytes, page: str) -> Iterator[Piece]:
    if text:
        yield Piece("text/plain", _text(text, page).encode("utf-8", "replace"), "utf-8")
    elif plain:
        yield Piece("text/plain", plain, page)


def _listed(value: bytes) -> Iterator[tuple[int, bytes]]:
    """Property and value of an encoded list (MS-OXTNEF 2.1.3.4); ends at the first one that is not understood."""
    at = 4
    for _ in range(min(int.from_bytes(value[:4], "little"), VALUES)):
        kind, name = int.from_bytes(value[at : at + 2], "little"), int.from_bytes(value[at + 2 : at + 4], "little")
        at += 4
        if name >= 0x8000:
            at = _past_name(value, at)
        many, kind = kind & 0x1000, kind & 0x0FFF
        counted = bool(many) or kind in _STRINGS
        count = int.from_bytes(value[at : at + 4], "little") if counted else 1
        at += 4 if counted else 0
        if kind not in _STRINGS and (kind not in _FIXED or (many and kind == 1)):
            return
        for n in range(min(count, VALUES)):
            size = int.from_bytes(value[at : at + 4], "little") if kind in _STRINGS else _FIXED[kind]
            at += 4 if kind in _STRINGS else 0
            if at > len(value):
                return
            if n == 0:
                yield name, value[at : at + size] + (b"\0\0" if kind == 31 else b"")
            at += size + -size % 4


def _past_name(value: bytes, at: int) -> int:
    """Past the name of a property that has one: a GUID and a number or a text."""
    if int.from_bytes(value[at + 16 : at + 20], "little") == 0:
        return at + 24
    size = int.from_bytes(value[at + 20 : at + 24], "little")
    return at + 24 + size + -size % 4


def _file(found: dict[int, bytes], page: str) -> Piece:
    name = next((_text(found[it], page) for it in (_LONG_NAME, _NAME, _SHOWN) if it in found), "")
    kind = _text(found.get(_MIME, b""), page).strip().lower()
    plain = kind if kind.count("/") == 1 and not kind.startswith(("multipart/", "message/", "text/")) else ""
    data = found[_OBJECT]
    plain = "application/ms-tnef" if data.startswith(MARK) else plain
    return Piece(plain or "application/octet-stream", data, "", name or "unnamed", _text(found.get(_CID, b""), page).strip("<> "))


def _text(value: bytes, page: str) -> str:
    """A text: UTF-16 where every other byte says so, else in the code page of the mail."""
    if value.endswith(b"\0\0") and len(value) % 2 == 0:
        return value.decode("utf-16-le", "replace").partition("\0")[0]
    plain = value.partition(b"\0")[0]
    try:
        return plain.decode(page)
    except (LookupError, UnicodeDecodeError, ValueError):
        return plain.decode("cp932", "replace")
