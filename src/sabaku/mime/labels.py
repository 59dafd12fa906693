"""Charset labels as they stand in mail, and the codec that reads what is meant by them (WHATWG Encoding, and more lies)."""

from __future__ import annotations

import codecs
import encodings
import functools
from encodings.aliases import aliases as ALIASES  # noqa: N812

from sabaku.text import late

_SAID = {
    "ascii": "us-ascii ascii ansi_x3.4-1968 ansi 7bit x-us-ascii iso646-us 646 iso-ir-6 us cp367",
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 utf_8 x-utf-8 utf-8n unicode utf8mb4 utf-8-sig",
    "cp932": (
        "shift_jis shift-jis x-sjis sjis ms_kanji windows-31j cp932 ms932 mskanji shiftjis x-shift_jis x-shift-jis "
        "windows-932 csshiftjis cswindows31j x-ms-cp932 sjis-win 932 shift_jisx0213 x-mac-japanese macjapanese s_jis "
        "sift_jis jis_x0201 jisx0201 x0201 cshalfwidthkatakana jis_x0201-1976 iso-ir-13"
    ),
    "euc-jp": (
        "euc-jp x-euc-jp eucjp euc_jp x-euc ujis cp51932 eucjp-ms eucjp-win x-eucjp euc x-eucjp-open 51932 20932 "
        "extended_unix_code_packed_format_for_japanese cseucpkdfmtjapanese"
    ),
    "iso-2022-jp": (
        "iso-2022-jp iso2022-jp iso_2022_jp iso-2022-jp-1 iso-2022-jp-2 iso-2022-jp-3 iso2022jp jis iso-2022-jp-ms "
        "iso-2022-jp-2004 iso-2022-jp-ext cp50220 cp50221 cp50222 csiso2022jp x-jis csiso2022jp2 junet 50220 50221 "
        "50222 iso2022_jp iso-2022 iso-2022-7bit x-iso-2022-jp iso-2022-jp-kddi x-cp50220 jis7 jis8"
    ),
    "gb18030": (
        "gb2312 gbk gb_2312-80 gb18030 euc-cn x-gbk cp936 chinese csgb2312 gb_2312 x-euc-cn gb2312-80 windows-936 936 "
        "csgb231280 cn-gb gb x-cp20936 x-gb2312"
    ),
    "big5hkscs": "big5 big5-hkscs x-x-big5 cn-big5 csbig5 cp950 big-5 950 big5hkscs windows-950",
    "cp949": (
        "euc-kr ks_c_5601-1987 ksc5601 ks_c_5601 cp949 windows-949 korean 949 uhc ks_c_5601-1989 cseuckr ks_c_5601_1987 euckr"
    ),
    "cp1252": (
        "iso-8859-1 latin1 latin-1 iso8859-1 iso_8859-1 windows-1252 cp1252 l1 x-ansi 8859_1 "
        "iso-8859-1-windows-3.1-latin-1 iso-8859-8859-1 iso88591 x-cp1252 cp-1252 1252 iso_8859-1:1987 iso-latin-1 "
        "western"
    ),
    "cp1254": "iso-8859-9 latin5 windows-1254 iso8859-9 iso_8859-9 turkish",
    "cp874": "tis-620 iso-8859-11 windows-874 thai",
    "utf-7": "utf-7 unicode-1-1-utf-7 x-unicode-2-0-utf-7 utf7 x-utf-7",
    "iso-8859-8": "iso-8859-8-i iso-8859-8-e logical",
    "utf-16": "utf-16 utf16 ucs-2 iso-10646-ucs-2 csunicode",
    "mac-roman": "macintosh x-mac-roman mac",
    "": (
        "x-user-defined unknown-8bit x-unknown unknown default default_charset _autodetect _autodetect_all none null "
        "undefined 8bit binary iso-8859-x charset _charset x-binaryenc no"
    ),
}
LABELS = {"": "", **{label: codec for codec, said in _SAID.items() for label in said.split()}}
# Character sets only: what runs escapes, raises on purpose or turns bytes into bytes is not for mail from strangers.
UNSAFE = frozenset({"mbcs", "oem", "rot_13", "base64_codec", "bz2_codec", "hex_codec", "quopri_codec", "uu_codec", "zlib_codec"})
CODECS = (
    frozenset({*ALIASES.values(), "cp720", "cp737", "cp856", "cp874", "cp875", "cp1006", "koi8_r", "koi8_t", "koi8_u"}) - UNSAFE
)
LABEL = late.pattern(r"[\w.:+-]{1,80}")


@functools.lru_cache(maxsize=1024)
def codec_of(label: str) -> str | None:
    """The codec for a label as written in mail: "" = it says nothing, None = nobody knows it."""
    name = label.strip("\"' \t\r\n;,<>").lower()
    if name in LABELS:
        return LABELS[name]
    found = LABEL.search(name)
    name = found[0].strip("_.-:+") if found else ""
    if name in LABELS:
        return LABELS[name]
    return _of_python(name) if name.isascii() else None


def _of_python(name: str) -> str | None:
    """A codec that Python ships, by its own list of names: nothing is imported because a stranger names it."""
    normal = encodings.normalize_encoding(name)
    normal = ALIASES.get(normal, normal)
    return codecs.lookup(normal).name if normal in CODECS else None
