"""Bytes to characters: labels that tell the truth, labels that lie, and no label at all. Judges no mail."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from sabaku.mime import emoji, jis
from sabaku.mime.guess import HALF_KANA, JAPANESE, guess, likeliest, mostly_utf8
from sabaku.mime.labels import codec_of
from sabaku.text import late

META = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)[ \t]{0,8}=[ \t]{0,8}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
FOUR = re.compile(rb"[\x80-\xff][\x80-\xff]{3}")
SURE = 0.7
"""How well bytes have to read in another charset for a label that fits any bytes to be a lie."""
EAST = late.pattern("[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]")
BARE_JIS = re.compile(rb"\$[B@]((?>(?!\([BJ])[!-~]{2})*+)(?:\([BJ])?")
USER_AREA = re.compile(rb"[\xf0-\xfb][\x40-\xfc]")
EMOJI = re.compile("[\u26a0-\u27bf\U0001f000-\U0001faff]")
HALVES = late.pattern("[\ud800-\udfff]")
SIMPLE = frozenset({"", "ascii", "utf-8", "cp1252", "cp932", "euc-jp", "gb18030", "big5hkscs", "cp949"})
WIDE = frozenset({"cp932", "euc-jp", "gb18030", "big5hkscs", "cp949", "johab"})
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\0\0", "utf-32-le"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# The characters beyond ASCII of each multi-byte codec, for going back from characters to bytes.
BEYOND_ASCII = {
    "cp932": rb"[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]",
    "euc-jp": rb"\x8f[\xa1-\xfe][\xa1-\xfe]|[\x8e\xa1-\xfe][\xa1-\xfe]",
    "gb18030": rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]|[\x81-\xfe][\x40-\x7e\x80-\xfe]",
    "big5hkscs": rb"[\x81-\xfe][\x40-\x7e\xa1-\xfe]",
    "cp949": rb"[\x81-\xfe][\x41-\x5a\x61-\x7a\x81-\xfe]",
    "utf-8": rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}",
}
TOKENS = {codec: re.compile(rb"[\x00-\x7f]+|" + wide + rb"|.", re.DOTALL) for codec, wide in BEYOND_ASCII.items()}
CHUNKS = {codec: re.compile(rb"(?>" + wide + rb"|.){1,500}+", re.DOTALL) for codec, wide in BEYOND_ASCII.items()}


class Decoded(NamedTuple):
    """`text`, the `codec` that made it, and what is to be said: (kind, detail) pairs. `skip` bytes were a mark."""

    text: str
    codec: str
    said: tuple[tuple[str, str], ...] = ()
    skip: int = 0


def decode(data: bytes, label: str = "", html: bool = False, carrier: str = "") -> Decoded:
    """The text of `data`, declared as `label`. Never raises; says what was wrong. Newlines stay as they are."""
    codec = codec_of(label)
    if data.isascii() and b"\x1b" not in data and b"\x0e" not in data and codec in SIMPLE:
        return Decoded(data.decode("ascii"), codec or "ascii")
    if codec == "utf-8" and (text := _plain_utf8(data)):
        shown = emoji.fold(text, carrier)
        return Decoded(shown, codec, (("carrier-emoji", carrier),) if shown is not text else ())
    for mark, marked in MARKS:
        if data.startswith(mark):
            text = text_of(data[len(mark) :], marked, carrier)
            return Decoded(text, marked, _said(data[len(mark) :], text, marked, marked, carrier), len(mark))
    if codec is None:
        found = _sniff(data)
        return Decoded(text_of(data, found, carrier), found, (("charset-unknown", f"{label} → {found}"),))
    if not codec or codec == "ascii":
        return _undeclared(data, label, html, carrier)
    return _declared(data, label, codec, html, carrier)


def as_declared(data: bytes, label: str) -> Decoded:
    """The text as its label says, whatever is lost by it (UTF-8 where it says nothing)."""
    codec = codec_of(label) or "utf-8"
    text = text_of(data, "utf-8" if codec == "ascii" else codec)
    return Decoded(text, codec, _said(data, text, codec, label, ""))


def _plain_utf8(data: bytes) -> str:
    """The text of what is UTF-8 and nothing else; "" where more has to be looked at."""
    if data.startswith(b"\xef\xbb\xbf") or b"\x1b" in data:
        return ""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "" if "\ufffd" in text else text


def text_of(data: bytes, codec: str, carrier: str = "") -> str:
    """`data` read with one of our codecs; what cannot be read becomes U+FFFD."""
    if codec == "iso-2022-jp":
        return jis.decode(data, carrier)
    if codec == "euc-jp":
        return jis.euc(data, carrier)
    if codec == "cp1252":
        return data.decode("cp1252", "sabaku.c1")
    if codec.startswith("utf-8+"):
        return _two_charsets(data, codec.removeprefix("utf-8+"), carrier)
    if codec == "cp932" and carrier == "softbank" and b"\xfb" in data:
        return emoji.fold("".join(map(emoji.softbank, TOKENS["cp932"].finditer(data))), carrier, shift_jis=True)
    try:
        text = data.decode(codec, "replace")
    except (UnicodeError, LookupError, ValueError):
        return data.decode("latin-1")
    if codec == "utf-7":  # Python's decoder lets halves of surrogate pairs through, which no text may hold
        text = HALVES.sub("\ufffd", text)
    return text if text.isascii() else emoji.fold(text, carrier, codec == "cp932")


def tokens(line: bytes, codec: str, carrier: str = "") -> list[tuple[str, int, int]]:
    """(text, start, end) of each run of characters; equal lengths, or two bytes each, can be cut further."""
    if codec == "iso-2022-jp":
        return jis.runs(line, carrier)
    pattern = TOKENS.get(codec)
    if pattern is None:
        return [(text_of(line, codec, carrier), 0, len(line))]
    return [(text_of(found[0], codec, carrier), found.start(), found.end()) for found in pattern.finditer(line)]


def _two_charsets(data: bytes, second: str, carrier: str) -> str:
    """UTF-8 as far as it is valid, then another: what is left when a program joins words of two charsets."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data[: error.start].decode("utf-8") + text_of(data[error.start :], second, carrier)


def _c1(error: UnicodeError) -> tuple[str, int]:
    """The five holes of windows-1252 are C1 controls (WHATWG Encoding)."""
    assert isinstance(error, UnicodeDecodeError)
    return chr(error.object[error.start]), error.start + 1


codecs.register_error("sabaku.c1", _c1)


def _said(data: bytes, text: str, codec: str, label: str, carrier: str) -> tuple[tuple[str, str], ...]:
    """What is to be said of a text: characters lost, handset emoji replaced."""
    said: list[tuple[str, str]] = []
    if lost := text.count("\ufffd"):
        said.append(("charset-broken", f"{label}: {lost}"))
    if _handset(data, text, codec, carrier):
        said.append(("carrier-emoji", carrier))
    return tuple(said)


def _handset(data: bytes, text: str, codec: str, carrier: str) -> bool:
    """Whether emoji of a mobile carrier were in these bytes."""
    if codec == "cp932":
        return USER_AREA.search(data) is not None and text != data.decode("cp932", "replace")
    if codec in ("iso-2022-jp", "euc-jp"):
        return EMOJI.search(text) is not None
    return bool(carrier) and codec == "utf-8" and emoji.PRIVATE.search(data.decode("utf-8", "replace")) is not None


def _sniff(data: bytes) -> str:
    """The likeliest codec: ASCII, JIS by its escapes or shifts, else by validity and language."""
    if jis.is_it(data):
        return "iso-2022-jp"
    return "ascii" if data.isascii() else guess(data)


def _undeclared(data: bytes, label: str, html: bool, carrier: str) -> Decoded:
    """No charset, or us-ascii with more than ASCII in it: HTML's own word, then a guess."""
    inside, name = _of_html(data) if html else ("", "")
    if inside:
        inner = _declared(data, name, inside, False, carrier)
        return inner._replace(said=(("charset-from-html", name), *inner.said))
    found = _sniff(data)
    if found == "ascii":
        return Decoded(data.decode("ascii"), "ascii")
    kind = "charset-lies" if label and codec_of(label) == "ascii" else "charset-missing"
    text = text_of(data, found, carrier)
    return Decoded(text, found, ((kind, f"{label or '-'} → {found}"), *_said(data, text, found, found, carrier)))


def _of_html(data: bytes) -> tuple[str, str]:
    """The codec that the HTML itself names, and the name as written."""
    meta = META.search(data, 0, 4096)
    name = meta[1].decode("ascii") if meta else ""
    codec = codec_of(name) if name else None
    return (codec, name) if codec and codec not in ("ascii", "utf-16", "utf-7") else ("", "")


def _declared(data: bytes, label: str, codec: str, html: bool, carrier: str) -> Decoded:
    """A label that can be true: it is believed unless the bytes say otherwise."""
    if codec == "iso-2022-jp" and b"\x1b" not in data and (restored := _escapes_lost(data)):
        return Decoded(jis.decode(restored, carrier), "iso-2022-jp-bare", (("jis-escapes-lost", ""),))
    other = _better(data, codec)
    if other and html and other != "utf-8":
        inside, _ = _of_html(data)
        other = inside if inside and "\ufffd" not in text_of(data, inside) else other
    if other and other != codec:
        text = text_of(data, other, carrier)
        return Decoded(text, other, (("charset-lies", f"{label} → {other}"), *_said(data, text, other, other, carrier)))
    text = text_of(data, codec, carrier)
    return Decoded(text, codec, _said(data, text, codec, label, carrier))


def _escapes_lost(data: bytes) -> bytes:
    """JIS whose ESC bytes a relay has removed, put back; b"" where it isn't that."""
    if b"$B" not in data and b"$@" not in data:
        return b""
    found = False

    def restore(match: re.Match[bytes]) -> bytes:
        nonlocal found
        if not jis.kanji(match[1]):
            return match[0]
        found = True
        return b"\x1b$B" + match[1] + b"\x1b(B"

    restored = BARE_JIS.sub(restore, data)
    return restored if found else b""


def _better(data: bytes, codec: str) -> str:
    """A codec that the bytes plainly are in, although another was declared; "" to believe the label."""
    if codec == "utf-8":
        return _instead_of_utf8(data)
    if codec == "iso-2022-jp":
        return guess(data) if not data.isascii() and not jis.ESCAPE.search(data) else ""
    if b"\x1b$" in data and data.isascii():
        return "iso-2022-jp"
    if data.isascii() or codec in ("utf-7", "hz") or codec.startswith(("utf-16", "utf-32")):
        return ""
    if codec in WIDE:
        return _instead_of_wide(data, codec)
    if _is_utf8(data):
        return "utf-8"
    return _instead_of_western(data) if codec == "cp1252" else ""


def _instead_of_utf8(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return "" if mostly_utf8(data, error) else _sniff(data)
    return "iso-2022-jp" if b"\x1b$" in data and jis.ESCAPE.search(data) else ""


def _instead_of_western(data: bytes) -> str:
    """Japanese below a label that programs write without looking: Western words have no four letters beyond ASCII in a row."""
    if not FOUR.search(data):
        return ""
    found, score = likeliest(data)
    return found if score > SURE and found in ("cp932", "euc-jp") else ""


def _instead_of_wide(data: bytes, codec: str) -> str:
    """Shift_JIS, EUC and their Chinese and Korean kin, of which each can be mistaken for another."""
    text = text_of(data, codec)
    lost = text.count("\ufffd")
    wide = len(data) - len(text) or 1
    try:
        if EAST.search(data.decode("utf-8")):
            return "utf-8"
    except UnicodeDecodeError:
        pass
    if codec == "cp932" and len(HALF_KANA.findall(text)) * 2 > wide:
        other = text_of(data, "euc-jp")
        return "euc-jp" if "\ufffd" not in other and JAPANESE.search(other) else ""
    if lost * 10 > wide:
        found = guess(data)
        return found if text_of(data, found).count("\ufffd") < lost else ""
    return ""


def _is_utf8(data: bytes) -> bool:
    """Valid UTF-8 beyond ASCII: no text in a one-byte charset looks like that by accident, unless it is very short."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(data) - len(text) > 1 or EAST.search(text) is not None
