"""Runs of code in a text, and what they say: base64, hexadecimal, characters by their numbers. Knows no secret."""

from __future__ import annotations

import base64
import binascii
import functools
import re
from collections.abc import Iterator

from sabaku.text import late
from sabaku.text.forms import SHORTEST

LONGEST_RUN = 8192

_RUN = re.compile(r"[A-Za-z0-9+/_-]{16,}+={0,2}")
_HEX = re.compile(r"(?>[0-9A-Fa-f]{2}){8,}+")
_BASE32 = re.compile(r"(?:[A-Z2-7]{16,}+|[a-z2-7]{16,}+)=*+")
_BETWEEN = re.compile(r"[^/]++")
_SHAPED = re.compile(r"[a-z/_+-]*+[A-Z0-9]")
_PLAIN_BYTES = bytes(range(0x20, 0x7F)) + b"\r\n\t"
_NUMBERS = late.pattern(
    r"(?<![0-9A-Za-z])(?:\\?0?x|\\0{0,4})?[0-9A-Fa-f]{2,3}(?!x)"
    r"(?>(?:[-_.,:;|/+ ]{1,2}+(?:\\?0?x|\\0{0,4})?|0x|\\0{0,4})[0-9A-Fa-f]{2,3}(?!x)){11,}+(?![0-9A-Za-z])"
)
"""Characters by their numbers with something between them: 74-61-72, 0x74,0x61, 116.97.114, \\164\\141."""
_NUMBER = re.compile(r"[0-9A-Fa-f]{2,3}")
_PREFIX = re.compile(r"0?x|\\0*")
_SPREAD = late.pattern(r"(?=\S([ \xa0\u3000_*|·~/-]))\S(?>\1\S){9,}+")
"""Letters with one and the same sign between them: t a r o, t_a_r_o."""
_BITS = re.compile(r"(?<![01])(?>[01]{8}[-_., ]?){12,}+(?![01])")


def coded(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a run of code, or of letters set apart, stands, and the text that it says."""
    for run in _RUN.finditer(text):
        for start, end, inner in _decoded(run.group()):
            yield run.start() + start, run.start() + end, inner
    for run in (*_NUMBERS.finditer(text), *_BITS.finditer(text)):
        for inner in _counted(run.group()):
            yield *run.span(), inner
    for run in _SPREAD.finditer(text):
        yield *run.span(), run.group()[::2]


@functools.lru_cache(maxsize=4096)
def _counted(run: str) -> tuple[str, ...]:
    """What characters given by their numbers say, in each base that the numbers can be of."""
    if len(run) > LONGEST_RUN:
        return ()
    if _BITS.fullmatch(run):
        return (_text(bytes(int(it, 2) for it in re.findall("[01]{8}", run))),)
    numbers = _NUMBER.findall(_PREFIX.sub(" ", run))
    return tuple(_text(bytes(it)) for base in (16, 10, 8) if (it := _in_base(numbers, base)))


def _in_base(numbers: list[str], base: int) -> list[int]:
    try:
        found = [int(it, base) for it in numbers]
    except ValueError:
        return []
    return found if max(found) < 256 else []


@functools.lru_cache(maxsize=4096)
def _decoded(run: str) -> tuple[tuple[int, int, str], ...]:
    """What a run of code says if it is base64 or hexadecimal text: between slashes its pieces, else the whole."""
    if len(run) > LONGEST_RUN or not _SHAPED.match(run):
        return ()
    pieces = list(_BETWEEN.finditer(run))[:20] if "/" in run else []
    found = [(it.start(), it.end(), _from_code(it.group())) for it in pieces if len(it.group()) >= 2 * SHORTEST]
    if not any(text for _, _, text in found):
        found.append((0, len(run), _from_code(run)))
    return tuple(it for it in found if it[2])


def _from_code(piece: str) -> str:
    if _HEX.fullmatch(piece):
        return _text(bytes.fromhex(piece))
    if _BASE32.fullmatch(piece):
        bare = piece.rstrip("=").upper()
        said = _text(base64.b32decode(bare + "=" * (-len(bare) % 8))) if len(bare) % 8 not in (1, 3, 6) else ""
        if said.isascii() and said.isprintable() and said:
            return said
    return _text(_from_base64(piece))


def _from_base64(piece: str) -> bytes:
    plain = piece.rstrip("=").replace("-", "+").replace("_", "/")
    plain = plain[: len(plain) - (len(plain) % 4 == 1)]
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4))
    except (binascii.Error, ValueError):
        return b""


def _text(raw: bytes) -> str:
    """Decoded bytes as text; "" for what is plainly none."""
    if raw and not any(raw[1::2]):
        return raw.decode("utf-16-le", "replace")
    if raw and not any(raw[::2]):
        return raw.decode("utf-16-be", "replace")
    odd = raw.translate(None, _PLAIN_BYTES)
    if not odd:
        return raw.decode("ascii")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1") if len(odd) * 4 <= len(raw) else ""
