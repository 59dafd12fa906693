"""Emoji of Japanese mobile carriers to Unicode, before Unicode had them: vendor codes in Shift_JIS, JIS and private use."""

from __future__ import annotations

import functools
import re

from sabaku import data
from sabaku.text import late

UNKNOWN = "\u3013"
"""〓, what a handset showed for an emoji of another carrier."""
CARRIERS = {
    **dict.fromkeys((b"docomo.ne.jp", b"mopera.net"), "docomo"),
    **dict.fromkeys((b"ezweb.ne.jp", b"au.com", b"ido.ne.jp"), "au"),
    **dict.fromkeys((b"softbank.ne.jp", b"i.softbank.jp", b"softbank.jp", b"vodafone.ne.jp", b"disney.ne.jp"), "softbank"),
    **dict.fromkeys((b"ymobile.ne.jp", b"emnet.ne.jp"), "softbank"),
}
SENDER = re.compile(
    rb"^(?:from|return-path|message-id|sender):[^\n@]{0,300}@(?:[a-z0-9-]{1,20}\.){0,3}?"
    rb"(docomo\.ne\.jp|mopera\.net|ezweb\.ne\.jp|au\.com|ido\.ne\.jp|softbank\.ne\.jp|i\.softbank\.jp|softbank\.jp|"
    rb"vodafone\.ne\.jp|disney\.ne\.jp|ymobile\.ne\.jp|emnet\.ne\.jp)",
    re.IGNORECASE | re.MULTILINE,
)
PRIVATE = late.pattern("[\ue000-\uf8ff]")
# SoftBank's pages of private use and the Shift_JIS lead byte and first trail byte of each.
PAGES = {0xE0: (0xF9, 0x41), 0xE1: (0xF7, 0x41), 0xE2: (0xF7, 0xA1), 0xE3: (0xF9, 0xA1), 0xE4: (0xFB, 0x41), 0xE5: (0xFB, 0xA1)}


def carrier_of(head: bytes) -> str:
    """The mobile carrier whose mail system a header block names as sender, or ""."""
    if b".ne.jp" not in head and b"au.com" not in head and b"softbank.jp" not in head and b"mopera.net" not in head:
        return ""
    found = SENDER.search(head)
    return CARRIERS.get(found[1].lower(), "") if found else ""


@functools.cache
def _table() -> dict[str, dict[int, str]]:
    """Shift_JIS code to Unicode, for each carrier."""
    found: dict[str, dict[int, str]] = {"docomo": {}, "au": {}, "softbank": {}}
    for line in data.raw("carrier-emoji.tsv").decode("ascii").splitlines():
        if line.startswith("#"):
            continue
        text, *codes = line.split("\t")
        shown = "".join(chr(int(code, 16)) for code in text.split())
        for carrier, code in zip(found, codes, strict=True):
            if code:
                found[carrier][int(code, 16)] = shown
    return found


def _linear(offset: int, lead: int) -> int:
    """The Shift_JIS code `offset` cells behind `lead`40 (188 cells for each lead byte)."""
    row, cell = divmod(offset, 188)
    return (lead + row) << 8 | (cell + 0x40 + (cell >= 0x3F))


def code_of(char: str, carrier: str) -> int:
    """The carrier's Shift_JIS code of a private-use character as mail has it; 0 for none."""
    point = ord(char)
    if carrier == "softbank" and point >> 8 in PAGES:
        lead, trail = PAGES[point >> 8]
        index = (point & 0xFF) - 1
        return lead << 8 | (trail + index + (trail == 0x41 and index >= 0x3E))
    if carrier in ("au", ""):
        for first, last, lead in ((0xE468, 0xE5DF, 0xF6), (0xEA80, 0xEB8E, 0xF3)):
            if first <= point <= last:
                return _linear(point - first, lead)
    return _linear(point - 0xE000, 0xF0) if point <= 0xE757 else 0


def fold(text: str, carrier: str, shift_jis: bool = False) -> str:
    """Handset emoji (private use) in Unicode, 〓 for what no carrier had; outside Shift_JIS only for a known carrier."""
    if text.isascii() or not (carrier or shift_jis) or not PRIVATE.search(text):
        return text
    code = (lambda char, _: _linear(ord(char) - 0xE000, 0xF0)) if shift_jis else code_of
    return text.translate({ord(char): _shown(code(char, carrier), carrier) for char in set(PRIVATE.findall(text))})


def _shown(code: int, carrier: str) -> str:
    for name in sorted(_table(), key=lambda name: name != carrier):
        if code in _table()[name]:
            return _table()[name][code]
    return UNKNOWN


def softbank(found: re.Match[bytes]) -> str:
    """One character of a SoftBank handset's Shift_JIS, whose emoji share codes with IBM's kanji."""
    char = found[0]
    known = _table()["softbank"].get(int.from_bytes(char, "big")) if len(char) == 2 else None
    return known or char.decode("cp932", "replace")


def jis(row: int, column: int, carrier: str) -> str:
    """au's emoji in ISO-2022-JP (rows 85 to 94), or ""."""
    lead = (row - 1) // 2 + 0xC1
    trail = column + (0x9E if row % 2 == 0 else 0x3F if column < 64 else 0x40)
    moved = {0xEB: 0xF6, 0xEC: 0xF3, 0xED: 0xF4, 0xEE: 0xF7}.get(lead)
    return _table()["au"].get(moved << 8 | trail, "") if moved and carrier in ("au", "") else ""
