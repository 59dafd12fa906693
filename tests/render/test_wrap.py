"""Lines are broken by columns, Japanese by its own rules."""

from __future__ import annotations

import pytest

from sabaku.render.wrap import padded, width, wrap


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("日本語", 6), ("aあ", 3), ("", 0), ("e\u0301", 1), ("ｶﾞ", 2)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_padding_counts_columns() -> None:
    assert width(padded("件名", 10)) == 10


def test_words_stay_together() -> None:
    assert wrap("one two three", 8) == ["one two", "three"]


def test_no_line_begins_with_a_closing_mark() -> None:
    for columns in range(14, 60):
        for line in wrap("これは「テスト」です。次の文、その次の文。(括弧)も「入れ子『の』例」もあります。", columns):
            assert line[0] not in "、。」』)ー"
            assert line[-1] not in "「『("


def test_no_line_begins_with_a_closing_mark_of_full_width() -> None:
    for columns in range(14, 60):
        for line in wrap(
            "ログイン（ＳＭＢＣダイレクト）の件，日時：本日！ 本当に？ ［要確認］｛至急｝〔控〕です．ｱﾌﾟﾘ｢例｣｡", columns
        ):
            assert line[0] not in "），：！？］｝〕．｣｡ﾟ"
            assert line[-1] not in "（［｛〔｢"


@pytest.mark.parametrize("together", ["⟨RLO⟩", "⟨U+009B⟩", "ください", "ありません"])
def test_names_of_unseen_characters_and_common_endings_stay_whole(together: str) -> None:
    for columns in range(14, 40):
        lines = wrap(f"件名の中に{together}という文字の並びが入っていることもまれに{together}。", columns)
        assert sum(line.count(together) for line in lines) == 2


def test_katakana_words_and_counted_numbers_stay_together() -> None:
    assert "エックスサーバー" in wrap("競合するエックスサーバーの名前", 16)
    assert all(not line.endswith("12") for line in wrap("開始は2023年6月12日です", 12))


def test_what_is_wider_than_a_line_is_cut() -> None:
    assert wrap("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_own_line_breaks_stay() -> None:
    assert wrap("a\n\nb", 10) == ["a", "", "b"]


def test_no_stray_ending_is_left_on_a_last_line() -> None:
    told = "接続元には、確認できる逆引き名がありません。正しく用意された機械なら、名前とIPアドレスが互いに一致するよう登録されています。"
    stray = [columns for columns in range(40, 110) if 1 <= width(wrap(told, columns)[-1]) < 8 < len(told)]

    assert not stray


def test_a_long_address_is_broken_behind_a_mark() -> None:
    lines = wrap("hxxps://login[.]evil[.]example/owa/?e=y.tanaka@kasumi-u[.]example", 40)

    assert lines == ["hxxps://login[.]evil[.]example/owa/?e=", "y.tanaka@kasumi-u[.]example"]
