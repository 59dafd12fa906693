"""Further disguises in which a mail carries its recipient: what scripts, style sheets and old charsets make of an address."""

from __future__ import annotations

import base64
import codecs
import hashlib
from urllib.parse import quote

import pytest

from effort import within
from sabaku.model import Text
from sabaku.render.redact import Redaction, Secret
from sabaku.render.redact._codes import coded

ADDRESS, NAME = "taro.yamada@recipient.example", "山田太郎"
HIDDEN = Redaction(
    (
        Secret(ADDRESS, "address", "***@*****.***", Text("", "")),
        Secret("taro.yamada", "local-part", "***", Text("", "")),
        Secret("recipient.example", "domain", "*****.***", Text("", "")),
        Secret(NAME, "name", "○○○○", Text("", "")),
        Secret("山田 太郎", "name", "○○○○", Text("", "")),
    )
)


HIDDEN_WAYS = {
    "numbers in hexadecimal": "-".join(f"{byte:02x}" for byte in ADDRESS.encode()),
    "numbers for a script": ",".join(f"0x{byte:02X}" for byte in ADDRESS.encode()),
    "numbers in decimal": ".".join(str(byte) for byte in ADDRESS.encode()),
    "numbers in octal": "".join(f"\\{byte:03o}" for byte in ADDRESS.encode()),
    "bits": "".join(f"{byte:08b}" for byte in ADDRESS.encode()),
    "escapes of CSS": "".join(f"\\{byte:06x}" for byte in ADDRESS.encode()),
    "escape() of JavaScript": "".join(f"%u{byte:04X}" for byte in ADDRESS.encode()),
    "base64 turned round": base64.b64encode(ADDRESS.encode()).decode()[::-1],
    "base64 by rot13": codecs.encode(base64.b64encode(ADDRESS.encode()).decode(), "rot13"),
    "base64 of UTF-16": base64.b64encode(ADDRESS.encode("utf-16-le")).decode(),
    "base32": base64.b32encode(ADDRESS.encode()).decode(),
    "hexadecimal turned round": ADDRESS.encode().hex()[::-1],
    "SHA-512": hashlib.sha512(ADDRESS.encode()).hexdigest(),
    "MD5 in capitals": hashlib.md5(ADDRESS.upper().encode()).hexdigest(),
    "variation selectors": "\ufe0f".join(ADDRESS),
    "tag characters": "\U000e0061".join(ADDRESS),
    "underlined": "\u0332".join(ADDRESS),
    "blanks": " ".join(ADDRESS),
    "no-break spaces": "\xa0".join(ADDRESS),
    "hyphens": "-".join(ADDRESS),
    "elements": "".join(f"<span>{char}</span>" for char in ADDRESS),
    "breaks": ADDRESS.replace(".", ".<wbr>"),
    "comments": ADDRESS.replace("@", "<!-- x -->@"),
    "words run together": "bounce-" + ADDRESS.replace("@", "at").replace(".", "dot") + "x",
    "nothing between": "u" + ADDRESS.replace("@", ""),
    "name with a middle dot": "山田・太郎",
    "name with a comma": "山田,太郎",
    "name in Shift_JIS": quote("山田太郎".encode("cp932")),
    "name in EUC-JP": quote("山田太郎".encode("euc_jp")),
    "name in base64 of Shift_JIS": base64.b64encode("山田 太郎".encode("cp932")).decode(),
    "name in base64 of ISO-2022-JP": base64.b64encode("山田太郎".encode("iso2022_jp")).decode(),
}


@pytest.mark.parametrize("name", HIDDEN_WAYS)
def test_further_disguises_of_a_recipient_are_masked_in_links_and_texts(name: str) -> None:
    written = HIDDEN_WAYS[name]
    text = HIDDEN.text(f"see https://evil.example/a?k={written}&n=1 now")

    assert written not in text
    assert len(written) < 20 or written[4:-4] not in text
    assert text.startswith("see https://evil.example/a?")
    assert text.endswith("now")


def test_numbers_and_letters_that_say_nothing_of_him_stay() -> None:
    for text in (
        "00:1a:2b:3c:4d:5e 192.0.2.25 2001:db8:12:34:56:78:90:12 2026-02-05",
        "10 20 30 40 50 60 70 80 90 100 110 120",
        "a b c d e f g h i j k l m n o p",
        "MJXWK4TJNZTSA5DFOJZWK3DGEBWGC3LQ",
        "<b>Ver</b>ify <!-- x --> y" + "\u0301",
    ):
        assert HIDDEN.text(text) == text


@pytest.mark.parametrize(
    "pump", ["74-", "11 ", "0x11", "\\11", "\\0", "10101010", "7-", "aa/", "0x", "a_", " a", "--", "ab ", "A2"]
)
def test_codes_are_looked_for_in_one_pass(pump: str) -> None:
    within(1, lambda: list(coded(pump * (400_000 // len(pump)))))
