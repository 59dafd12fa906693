"""As whom a page is visited: devices with their languages and zones. Data only.

The phone hides that it is driven, as far as that can be done from outside; the bot hides nothing. What a page shows to one of
them only is a fact about the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visitor:
    """A visitor. `agent` "" = the browser's own, with all its traces of being driven."""

    name: str
    agent: str
    platform: str
    languages: tuple[str, ...]
    zone: str
    width: int
    height: int
    scale: float = 1.0
    mobile: bool = False
    engine: str = "chromium"
    """`webkit` has no client hints and other globals than Chromium."""
    referrer: str = ""


IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0 Mobile Safari/537.36"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0 Safari/537.36"
JAPANESE = ("ja-JP", "ja", "en-US", "en")

VISITORS: Mapping[str, Visitor] = {
    it.name: it
    for it in (
        Visitor("phone-ja", IPHONE, "iPhone", ("ja-JP", "ja"), "Asia/Tokyo", 390, 844, 2.0, mobile=True, engine="webkit"),
        Visitor("desktop-bot", "", "Linux x86_64", ("en-US",), "UTC", 1280, 800),
        Visitor("desktop-ja", WINDOWS, "Win32", JAPANESE, "Asia/Tokyo", 1366, 768),
        Visitor("android-ja", ANDROID, "Linux armv81", JAPANESE, "Asia/Tokyo", 412, 915, 2.0, mobile=True),
    )
}
