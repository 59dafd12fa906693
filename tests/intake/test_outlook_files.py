"""Outlook files: transport headers kept, code pages right, HTML out of rich text, messages inside, and nothing raises."""

from __future__ import annotations

import base64
import random
import struct

import pytest

from effort import within
from intake.compound import Tree, code_page, compound, storage
from sabaku.intake import outlook
from sabaku.mime import parse, rtf
from sabaku.model import Message

TRANSPORT = (
    "Received: from mail.sender.example (192.0.2.25) by mx.recipient.example; Thu, 5 Feb 2026 10:00:05 +0900\r\n"
    "From: =?ISO-2022-JP?B?GyRCOCtLXBsoQg==?= <info@sender.example>\r\nTo: user@recipient.example\r\nSubject: x\r\n y\r\n"
    'Content-Type: multipart/alternative;\r\n boundary="gone"\r\nMIME-Version: 1.0\r\n\r\n'
)


def built(tree: Tree) -> Message:
    return parse(outlook.build(compound(tree)).raw)


def test_transport_headers_stay_and_only_what_described_the_lost_body_is_renamed() -> None:
    done = outlook.build(compound(storage({0x007D: TRANSPORT, 0x0037: "other", 0x1000: "text\r\n"})))
    message = parse(done.raw)

    assert done.complete
    assert message.text_of("from") == "見本 <info@sender.example>"
    assert message.text_of("subject") == "x y"
    assert message.text_of("received").startswith("from mail.sender.example")
    assert message.text_of("x-original-content-type") == 'multipart/alternative; boundary="gone"'
    assert message.view("text").text == "text\n"
    assert message.defects == ()


def test_without_transport_headers_they_are_made_from_properties() -> None:
    ticks = struct.pack("<Q", 134147268000000000)
    tree = storage(
        {
            0x0042: "株式会社見本",
            0x5D02: "info@sender.example",
            0x0C1A: "Other",
            0x0C1F: "/o=EXCHANGE/cn=x",
            0x0037: "ご確認",
            0x1000: "本文",
            0x1035: "<1@sender.example>",
        },
        {0x00390040: ticks},
    )
    tree["__recip_version1.0_#00000000"] = storage(
        {0x3001: "User", 0x39FE: "user@recipient.example"}, {0x0C150003: struct.pack("<i", 1)}, 8
    )
    tree["__recip_version1.0_#00000001"] = storage(
        {0x3001: "cc@third.example", 0x3003: "cc@third.example"}, {0x0C150003: struct.pack("<i", 2)}, 8
    )
    done = outlook.build(compound(tree))
    message = parse(done.raw)

    assert not done.complete
    assert {
        it.key: it.text for it in message.headers if it.key not in ("mime-version", "content-type", "content-transfer-encoding")
    } == {
        "from": "株式会社見本 <info@sender.example>",
        "sender": "Other",
        "to": '"User" <user@recipient.example>',
        "cc": "cc@third.example",
        "subject": "ご確認",
        "date": "Thu, 05 Feb 2026 01:00:00 +0000",
        "message-id": "<1@sender.example>",
    }
    assert message.view("text").text == "本文"


@pytest.mark.parametrize(
    ("page", "codec"), [(932, "cp932"), (65001, "utf-8"), (50220, "iso2022_jp"), (936, "gb18030"), (0, "cp932")]
)
def test_code_pages(page: int, codec: str) -> None:
    message = built(storage({0x0037: "重要なお知らせ", 0x1000: "ご確認ください。"}, code_page(page) if page else {}, codec=codec))

    assert message.text_of("subject") == "重要なお知らせ"
    assert message.view("text").text == "ご確認ください。"


def test_html_as_bytes_keeps_its_charset() -> None:
    html = "<p>重要①</p>".encode("cp932")
    message = built(storage({0x0037: "x", 0x1013: html}, {0x3FDE0003: struct.pack("<i", 932)}))

    assert message.view("html").text == "<p>重要①</p>"
    assert [it.type for it in message.parts] == ["text/html"]


RTF = (
    rb"{\rtf1\ansi\ansicpg932\fromhtml1 \deff0{\fonttbl{\f0\fswiss\fcharset128 MS Gothic;}{\f1\fcharset0 Arial;}}"
    rb"{\*\htmltag19 <html>}{\*\htmltag50 <body>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 \f0 \'8f\'64\'97\'76 {\*\htmltag84 &amp;}"
    rb"""{\*\mhtmltag84 wrong}{\*\htmltag84 <a href="https://login.evil.example/?a=1\{2\}">}"""
    rb"\htmlrtf {\field}\htmlrtf0 \u-25926?\u9312?here\tab \'83e"
    rb"{\*\htmltag92 </a>}\htmlrtf }\htmlrtf0 \par {\*\htmltag58 </body>}}"
)


def test_html_is_taken_out_of_rich_text() -> None:
    message = built(storage({0x0037: "x", 0x1009: struct.pack("<II", 0, 0) + b"MELA" + bytes(4) + RTF}))

    assert message.view(
        "html"
    ).text == '<html><body><p>重要 &amp;<a href="https://login.evil.example/?a=1{2}">髺①here\tテ</a>\n</body>'.replace(
        "髺", chr(65536 - 25926)
    )


def test_compressed_rich_text_of_the_specification() -> None:
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c0900206277 05b06c647d0a800fa0".replace(" ", "")
    )

    assert rtf.decompress(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert rtf.unwrap(rtf.decompress(packed)) == ("text", "hello world", False)


@pytest.mark.parametrize("size", range(0, 46, 3))
def test_compressed_rich_text_that_is_cut_goes_as_far_as_it_can(size: int) -> None:
    packed = bytes.fromhex("2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0")
    assert b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n".startswith(rtf.decompress(packed[:size]))


def test_plain_text_inside_rich_text() -> None:
    text = rb"{\rtf1\ansi\fromtext \ansicpg1252{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}one\line two {\*\generator x;}\{three\}}"
    assert rtf.unwrap(text) == ("text", "one\ntwo {three}", False)


def test_files_messages_and_names() -> None:
    tree = storage({0x0037: "x", 0x1000: "see file"})
    tree["__attach_version1.0_#00000000"] = storage(
        {0x3707: "請求書①.pdf", 0x370E: "application/pdf", 0x3701: b"%PDF-" * 2000}, head=8
    )
    inner = storage({0x007D: "From: a@third.example\r\nSubject: inner\r\n", 0x1000: "inner text"}, head=24)
    tree["__attach_version1.0_#00000001"] = {
        **storage({0x3001: "inner"}, {0x37050003: struct.pack("<i", 5)}, 8),
        "__substg1.0_3701000D": inner,
    }
    tree["__attach_version1.0_#00000002"] = storage(
        {0x3707: "logo.png", 0x3712: "logo@x", 0x3701: b"\x89PNG", 0x370E: "image/png"}, head=8
    )
    message = built(tree)

    assert [(it.type, it.filename) for it in message.parts] == [
        ("multipart/mixed", ""), ("text/plain", ""), ("application/pdf", "請求書①.pdf"), ("message/rfc822", "inner"), ("text/plain", ""), ("image/png", "logo.png"),
    ]  # fmt: skip
    assert message.bytes_of(message.parts[2]) == b"%PDF-" * 2000
    assert {it.key: it.text for it in message.parts[4].headers}["subject"] == "inner"
    assert message.parts[5].content_id == "logo@x"
    assert message.view("part:1.3.1").text == "inner text"


def test_a_clear_signed_mail_keeps_its_own_parts() -> None:
    signed = b'Content-Type: multipart/signed; boundary="s"\r\n\r\n--s\r\nContent-Type: text/plain\r\n\r\nsigned\r\n--s--\r\n'
    tree = storage({0x001A: "IPM.Note.SMIME.MultipartSigned", 0x007D: TRANSPORT})
    tree["__attach_version1.0_#00000000"] = storage({0x3701: signed}, head=8)

    assert built(tree).view("text").text == "signed"


def test_what_is_cut_is_said() -> None:
    long = b"{\\rtf1\\ansi\\fromhtml1 " + b"{\\*\\htmltag64 <p>}" * (rtf.MOST // 18)
    message = built(storage({0x0037: "x", 0x1009: struct.pack("<II", 0, 0) + b"MELA" + bytes(4) + long}))

    assert ("limit-container", "rich text") in {(it.kind, it.detail) for it in message.defects}


def test_the_same_file_makes_the_same_mail() -> None:
    data = compound(storage({0x007D: TRANSPORT, 0x1000: "text", 0x1013: b"<p>x"}))
    assert outlook.build(data).raw == outlook.build(data).raw


def test_broken_files_are_refused_or_read_but_never_raise() -> None:
    tree = storage({0x007D: TRANSPORT, 0x1000: "text" * 2000, 0x1013: b"<p>x"})
    tree["__attach_version1.0_#00000000"] = storage({0x3707: "a", 0x3701: base64.b64encode(bytes(5000))}, head=8)
    data = compound(tree)
    dice = random.Random(3)
    read = refused = 0
    for _ in range(300):
        broken = bytearray(data)
        for _ in range(dice.randint(1, 8)):
            broken[dice.randrange(8, len(broken))] = dice.randrange(256)
        try:
            cut = dice.randrange(8, len(broken)) if dice.random() < 0.5 else len(broken)
            message = parse(outlook.build(bytes(broken[:cut])).raw)
            read += message.parts[0].path == "1"
        except outlook.NotOutlook:
            refused += 1
    assert read + refused == 300
    assert read
    assert refused


@pytest.mark.parametrize(
    "data", [b"", b"\xd0\xcf\x11\xe0", outlook.MAGIC, outlook.MAGIC + bytes(504), outlook.MAGIC + b"\xff" * 2000]
)
def test_what_is_no_outlook_file_is_refused(data: bytes) -> None:
    with pytest.raises(outlook.NotOutlook):
        outlook.build(data)


def rich(text: str) -> bytes:
    """The characters as rich text writes them in Japan: every byte by its number."""
    return b"".join(b"\\'%02x" % byte for byte in text.encode("cp932"))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (rb"{\rtf1\ansi\ansicpg932{\fonttbl{\f0\fcharset128 MS Gothic;}}\f0 " + rich("表示の緊急") + rb"\par}", "表示の緊急\n"),
        (rb"{\rtf1\ansi\ansicpg932 \'95\\\'8e\'a6\'8b\'d9\'8b\}}", "表示緊急"),
        (
            rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset128 MS Gothic;}}\f0 caf\'e9 \f1 " + rich("緊急") + rb"}",
            "café 緊急",
        ),
        (
            rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f13\fcharset128 MS Gothic;}}"
            rb"{\rtlch\fcs1\af0 \ltrch\f0\loch\af0\hich\af0\dbch\af13 " + rich("緊急") + rb"}{\loch\f0 caf\'e9}}",
            "緊急café",
        ),
        (rb"{\rtf1\ansi\ansicpg932\uc2 \u32202\'8b\'d9\u24613\'8b\'7d\uc1 \u9829?!}", "緊急♥!"),
    ],
)
def test_japanese_in_rich_text(data: bytes, text: str) -> None:
    assert rtf.unwrap(data) == ("text", text, False)


def test_a_code_page_that_lies_is_found_out_by_the_text_and_holds_for_names() -> None:
    tree = storage({0x0037: "重要①", 0x1000: "ご確認ください。振込先の変更です。"}, code_page(1252), codec="cp932")
    tree["__attach_version1.0_#00000000"] = storage({0x3707: "請求書①.pdf", 0x3701: b"%PDF-"}, head=8, codec="cp932")
    message = built(tree)

    assert message.text_of("subject") == "重要①"
    assert message.view("text").text == "ご確認ください。振込先の変更です。"
    assert [it.filename for it in message.parts if it.filename] == ["請求書①.pdf"]


def test_a_message_inside_has_its_own_code_page() -> None:
    tree = storage({0x0037: "転送", 0x1000: "本物でしょうか。"}, code_page(932), codec="cp932")
    attached = storage({0x3001: "通知"}, head=8, codec="cp932")
    attached["__substg1.0_3701000D"] = storage({0x0037: "내용", 0x1000: "확인해 주십시오."}, code_page(949), 24, codec="cp949")
    tree["__attach_version1.0_#00000000"] = attached
    raw = outlook.build(compound(tree)).raw

    assert "확인해 주십시오.".encode() in raw
    assert [it.filename for it in parse(raw).parts if it.type == "message/rfc822"] == ["通知"]


def attached(count: int, size: int) -> bytes:
    """An Outlook file with so many attachments, the first of which is that large."""
    tree = storage({0x0037: "x", 0x1000: "text"})
    for n in range(count):
        tree[f"__attach_version1.0_#{n:08X}"] = storage({0x3707: f"{n}.bin", 0x3701: b"Z" * (5000 if n else size)}, head=8)
    return compound(tree)


def test_streams_that_share_their_sectors_are_not_read_without_end() -> None:
    """A file of 3 MB in which 250 attachments are the same megabyte."""
    data, size, at = bytearray(attached(250, 1_000_000)), 1_000_000, 0
    name = "__substg1.0_37010102".encode("utf-16-le")
    places = []
    while (at := data.find(name, at)) >= 0:
        places.append(at)
        at += 128
    start = next(data[at + 116 : at + 120] for at in places if data[at + 120 : at + 124] == struct.pack("<I", size))
    for at in places:
        data[at + 116 : at + 124] = start + struct.pack("<I", size)
    done = within(2, lambda: outlook.build(bytes(data)))

    assert len(places) == 250
    assert len(done.raw) < 8 * len(data)
    assert "limit-container" in {it.kind for it in parse(done.raw).defects}


def test_messages_inside_are_found_without_searching_the_whole_file_for_each() -> None:
    tree = storage({0x0037: "x", 0x1000: "text"})
    for n in range(1500):
        entry = storage({0x3001: "notice"}, head=8)
        entry["__substg1.0_3701000D"] = storage({0x0037: f"subject {n}", 0x1000: "text"}, {}, 24)
        tree[f"__attach_version1.0_#{n:08X}"] = entry
    data = compound(tree)
    done = within(3, lambda: outlook.build(data))

    assert done.raw.count(b"Subject: subject") == outlook.ATTACHMENTS
    assert "limit-container" in {it.kind for it in parse(done.raw).defects}


def test_transport_headers_folded_many_times() -> None:
    data = compound(storage({0x007D: "A: b\r\n" + " c\r\n" * 300_000, 0x0037: "件名" * 300_000, 0x1000: "text"}))
    assert within(4, lambda: outlook.build(data)).complete
