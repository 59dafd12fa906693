"""Mails given together: the same lure is recognised although names, numbers and addresses differ."""

from __future__ import annotations

from random import Random
from unittest.mock import patch

import msgspec

from mails import build
from sabaku.app import conclude, prepare
from sabaku.compare import Print, alike, compare, groups, sketch
from sabaku.model import Input, Report, Run

LURE = """{name} 様

平素は当サービスをご利用いただき、誠にありがとうございます。お客様のメールボックスの容量が上限の98%に達しました。
{day}日までに下記よりご確認いただけない場合、受信を停止いたします。

https://mailbox-check.example/login?u={name}
"""


def report(name: str, to: str, text: str, subject: str = "メールボックスの容量について") -> Report:
    raw = build({"headers": {"To": to, "Subject": subject}, "body": {"text": text}})
    made = conclude(prepare(Input(raw, name=name)))
    return msgspec.structs.replace(made, run=Run(name, 0.0))


def test_same_lure_at_two_addresses() -> None:
    one = report("a.eml", "info@recipient.example", LURE.format(name="info@recipient.example", day=7))
    other = report("b.eml", "sales@recipient.example", LURE.format(name="sales@recipient.example", day=11))
    alone = report(
        "c.eml",
        "info@recipient.example",
        "佐藤様\n\n来週の会議の資料をお送りします。ご確認のほどよろしくお願いいたします。\n" * 3,
        "会議資料",
    )

    first, second, third = compare([one, other, alone])

    assert [it.input for it in first] == ["b.eml"]
    assert [it.input for it in second] == ["a.eml"]
    assert first[0].to == "sales@recipient.example"
    assert {"subject", "body", "links"} <= set(first[0].same)
    assert third == ()


def test_same_lure_with_a_sentence_more() -> None:
    longer = LURE + "本メールは送信専用のため、ご返信いただいてもお答えできません。"
    one = report("a.eml", "info@recipient.example", LURE.format(name="x", day=7))
    other = report("b.eml", "sales@recipient.example", longer.format(name="y", day=7), "【重要】容量超過")

    assert [it.same for it in compare([one, other])[0]] == [("body", "links", "sender", "origin")]


def test_the_same_file_twice_is_no_companion() -> None:
    one = report("a.eml", "info@recipient.example", LURE.format(name="x", day=1))

    assert compare([one, one]) == [(), ()]


def test_one_endless_word_costs_no_more_than_another_text():
    from sabaku.compare import _steady

    assert _steady("a" * 1_000_000) == "a" * 1_000_000
    assert _steady("x someone+tag@recipient.example y 12ab@recipient.example") == "xy"


def lure(n: int, text: str, subject: str = "", link: str = "") -> Print:
    return Print(subject, sketch(text), frozenset([link] if link else []), "", "")


def test_groups_hold_what_one_by_one_comparison_finds() -> None:
    base = "ご利用のカードに不審な請求がありました。本人確認のため、次のページからご連絡ください。担当は山田です。"
    texts = [
        base,
        "会議の議事録をお送りします。次回は来月の第一火曜日に、三階の会議室で行います。よろしく。",
        base.replace("山田", "佐藤"),
        "",
    ]
    assert groups([lure(n, it) for n, it in enumerate(texts)]) == [[0, 2], [1], [3]]


def test_a_subject_with_the_same_links_makes_a_group_where_the_texts_are_short() -> None:
    same = [lure(n, f"{n}", "お知らせ", "evil.example") for n in range(3)]
    assert groups([*same, lure(3, "3", "お知らせ", "other.example"), lure(4, "4", "お知らせ")]) == [[0, 1, 2], [3], [4]]


def test_many_mails_with_one_footer_are_not_held_against_each_other() -> None:
    footer = "配信停止はこちらのページからお手続きください。このメールは送信専用です。" * 3
    random = Random(7)
    texts = ["".join(random.choices("あいうえおかきくけこさしすせそ", k=400)) + footer for _ in range(600)]
    prints = [lure(n, it) for n, it in enumerate(texts)]
    with patch("sabaku.compare.alike", side_effect=alike) as held:
        assert len(groups(prints)) == 600
    assert held.call_count <= 600 * 40  # of 180,000 pairs
