"""Mails written anew (RFC 5322, MIME) from what an Outlook file or an inline forward holds: the same input, the same bytes."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import NamedTuple

from sabaku.text import late

WORD_BYTES = 45
PLAIN = late.pattern(r"[\x20-\x7e]*")
PHRASE = re.compile(r"(?P<name>.*)(?P<address><[^<>]*+>)\s*+")


class Piece(NamedTuple):
    """One body part: its media type with parameters, its bytes, and further header lines."""

    type: str
    data: bytes
    encoding: str = "8bit"
    more: tuple[str, ...] = ()


def field(name: str, value: str) -> str:
    """One header field; what is not ASCII becomes encoded words (UTF-8)."""
    return f"{name}: {encoded(value)}"


def encoded(value: str) -> str:
    """A header value in ASCII."""
    value = " ".join(value.split())
    if PLAIN.fullmatch(value):
        return value
    found = PHRASE.fullmatch(value)
    if found and PLAIN.fullmatch(found["address"]):
        return f"{_words(found['name'].rstrip().strip(chr(34)))} {found['address']}"
    return _words(value)


def _words(text: str) -> str:
    """RFC 2047, never splitting a character."""
    words, line = [], ""
    for char in text:
        if len((line + char).encode("utf-8", "replace")) > WORD_BYTES:
            words.append(line)
            line = ""
        line += char
    return "\n ".join(f"=?utf-8?b?{base64.b64encode(it.encode('utf-8', 'replace')).decode('ascii')}?=" for it in [*words, line])


def filename(name: str) -> str:
    """A `filename` parameter (RFC 2231 where it is not ASCII)."""
    name = "".join(char if char >= " " else "_" for char in name)
    if PLAIN.fullmatch(name):
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'filename="{escaped}"'
    return "filename*=utf-8''" + "".join(f"%{byte:02X}" for byte in name.encode("utf-8", "replace"))


def mail(headers: list[str], pieces: list[Piece]) -> bytes:
    """The whole mail with LF line ends: text and HTML as alternatives, files behind them."""
    texts = [it for it in pieces if it.type.startswith("text/") and not it.more]
    files = [it for it in pieces if it not in texts]
    body = _entity(texts, "alternative") if texts else Piece('text/plain; charset="utf-8"', b"", "7bit")
    whole = _entity([body, *files], "mixed")
    head = "\n".join([*headers, "MIME-Version: 1.0"]).encode("utf-8", "replace")
    return head + b"\n" + _bytes(whole)


def _entity(pieces: list[Piece], kind: str) -> Piece:
    """One piece as it is, several as a multipart."""
    if len(pieces) == 1:
        return pieces[0]
    bodies = [_bytes(it) for it in pieces]
    mark = "=_" + hashlib.sha256(kind.encode() + b"".join(bodies)).hexdigest()[:32]
    joined = b"".join(b"--" + mark.encode() + b"\n" + body + b"\n" for body in bodies)
    return Piece(f'multipart/{kind}; boundary="{mark}"', joined + b"--" + mark.encode() + b"--\n", "8bit")


def _bytes(piece: Piece) -> bytes:
    lines = [f"Content-Type: {piece.type}", f"Content-Transfer-Encoding: {piece.encoding}", *piece.more]
    data = base64.encodebytes(piece.data) if piece.encoding == "base64" else piece.data
    return "\n".join(lines).encode("utf-8", "replace") + b"\n\n" + data
