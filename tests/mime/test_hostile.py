"""Mails made to keep a reader busy: bounded work, every bound said. Work is counted where it can be, not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from effort import within
from mime.japanese_mails import mail
from sabaku.mime import limits, parse
from sabaku.mime.defects import KINDS
from sabaku.model import Message, Span

KB, MB = 1024, 1024 * 1024
HEAD = b"From: a@sender.example\nSubject: x\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"


def kinds(message: Message) -> set[str]:
    return {it.kind for it in message.defects}


def read(raw: bytes) -> Message:
    """What an examination does with the views."""
    message = parse(raw)
    for name in ("text", "html"):
        text = message.view(name).text
        message.raw_range(Span(name, len(text) // 2, len(text) // 2 + 5))
    for n in range(min(3, len(message.headers))):
        message.raw_range(Span(f"header:{n}", 0, 1))
    return message


def calls(work: Callable[[], object]) -> int:
    """How many Python functions are called: the part of the work that a hostile mail can make grow."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def nested(depth: int) -> bytes:
    return HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth)) + b"\nhi\n"


GROWING: dict[str, Callable[[int], bytes]] = {
    "parts": lambda n: MIXED + b"--b\n\nhi\n" * n,
    "headers": lambda n: b"A: b\n" * n + b"\nhi",
    "junk lines": lambda n: b"a b c\n" * n,
    "nested": nested,
    "messages": lambda n: HEAD + b"Content-Type: message/rfc822\n\n" * n,
    "words": lambda n: HEAD + b"X: " + b"=?utf-8?q?a?= " * n + b"\n\n",
    "half words": lambda n: HEAD + b"X: " + b"=?utf-8?q?a " * n + b"\n\n",
    "half base64 words": lambda n: HEAD + b"X: " + b"=?utf-8?b?a " * n + b"\n\n",
    "parameters": lambda n: HEAD + b"Content-Type: a/b" + b"; c=d" * n + b"\n\n",
    "boundary prefixes": lambda n: MIXED + b"--bx\n" * n,
    "dots": lambda n: HEAD + b"\n" + b".\n" * n,
    "escapes": lambda n: HEAD + b"Content-Type: text/plain; charset=iso-2022-jp\n\n" + b"\x1b$B$\"\x1b(B" * n,
    "kanji lines": lambda n: HEAD + b"Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B" + b"$\"\n" * n,
    "uuencoded": lambda n: HEAD + b"\n" + b"begin 644 a\n#AAAA\nend\n" * n,
    "soft breaks": lambda n: HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=41=\n" * n,
    "padding": lambda n: HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"YQ==\n" * n,
    "handset emoji": lambda n: HEAD + b"Content-Type: text/plain; charset=shift_jis\n\n" + b"\xf8\x9f" * n,
    "hidden headers": lambda n: b"Y: " + b"\n From: b c" * n + b"\n\nhi",
    "closing lines": lambda n: MIXED + b"--b--\n" * n,
    "lone begin": lambda n: HEAD + b"\n" + b"begin 644 a\n#A\n" * n,
}  # fmt: skip


@pytest.mark.parametrize("name", GROWING)
def test_work_grows_no_faster_than_the_mail(name: str) -> None:
    make = GROWING[name]
    read(make(50))
    small, large = calls(lambda: read(make(200))), calls(lambda: read(make(1600)))

    assert large <= small * 8 * 1.5 + 3000


LARGE: dict[str, tuple[Callable[[], bytes], str]] = {
    "fifty megabytes of lines": (lambda: HEAD + b"\n" + b"hello world\n" * (5 * MB), "limit-message-bytes"),
    "fifty megabytes without a line end": (lambda: HEAD + b"\n" + b"A" * (49 * MB), "limit-text"),
    "ten thousand parts": (lambda: MIXED + b"--b\nContent-Type: text/plain\n\nhello\n" * 12_000 + b"--b--\n", "limit-parts"),
    "one header of a megabyte": (lambda: b"Subject: " + b"A" * MB + b"\n" + HEAD + b"\nhi", "limit-field-bytes"),
    "header block of ten megabytes": (lambda: b"A: b\n" * (2 * MB) + b"\nhi", "limit-header-bytes"),
    "a hundred thousand header fields": (lambda: b"A: b\n" * 100_000 + b"\nhi", "limit-header-count"),
    "fields in all parts": (lambda: MIXED + (b"--b\n" + b"A: b\n" * 100 + b"\nx\n") * 2000, "limit-header-count"),
    "a thousand levels": (lambda: nested(1000), "limit-depth"),
    "levels of many megabytes": (lambda: nested(28) + b"x\n" * (20 * MB), "limit-scanned"),
    "boundaries that are none": (lambda: MIXED + b"--bx\n" * 300_000, "limit-boundaries"),
    "words": (lambda: HEAD + b"X: " + b"=?a?q?b?= " * 5000 + b"\n\nhi", "limit-words"),
    "parameters": (lambda: HEAD + b"Content-Type: text/plain" + b"; a=b" * 1000 + b"\n\nhi", "limit-parameters"),
    "a parameter list of a megabyte": (lambda: HEAD + b"Content-Type: text/plain; a=" + b"x" * 100_000 + b"\n\nhi", "limit-parameter-bytes"),
    "the same defect": (lambda: MIXED + b"--b\nFoo\n" * 2000, "limit-defects"),
    "padding in fifty megabytes": (lambda: HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"YQ==\n" * (8 * MB), "limit-text"),
    "unknown labels": (lambda: HEAD + b"".join(b"X: =?l%d?q?=83=65=83=58?=\n" % n for n in range(20_000)) + b"\nhi", "word-charset-unknown"),
    "blanks in a parameter": (lambda: HEAD + b"Content-Type: text/plain;" + b" " * (100 * KB) + b"x\n\nhi", "limit-parameter-bytes"),
    "carriage returns": (lambda: (HEAD + b"\n" + b"x\n" * (10 * MB)).replace(b"\n", b"\r"), "line-ends-cr"),
    "blanks behind a boundary that is looked for": (lambda: HEAD + b"Content-Type: multipart/mixed\n\n" + (b"--a" + b" " * 100_000 + b"x\n") * 20, "boundary-missing"),
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_large_mails_are_read_within_limits_that_are_said(name: str) -> None:
    make, kind = LARGE[name]
    raw = make()
    message = within(2.5, lambda: read(raw))

    assert kind in kinds(message)
    assert kinds(message) <= set(KINDS)


def test_what_is_cut_is_cut_and_the_rest_is_read() -> None:
    message = parse(b"Subject: " + b"A" * MB + b"\nFrom: a@sender.example\n\nhi\n")

    assert len(message.text_of("subject")) == limits.FIELD_BYTES - 1  # the blank behind the colon
    assert message.text_of("from") == "a@sender.example"
    assert message.view("text").text == "hi\n"


def test_ten_thousand_parts_are_all_there() -> None:
    message = parse(MIXED + b"--b\n\nhello\n" * 9_990 + b"--b--\n")

    assert len(message.parts) == 9_991
    assert kinds(message) == set()
    assert message.view("text").text.count("hello") == 9_990


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_nothing_is_a_mail_too(size: int) -> None:
    for raw in (b"", b"\n", b"\r", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b":", b"a:", b"--", b"\x1b", b"="):
        message = read(raw * size)
        assert message.parts[0].path == "1"


def test_a_byte_more_or_less_never_raises() -> None:
    raw = mail(
        b"=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=",
        b'multipart/mixed; boundary="b"',
        body=b"--b\nContent-Type: text/html\n\n<p>x\n--b--\n",
    )
    for at in range(len(raw)):
        for broken in (raw[:at], raw[:at] + b"\xff" + raw[at + 1 :]):
            message = read(broken)
            assert message.raw == broken
            assert message.parts[0].path == "1"


def test_the_handset_is_looked_for_once_however_many_fields_are_quoted() -> None:
    field = b"From: =?iso-2022-jp?B?GyRCJDMkbBsoQg==?= <a@b.ne.jp>\n"
    few, many = (parse(field * count) for count in (50, 500))

    def quoted(message: Message) -> Callable[[], object]:
        return lambda: [message.raw_range(Span(f"header:{n}", 0, 1)) for n in range(len(message.headers))]

    within(1, lambda: quoted(parse(many.raw))())
    assert calls(quoted(parse(many.raw))) < 12 * calls(quoted(few))


@pytest.mark.parametrize(
    "body", [b"=" * 1_000_000, b"QUFB" + b"=\r\n" * 300_000, b"QQ==!" * 200_000], ids=["run", "lines", "foreign"]
)
def test_runs_of_padding_are_read_in_linear_time(body: bytes) -> None:
    raw = b"From: a@b.example\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body
    within(2, lambda: list(parse(raw).view("text").pieces()))


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: text/plain; charset=utf-7\n\nA +3d8- B +2D0- C\n",
        b"Content-Type: text/plain; charset=utf-16\n\n\xff\xfe\x00\xd8a\x00\xff\xdf\n",
        b"Content-Type: text/html\n\n<title>&#xD83D;</title><p title='&#55357;'>&#xDE00;&#xd83d;&#xde00;</p>\n",
        b"Subject: =?utf-7?q?A_+3d8-?= =?utf-7?b?KzJEMC0=?=\n\nx\n",
        b"Content-Type: application/x; name*=utf-7''%2B3d8-\n\nx\n",
    ],
)
def test_no_text_holds_half_a_surrogate_pair(raw: bytes) -> None:
    message = parse(HEAD + raw)
    names = [f"header:{n}" for n in range(len(message.headers))]
    for name in ("headers", "text", "html", "visible", *names, *(f"part:{it.path}" for it in message.parts)):
        message.view(name).text.encode()
    assert all(it.filename.encode() or True for it in message.parts)


@pytest.mark.parametrize("pump", [b"\r", b"\r ", b" \r", b"=\r", b"=?\r", b"\xff\r"])
def test_a_field_of_carriage_returns_is_unfolded_once(pump: bytes) -> None:
    within(2, lambda: read(b"Subject: x" + pump * (400 * KB // len(pump)) + b"\n" + HEAD + b"\nx"))


def test_utf_32_is_no_utf_16() -> None:
    body = "重要なお知らせ".encode("utf-32")
    assert read(HEAD + b"Content-Type: text/plain; charset=utf-32\n\n" + body).view("text").text == "重要なお知らせ"
