"""Transfer encodings (RFC 2045 section 6) undone as far as they go, each defect named. Knows no charsets."""

from __future__ import annotations

import binascii
import re
from typing import NamedTuple

from sabaku.mime import limits

IDENTITY = frozenset({"", "7bit", "8bit", "binary", "7-bit", "8-bit", "none", "ascii", "utf-8", "8bits", "7bits"})
BASE64 = frozenset({"base64", "base-64", "b64", "base64;"})
QP = frozenset({"quoted-printable", "quotedprintable", "quoted_printable", "qp"})
UU = frozenset({"x-uuencode", "uuencode", "x-uue", "uue", "x-uuencoded"})
ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
BLANKS = b" \t\r\n\x0b\x0c"
NOT_BASE64 = bytes(byte for byte in range(256) if byte not in ALPHABET)
FOREIGN = re.compile(rb"[^A-Za-z0-9+/=\s]")
PADDED = re.compile(rb"=[ \t]{1,200}(?=\r?\n)")
BARE_CR = re.compile(rb"=(?=\r(?!\n))")
BROKEN = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]{0,200}(?:\r*+\n|\Z))")
MIXED = re.compile(rb"[a-z][A-Z]")
SAMPLE = 8000
TAIL = re.compile(rb"=[A-Za-z0-9+/]")


class Undone(NamedTuple):
    """The decoded bytes and what was wrong: (kind, detail) pairs."""

    data: bytes
    said: tuple[tuple[str, str], ...] = ()


def undo(body: bytes, encoding: str) -> Undone:
    """`body` without its transfer encoding (a lower-case label). Never raises."""
    if encoding in IDENTITY:
        return Undone(body, (("8bit-in-7bit", ""),) if encoding == "7bit" and not body.isascii() else ())
    if encoding in BASE64:
        return base64(body)
    if encoding in QP:
        return quoted(body)
    if encoding in UU:
        return uu(body)
    return Undone(body, (("transfer-encoding-unknown", encoding),))


def padded_inside(body: bytes) -> bool:
    """Whether base64 goes on behind padding; the blanks go first, as looking past them would cost the square of a run of «=»."""
    return TAIL.search(body.translate(None, BLANKS)) is not None


def base64(body: bytes) -> Undone:
    """Base64 (RFC 2045 section 6.8); foreign characters are passed over, cut or padded blocks decoded one by one."""
    said: list[tuple[str, str]] = []
    if body.count(b" ") * 20 > len(body) and b" " in body.split(b"\n", 1)[0].strip() and not _coded(body):
        return Undone(body, (("base64-never", ""),))
    foreign = body.translate(None, ALPHABET + b"=" + BLANKS)
    if foreign:
        body, kind = _without_footer(body)
        said.append((kind, str(len(foreign))))
    if padded_inside(body):
        said.append(("base64-padding-inside", ""))
        return Undone(b"".join(_quads(block) for block in body.split(b"=", limits.BASE64_BLOCKS)), tuple(said))
    bare = body.translate(None, NOT_BASE64)
    if len(bare) % 4 == 1 or (len(bare) % 4 and b"=" not in body):
        said.append(("base64-cut", str(len(bare) % 4)))
    return Undone(_quads(bare), tuple(said))


def _coded(body: bytes) -> bool:
    """Whether small and capital letters stand as mixed as in base64 (every sixth pair), and not as in words."""
    sample = body[:SAMPLE]
    return len(MIXED.findall(sample)) * 30 > len(sample.translate(None, NOT_BASE64))


def _quads(block: bytes) -> bytes:
    bare = block.translate(None, NOT_BASE64)
    rest = len(bare) % 4
    return binascii.a2b_base64(bare[: len(bare) - 1] if rest == 1 else bare + b"=" * (-len(bare) % 4))


def _without_footer(body: bytes) -> tuple[bytes, str]:
    """Base64 followed by plain lines (a list's footer) is cut there; else foreign characters are just noise."""
    found = FOREIGN.search(body)
    start = body.rfind(b"\n", 0, found.start()) + 1 if found else 0
    tail = body[start:]
    strange = len(tail.translate(None, ALPHABET + b"="))
    head = body[:start].translate(None, NOT_BASE64)
    if head and strange * 10 > len(tail) and not _coded(tail) and (len(head) + body[:start].count(b"=")) % 4 == 0:
        return body[:start], "base64-text-behind"
    return body, "base64-foreign"


def quoted(body: bytes) -> Undone:
    """Quoted-printable (RFC 2045 section 6.7); an escape that isn't one stays as it is written."""
    body = with_line_feeds(body)
    if b"\r" in body and BARE_CR.search(body):
        body = BARE_CR.sub(b"=3D", body)
    data = binascii.a2b_qp(body)
    signs = data.count(b"=") - body.count(b"=3D")
    if not signs or signs == body.count(b"=3d"):
        return Undone(data)
    broken = BROKEN.search(body)
    return Undone(unquote(body), (("qp-broken", body[broken.start() : broken.start() + 3].decode("latin-1")),) if broken else ())


def with_line_feeds(body: bytes) -> bytes:
    """A body whose lines end in CR alone, with LF instead (byte for byte)."""
    return body if b"\n" in body else body.replace(b"\r", b"\n")


def unquote(body: bytes) -> bytes:
    """Quoted-printable undone, nothing said; what binascii gets wrong (blanks behind a soft line break, a bare CR) mended."""
    return binascii.a2b_qp(PADDED.sub(b"=", BARE_CR.sub(b"=3D", body)))


def uu(body: bytes) -> Undone:
    """uuencode: lines between `begin` and `end`; broken lines are decoded as far as they go."""
    start = body.find(b"begin ")
    lines = body[max(start, 0) :].splitlines()[start >= 0 :]
    out, bad, size = [], 0, 0
    for line in lines:
        if line.rstrip() in (b"end", b"`", b"") or size > limits.DECODED_BYTES:
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            bad += 1
            out.append(_uu_line(line))
        size += len(out[-1])
    return Undone(b"".join(out), (("uu-broken", str(bad)),) if bad or start < 0 else ())


def _uu_line(line: bytes) -> bytes:
    """A line whose length and count disagree: as many bytes as its count says and its characters give."""
    count = (line[0] - 32) & 63
    try:
        return binascii.a2b_uu(line[:1] + line[1 : 1 + (count + 2) // 3 * 4])[:count]
    except binascii.Error:
        return b""
