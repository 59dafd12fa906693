"""Which message it is about: the one that somebody forwarded, or the mail itself. A normal mail is never opened by mistake."""

from __future__ import annotations

import base64

import pytest

from intake.compound import compound, storage
from intake.zipped import locked, packed
from sabaku import app
from sabaku.intake.forwarded import unwrap
from sabaku.intake.inline import find
from sabaku.mime import parse
from sabaku.model import Home, Input

INNER = (
    b"Received: from mail.evil.example (mail.evil.example [192.0.2.66]) by mx.recipient.example\n"
    b"\tfor <user@recipient.example>; Thu, 5 Feb 2026 10:00:05 +0900\n"
    b"From: bank <info@evil.example>\nTo: user@recipient.example\nSubject: =?utf-8?B?6YeN6KaB?=\nDate: Thu, 5 Feb 2026 10:00:00 +0900\n\n"
    b"https://login.evil.example/\n"
)
HOME = Home(domains=("recipient.example",))


def carrier(
    part: bytes, words: str = "確認をお願いします。", subject: str = "Fwd: test", more: str = "", kind: str = "mixed"
) -> bytes:
    """A mail of user@ to help@ with one part behind its own words."""
    head = f"From: User <user@recipient.example>\nTo: help@recipient.example\nSubject: {subject}\n{more}MIME-Version: 1.0\n"
    head += f"Content-Type: multipart/{kind}; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{words}\n--b\n"
    return head.encode() + part + b"\n--b--\n"


def only(given: Input) -> Input:
    """What an input becomes that holds one mail."""
    (found,) = unwrap(given)
    return found


RFC822 = b"Content-Type: message/rfc822\n\n" + INNER
BASE64 = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(INNER)
EML = (
    b'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="mail.eml"\nContent-Transfer-Encoding: base64\n\n'
    + base64.encodebytes(INNER)
)
MSG = (
    b'Content-Type: application/vnd.ms-outlook\nContent-Disposition: attachment; filename="mail.msg"\nContent-Transfer-Encoding: base64\n\n'
    + base64.encodebytes(compound(storage({0x007D: INNER.partition(b"\n\n")[0].decode(), 0x1000: "https://login.evil.example/"})))
)


def zipped(data: bytes) -> bytes:
    head = b'Content-Type: application/zip\nContent-Disposition: attachment; filename="Mail.ZIP"\nContent-Transfer-Encoding: base64\n\n'
    return head + base64.encodebytes(data)


ZIP = zipped(packed({"mail.eml": INNER}))
LOCKED = zipped(locked(INNER, b"infected", strong=True))


@pytest.mark.parametrize(
    ("part", "how"),
    [
        (RFC822, "rfc822"),
        (BASE64, "rfc822"),
        (EML, "attachment"),
        (MSG, "attachment"),
        (ZIP, "attachment"),
        (LOCKED, "attachment"),
    ],
)
def test_a_forwarded_attachment_becomes_the_subject(part: bytes, how: str) -> None:
    raw = carrier(part)
    found = only(Input(raw, "a.eml", home=HOME))

    assert found.given == raw
    assert found.carrier is not None
    assert (found.carrier.how, found.carrier.complete) == (how, True)
    assert found.carrier.words == "確認をお願いします。"
    assert found.carrier.subject == "Fwd: test"
    assert found.carrier.sender == "User <user@recipient.example>"
    message = parse(found.raw)
    assert message.text_of("subject") == "重要"
    assert message.text_of("received").startswith("from mail.evil.example")
    assert "login.evil.example" in message.view("text").text
    if part is RFC822:
        assert found.raw == INNER


def test_the_home_need_not_be_known_where_the_message_had_come_to_the_forwarder() -> None:
    assert only(Input(carrier(RFC822, words="?", subject="x"))).carrier is not None


def test_an_outlook_file_that_holds_a_forward() -> None:
    tree = storage(
        {0x007D: "From: user@recipient.example\r\nTo: help@recipient.example\r\nSubject: FW: x\r\n", 0x1000: "これは詐欺ですか"}
    )
    tree["__attach_version1.0_#00000000"] = {
        **storage({0x3001: "inner"}, {0x37050003: b"\5\0\0\0"}, 8),
        "__substg1.0_3701000D": storage({0x007D: INNER.partition(b"\n\n")[0].decode(), 0x1000: "text"}, head=24),
    }
    from sabaku.intake import outlook
    from sabaku.model import Carrier

    found = only(Input(outlook.build(compound(tree)).raw, carrier=Carrier("msg"), given=b"the file"))
    assert parse(found.raw).text_of("subject") == "重要"
    assert found.given == b"the file"
    assert found.carrier is not None
    assert found.carrier.words == "これは詐欺ですか"


def test_a_forward_of_a_forward_is_followed_and_both_words_are_kept() -> None:
    second = carrier(RFC822, words="first words").replace(b"user@recipient.example", b"boss@recipient.example", 1)
    inner = carrier(RFC822, words="inner words").replace(b"=b\n", b"=c\n").replace(b"--b", b"--c")
    outer = second.replace(INNER, inner)
    found = only(Input(outer, home=HOME))

    assert parse(found.raw).text_of("subject") == "重要"
    assert found.carrier is not None
    assert found.carrier.words == "first words\ninner words"


ABUSE = (
    b"From: abuse@third.example\nTo: abuse@recipient.example\nSubject: report\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n"
    b"--b\n\nreport\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b\n" + RFC822 + b"\n--b--\n"
)


def test_an_abuse_report_is_about_its_message() -> None:
    assert parse(only(Input(ABUSE)).raw).text_of("subject") == "重要"


OTHER = INNER.replace(b"6YeN6KaB", b"6KuL5rGC").replace(b"login.evil", b"pay.evil")


def test_each_of_several_attached_mails_is_examined_by_itself() -> None:
    raw = carrier(RFC822 + b"\n--b\nContent-Type: message/rfc822\n\n" + OTHER, words="この2通は本物でしょうか。")
    one, other = unwrap(Input(raw, "help.eml", home=HOME))

    assert [parse(it.raw).text_of("subject") for it in (one, other)] == ["重要", "請求"]
    assert [it.name for it in (one, other)] == ["help.eml#1", "help.eml#2"]
    assert all(it.carrier is not None and it.carrier.words == "この2通は本物でしょうか。" for it in (one, other))
    assert one.given is None


def test_each_mail_of_a_zip_is_examined_by_itself() -> None:
    data = packed({"1.eml": INNER, "2.eml": INNER.replace(b"bank", b"post")})
    found = list(unwrap(Input(carrier(zipped(data)), "a.eml", home=HOME)))

    assert [parse(it.raw).text_of("from") for it in found] == ["bank <info@evil.example>", "post <info@evil.example>"]
    assert [it.name for it in found] == ["a.eml#1", "a.eml#2"]


@pytest.mark.parametrize(
    "data",
    [
        packed({"mail.eml": INNER, "invoice.exe": b"MZ"}),
        packed({"mail.eml": b"no mail at all"}),
        packed({f"{n}.eml": INNER for n in range(21)}),
        packed({"mail.eml": INNER + bytes(17_000_000)}),
        packed({"mail.eml": INNER})[:-30],
        locked(INNER, b"pw-2026", strong=False),
    ],
    ids=["a program beside it", "no mail", "too many", "a bomb", "cut off", "another password"],
)
def test_a_zip_of_anything_else_carries_no_mail(data: bytes) -> None:
    raw = carrier(zipped(data))

    assert only(Input(raw, "a.eml", home=HOME)).raw == raw


def test_the_same_mail_attached_twice_is_one() -> None:
    raw = carrier(RFC822 + b"\n--b\n" + RFC822)

    assert parse(only(Input(raw, home=HOME)).raw).text_of("subject") == "重要"


def test_several_mails_from_a_stranger_are_not_opened() -> None:
    raw = carrier(RFC822 + b"\n--b\nContent-Type: message/rfc822\n\n" + OTHER, subject="Two letters", words="Please open both.")
    given = Input(raw.replace(b"user@recipient.example", b"sales@stranger.example", 1), home=HOME)

    assert only(given) is given


BOUNCE = ABUSE.replace(b"feedback-report", b"delivery-status")
KEPT = {
    "a bounce": BOUNCE,
    "a bounce of another make": carrier(RFC822).replace(b"User <user@recipient.example>", b"MAILER-DAEMON@mx.recipient.example", 1),
    "a bounce with an empty sender": b"Return-Path: <>\n" + carrier(RFC822),
    "list mail": carrier(RFC822, more="List-Id: <l.recipient.example>\n"),
    "an automatic answer": carrier(RFC822, more="Auto-Submitted: auto-replied\n"),
    "a digest": carrier(b"Content-Type: multipart/digest; boundary=d\n\n--d\n\n" + INNER + b"\n--d--\n", kind="digest"),
    "long words": carrier(RFC822, words="This is a letter of its own. " * 100),
    "no message inside": carrier(b"Content-Type: message/rfc822\n\nnothing like a mail\n"),
    "a text called eml": carrier(b"Content-Type: text/plain\nContent-Disposition: attachment; filename=a.eml\n\nshopping list\n"),
    "a message inside a message": carrier(b"Content-Type: application/zip\n\nPK"),
    "a stranger who hands over a message to open": carrier(RFC822, subject="Your invoice", words="Please open the attached message.").replace(b"user@recipient.example", b"sales@stranger.example", 1),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_this_is_no_forward(name: str) -> None:
    given = Input(KEPT[name], home=HOME)
    assert only(given) is given


MARKS = {
    "gmail-en": "---------- Forwarded message ---------\nFrom: {sender}\nDate: Thu, Feb 5, 2026 at 10:00\nSubject: {subject}\nTo: <user@recipient.example>\n\n\n{body}",
    "gmail-ja": "---------- 転送メッセージ ----------\n差出人: {sender}\n日付: 2026年2月5日(木) 10:00\n件名: {subject}\n宛先: <user@recipient.example>\n\n{body}",
    "gmail-ja-new": "---------- Forwarded message ---------\n差出人: {sender}\nDate: 2026年2月5日(木) 10:00\nSubject: {subject}\nTo: <user@recipient.example>\n\n{body}",
    "outlook-en": "-----Original Message-----\nFrom: {sender}\nSent: Thursday, February 5, 2026 10:00 AM\nTo: user@recipient.example\nSubject: {subject}\n\n{body}",
    "outlook-ja": "-----Original Message-----\n差出人: {sender}\n送信日時: 2026年2月5日木曜日 10:00\n宛先: user@recipient.example\n件名: {subject}\n\n{body}",
    "outlook-rule": "________________________________\n差出人: {sender}\n送信日時: 2026年2月5日 10:00\n宛先: user@recipient.example\n件名: {subject}\n\n{body}",
    "outlook-bare": "From: {sender}\nSent: Thursday, February 5, 2026 10:00 AM\nTo: user@recipient.example\nSubject: {subject}\n\n{body}",
    "apple-en": "Begin forwarded message:\n\nFrom: {sender}\nSubject: {subject}\nDate: February 5, 2026 at 10:00:00 GMT+9\nTo: user@recipient.example\n\n{body}",
    "apple-ja": "以下は、転送されたメッセージです：\n\n差出人: {sender}\n件名: {subject}\n日付: 2026年2月5日 10:00:00 JST\n宛先: user@recipient.example\n\n{body}",
    "apple-quoted": "転送されたメッセージ:\n\n> 差出人: {sender}\n> 日時: 2026年2月5日 10:00:00 JST\n> 宛先: user@recipient.example\n> 件名: {subject}\n> \n> {body}",
    "thunderbird-en": "-------- Forwarded Message --------\nSubject: \t{subject}\nDate: \tThu, 5 Feb 2026 10:00:00 +0900\nFrom: \t{sender}\nTo: \tuser@recipient.example\n\n\n\n{body}",
    "thunderbird-ja": "-------- 転送メッセージ --------\n件名: \t{subject}\n日付: \tThu, 5 Feb 2026 10:00:00 +0900\n差出人: \t{sender}\n宛先: \tuser@recipient.example\n\n\n\n{body}",
    "becky": "Forwarded by User <user@recipient.example>\n----------------------- Original Message -----------------------\n From:    {sender}\n To:      user@recipient.example\n Date:    Thu, 5 Feb 2026 10:00:00 +0900\n Subject: {subject}\n----\n\n{body}\n--------------------- Original Message Ends --------------------",
    "yahoo-japan": "----- Original Message -----\nFrom: {sender}\nTo: user@recipient.example\nDate: 2026/02/05 木 10:00\nSubject: {subject}\n\n{body}",
    "docomo": "---------- Original Message ----------\nFrom：{sender}\nDate：2026/02/05 10:00\nTo：user@recipient.example\nSubject：{subject}\n\n{body}",
    "au": "-----元のメッセージ-----\n差出人：{sender}\n送信日時：2026/02/05 10:00\n宛先：user@recipient.example\n件名：{subject}\n\n{body}",
    "carrier-quoted": ">差出人:{sender}\n>日時:2026/02/05 10:00\n>宛先:user@recipient.example\n>件名:{subject}\n>\n>{body}",
    "zimbra-ja": "----- 転送済みメッセージ -----\n差出人: {sender}\n宛先: user@recipient.example\n送信済み: 2026年2月5日(木曜日) 10:00:00\n件名: {subject}\n\n{body}",
    "outlook-beside": "________________________________\n差出人: {sender}\n送信日時: 2026年2月5日木曜日 10:00\n宛先: user@recipient.example\n件名: {subject}\n重要度: 高\n添付ファイル: a.pdf\n\n{body}",
    "shuriken": "----- Original Message -----\n送信者　：{sender}\n宛先　　：user@recipient.example\n送信日時：2026年2月5日 10:00\n件名　　：{subject}\n\n{body}",
    "wide-rule": "－－－－－ Original Message －－－－－\nFrom: {sender}\nTo: user@recipient.example\nSent: 2026/02/05 10:00\nSubject: {subject}\n\n{body}",
    "bare-to-first": "From: {sender}\nTo: user@recipient.example\nSubject: {subject}\nDate: Thu, 5 Feb 2026 10:00:00 +0900\n\n{body}",
    "line-works": "-----Original Message-----\nFrom: {sender}\nTo: user@recipient.example\nCc:\nSent: 2026-02-05 (木) 10:00:00 (UTC+09:00)\nSubject: {subject}\n\n{body}",
    "hidemaru": "-----Original Message-----\n   From: {sender}\n   To: user@recipient.example\n   Date: Thu, 5 Feb 2026 10:00:00 +0900\n   Subject: {subject}\n\n{body}",
    "outlook-pt": "________________________________\nDe: {sender}\nEnviado: quinta-feira, 5 de fevereiro de 2026 10:00\nPara: user@recipient.example\nAssunto: {subject}\n\n{body}",
    "outlook-es": "De: {sender}\nEnviado el: jueves, 5 de febrero de 2026 10:00\nPara: user@recipient.example\nAsunto: {subject}\n\n{body}",
    "outlook-de": "Von: {sender}\nGesendet: Donnerstag, 5. Februar 2026 10:00\nAn: user@recipient.example\nBetreff: {subject}\n\n{body}",
    "apple-it": "Inizio messaggio inoltrato:\n\nDa: {sender}\nOggetto: {subject}\nData: 5 febbraio 2026 alle ore 10:00:00 CET\nA: user@recipient.example\n\n{body}",
    "gmail-nl": "---------- Doorgestuurd bericht ---------\nVan: {sender}\nDate: do 5 feb 2026 om 10:00\nSubject: {subject}\nTo: <user@recipient.example>\n\n{body}",
    "outlook-zh": "-----原始邮件-----\n发件人: {sender}\n发送时间: 2026年2月5日 10:00\n收件人: user@recipient.example\n主题: {subject}\n\n{body}",
}  # fmt: skip
FIELDS = {
    "sender": "見本銀行 <info@evil.example>",
    "subject": "【重要】口座の利用停止",
    "body": "こちらからログインしてください。https://login.evil.example/",
}


def inline(
    mark: str, words: str = "これは本物でしょうか。", subject: str = "Fwd: 重要", author: str = "user@recipient.example"
) -> bytes:
    head = f"From: User <{author}>\nTo: help@recipient.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n"
    return (head + words + "\n\n" + MARKS[mark].format(**FIELDS) + "\n").encode()


def test_a_mark_at_the_very_end_begins_no_mail() -> None:
    """What stands above it is the forwarder's own, whatever it looks like."""
    mark = "---------- Forwarded message ----------"
    assert find(f"From: me\nSubject: two marks\n\nHello\n{mark}\n{mark}", "", "Fwd: x") is None


@pytest.mark.parametrize("mark", MARKS)
def test_a_mail_forwarded_as_text_becomes_the_subject(mark: str) -> None:
    raw = inline(mark)
    found = only(Input(raw, home=HOME))

    assert found.carrier is not None, mark
    assert (found.carrier.how, found.carrier.complete, found.carrier.words) == ("inline", False, "これは本物でしょうか。")
    assert found.given == raw
    message = parse(found.raw)
    assert message.text_of("from") == "見本銀行 <info@evil.example>"
    assert message.text_of("subject") == "【重要】口座の利用停止"
    assert message.text_of("to").strip("<>") == "user@recipient.example"
    assert "2026" in message.text_of("date")
    assert message.view("text").text.strip().startswith("こちらからログインしてください。")
    assert message.defects == ()
    assert "route.date-missing" not in {it.id for it in app.examine(found).findings}  # the date is as the mail program shows it


@pytest.mark.parametrize("words", ["これ来たけど本物?", "払ったほうがいい?詐欺かな", "怪しいよね"])
def test_a_relative_who_doubts_a_mail_asks_about_it(words: str) -> None:
    given = Input(inline("gmail-ja-new", words=words, author="father@free.example"), home=HOME)
    assert parse(only(given).raw).text_of("from") == "見本銀行 <info@evil.example>"


GMAIL_HTML = (
    '<div dir="ltr">確認お願いします<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>'
    '差出人: <strong>見本銀行</strong> <span>&lt;<a href="mailto:info@evil.example">info@evil.example</a>&gt;</span><br>Date: 2026年2月5日(木) 10:00<br>'
    "Subject: 【重要】口座の利用停止<br>To:  &lt;<a>user@recipient.example</a>&gt;<br></div><br><br>"
    '<p>お客様</p><a href="https://login.evil.example/?t=1">ログイン</a></div></div>'
)


def test_the_links_of_forwarded_html_stay_as_they_are() -> None:
    text = inline("gmail-ja-new").decode().partition("\n\n")
    head = text[0].replace(
        "Content-Type: text/plain; charset=utf-8", "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b"
    )
    raw = f"{head}\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{text[2]}\n--b\nContent-Type: text/html; charset=utf-8\n\n{GMAIL_HTML}\n--b--\n"
    found = only(Input(raw.encode(), home=HOME))

    page = parse(found.raw).view("html").text
    assert '<a href="https://login.evil.example/?t=1">ログイン</a>' in page
    assert "Forwarded message" not in page
    assert "確認お願いします" not in page


NOT_INLINE = {
    "an answer in Outlook": inline("outlook-ja", subject="RE: 重要"),
    "a stranger's forged forward": inline("gmail-en", words="see below", author="sales@stranger.example"),
    "to oneself": inline("gmail-en", words="see below").replace(b"help@recipient.example", b"user@recipient.example"),
    "a letter of its own": inline("gmail-en", words="これは長い手紙です。" * 200),
    "a mark without header lines": inline("gmail-en").replace("From: 見本".encode(), "見本".encode()),
    "list mail": b"List-Id: <l.recipient.example>\n" + inline("gmail-en"),
    "a forged thread": inline(
        "outlook-en", words="Please settle the invoice below today. Reply to me only.", subject="FW: invoice"
    ),
    "a forged colleague": b"Authentication-Results: mx.recipient.example; spf=fail smtp.mailfrom=recipient.example\n"
    + inline("gmail-en", words="see below"),
}


@pytest.mark.parametrize("name", NOT_INLINE)
def test_this_is_no_inline_forward(name: str) -> None:
    given = Input(NOT_INLINE[name], home=HOME)
    assert only(given) is given


def test_a_stranger_who_asks_about_a_mail_is_heard() -> None:
    found = only(Input(inline("gmail-ja", words="フィッシングメールだと思います。", author="kunde@customer.example")))
    assert found.carrier is not None
    assert found.carrier.words == "フィッシングメールだと思います。"


def test_a_forward_without_a_word_is_about_the_mail_in_it_whoever_sends_it() -> None:
    found = only(Input(inline("gmail-en", words="", author="kunde@customer.example")))
    assert found.carrier is not None
    assert parse(found.raw).text_of("from") == "見本銀行 <info@evil.example>"


def test_a_quoted_mail_without_a_word_is_no_forward_where_the_subject_says_none() -> None:
    given = Input(inline("outlook-en", words="", subject="invoice", author="kunde@customer.example"))
    assert only(given) is given


def test_neighbours_at_a_free_mail_service_are_strangers() -> None:
    raw = inline("gmail-en", words="hello").replace(
        b"user@recipient.example>\nTo: help@recipient.example", b"a@gmail.com>\nTo: b@gmail.com"
    )
    given = Input(raw)
    assert only(given) is given


@pytest.mark.parametrize(
    "asked", ["下記のメールですが、怪しくないでしょうか。", "このメール、開いても大丈夫ですか?", "正規のメールでしょうか。"]
)
def test_who_asks_about_a_quoted_mail_need_not_be_of_the_house(asked: str) -> None:
    quoted = "-------- Forwarded Message --------\nSubject: 重要\nDate: Thu, 5 Feb 2026 10:00:00 +0900\nFrom: bank <info@evil.example>\n\nhttps://login.evil.example/\n"
    head = (
        "From: A <a@other.example>\nTo: help@recipient.example\nSubject: Fwd: 重要\nContent-Type: text/plain; charset=utf-8\n\n"
    )
    found = only(Input(f"{head}{asked}\n\n{quoted}".encode(), "a.eml", home=HOME))

    assert found.carrier is not None
    assert found.carrier.how == "inline"


@pytest.mark.parametrize(
    ("words", "opened"),
    [
        ("下のリンクをクリックしてしまいました。どうすればいいでしょうか。", True),
        ("I clicked the link in this and typed my password. What do I do?", True),
        ("リンクをクリックしてしまいました。こちらも見てください https://login.evil.example/", False),
        ("昨日送金しました。残りもお願いします。", False),
    ],
)
def test_a_customer_who_was_caught_hands_the_mail_on(words: str, opened: bool) -> None:
    found = only(Input(inline("gmail-ja", words=words, author="kunde@customer.example")))
    assert (found.carrier is not None) is opened


ID = "Message-ID: <lure-1@evil.example>\n"
REPORT = "Spam detection software has identified this incoming email as possible spam."


def wrapped(sender: str = "bank <info@evil.example>", id: str = ID) -> bytes:
    """What SpamAssassin makes of a mail (`report_safe`): its report under the sender's name, the mail attached."""
    part = b"Content-Type: message/rfc822; x-spam-type=original\n\n" + ID.encode() + INNER
    return carrier(part, REPORT, "[SPAM] =?utf-8?B?6YeN6KaB?=", id).replace(b"User <user@recipient.example>", sender.encode(), 1)


def test_a_mail_that_a_filter_wrapped_was_forwarded_by_nobody() -> None:
    it = only(Input(wrapped(), home=HOME))
    assert it.raw.startswith(b"Message-ID: <lure-1")
    assert it.carrier is not None
    assert (it.carrier.how, it.carrier.sender, it.carrier.message_id) == ("filter", "", "")
    assert it.carrier.subject == "[SPAM] 重要"
    report = app.examine(it)
    assert report.message.priority is None


@pytest.mark.parametrize("mail", [wrapped("User <user@recipient.example>"), wrapped(id="Message-ID: <other@evil.example>\n")])
def test_a_forward_has_a_sender_and_an_id_of_its_own(mail: bytes) -> None:
    it = only(Input(mail, home=HOME))
    assert it.carrier is not None
    assert it.carrier.how == "rfc822"
    assert it.carrier.sender


def test_two_mails_without_an_id_are_not_said_to_have_one() -> None:
    part = b"Content-Type: message/rfc822\n\n" + INNER.replace(b"info@evil.example", b"user@recipient.example")
    it = only(Input(carrier(part), home=HOME))
    assert it.carrier is not None
    assert (it.carrier.how, it.carrier.sender) == ("rfc822", "User <user@recipient.example>")


def test_of_a_wrapped_mail_that_somebody_forwards_he_is_told() -> None:
    inner = wrapped().replace(b"boundary=b", b"boundary=c").replace(b"\n--b", b"\n--c")
    part = b"Content-Type: message/rfc822\n\n" + inner
    it = only(Input(carrier(part, more="Message-ID: <report-7@recipient.example>\n"), home=HOME))
    assert it.raw.startswith(b"Message-ID: <lure-1")
    assert it.carrier is not None
    assert (it.carrier.sender, it.carrier.message_id) == ("User <user@recipient.example>", "<report-7@recipient.example>")
    assert "Spam detection" not in it.carrier.words


def test_a_tag_on_the_filters_report_is_not_missing() -> None:
    home = Home(domains=("recipient.example",), subject_tag="[SPAM]")
    told = {it.id for it in app.examine(only(Input(wrapped(), home=home))).findings}
    assert "auth.stamp-missing" not in told
    bare = wrapped().replace(b"[SPAM] ", b"", 1)
    assert "auth.stamp-missing" in {it.id for it in app.examine(only(Input(bare, home=home))).findings}
