"""Folding keeps the length and brings the many spellings of a word together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sabaku.text.fold import FILLER, fold


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ＡＭＡＺＯＮ", "amazon"),
        ("Аmаzоn", "amazon"),
        ("𝐀𝐦𝐚𝐳𝐨𝐧 𝖯𝖺𝗒", "amazon pay"),
        ("ⓟⓐⓨ 🅿🄰🇾", "pay pay"),
        ("ｱｶｳﾝﾄ", "アカウント"),
        ("ア力ウント", "アカウント"),
        ("ニュ一ス", "ニュース"),
        ("乐天银行", "楽天銀行"),
        ("様 樣 样", "様 様 様"),
        ("Você já perdeu", "voce ja perdeu"),
        ("it’s “you” — now", 'it\'s "you" - now'),
        ("全　角\u00a0空白", "全 角 空白"),
        ("İSTANBUL", "istanbul"),
        ("１２，０００円", "12,000円"),
    ],
)
def test_one_reading(written, read):
    assert fold(written) == read


def test_a_kanji_stays_a_kanji_outside_katakana():
    assert fold("力を入れる。口座の一部") == "力を入れる。口座の一部"


def test_detached_voicing_marks_join_their_kana():
    assert fold("ｶﾞｽ") == f"ガ{FILLER}ス"
    assert fold("か\u3099") == f"が{FILLER}"


def test_marks_on_letters_are_dropped():
    assert fold("re\u0301sume\u0301").replace(FILLER, "") == "resume"
    assert fold("A\u073fm\u073fazon").replace(FILLER, "") == "amazon"


@given(st.text())
def test_length_is_kept(text):
    assert len(fold(text)) == len(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x80, max_codepoint=0x2FFFF)))
def test_length_is_kept_beyond_ascii(text):
    assert len(fold(text)) == len(text)
