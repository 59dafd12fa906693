"""Bytes to characters: labels as they really occur, labels that lie, and no label at all. Judges no mail."""

from __future__ import annotations

import codecs
import functools
import re
from typing import NamedTuple

from sabaku.mime import jis, limits

LABELS = {
    "": "",
    **dict.fromkeys(("us-ascii", "ascii", "ansi_x3.4-1968", "ansi", "7bit", "x-us-ascii", "iso646-us", "646"), "ascii"),
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8", "utf_8", "x-utf-8", "utf-8n", "unicode", "utf8mb4"), "utf-8"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis", "sjis", "ms_kanji", "windows-31j", "cp932", "ms932", "mskanji", "shiftjis",
                     "x-shift_jis", "x-shift-jis", "windows-932", "csshiftjis", "cswindows31j", "x-ms-cp932", "sjis-win", "932"), "cp932"),
    **dict.fromkeys(("euc-jp", "x-euc-jp", "eucjp", "euc_jp", "x-euc", "ujis", "cp51932", "eucjp-ms", "eucjp-win", "x-eucjp", "euc",
                     "extended_unix_code_packed_format_for_japanese", "cseucpkdfmtjapanese"), "euc-jp"),
    **dict.fromkeys(("iso-2022-jp", "iso2022-jp", "iso_2022_jp", "iso-2022-jp-1", "iso-2022-jp-2", "iso-2022-jp-3", "iso2022jp", "jis",
                     "iso-2022-jp-ms", "iso-2022-jp-2004", "iso-2022-jp-ext", "cp50220", "cp50221", "cp50222", "csiso2022jp", "x-jis",
                     "csiso2022jp2", "junet", "50220", "50221", "50222", "iso2022_jp", "iso-2022", "iso-2022-7bit"), "iso-2022-jp"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "gb18030", "euc-cn", "x-gbk", "cp936", "chinese", "csgb2312", "gb_2312", "x-euc-cn",
                     "gb2312-80", "windows-936", "936", "csgb231280"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5", "csbig5", "cp950", "big-5", "950", "big5hkscs"), "big5hkscs"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "ks_c_5601", "cp949", "windows-949", "korean", "949", "uhc", "ks_c_5601-1989",
                     "cseuckr"), "cp949"),
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "iso8859-1", "iso_8859-1", "windows-1252", "cp1252", "l1", "x-ansi", "8859_1",
                     "iso-8859-1-windows-3.1-latin-1", "iso-8859-8859-1", "iso88591", "x-cp1252", "cp-1252", "1252", "iso_8859-1:1987"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5", "windows-1254", "iso8859-9"), "cp1254"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "windows-874"), "cp874"),
    **dict.fromkeys(("utf-7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7", "utf7"), "utf-7"),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e", "logical"), "iso-8859-8"),
    **dict.fromkeys(("utf-16", "utf16", "ucs-2", "iso-10646-ucs-2", "csunicode"), "utf-16"),
    **dict.fromkeys(("x-mac-japanese", "macjapanese"), "cp932"), **dict.fromkeys(("macintosh", "x-mac-roman", "mac"), "mac-roman"),
    **dict.fromkeys(("x-user-defined", "unknown-8bit", "x-unknown", "unknown", "default", "default_charset", "_autodetect", "_autodetect_all",
                     "none", "null", "undefined", "8bit", "binary", "iso-8859-x", "charset", "_charset"), ""),
}
UNSAFE = frozenset({"unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "mbcs", "oem", "utf_7"})
META = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)[ \t]{0,8}=[ \t]{0,8}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
EAST = re.compile("[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]")
LABEL = re.compile(r"[\w.:+-]+")
WIDE = frozenset({"cp932", "euc-jp", "gb18030", "big5hkscs", "cp949"})


class Decoded(NamedTuple):
    """`text`, the `codec` that made it, and what is to be said: (kind, detail) pairs."""

    text: str
    codec: str
    said: tuple[tuple[str, str], ...] = ()


@functools.lru_cache(maxsize=512)
def codec_of(label: str) -> str | None:
    """The codec for a label as written in mail; "" = says nothing, None = unknown."""
    name = label.strip("\"' \t\r\n;,").lower()
    if name in LABELS:
        return LABELS[name]
    found = LABEL.search(name)
    name = found[0].strip("_.-") if found else ""
    if name in LABELS:
        return LABELS[name]
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    usable = getattr(info, "_is_text_encoding", False) and info.name.replace("-", "_") not in UNSAFE
    return info.name if usable else None


def decode(data: bytes, label: str = "", html: bool = False) -> Decoded:
    """The text of `data`, declared as `label`. Never raises; says what was wrong. Newlines stay as they are."""
    codec = codec_of(label)
    if codec in ("utf-8", "ascii", "cp1252", "cp932", "euc-jp", "") and data.isascii() and b"\x1b" not in data:
        return Decoded(data.decode("ascii"), codec or "ascii")
    if codec is None:
        found = guess(data)
        return Decoded(text_of(data, found), found, (("charset-unknown", f"{label} → {found}"),))
    if not codec or codec == "ascii":
        return _undeclared(data, label, html)
    return _declared(data, label, codec)


def text_of(data: bytes, codec: str) -> str:
    """`data` read with one of our codecs; what cannot be read becomes U+FFFD."""
    if codec == "iso-2022-jp":
        return jis.decode(data)
    if codec == "euc-jp":
        return jis.euc(data)
    if codec == "cp1252":
        return data.decode("cp1252", "sabaku.c1")
    try:
        return data.decode(codec, "replace")
    except (UnicodeError, LookupError, ValueError):
        return data.decode("latin-1")


def _c1(error: UnicodeError) -> tuple[str, int]:
    """The five holes of windows-1252 are C1 controls (WHATWG Encoding)."""
    assert isinstance(error, UnicodeDecodeError)
    return chr(error.object[error.start]), error.start + 1


codecs.register_error("sabaku.c1", _c1)


def _undeclared(data: bytes, label: str, html: bool) -> Decoded:
    """No charset, or us-ascii with more than ASCII in it: HTML's own word, then a guess."""
    meta = META.search(data, 0, 4096) if html else None
    if meta:
        inside = codec_of(meta[1].decode("ascii"))
        if inside and inside not in ("ascii", "utf-16", "utf-7"):
            inner = _declared(data, meta[1].decode("ascii"), inside)
            return Decoded(inner.text, inner.codec, (("charset-from-html", meta[1].decode("ascii")), *inner.said))
    if data.isascii() and b"\x1b" not in data:
        return Decoded(data.decode("ascii"), "ascii")
    found = guess(data)
    kind = "charset-lies" if codec_of(label) == "ascii" and label else "charset-missing"
    return Decoded(text_of(data, found), found, ((kind, f"{label or '-'} → {found}"),))


def _declared(data: bytes, label: str, codec: str) -> Decoded:
    """A label that can be true: it is believed unless the bytes say otherwise."""
    other = _better(data, codec)
    if other and other != codec:
        return Decoded(text_of(data, other), other, (("charset-lies", f"{label} → {other}"),))
    text = text_of(data, codec)
    lost = text.count("\ufffd")
    return Decoded(text, codec, (("charset-broken", f"{label}: {lost}"),) if lost else ())


def _better(data: bytes, codec: str) -> str:
    """A codec that the bytes plainly are in, although another was declared; "" to believe the label."""
    if codec == "utf-8":
        try:
            data.decode("utf-8")
            return "iso-2022-jp" if b"\x1b$" in data and jis.ESCAPE.search(data) else ""
        except UnicodeDecodeError as error:
            return "" if _mostly_utf8(data, error) else guess(data)
    if codec == "iso-2022-jp":
        return guess(data) if b"\x1b" not in data and not data.isascii() else ""
    if b"\x1b$" in data and data.isascii():
        return "iso-2022-jp"
    if data.isascii() or codec in ("utf-7", "utf-16", "gb18030") and not _is_utf8(data):
        return ""
    if _is_utf8(data):
        return "utf-8"
    if codec in WIDE:
        text = text_of(data, codec)
        return guess(data) if text.count("\ufffd") * 10 > len(text) else ""
    return ""


def _is_utf8(data: bytes) -> bool:
    """Valid UTF-8 beyond ASCII, and not just two bytes that happen to fit."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(text) < len(data) and (len(data) - len(text) > 1 or EAST.search(text) is not None)


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """UTF-8 with a few broken places (cut characters) rather than something else."""
    text = data.decode("utf-8", "replace")
    wide = sum(1 for char in text[: limits.GUESS_BYTES] if char > "\x7f" and char != "\ufffd")
    return text[: limits.GUESS_BYTES].count("\ufffd") * 4 <= wide or error.start >= len(data) - 3


def guess(data: bytes) -> str:
    """The codec that the bytes most likely are in: JIS escapes, valid UTF-8, Shift_JIS or EUC-JP by score, else cp1252."""
    if b"\x1b" in data and jis.ESCAPE.search(data):
        return "iso-2022-jp"
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        if _mostly_utf8(data, error):
            return "utf-8"
    first = next((i for i, byte in enumerate(data[: 1 << 20]) if byte > 127), 0) if not data[:512].isascii() else data.find(re.search(rb"[\x80-\xff]", data)[0])  # type: ignore[index]
    sample = data[max(0, first - 64) : first + limits.GUESS_BYTES]
    scores = {codec: score(sample, codec) for codec in ("cp932", "euc-jp", "gb18030", "cp949")}
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] > 0.3 else "cp1252"


def score(sample: bytes, codec: str) -> float:
    """How much `sample` reads like a text in that codec: at most 1, below 0 for nonsense."""
    text = text_of(sample, codec)
    wide = [char for char in text if char > "\x7f"]
    if not wide:
        return 0.0
    kana = sum(1 for char in wide if "\u3041" <= char <= "\u30fe" or char in "、。「」・！？（）　【】")
    half = sum(1 for char in wide if "\uff61" <= char <= "\uff9f")
    bad = sum(1 for char in wide if char == "\ufffd" or "\ue000" <= char <= "\uf8ff")
    hangul = sum(1 for char in wide if "\uac00" <= char <= "\ud7a3")
    return (kana + hangul - half - 3 * bad) / len(wide)
