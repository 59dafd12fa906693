"""Passwords that a mail describes: today's date, the reader's own address."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib

import pytest

from mails import build
from sabaku.extract.files import held
from sabaku.extract.hinted import hinted
from sabaku.mime import parse


def mail(text: str, **more: object) -> bytes:
    headers = {"Date": "Thu, 05 Feb 2026 09:15:00 +0900", "To": "user@recipient.example"}
    return build({"base": "ja", "headers": headers, "body": {"text": text, **more}})


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("添付ファイルのパスワードは本日の日付(8桁)です。", "20260205"),
        ("パスワード:メール送信日の年月日", "20260205"),
        ("The password is today's date.", "20260205"),
        ("Das Passwort ist das heutige Datum.", "20260205"),
        ("Le mot de passe est la date du jour.", "20260205"),
        ("The password is your e-mail address.", "user@recipient.example"),
        ("パスワードはお客様のメールアドレスです。", "user@recipient.example"),
    ],
)
def test_what_the_text_names(text: str, first: str) -> None:
    assert hinted(parse(mail(text)))[0] == first


@pytest.mark.parametrize(
    "text",
    [
        "パスワードは本日中に別便でお送りします。",
        "本日の日付でご請求書をお送りします。",
        "Your password expires today.",
        "",
    ],
)
def test_what_it_does_not(text: str) -> None:
    assert hinted(parse(mail(text))) == ()


def test_without_a_date() -> None:
    assert hinted(parse(b"Date: never\n\npassword: today's date\n")) == ()


def locked_zip(name: str, content: bytes, password: bytes) -> bytes:
    """A zip archive with the traditional encryption (APPNOTE 6.1), as offices make them."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def crc(value: int, byte: int) -> int:
        return zlib.crc32(bytes([byte]), value ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    def update(byte: int) -> None:
        keys[0] = crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[2], keys[1] >> 24)

    def encrypted(byte: int) -> int:
        some = (keys[2] | 2) & 0xFFFF
        out = byte ^ ((some * (some ^ 1)) >> 8 & 255)
        update(byte)
        return out

    for byte in password:
        update(byte)
    head = bytes(11) + bytes([zlib.crc32(content) >> 24])
    body = bytes(encrypted(byte) for byte in head + content)
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(name, content)
    data = bytearray(plain.getvalue())
    at = data.index(content)
    data[at : at + len(content)] = body
    for mark, flag, size in ((b"PK\x03\x04", 6, 18), (b"PK\x01\x02", 8, 20)):
        place = data.index(mark)
        data[place + flag] |= 1
        data[place + size : place + size + 4] = len(body).to_bytes(4, "little")
    end = data.index(b"PK\x05\x06")
    data[end + 16 : end + 20] = data.index(b"PK\x01\x02").to_bytes(4, "little")
    return bytes(data)


def test_an_archive_that_opens_with_the_date() -> None:
    data = base64.b64encode(locked_zip("a.html", b'<a href="https://a.example/">x</a>', b"20260205")).decode()
    file = {"name": "a.zip", "type": "application/zip", "base64": data}
    message = parse(mail("パスワードは本日の日付です。", files=[file]))
    assert [(it.name, it.data) for it in message.once(held)][1] == ("a.html", b'<a href="https://a.example/">x</a>')
    other = parse(mail("パスワードは別便でお送りします。", files=[file]))
    assert message.once(held)[1].data is not None
    assert other.once(held)[1].data is None
