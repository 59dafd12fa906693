"""ISO-2022-JP and EUC-JP as they really occur: NEC row 13, IBM extensions, half-width kana, lost escapes. Bytes to text."""

from __future__ import annotations

import codecs
import re

ESCAPE = re.compile(rb"\x1b(?:\$[@AB]|\$\([A-DOPQ]|\([A-JOP]|&@\x1b\$B|\$\)[A-Z]|\.[A-Z])|[\x0e\x0f]")
TWO_BYTES = frozenset({b"\x1b$@", b"\x1b$B", b"\x1b$(@", b"\x1b$(B", b"\x1b&@\x1b$B", b"\x1b$(O", b"\x1b$(Q"})
KANA = frozenset({b"\x1b(I", b"\x0e"})
HIGH = bytes(range(128, 256)) + bytes(range(128, 256))
# Python's euc_jp follows JIS X 0208 where mail programs and browsers follow Microsoft's table (WHATWG Encoding, jis0208).
MICROSOFT = (("\u301c", "\uff5e"), ("\u2016", "\u2225"), ("\u2212", "\uff0d"), ("\xa2", "\uffe0"), ("\xa3", "\uffe1"), ("\xac", "\uffe2"))


def _vendor(error: UnicodeError) -> tuple[str, int]:
    """What JIS X 0208 leaves open and NEC, IBM and Microsoft filled (cp932), or the replacement character."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, at = error.object, error.start
    pair = data[at : at + 2]
    if len(pair) == 2 and pair[0] >= 0xA1 and pair[1] >= 0xA1:
        char = cell(pair[0] - 0xA0, pair[1] - 0xA0)
        return char or "\ufffd", at + 2
    return "\ufffd", at + 1


codecs.register_error("sabaku.vendor", _vendor)


def cell(row: int, column: int) -> str:
    """The character of a row and column (1 to 94) in cp932's table, or "" where it is empty."""
    lead = (row - 1) // 2 + (0x81 if row < 63 else 0xC1)
    trail = column + (0x9E if row % 2 == 0 else 0x3F if column < 64 else 0x40)
    try:
        return bytes((lead, trail)).decode("cp932")
    except UnicodeDecodeError:
        return ""


def euc(data: bytes) -> str:
    """EUC-JP with vendor characters (cp51932, eucJP-ms); what cannot be read becomes U+FFFD."""
    text = data.decode("euc_jp", "sabaku.vendor")
    for theirs, ours in MICROSOFT:
        text = text.replace(theirs, ours)
    return text


def decode(data: bytes) -> str:
    """ISO-2022-JP with everything that Japanese mail programs put into it; what cannot be read becomes U+FFFD."""
    return "".join(text for text, _, _ in runs(data))


def runs(data: bytes) -> list[tuple[str, int, int]]:
    """(text, start, end) of each run between escape sequences."""
    found: list[tuple[str, int, int]] = []
    mode, at = b"\x1b(B", 0
    for match in ESCAPE.finditer(data):
        if match.start() > at:
            found += _run(data, at, match.start(), mode)
        mode, at = match[0], match.end()
    if at < len(data):
        found += _run(data, at, len(data), mode)
    return found


def _run(data: bytes, start: int, end: int, mode: bytes) -> list[tuple[str, int, int]]:
    if mode in TWO_BYTES:
        return _two(data, start, end)
    part = data[start:end]
    if mode in KANA:
        text = part.translate(HIGH).decode("cp932", "replace") if not re.search(rb"[\x00-\x20\x60-\xff]", part) else _kana(part)
        return [(text, start, end)]
    if mode == b"\x1b$(D":
        return [(_supplement(part), start, end)]
    if part.isascii():
        return [(part.decode("ascii"), start, end)]
    return [(part.decode("cp932", "replace"), start, end)]


def _kana(part: bytes) -> str:
    return "".join(chr(0xFF40 + byte - 0x20) if 0x21 <= byte <= 0x5F else chr(0xFF40 + byte - 0xA0) if 0xA1 <= byte <= 0xDF else chr(byte) for byte in part)


def _supplement(part: bytes) -> str:
    """JIS X 0212: three bytes in EUC."""
    pairs = re.sub(rb"([!-~][!-~])", lambda m: b"\x8f" + m[1].translate(HIGH), part)
    return pairs.decode("euc_jp", "sabaku.vendor")


def _two(data: bytes, start: int, end: int) -> list[tuple[str, int, int]]:
    """Kanji mode. At a line end the mode has to be left (RFC 1468); a line that goes on without escape is looked at."""
    found: list[tuple[str, int, int]] = []
    at = start
    for index, line in enumerate(data[start:end].splitlines(keepends=True)):
        body = line.rstrip(b"\r\n")
        if index and not kanji(body):
            found.append((line.decode("cp932", "replace"), at, at + len(line)))
        else:
            found.append((pairs(body), at, at + len(body)))
            if len(line) > len(body):
                found.append((line[len(body) :].decode("ascii"), at + len(body), at + len(line)))
        at += len(line)
    return found


def kanji(line: bytes) -> bool:
    """Whether a line without escape sequences reads as two-byte JIS: even, no blanks, and kana rows among the pairs."""
    if not line or len(line) % 2 or re.search(rb"[^!-~]", line):
        return False
    leads = line[::2]
    return (leads.count(b"$") + leads.count(b"%") + leads.count(b"!")) * 4 >= len(leads)


def pairs(part: bytes) -> str:
    """Two-byte JIS without escapes. Bytes outside the table and 8-bit bytes are read as far as they go."""
    if not re.search(rb"[^!-~]", part):
        return euc(part.translate(HIGH)) if len(part) % 2 == 0 else euc(part[:-1].translate(HIGH)) + "\ufffd"
    out = []
    for piece in re.split(rb"([^!-~]+)", part):
        out.append(piece.decode("cp932", "replace") if piece and not 0x21 <= piece[0] <= 0x7E else pairs(piece) if piece else "")
    return "".join(out)
