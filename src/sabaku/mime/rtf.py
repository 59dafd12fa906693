"""Rich text of Outlook: decompressed (MS-OXRTFCP) and, where it wraps HTML or text, unwrapped again (MS-OXRTFEX)."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from sabaku.mime import charsets, labels

START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans Serif"
    b"SymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What every dictionary starts with (MS-OXRTFCP section 2.1.2.1)."""
WINDOW = 4096
MOST = 4 * 1024 * 1024
"""Bytes of decompressed rich text."""
TOKENS = 600_000
"""Words, groups and texts that are looked at."""
TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,9})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z0-9])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.DOTALL
)
TEXTS = {
    b"par": "\n", b"line": "\n", b"tab": "\t", b"lquote": "\u2018", b"rquote": "\u2019", b"ldblquote": "\u201c",
    b"rdblquote": "\u201d", b"bullet": "\u2022", b"endash": "\u2013", b"emdash": "\u2014", b"cell": "\t",
    b"row": "\n", b"sect": "\n", b"page": "\n",
}  # fmt: skip
SYMBOLS = {b"\\": "\\", b"{": "{", b"}": "}", b"~": "\xa0", b"_": "\u00ad", b"-": "\u00ad", b"\n": "\n", b"\r": "\n"}
SCRIPTS = frozenset({b"loch", b"hich", b"dbch"})
"""Words before the font for one kind of script; the font that is named last is that of the text behind it."""
SKIPPED = frozenset(
    {b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer", b"mhtmltag", b"pntext"}
)
FONT_CHARSETS = {128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254",
                 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
                 238: "cp1250"}  # fmt: skip


class Unwrapped(NamedTuple):
    """What the rich text held: HTML as it was, or plain text."""

    kind: Literal["html", "text"]
    text: str
    cut: bool = False
    """Whether a limit was reached."""


def decompress(data: bytes, most: int = MOST) -> bytes:
    """Compressed RTF (LZFu) to RTF; as much as can be had of broken data, and about `most` bytes."""
    if len(data) < 16 or data[8:12] == b"MELA":
        return data[16 : 16 + most]
    out, at = bytearray(START.rjust(WINDOW, b" ")), 16
    while at < len(data) and len(out) < most + WINDOW:
        flags = data[at]
        at += 1
        if not flags:
            out += data[at : at + 8]
            at += 8
            continue
        for bit in range(8):
            if not flags >> bit & 1:
                out += data[at : at + 1]
                at += 1
                continue
            pair = int.from_bytes(data[at : at + 2], "big")
            back = (len(out) + len(START) - (pair >> 4)) % WINDOW
            if not back or at + 2 > len(data):
                return bytes(out[WINDOW:])
            at += 2
            _repeat(out, back, (pair & 15) + 2)
    return bytes(out[WINDOW:])


def _repeat(out: bytearray, back: int, length: int) -> None:
    """Writes again what stands so far back; what is written may itself be repeated."""
    start = len(out) - back
    out += out[start : start + length] if back >= length else (out[start:] * (length // back + 1))[:length]


class _Group(NamedTuple):
    """What holds inside one pair of braces."""

    skip: bool = False
    html: bool = False
    rtf_only: bool = False
    font: int = -1
    after_unicode: int = 1


class _Reader:
    """One walk over the tokens."""

    def __init__(self, data: bytes) -> None:
        self.html = b"\\fromhtml" in data[:2000]
        page = re.search(rb"\\ansicpg([0-9]{1,5})", data[:2000])
        self.codec = (labels.codec_of(f"cp{int(page[1])}") if page else None) or "cp1252"
        self.fonts = _fonts(data)
        self.out: list[str] = []
        self.held = bytearray()
        self.group, self.groups = _Group(), list[_Group]()
        self.star, self.drop, self.script = False, 0, False
        self.cut = len(data) >= MOST

    def read(self, data: bytes) -> str:
        for count, found in enumerate(TOKEN.finditer(data)):
            if count > TOKENS:
                self.cut = True
                break
            word, number, byte, symbol, brace, text = found.groups()
            if brace:
                self.brace(brace)
            elif word:
                self.word(word, int(number) if number else None)
            elif symbol:
                self.symbol(symbol)
            elif byte or text:
                self.bytes(bytes.fromhex(byte.decode()) if byte else text)
        self.flush()
        return "".join(self.out)

    def brace(self, brace: bytes) -> None:
        if brace == b"{":
            self.groups.append(self.group)
        else:
            self.flush()
            self.group = self.groups.pop() if self.groups else _Group()
        self.star = False

    def word(self, word: bytes, number: int | None) -> None:
        star, self.star = self.star, False
        if word == b"htmltag":
            self.group = self.group._replace(html=True, skip=False, rtf_only=False)
        elif star or word in SKIPPED:
            self.group = self.group._replace(skip=True)
        elif word == b"htmlrtf":
            self.flush()
            self.group = self.group._replace(rtf_only=number != 0)
        elif word in SCRIPTS:
            self.script = True
        elif word == b"f" or (word == b"af" and self.script):
            self.flush()
            self.group = self.group._replace(font=number if number is not None else -1)
        elif word == b"uc":
            self.group = self.group._replace(after_unicode=number if number is not None else 1)
        elif word == b"u":
            self.unicode(number or 0)
        elif word == b"plain":
            self.flush()
            self.script = False
            self.group = self.group._replace(font=-1)
        elif word in TEXTS:
            self.text(TEXTS[word])

    def unicode(self, number: int) -> None:
        """\\uN with its stand-in for old readers, which is dropped."""
        self.text(chr(number % 65536))
        self.drop = self.group.after_unicode

    def symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.star = True
        elif symbol in SYMBOLS:
            if self.drop:
                self.drop -= 1
            elif symbol in b"\\{}":  # also the trail byte of a wide character
                self.bytes(symbol)
            else:
                self.text(SYMBOLS[symbol])

    def bytes(self, data: bytes) -> None:
        if self.drop:
            data, self.drop = data[self.drop :], max(0, self.drop - len(data))
        if not self.hidden:
            self.held += data

    @property
    def hidden(self) -> bool:
        """Whether what comes now is no content: destinations, and rich text that stands beside the HTML."""
        return self.group.skip or (self.html and self.group.rtf_only)

    def text(self, text: str) -> None:
        if not self.hidden:
            self.flush()
            self.out.append(text)

    def flush(self) -> None:
        """The bytes so far, in the character set of the font (lead and trail byte may be written differently)."""
        if self.held:
            self.out.append(charsets.text_of(bytes(self.held), self.fonts.get(self.group.font, self.codec)))
            self.held.clear()


def _fonts(data: bytes) -> dict[int, str]:
    """The character set of each font in the font table."""
    table = data[data.find(b"{\\fonttbl") :][:65536] if b"{\\fonttbl" in data[:65536] else b""
    found = re.findall(rb"\\f([0-9]{1,5})(?:\\[a-z]{1,20}[0-9]{0,5} ?){0,6}?\\fcharset([0-9]{1,3})", table)
    return {int(font): FONT_CHARSETS[int(number)] for font, number in found if int(number) in FONT_CHARSETS}


def unwrap(data: bytes) -> Unwrapped:
    """The HTML or text inside rich text; never raises."""
    reader = _Reader(data[:MOST])
    text = reader.read(data[:MOST]).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return Unwrapped("html" if reader.html else "text", text.replace("\0", ""), reader.cut)
