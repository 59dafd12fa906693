"""Carriers as colleagues write them: each mail program's way to forward inline, with words of all kinds above."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO

import pytest

from sabaku import intake
from sabaku.app import examine
from sabaku.model import Home, Input, Report
from sabaku.render import html, markdown, text
from sabaku.report.lines import CAUGHT

PH = "【Amazon】お支払い方法に問題があります。\n24時間以内に更新してください。\nhttps://amazon-update.evil.example/login\n"
PE = "Your mailbox is full. Verify your password within 24 hours:\nhttps://mailbox.evil.example/verify\n"
CARRIERS = [
    (
        "Gmail ja",
        "Fwd: お支払い方法",
        "すみません、リンクを押してしまいました。\n\n---------- Forwarded message ---------\nFrom: Amazon <info@stranger.example>\nDate: 2026年2月5日(木) 10:00\nSubject: お支払い方法\nTo: <hanako@company.example>\n\n\n"
        + PH,
    ),
    (
        "Outlook ja",
        "FW: お支払い方法",
        "カード番号を入れてしまいました。\n\n-----Original Message-----\nFrom: Amazon <info@stranger.example>\nSent: Thursday, February 5, 2026 10:00 AM\nTo: hanako@company.example\nSubject: お支払い方法\n\n"
        + PH,
    ),
    (
        "Outlook new ja",
        "Fw: お支払い方法",
        "確認お願いします。\n\n________________________________\n差出人: Amazon <info@stranger.example>\n送信日時: 2026年2月5日 10:00\n宛先: hanako@company.example <hanako@company.example>\n件名: お支払い方法\n\n"
        + PH,
    ),
    (
        "Apple ja",
        "Fwd: お支払い方法",
        "これは本物でしょうか?\n\nBegin forwarded message:\n\n差出人: Amazon <info@stranger.example>\n件名: お支払い方法\n日付: 2026年2月5日 10:00:00 JST\n宛先: hanako@company.example\n\n"
        + PH,
    ),
    (
        "Apple ja2",
        "Fwd: お支払い方法",
        "iPhoneから送信\n\n転送されたメッセージ:\n\n> 差出人: Amazon <info@stranger.example>\n> 日時: 2026年2月5日 10:00:00 JST\n> 宛先: hanako@company.example\n> 件名: お支払い方法\n> \n> "
        + PH.replace("\n", "\n> "),
    ),
    (
        "Thunderbird ja",
        "Fwd: お支払い方法",
        "クリックしてしまったのですが大丈夫でしょうか。\n\n-------- 転送メッセージ --------\n件名: \tお支払い方法\n日付: \tThu, 5 Feb 2026 10:00:00 +0900\n差出人: \tAmazon <info@stranger.example>\n宛先: \thanako@company.example\n\n"
        + PH,
    ),
    (
        "Gmail en",
        "Fwd: Mailbox full",
        "I think I may have entered my password here.\n\n---------- Forwarded message ---------\nFrom: IT Desk <it@stranger.example>\nDate: Thu, Feb 5, 2026 at 10:00 AM\nSubject: Mailbox full\nTo: <hanako@company.example>\n\n\n"
        + PE,
    ),
    (
        "Outlook en",
        "FW: Mailbox full",
        "One of my team clicked on this.\n\nFrom: IT Desk <it@stranger.example>\nSent: Thursday, February 5, 2026 10:00 AM\nTo: Hanako <hanako@company.example>\nSubject: Mailbox full\n\n"
        + PE,
    ),
    (
        "Apple en",
        "Fwd: Mailbox full",
        "Is this real?\n\nBegin forwarded message:\n\nFrom: IT Desk <it@stranger.example>\nSubject: Mailbox full\nDate: 5 February 2026 at 10:00:00 JST\nTo: hanako@company.example\n\n"
        + PE,
    ),
    (
        "Yahoo ja",
        "Fw: お支払い方法",
        "迷惑メールだと思います。\n\n----- Forwarded Message -----\nFrom: Amazon <info@stranger.example>\nTo: hanako@company.example\nDate: 2026/2/5, Thu 10:00\nSubject: お支払い方法\n \n"
        + PH,
    ),
    (
        "docomo ja",
        "Fwd:お支払い方法",
        "子供がリンクを開いてしまいました\n\n---------- 転送されたメッセージ ----------\n差出人: Amazon <info@stranger.example>\n日時: 2026/02/05 10:00\n宛先: hanako@company.example\n件名: お支払い方法\n\n"
        + PH,
    ),
    (
        "Becky",
        "Fw: お支払い方法",
        "ご確認ください。\n\n----------------------- Original Message -----------------------\n From:    Amazon <info@stranger.example>\n To:      hanako@company.example\n Date:    Thu, 5 Feb 2026 10:00:00 +0900\n Subject: お支払い方法\n----\n\n"
        + PH,
    ),
    (
        "Thunderbird en, ext",
        "Fwd: Mailbox full",
        "Not sure about this one, haven't clicked.\n\n-------- Forwarded Message --------\nSubject: \tMailbox full\nDate: \tThu, 5 Feb 2026 10:00:00 +0900\nFrom: \tIT Desk <it@stranger.example>\nTo: \thanako@company.example\n\n"
        + PE,
    ),
]

DEEDS = {
    "Gmail ja": "clicked",
    "Outlook ja": "typed",
    "Thunderbird ja": "clicked",
    "Gmail en": "typed",
    "Outlook en": "clicked",
    "docomo ja": "clicked",
}


def reported(subject: str, words: str) -> Report:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Hanako <hanako@company.example>", "helpdesk@company.example", subject
    mail["Date"], mail["Message-ID"] = "Thu, 5 Feb 2026 11:00:00 +0900", "<x1@company.example>"
    mail.set_content(words)
    found = next(iter(intake.read(["-"], stdin=BytesIO(mail.as_bytes()), home=Home(domains=("company.example",)))))
    assert isinstance(found, Input)
    return examine(found)


@pytest.mark.parametrize(("name", "subject", "words"), CARRIERS, ids=[it[0] for it in CARRIERS])
def test_the_mail_inside_is_judged_and_who_was_caught_comes_first(name: str, subject: str, words: str) -> None:
    found = reported(subject, words)

    assert found.message.carrier is not None
    assert (found.message.carrier.how, found.message.carrier.complete) == ("inline", False)
    assert "stranger.example" in found.message.from_
    assert found.verdict.level == "fraud"
    assert (found.message.priority is not None) == (name in DEEDS)
    if found.message.priority is not None:
        assert CAUGHT[DEEDS[name]].ja in found.message.priority.ja
        assert CAUGHT[DEEDS[name]].en in found.message.priority.en


@pytest.mark.parametrize("render", [text.render, markdown.render, html.render])
def test_the_report_says_that_headers_are_lost_and_how_to_keep_them(render) -> None:  # type: ignore[no-untyped-def]
    _, subject, words = CARRIERS[0]
    found = reported(subject, words)
    ja, en = ("".join(render(found, "ja").replace("\\", "").split()), " ".join(render(found, "en").replace("\\", "").split()))

    assert "元のヘッダーは失われています" in ja
    assert "the original headers are lost" in en
    for program in ("Thunderbird", "Outlook", "Gmail", "Becky!"):
        assert program in ja
    assert "Forward as Attachment" in en


def test_a_paid_bill_in_a_quoted_thread_opens_nothing() -> None:
    """A forged thread tells such stories: only who clicked, opened or typed hands a mail on for that alone."""
    words = CARRIERS[1][2].replace("カード番号を入れてしまいました。", "先日の請求書の件、昨日送金しました。続きをお願いします。")

    assert reported("FW: お支払い方法", words).message.carrier is None
