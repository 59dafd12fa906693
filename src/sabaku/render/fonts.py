"""Looks whether the machine has a font for Japanese, before a picture or PDF is made of boxes. Draws nothing.

The one place outside `data` that looks at the machine: which fonts are installed is asked of fontconfig, which also
serves the library that lays out PDFs.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from sabaku.model import Text

FAMILIES = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "Yu Gothic",
    "Meiryo",
    "BIZ UDPGothic",
    "IPAexGothic",
    "IPAPGothic",
    "VL PGothic",
    "TakaoPGothic",
)
"""Sans-serif faces with Japanese glyphs, the best first."""
MISSING = Text(
    "日本語のフォントが入っていないため、PDFや画像を作れません(文字がすべて四角になります)。"
    "Debian・Ubuntuでは fonts-noto-cjk、Fedoraでは google-noto-sans-cjk-fonts、Alpineでは font-noto-cjk を入れてください。",
    "This machine has no font for Japanese, so a PDF or picture would show boxes. "
    "Install fonts-noto-cjk (Debian, Ubuntu), google-noto-sans-cjk-fonts (Fedora) or font-noto-cjk (Alpine).",
)


class NoFont(Exception):
    """No font for Japanese is installed."""

    says = MISSING


PROBE = "捌"
"""A character that every Japanese font has and no Western one."""


@functools.cache
def japanese() -> str:
    """The best installed family with Japanese glyphs. Raises NoFont with the name of the package to install."""
    return chosen(_installed())


def chosen(installed: Mapping[str, str]) -> str:
    """The best of these families (name to file) for Japanese. Raises NoFont where none has Japanese glyphs."""
    known = next((it for it in FAMILIES if it in installed), None)
    found = known or next((name for name, file in sorted(installed.items()) if _covers(file)), None)
    if found is None:
        raise NoFont(MISSING.en)
    return found


def _covers(file: str) -> bool:
    """Whether the font in that file has Japanese glyphs; False for a file that cannot be read."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(file, fontNumber=0, lazy=True)
        return ord(PROBE) in (font.getBestCmap() or {})
    except (OSError, TTLibError, ValueError, KeyError, AssertionError):
        return False


def _installed() -> Mapping[str, str]:
    """The families that fontconfig knows, with their files."""
    from weasyprint.text.ffi import ffi, fontconfig

    config = fontconfig.FcInitLoadConfigAndFonts()
    try:
        fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
        patterns = [fonts.fonts[n] for n in range(fonts.nfont)] if fonts != ffi.NULL else []
        return {name: _named(it, b"file") for it in patterns for name in [_named(it, b"family")] if name}
    finally:
        fontconfig.FcConfigDestroy(config)


def _named(pattern: object, key: bytes) -> str:
    from weasyprint.text.ffi import ffi, fontconfig

    value = ffi.new("FcChar8 **")
    if fontconfig.FcPatternGetString(pattern, key, 0, value) != fontconfig.FcResultMatch:
        return ""
    return bytes(ffi.string(value[0])).decode("utf-8", "replace")
