"""Sentences that were filled one by one read as one writes them."""

from __future__ import annotations

import pytest

from sabaku.render.repeats import once


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            "先 hxxps://a[.]example/1 は、Xに登録されています(11日)。先 hxxps://a[.]example/2 は、Xに登録されています(11日)。",
            "先 hxxps://a[.]example/1、hxxps://a[.]example/2 は、Xに登録されています(11日)。",
        ),
        ("名前は カゴヤ・ジャパン(KAGOYA) と エックスサーバー です。", "名前は カゴヤ・ジャパン(KAGOYA)とエックスサーバーです。"),
        ("「ご 利 用 日 時」のように空白があります。", "「ご 利 用 日 時」のように空白があります。"),
        ("「青い空」とあります。「白い雲」とあります。", "「青い空」とあります。「白い雲」とあります。"),
        (
            "Dateは 8月1日01:06:05(日本時間、原文は 09:06 -0700) とあります。",
            "Dateは 8月1日01:06:05(日本時間、原文は 09:06 -0700)とあります。",
        ),
        ("発信元 192.0.2.1 です。", "発信元 192.0.2.1 です。"),
        (
            "押すと a@b.example 宛てのメールを作ります。手口です。押すと c@d.example 宛てのメールを作ります。手口です。",
            "押すと a@b.example、c@d.example 宛てのメールを作ります。手口です。",
        ),
        (
            (
                "「迷惑でない」というフィルターの判定がありますが、送信側でも書ける位置にあるため、使っていません。"
                "「広告」というフィルターの判定がありますが、送信側でも書ける位置にあるため、使っていません。"
            ),
            "「迷惑でない」「広告」というフィルターの判定がありますが、送信側でも書ける位置にあるため、使っていません。",
        ),
        ("これは Example Ltd. (AS64500) のものです。", "これは Example Ltd. (AS64500) のものです。"),
        ("", ""),
    ],
)
def test_japanese(given: str, told: str) -> None:
    assert once(given, "ja") == told.replace("名前は カ", "名前はカ")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            "The link hxxps://a[.]example/1 is on the list of X. The link hxxps://a[.]example/2 is on the list of X.",
            "The link hxxps://a[.]example/1 is on the list of X. The same is true of hxxps://a[.]example/2.",
        ),
        (
            "It leads to a[.]example. It leads to b[.]example. It leads to c[.]example.",
            "It leads to a[.]example. The same is true of b[.]example and c[.]example.",
        ),
        (
            "It uses a[.]example: a trick. It uses b[.]example: a trick.",
            "It uses a[.]example: a trick. The same is true of b[.]example.",
        ),
        (
            "All leads away (to a[.]example): a trick. All leads away (to b[.]example): a trick.",
            "All leads away (to a[.]example): a trick. The same is true of b[.]example.",
        ),
        ("It was (a.b). It was (c.d).", "It was (a.b). The same is true of c.d."),
        ("See a.b/(1) there. See c.d/(2) there.", "See a.b/(1) there. The same is true of c.d/(2)."),
        ("The word “red” is odd. The word “blue” is odd.", "The word “red” is odd. The word “blue” is odd."),
        (
            "From a.b to c.d it goes. From a.b to e.f it goes. From g.h to c.d it goes.",
            "From a.b to c.d it goes. The same is true of e.f. From g.h to c.d it goes.",
        ),
        (
            "It writes to a@b.example here. It is a trick. It writes to c@d.example here. It is a trick.",
            "It writes to a@b.example here. The same is true of c@d.example. It is a trick.",
        ),
        (
            (
                "The text has “red”, which nobody who sells such things would ever write. "
                "The text has “blue”, which nobody who sells such things would ever write."
            ),
            "The text has “red”, “blue”, which nobody who sells such things would ever write.",
        ),
        ("It is 5.5. It is not 5.5 at all.", "It is 5.5. It is not 5.5 at all."),
    ],
)
def test_english(given: str, told: str) -> None:
    assert once(given, "en") == told


def test_much_text_is_no_burden() -> None:
    many = "リンク先 hxxps://a[.]example/{} は、Xに登録されています。"
    assert once("".join(many.format(n) for n in range(5000)), "ja").count("登録") == 1
    once("(" * 20_000 + "あ(" * 20_000, "ja")
    once("(あ" + "い" * 50_000 + ") ", "ja")
    once("「" * 20_000 + " " * 20_000 + "」", "ja")
