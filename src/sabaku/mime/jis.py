"""ISO-2022-JP and EUC-JP as they really occur: NEC row 13, IBM extensions, half-width kana, lost escapes. Bytes to text."""

from __future__ import annotations

import codecs
import functools
import re

from sabaku.mime import emoji, limits

ESCAPE = re.compile(rb"\x1b(?:\$[@AB]|\$\([A-DOPQ]|\([A-JOP]|&@\x1b\$B|\$\)[A-Z]|\.[A-Z])|[\x0e\x0f]")
SHIFTED = re.compile(rb"\x0e[!-_ \r\n]{2,2000}+\x0f")
ASCII = b"\x1b(B"
TWO_BYTES = frozenset({b"\x1b$@", b"\x1b$B", b"\x1b$(@", b"\x1b$(B", b"\x1b&@\x1b$B"})
OTHERS = {
    **dict.fromkeys((b"\x1b$(D", b"\x1b$A", b"\x1b$(C"), "iso2022_jp_2"),
    **dict.fromkeys((b"\x1b$(O", b"\x1b$(P"), "iso2022_jp_3"),
    b"\x1b$(Q": "iso2022_jp_2004",
}
"""Further tables that a Japanese text may switch to: JIS X 0212, GB 2312, KS C 5601, JIS X 0213."""
KANA = frozenset({b"\x1b(I", b"\x0e"})
PRINTABLE_HIGH = bytes(byte | 0x80 if 0x21 <= byte <= 0x7E else byte for byte in range(256))
KANA_BYTES = bytes(byte | 0x80 if 0x21 <= byte <= 0x5F else byte for byte in range(256))
BEYOND = re.compile(rb"[^!-~]")
SPLIT = re.compile(rb"([\x80-\xff]+)")
# Python's euc_jp follows JIS X 0208 where mail programs and browsers follow Microsoft's table (WHATWG Encoding, jis0208).
MICROSOFT = tuple(zip("\u301c\u2016\u2212\xa2\xa3\xac", "\uff5e\u2225\uff0d\uffe0\uffe1\uffe2", strict=True))


def _vendor(error: UnicodeError, carrier: str = "") -> tuple[str, int]:
    """What JIS X 0208 leaves open and NEC, IBM, Microsoft (cp932) or au filled, or the replacement character."""
    assert isinstance(error, UnicodeDecodeError)
    data, at = error.object, error.start
    pair = data[at : at + 2]
    if len(pair) == 2 and pair[0] >= 0xA1 and pair[1] >= 0xA1:
        return _beyond(pair[0] - 0xA0, pair[1] - 0xA0, carrier), at + 2
    return "\ufffd", at + 1


@functools.cache
def _beyond(row: int, column: int, carrier: str) -> str:
    if carrier == "au" and row >= 85:
        return emoji.jis(row, column, carrier) or cell(row, column) or emoji.UNKNOWN
    return cell(row, column) or emoji.jis(row, column, carrier) or "\ufffd"


codecs.register_error("sabaku.vendor", _vendor)
codecs.register_error("sabaku.vendor.au", functools.partial(_vendor, carrier="au"))


def is_it(data: bytes) -> bool:
    """Whether bytes without a label are JIS: an escape sequence, or half-width kana between shift-out and shift-in."""
    if b"\x1b" in data and ESCAPE.search(data):
        return True
    return b"\x0e" in data and SHIFTED.search(data) is not None


def cell(row: int, column: int) -> str:
    """The character of a row and column (1 to 94) in cp932's table, or "" where it is empty."""
    lead = (row - 1) // 2 + (0x81 if row < 63 else 0xC1)
    trail = column + (0x9E if row % 2 == 0 else 0x3F if column < 64 else 0x40)
    try:
        return bytes((lead, trail)).decode("cp932")
    except UnicodeDecodeError:
        return ""


def euc(data: bytes, carrier: str = "") -> str:
    """EUC-JP with vendor characters (cp51932, eucJP-ms); what cannot be read becomes U+FFFD."""
    text = data.decode("euc_jp", "sabaku.vendor.au" if carrier == "au" else "sabaku.vendor")
    for theirs, ours in MICROSOFT:
        text = text.replace(theirs, ours)
    return text


def decode(data: bytes, carrier: str = "") -> str:
    """ISO-2022-JP with everything that Japanese mail programs put into it; what cannot be read becomes U+FFFD."""
    return "".join(text for text, _, _ in runs(data, carrier))


def runs(data: bytes, carrier: str = "") -> list[tuple[str, int, int]]:
    """(text, start, end) of each run between escape sequences."""
    found: list[tuple[str, int, int]] = []
    mode, at = ASCII, 0
    for match in ESCAPE.finditer(data):
        end = match.start()
        if end > at:
            if mode == ASCII and (part := data[at:end]).isascii():
                found.append((part.decode("ascii"), at, end))  # no call: hostile headers change their mode at every third byte
            else:
                found += _run(data, at, end, mode, carrier)
        mode, at = match[0], match.end()
    if at < len(data):
        found += _run(data, at, len(data), mode, carrier)
    return found


def _run(data: bytes, start: int, end: int, mode: bytes, carrier: str) -> list[tuple[str, int, int]]:
    if mode in TWO_BYTES:
        return _two(data, start, end, carrier)
    part = data[start:end]
    if mode in KANA:
        return [(part.translate(KANA_BYTES).decode("cp932", "replace"), start, end)]
    if mode in OTHERS:
        return [((mode + part + b"\x1b(B").decode(OTHERS[mode], "replace"), start, end)]
    return [(_eight_bit(part), start, end)]


def _eight_bit(part: bytes) -> str:
    """What stands in ASCII mode: 8-bit half-width kana or Shift_JIS, which some programs mix in, or UTF-8."""
    if part.isascii():
        return part.decode("ascii")
    try:
        return part.decode("utf-8")
    except UnicodeDecodeError:
        return part.decode("cp932", "replace")


def _two(data: bytes, start: int, end: int, carrier: str) -> list[tuple[str, int, int]]:
    """Kanji mode. At a line end the mode has to be left (RFC 1468); a line that goes on without escape is looked at."""
    if data.count(b"\n", start, end) > limits.JIS_LINES:
        return [(pairs(data[start:end], carrier), start, end)]
    found: list[tuple[str, int, int]] = []
    at = start
    for index, line in enumerate(data[start:end].split(b"\n")):
        if index:
            found.append(("\n", at - 1, at))
        body = line[:-1] if line[-1:] == b"\r" else line
        if index and not kanji(body):
            found.append((_eight_bit(body), at, at + len(body)))
        elif body:
            found.append((pairs(body, carrier), at, at + len(body)))
        if len(body) < len(line):
            found.append(("\r", at + len(body), at + len(line)))
        at += len(line) + 1
    return found


def kanji(line: bytes) -> bool:
    """Whether bytes without escape sequences read as two-byte JIS: even, no blanks, and kana rows among the pairs."""
    if not line or len(line) % 2 or BEYOND.search(line):
        return False
    leads = line[::2]
    return (leads.count(b"$") + leads.count(b"%") + leads.count(b"!")) * 4 >= len(leads)


def pairs(part: bytes, carrier: str = "") -> str:
    """Two-byte JIS without escapes. Bytes outside the table and 8-bit bytes are read as far as they go."""
    if part.isascii():
        return euc(part.translate(PRINTABLE_HIGH), carrier)
    return "".join(_odd(piece, carrier) for piece in SPLIT.split(part) if piece)


def _odd(piece: bytes, carrier: str) -> str:
    return pairs(piece, carrier) if piece.isascii() else _eight_bit(piece)
