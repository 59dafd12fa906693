"""Forms of a value: what of it is the same in every encoding, and what a text says without its escapes, with the way back."""

from __future__ import annotations

import base64
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from sabaku.text.forms import SHORTEST, base64_cores, encoded, joined, other_spellings, unescaped

ADDRESS = "taro.yamada@recipient.example"


@given(st.binary(max_size=9), st.binary(min_size=12, max_size=40), st.binary(max_size=9))
def test_one_of_the_cores_is_in_every_base64_that_holds_the_value(before: bytes, value: bytes, after: bytes) -> None:
    cores = base64_cores(value)
    whole = before + value + after
    assert any(it in base64.b64encode(whole).decode() for it in cores)
    assert any(it in base64.urlsafe_b64encode(whole).decode() for it in cores)


def test_short_values_have_no_forms_that_stand_anywhere_by_chance() -> None:
    assert all(len(text) >= SHORTEST for text, name in encoded("a.jp") if name in ("base64", "hex"))


def test_an_international_domain_has_two_spellings() -> None:
    assert other_spellings("日本精機.example")[0].startswith("xn--")
    assert other_spellings(other_spellings("日本精機.example")[0]) == ("日本精機.example",)
    assert other_spellings("plain.example") == ()
    assert other_spellings("xn--\udc80.example") == ()


@given(st.text(max_size=60), st.sampled_from([ADDRESS, "山田太郎"]), st.text(max_size=60))
def test_the_way_back_leads_to_the_escaped_characters(before: str, value: str, after: str) -> None:
    escapes = (quote(value, safe=""), "".join(f"&#{ord(it)};" for it in value), "".join(f"\\u{ord(it):04x}" for it in value))
    for escaped in escapes:
        text = f"{before} {escaped} {after}"
        bare = unescaped(text)
        assert bare is not None
        at = bare.text.find(value)
        assert at >= 0
        start, end = bare.source(at, at + len(value))
        assert text[start:end].strip() in escaped or escaped in text[start:end]


@given(
    st.lists(
        st.sampled_from(
            [
                "%41",
                "%E5",
                "%",
                "&#64;",
                "&amp;",
                "&",
                "\\u0041",
                "\\ud83d",
                "\\",
                "[.]",
                "[",
                "\u200b",
                "⟨ZWSP⟩",
                "\n",
                " > ",
                "x",
            ]
        )
    ).map("".join)
)
def test_places_lie_inside(text: str) -> None:
    for bare in (unescaped(text), joined(text)):
        for start in range(len(bare.text) if bare else 0):
            assert bare is not None
            at, to = bare.source(start, start + 1)
            assert 0 <= at <= to <= len(text)


def test_lines_are_joined_across_quotes() -> None:
    bare = joined("to taro.yamada@\n> recipient.example")
    assert bare is not None
    assert bare.text == f"to {ADDRESS}"
    assert joined("one line") is None
