"""From characters back to bytes: what stands at the range is the character, through every encoding."""

from __future__ import annotations

import base64
import binascii
import quopri

import pytest

from mime.japanese_mails import MAILS, Mail, jis, mail, word
from sabaku.mime import parse
from sabaku.model import Message, Span

TEXT = "Login: https://login.evil.example/?a=1 お支払い方法①\nzweite Zeile, äöü\nlast お客様 line\n"


def range_of(message: Message, view: str, needle: str) -> bytes:
    text = message.view(view).text
    at = text.index(needle)
    start, end = message.raw_range(Span(view, at, at + len(needle)))
    return message.raw[start:end]


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
@pytest.mark.parametrize("needle", ["https://login.evil.example/?a=1", "お支払い", "方法①", "ä", "last", "客", "L"])
def test_identity_is_exact(needle: str, ends: bytes) -> None:
    message = parse(mail(type=b"text/plain; charset=utf-8", encoding=b"8bit", body=TEXT.encode()).replace(b"\n", ends))

    assert range_of(message, "text", needle) == needle.encode()


@pytest.mark.parametrize("needle", ["https://login.evil.example/?a=1", "お支払い", "方法①", "last", "客"])
@pytest.mark.parametrize("codec", ["cp932", "gb18030", "big5hkscs", "cp949"])
def test_multi_byte_is_exact(needle: str, codec: str) -> None:
    text = "Login: https://login.evil.example/?a=1 お支払い方法①\nlast 客 line\n"
    label = {"cp932": b"Shift_JIS", "gb18030": b"gb2312", "big5hkscs": b"big5", "cp949": b"euc-kr"}[codec]
    try:
        data = text.encode(codec)
    except UnicodeEncodeError:
        data = text.replace("払", "收").replace("①", "1").encode(codec)
        needle = needle.replace("払", "收").replace("①", "1")
    message = parse(mail(type=b"text/plain; charset=" + label, encoding=b"8bit", body=data))

    assert range_of(message, "text", needle) == needle.encode(codec)


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
@pytest.mark.parametrize("needle", ["https://login.evil.example/?a=1", "お支払い", "last", "客", "方法①"])
def test_jis_is_exact_but_for_escapes(needle: str, ends: bytes) -> None:
    text = "Login: https://login.evil.example/?a=1 お支払い方法①\nlast お客様 line\n"
    message = parse(mail(type=b"text/plain; charset=iso-2022-jp", body=jis(text)).replace(b"\n", ends))

    assert range_of(message, "text", needle) == jis(needle).removeprefix(b"\x1b$B").removesuffix(b"\x1b(B")


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("needle", ["https://login.evil.example/?a=1", "お支払い", "方法①", "ä", "last", "客", "L"])
def test_quoted_printable_is_exact(needle: str, ends: bytes) -> None:
    body = quopri.encodestring(TEXT.encode()).replace(b"\n", ends)
    message = parse(mail(type=b"text/plain; charset=utf-8", encoding=b"quoted-printable").replace(b"\n", ends) + body)

    found = range_of(message, "text", needle)
    assert quopri.decodestring(found.replace(ends, b"\n")).decode() == needle
    assert found == found.strip()


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
@pytest.mark.parametrize("needle", ["https://login.evil.example/?a=1", "お支払い", "方法①", "ä", "last", "客", "L"])
def test_base64_is_exact_to_the_character(needle: str, ends: bytes) -> None:
    data = TEXT.encode()
    body = base64.encodebytes(data * 3).replace(b"\n", ends)
    message = parse(mail(type=b"text/plain; charset=utf-8", encoding=b"base64").replace(b"\n", ends) + body)
    text = message.view("text").text
    at = text.index(needle, len(TEXT))
    start, end = message.raw_range(Span("text", at, at + len(needle)))

    first = len((TEXT + text[len(TEXT) : at]).encode())
    last = first + len(needle.encode())
    significant = message.raw[:start].split(b"\n\n" if ends == b"\n" else b"\r\n\r\n")[-1].translate(None, b"\r\n")
    assert len(significant) == first * 4 // 3
    assert len(message.raw[start:end].translate(None, b"\r\n")) == (last * 4 + 2) // 3 - first * 4 // 3


def test_base64_with_noise_and_blocks_still_points_at_the_block() -> None:
    body = b"!!" + base64.b64encode(b"first!") + b"**\n" + base64.b64encode(b"second") + b"\n"
    message = parse(mail(type=b"text/plain", encoding=b"base64", body=body))

    assert base64.b64decode(range_of(message, "text", "second")) == b"second"


def test_a_word_is_found_whole_and_ascii_beside_it_exactly() -> None:
    subject = b"[ML 12] " + word("重要".encode()) + b"\n " + word("確認".encode()) + b" ok"
    message = parse(mail(subject))
    view = next(f"header:{n}" for n, it in enumerate(message.headers) if it.key == "subject")

    assert range_of(message, view, "12") == b"12"
    assert range_of(message, view, "確") == word("確認".encode())
    assert range_of(message, view, "ok") == b"ok"
    assert range_of(message, view, "要確") == word("重要".encode()) + b"\n " + word("確認".encode())


def test_raw_eight_bit_headers_are_exact() -> None:
    message = parse(mail("至急 【重要】".encode("cp932")))
    view = next(f"header:{n}" for n, it in enumerate(message.headers) if it.key == "subject")

    assert range_of(message, view, "重要").decode("cp932") == "重要"


def test_headers_and_raw_are_the_bytes_themselves() -> None:
    message = parse(b"\n" + mail(b"x", body=b"text"))

    assert message.view("raw").text == message.raw.decode("latin-1")
    assert range_of(message, "headers", "Subject: x") == b"Subject: x"
    for header in message.headers:
        assert message.raw[header.start : header.value_start].startswith(header.name.encode())
        assert message.raw[header.value_start : header.end].strip() == header.text.encode()


def test_one_endless_line_is_walked_in_stretches() -> None:
    body = ("あいう<a href='https://x.example'>えお</a>" * 5000).encode("cp932")
    message = parse(mail(type=b"text/html; charset=shift_jis", encoding=b"8bit", body=body))
    text = message.view("html").text

    start, end = message.raw_range(Span("html", len(text) - 6, len(text) - 4))
    assert message.raw[start:end].decode("cp932") == text[-6:-4]


@pytest.mark.parametrize("case", MAILS, ids=lambda it: it.name)
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_every_japanese_mail_points_into_its_own_body(case: Mail, ends: bytes) -> None:
    message = parse(case.raw.replace(b"\n", ends))
    for name in ("text", "html"):
        text = message.view(name).text
        for at in range(0, len(text), 3):
            start, end = message.raw_range(Span(name, at, at + 1))
            assert 0 < start <= end <= len(message.raw)
            assert end - start <= max(24, len(text.split("\n")[text[:at].count("\n")]) * 9), (text[at], message.raw[start:end])


def test_pieces_cover_what_the_exact_way_finds() -> None:
    message = parse(
        mail(type=b"text/plain; charset=utf-8", encoding=b"quoted-printable", body=quopri.encodestring(TEXT.encode()))
    )
    view = message.view("part:1")
    for piece in view.pieces():
        start, end = message.raw_range(Span("part:1", piece.start, piece.end))
        assert (piece.at, piece.to) == (start, end)
        assert binascii.a2b_qp(message.raw[start:end]).decode() == view.text[piece.start : piece.end]


LONG_LINE = "お客様のログイン https://login.evil.example/?a=1 を、本日中に。 " * 60


@pytest.mark.parametrize("needle", ["https://login.evil.example/?a=1", "お客様", "本日中"])
@pytest.mark.parametrize("nth", [0, 31, 59])
def test_a_body_in_one_line_of_base64_with_blanks_in_it_is_exact(needle: str, nth: int) -> None:
    """A mail program may not break lines, and a gateway put blanks in: the way back is worked out in pieces then."""
    whole = base64.b64encode(LONG_LINE.encode())
    message = parse(
        mail(
            type=b"text/plain; charset=utf-8",
            encoding=b"base64",
            body=b" ".join(whole[n : n + 76] for n in range(0, len(whole), 76)),
        )
    )
    at = [n for n in range(len(LONG_LINE)) if LONG_LINE.startswith(needle, n)][nth]
    start, end = message.raw_range(Span("text", at, at + len(needle)))
    first = len(LONG_LINE[:at].encode()) * 4 // 3
    last = (len(LONG_LINE[: at + len(needle)].encode()) * 4 + 2) // 3

    assert message.raw[start:end].replace(b" ", b"") == whole[first:last]


@pytest.mark.parametrize("needle", ["https://login.evil.example/?a=1", "お客様", "本日中"])
@pytest.mark.parametrize("nth", [0, 31, 59])
def test_a_body_in_one_line_of_quoted_printable_is_exact(needle: str, nth: int) -> None:
    written = "".join(chr(it) if 32 < it < 127 and it != 61 else f"={it:02X}" for it in LONG_LINE.encode()).encode()
    message = parse(mail(type=b"text/plain; charset=utf-8", encoding=b"quoted-printable", body=written))
    at = [n for n in range(len(LONG_LINE)) if LONG_LINE.startswith(needle, n)][nth]
    start, end = message.raw_range(Span("text", at, at + len(needle)))

    assert quopri.decodestring(message.raw[start:end]).decode() == needle
