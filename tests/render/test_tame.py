"""The one door: what hostile values become."""

from __future__ import annotations

import pytest

from sabaku.render import tame


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", "plain"),
        ("a\u202eb", "a⟨RLO⟩b"),
        ("\u2066x\u2069", "⟨LRI⟩x⟨PDI⟩"),
        ("\u202a\u202b\u202c\u202d\u2067\u2068", "⟨LRE⟩⟨RLE⟩⟨PDF⟩⟨LRO⟩⟨RLI⟩⟨FSI⟩"),
        ("\u200e\u200f\u061c\u00ad\u180e\u2060", "⟨LRM⟩⟨RLM⟩⟨ALM⟩⟨SHY⟩⟨MVS⟩⟨WJ⟩"),
        ("a\u200cb\u200dc", "a⟨ZWNJ⟩b⟨ZWJ⟩c"),
        ("zero\u200bwidth\ufeff", "zero⟨ZWSP⟩width⟨BOM⟩"),
        ("\x1b[31mred", "⟨ESC⟩[31mred"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("\x7f\x00", "⟨DEL⟩⟨NUL⟩"),
        ("one\r\ntwo\u2028three", "one ⏎ two ⏎ three"),
        ("tab\tbed", "tab bed"),
        ("\ud800", "⟨U+D800⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("ｶﾞ㈱①髙", "ｶﾞ㈱①髙"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("z" + "\u0300" * 20 + "!", "z" + "\u0300" * 3 + "…!"),
        (None, "None"),
        ("使用\ufe09停止 \u8fbb\ufe00", "使用⟨VS10⟩停止 \u8fbb\ufe00"),
        ("Se\U000e0139rvice 渡邉\U000e0100 ☎\ufe0f", "Se⟨VS74⟩rvice 渡邉\U000e0100 ☎\ufe0f"),
    ],
)
def test_everything_is_visible(value: object, expected: str) -> None:
    assert tame.tame(value) == expected


def test_lines_stay_where_they_are_wanted() -> None:
    assert tame.tame("one\r\ntwo\rthree", lines=True) == "one\ntwo\nthree"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://evil.example/a.php", "hxxps://evil[.]example/a.php"),
        ("見て http://evil.example。次", "見て hxxp://evil[.]example。次"),
        ("http://a.example/?u=https://b.example/", "hxxp://a[.]example/?u=hxxps://b[.]example/"),
        ("ftp://evil.example", "fxp://evil[.]example"),
        ("user@evil.example", "user@evil[.]example"),
        ("ends with user@evil.example. Next", "ends with user@evil[.]example. Next"),
        ("www.evil.example/x", "www[.]evil[.]example/x"),
        ("javascript:alert(1)", "javascript[:]alert(1)"),
        ("odd://evil.example", "odd[:]//evil[.]example"),
        ("//evil.example/x", "//evil[.]example/x"),
        ("http : //evil.example", "hxxp : //evil[.]example"),
        ("Note: 1.5 of 2.0 in file.pdf", "Note: 1.5 of 2.0 in file.pdf"),
        ("hxxps://evil[.]example", "hxxps://evil[.]example"),
    ],
)
def test_nothing_can_be_opened(value: str, expected: str) -> None:
    assert tame.defang(value) == expected


def test_hosts_and_addresses() -> None:
    assert tame.host("mail.evil.example.") == "mail[.]evil[.]example."
    assert tame.address("first.last@evil.example") == "first.last@evil[.]example"
    assert tame.address("no address") == "no address"


def test_html_is_escaped() -> None:
    assert tame.html_safe("<b onclick='x'>\"&") == "&lt;b onclick=&#x27;x&#x27;&gt;&quot;&amp;"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("[x](http://e.example)", "\\[x\\](hxxp://e\\[.\\]example)"),
        ("# title", "\\# title"),
        ("1. one", "1\\. one"),
        ("- item", "\\- item"),
        ("a-b", "a-b"),
        ("| cell | *bold* `code` <i>", "\\| cell \\| \\*bold\\* \\`code\\` \\<i\\>"),
    ],
)
def test_markdown_is_escaped(value: str, expected: str) -> None:
    assert tame.markdown_safe(value) == expected


def test_json_keeps_the_value_and_hides_no_character() -> None:
    import json

    text = json.dumps("a\u202eb\x9b\U000e0041日本", ensure_ascii=False)
    assert tame.json_safe(text) == '"a\\u202eb\\u009b\\udb40\\udc41日本"'
    assert json.loads(tame.json_safe(text)) == "a\u202eb\x9b\U000e0041日本"


@pytest.mark.parametrize(("text", "ends"), [("a" * 9, None), ("a" * 6 + "b" * 4, ("aaaaaa", "bbb"))])
def test_what_is_too_long_keeps_both_its_ends(text: str, ends: tuple[str, str] | None) -> None:
    """A tail that is never shown would be the place to hide a link's real host in."""
    assert tame.shown_length(text, 9) == ends
