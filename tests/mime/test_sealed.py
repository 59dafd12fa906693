"""Mails inside S/MIME signatures and winmail.dat: their parts are read, have a place, and hostile ones do no harm."""

from __future__ import annotations

import base64
import random
import struct
import tomllib
import zlib
from pathlib import Path

import pytest

from effort import within
from sabaku.extract import files
from sabaku.mime import parse, pkcs7, tnef
from sabaku.model import Message, Span

SMIME = {
    name: base64.b64decode(text)
    for name, text in tomllib.loads(Path(__file__).with_name("smime.toml").read_text("utf-8")).items()
}


def mail(data: bytes, type: str = "application/pkcs7-mime; name=smime.p7m", encoding: str = "base64") -> bytes:
    body = base64.encodebytes(data) if encoding == "base64" else data
    return f"From: a@b.test\nSubject: x\nContent-Type: {type}\nContent-Transfer-Encoding: {encoding}\n\n".encode() + body


def kinds(message: Message) -> set[str]:
    return {it.kind for it in message.defects}


@pytest.mark.parametrize("name", ["signed", "streamed"])
def test_what_is_signed_in_one_piece_is_read(name: str) -> None:
    raw = mail(SMIME[name])
    message = parse(raw)
    assert [(it.path, it.type) for it in message.parts] == [
        ("1", "application/pkcs7-mime"),
        ("1.1", "multipart/mixed"),
        ("1.1.1", "text/html"),
        ("1.1.2", "application/octet-stream"),
    ]
    assert message.view("visible").text.strip() == "お知らせ"
    assert message.raw_range(Span("visible", 0, 2)) == (message.parts[0].body_start, len(raw))
    assert [(it.name, it.kind) for it in message.once(files.held)] == [("smime.p7m", ""), ("a.exe", "exe")]
    assert "smime-unverified" in kinds(message)
    assert "sealed" not in kinds(message)


def test_what_is_encrypted_stays_closed() -> None:
    message = parse(mail(SMIME["encrypted"]))
    assert [it.path for it in message.parts] == ["1"]
    assert "sealed" in kinds(message)
    assert "smime-unverified" not in kinds(message)


def der(tag: int, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return bytes((tag, 0x84)) + len(body).to_bytes(4, "big") + body


def signed(content: bytes) -> bytes:
    data = der(0x30, bytes.fromhex("06092a864886f70d010701"), der(0xA0, der(0x04, content)))
    return der(0x30, bytes.fromhex("06092a864886f70d010702"), der(0xA0, der(0x30, b"\2\1\1", der(0x31), data)))


def compressed(content: bytes) -> bytes:
    data = der(0x30, bytes.fromhex("06092a864886f70d010701"), der(0xA0, der(0x04, zlib.compress(content))))
    kind = bytes.fromhex("060b2a864886f70d0109100109")
    return der(0x30, kind, der(0xA0, der(0x30, b"\2\1\0", der(0x30, bytes.fromhex("060b2a864886f70d0109100308")), data)))


def test_compressed_and_nested() -> None:
    assert pkcs7.opened(compressed(b"Content-Type: text/plain\n\nhello")) == ("compressed", b"Content-Type: text/plain\n\nhello")
    raw = mail(b"Content-Type: text/plain\n\nhello", encoding="binary").partition(b"\n\n")[2]
    for _ in range(200):
        raw = b"Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: binary\n\n" + signed(raw)
    message = parse(b"From: a@b.test\n" + raw)
    assert "limit-depth" in kinds(message)
    assert len(message.parts) < 40


def attribute(level: int, name: int, value: bytes, kind: int = 6) -> bytes:
    return struct.pack("<BHHI", level, name, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def listed(*found: tuple[int, int, bytes]) -> bytes:
    """Properties, each with one value of variable length."""
    out = [struct.pack("<I", len(found))]
    for kind, name, value in found:
        out.append(struct.pack("<HHII", kind, name, 1, len(value)) + value + bytes(-len(value) % 4))
    return b"".join(out)


def winmail(html: bytes = b"", text: bytes = b"", **attached: bytes) -> bytes:
    out = [tnef.MARK, b"\1\0", attribute(1, 0x9007, struct.pack("<II", 932, 0))]
    if html:
        out.append(attribute(1, 0x9003, listed((258, 0x1013, html))))
    if text:
        out.append(attribute(1, 0x800C, text + b"\0"))
    for stem, data in attached.items():
        name = f"{stem}.exe"
        out += [attribute(2, 0x9002, bytes(14)), attribute(2, 0x8010, b"SHORT~1.EXE\0"), attribute(2, 0x800F, data)]
        out.append(attribute(2, 0x9005, listed((31, 0x3707, name.encode("utf-16-le") + b"\0\0"))))
    return b"".join(out)


def test_winmail_is_opened() -> None:
    data = winmail(html=b'<html><a href="https://lure.example/x">hello</a></html>', 請求書=b"MZ\x90\0")
    for type in ("application/ms-tnef; name=winmail.dat", "application/octet-stream; name=winmail.dat"):
        message = parse(mail(data, type))
        assert [(it.path, it.type, it.filename) for it in message.parts[1:]] == [
            ("1.1", "text/html", ""),
            ("1.2", "application/octet-stream", "請求書.exe"),
        ]
        assert message.view("visible").text.strip() == "hello"
        assert [(it.name, it.kind) for it in message.once(files.held)][1:] == [("請求書.exe", "exe")]
    text = parse(mail(winmail(text="こんにちは".encode("cp932")), "application/ms-tnef"))
    assert text.view("visible").text.strip() == "こんにちは"


def test_rich_text_in_winmail() -> None:
    rich = b'{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <a href="https://lure.example/r">}go{\\*\\htmltag72 </a>}}'
    packed = struct.pack("<II4sI", len(rich) + 12, len(rich), b"MELA", 0) + rich
    data = tnef.MARK + b"\1\0" + attribute(1, 0x9003, listed((258, 0x1009, packed)))
    assert 'href="https://lure.example/r"' in parse(mail(data, "application/ms-tnef")).view("html").text


def test_a_mail_attached_within_winmail() -> None:
    inner = winmail(html=b"<html>inner words</html>", inner=b"MZ")
    data = winmail(text=b"outer words")
    data += attribute(2, 0x9002, bytes(14)) + attribute(2, 0x9005, listed((13, 0x3701, bytes(16) + inner)))
    message = parse(mail(data, "application/ms-tnef"))
    assert message.view("visible").text.strip() == "outer words"
    assert [(it.path, it.name) for it in message.once(files.held)] == [
        ("1", ""),
        ("1.2", "unnamed"),
        ("1.2.1", ""),
        ("1.2.2", "inner.exe"),
    ]


@pytest.mark.parametrize("name", [*SMIME, "tnef", "compressed"])
def test_damaged_ones_never_raise(name: str) -> None:
    whole = SMIME.get(name) or (winmail(b"<html>x</html>", 請求書=b"MZ") if name == "tnef" else compressed(b"x: y\n\nz"))
    within(20, lambda: damaged(name, whole))


def damaged(name: str, whole: bytes) -> None:
    chance = random.Random(3)
    for n in range(400):
        broken = bytearray(whole[: chance.randrange(len(whole))] if n % 3 == 0 else whole)
        for _ in range(chance.randrange(1, 6) if broken else 0):
            broken[chance.randrange(len(broken))] = chance.choice((0, 1, 0x30, 0x80, 0x84, 0xFF, chance.randrange(256)))
        raw = mail(bytes(broken), "application/ms-tnef" if name == "tnef" else "application/pkcs7-mime")
        message = parse(raw)
        for view in ("visible", "text", "html"):
            message.raw_range(Span(view, 0, len(message.view(view).text)))
        message.once(files.held)


@pytest.mark.parametrize(
    "unit",
    [
        b"\x24\x80\x04\x01x",
        b"\x30\x80",
        b"\xa0\x80",
        attribute(2, 0x9002, b""),
        attribute(1, 0x9003, struct.pack("<IHHI", 9**9, 3, 1, 9**9)),
    ],
)
def test_repetitions_end_soon(unit: bytes) -> None:
    for start in (tnef.MARK + b"\1\0", bytes.fromhex("308006092a864886f70d010702a0803080020101310030") + b"\x80"):
        data = (start + unit * (6_000_000 // len(unit)))[:6_000_000]
        within(2, lambda data=data: (tnef.held(data), pkcs7.opened(data)))  # type: ignore[misc]


def test_rich_text_of_many_containers_is_unpacked_up_to_a_limit() -> None:
    """Each of 60 KB unpacks to 400 KB; so many could be sent that they keep a reader busy for minutes."""
    again = b"".join(struct.pack(">H", (207 + 17 * n) % 4096 - 17 << 4 | 15 if n % 240 else 15) for n in range(8))
    packed = struct.pack("<II4sI", 0, 0, b"LZFu", 0) + (b"\0" + b"{\\rtf1 a" + b"\xff" + again) * 3000
    data = tnef.MARK + b"\1\0" + attribute(1, 0x9003, listed((258, 0x1009, packed)))
    assert tnef.held(data).unpacked
    part = b"--b\nContent-Type: application/ms-tnef\n\n" + data + b"\n"
    raw = b"From: a@b.test\nContent-Type: multipart/mixed; boundary=b\n\n" + part * 60 + b"--b--\n"
    assert "limit-container" in kinds(within(3, lambda: parse(raw)))
