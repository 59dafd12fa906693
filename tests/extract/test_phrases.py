"""Phrases are found however they are spaced, wrapped or spelled, and stand where they are said to stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mails import build
from sabaku.extract import phrases
from sabaku.extract.phrases import MOST_OF_ONE, search
from sabaku.mime import parse
from sabaku.model import Input


def found(text, name="threat"):
    return [(it.key, text[it.start : it.end]) for it in search(text) if it.list == name]


@pytest.mark.parametrize(
    "written",
    [
        "アカウントを停止",
        "アカウ　ントを停 止",
        "アカウントを\n停止",
        "ア力ウントを停止",
        "ｱｶｳﾝﾄを停止",
        "アカウ\u200bントを停止",
    ],
)
def test_spellings_of_a_japanese_phrase(written):
    assert found(f"お客様の{written}しました") == [("suspend", written)]


@pytest.mark.parametrize(
    "written",
    [
        "account has been suspended",
        "Account  has been\nsuspended",
        "ａｃｃｏｕｎｔ has been suspended",
        "acc\u00adount has been suspended",
    ],
)
def test_spellings_of_an_english_phrase(written):
    assert found(f"Your {written}.") == [("suspend", written)]


def test_letters_written_apart():
    text = "【a c c o u n t suspended】"
    assert found(text) == [("suspend", "a c c o u n t suspended")]


def test_english_phrases_are_whole_words():
    assert found("subaccount suspended, account suspendedly") == []
    assert found("アカウントaccount suspendedです") == [("suspend", "account suspended")]


def test_the_same_phrase_a_thousand_times_is_kept_a_few_times():
    assert len(found("アカウントを停止。" * 1000)) == MOST_OF_ONE


@given(
    st.lists(
        st.sampled_from(["アカウントを停止", "account suspended", "アカ\u200bウント\nを停止", "　", ". ", "停止", "acc"]),
        max_size=30,
    )
)
def test_places_are_inside_and_hold_the_phrase(pieces):
    text = "".join(pieces)
    for it in search(text):
        assert text[it.start : it.end].translate(dict.fromkeys(map(ord, "\u200b\n　"))) in (
            "アカウントを停止",
            "account suspended",
        )


def test_phrases_are_quoted_whole() -> None:
    """To the end of their verb, and without a particle that hangs on."""
    raw = build({"base": "ja", "body": {"text": "アカウントの使用を制限しました。\nメールボックスの容量が超過しています。\n"}})
    message = parse(raw)
    shown = {it.shown for it in phrases.find(message, Input(raw), ())}
    assert any(it.endswith("を制限しました") for it in shown)
    assert "メールボックスの容量" in shown
