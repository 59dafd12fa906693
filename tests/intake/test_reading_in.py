"""What a user may give: files, folders, mailboxes, Maildir, standard input, pasted headers; what cannot be read is said."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.compound import compound, storage
from sabaku import intake
from sabaku.intake import Unreadable, files, mbox
from sabaku.mime import limits, parse
from sabaku.model import Home, Input

MAIL = b"From: info@sender.example\nTo: user@recipient.example\nSubject: hello\nDate: Thu, 5 Feb 2026 10:00:00 +0900\n\ntext\n"


def mails(paths: Iterable[str | Path], **more: object) -> list[Input]:
    found = list(intake.read([str(it) for it in paths], **more))  # type: ignore[arg-type]
    assert all(isinstance(it, Input) for it in found), found
    return [it for it in found if isinstance(it, Input)]


def subjects(found: list[Input]) -> list[str]:
    return [parse(it.raw).text_of("subject") for it in found]


def refused(paths: Iterable[str | Path], **more: object) -> list[Unreadable]:
    return [it for it in intake.read([str(it) for it in paths], **more) if isinstance(it, Unreadable)]  # type: ignore[arg-type]


def test_a_file_with_what_the_caller_knows(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(MAIL)
    home, now = Home(domains=("recipient.example",)), datetime(2026, 2, 5, tzinfo=UTC)

    (found,) = mails([path], home=home, now=now, profile="quiet")
    assert found == Input(MAIL, str(path), now, "quiet", home)


def test_a_folder_is_walked_and_what_is_no_mail_is_passed_over(tmp_path: Path) -> None:
    for name in ("b.eml", "sub/a.eml", "sub/.hidden.eml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(MAIL.replace(b"hello", name.encode()))
    (tmp_path / "c").write_bytes(MAIL.replace(b"hello", b"no suffix"))
    (tmp_path / "notes.txt").write_text("buy milk\nand: bread\n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "x.msg").write_bytes(compound(storage({0x0037: "msg", 0x1000: "text"})))

    assert subjects(mails([tmp_path])) == ["b.eml", "no suffix", "sub/a.eml", "msg"]


def test_maildir(tmp_path: Path) -> None:
    for folder in ("cur", "new", "tmp", ".Spam/cur", ".Spam/new"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "new" / "1770253205.M1P1.mx").write_bytes(MAIL.replace(b"hello", b"new"))
    (tmp_path / "cur" / "1770253200.M1P1.mx;2,S").write_bytes(MAIL.replace(b"hello", b"seen"))
    (tmp_path / "tmp" / "half").write_bytes(MAIL)
    (tmp_path / ".Spam" / "cur" / "1").write_bytes(MAIL.replace(b"hello", b"spam"))

    assert subjects(mails([tmp_path])) == ["spam", "seen", "new"]


POSTMARK = b"From info@sender.example Thu Feb  5 10:00:05 2026\n"


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_mboxrd_is_unquoted(tmp_path: Path, ends: bytes) -> None:
    path = tmp_path / "box"
    path.write_bytes(
        (POSTMARK + MAIL + b">From the start\n>>From twice\n\n" + POSTMARK + MAIL.replace(b"hello", b"two") + b"\n").replace(
            b"\n", ends
        )
    )

    found = mails([path])
    assert [it.name for it in found] == [f"{path}#1", f"{path}#2"]
    assert subjects(found) == ["hello", "two"]
    assert parse(found[0].raw).view("text").text == "text\nFrom the start\n>From twice\n\n"


def test_a_from_line_in_a_text_does_not_end_a_mail(tmp_path: Path) -> None:
    path = tmp_path / "box"
    body = b"text\n\nFrom here on it gets better.\n\nFrom: is no separator either\nSince 10:30\n\n"
    path.write_bytes(POSTMARK + MAIL + body + POSTMARK + MAIL)

    assert len(mails([path])) == 2


def test_mboxcl_counts_and_leaves_the_text_as_it_is(tmp_path: Path) -> None:
    body = b"text\n\n" + POSTMARK + b"X: looks like a mail\n\n>From stays\n"
    head = b"From: info@sender.example\nSubject: counted\nContent-Length: %d\n\n" % len(body)
    path = tmp_path / "box.mbox"
    path.write_bytes(POSTMARK + head + body + b"\n" + POSTMARK + MAIL)

    found = mails([path])
    assert subjects(found) == ["counted", "hello"]
    assert parse(found[0].raw).view("text").text.startswith(body.decode())


def test_a_wrong_content_length_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "box"
    path.write_bytes(
        POSTMARK + b"Content-Length: 7\n" + MAIL + b"\n" + POSTMARK + b"Content-Length: 99999\n" + MAIL + b"\n" + POSTMARK + MAIL
    )

    assert subjects(mails([path])) == ["hello"] * 3


def test_a_mailbox_of_one_mail_is_that_mail(tmp_path: Path) -> None:
    path = tmp_path / "one.eml"
    path.write_bytes(POSTMARK + MAIL)

    (found,) = mails([path])
    assert (found.name, found.raw) == (str(path), MAIL)


def test_no_separators_no_work() -> None:
    assert list(mbox.split(POSTMARK + b"a: b\n\n" + b"From x\n" * 20000)) != []
    assert list(mbox.split(b"nothing")) == []


def test_standard_input_holds_a_mail_or_a_mailbox() -> None:
    assert subjects(mails(["-"], stdin=io.BytesIO(MAIL))) == ["hello"]
    found = mails(["-"], stdin=io.BytesIO(POSTMARK + MAIL + b"\n" + POSTMARK + MAIL))
    assert [it.name for it in found] == ["-#1", "-#2"]
    assert subjects(mails(["-"], stdin=io.BytesIO(compound(storage({0x0037: "msg"}))))) == ["msg"]


def test_headers_pasted_without_a_body() -> None:
    pasted = b"Received: from a (a.example [192.0.2.1]) by mx.recipient.example; Thu, 5 Feb 2026 10:00:00 +0900\nFrom: a@sender.example\nSubject: only headers"
    (found,) = mails(["-"], stdin=io.BytesIO(pasted))
    message = parse(found.raw)

    assert message.text_of("subject") == "only headers"
    assert {it.kind for it in message.defects} == {"header-only"}


def test_headers_pasted_with_an_indent() -> None:
    text = b"    Received: from a by b; Thu, 5 Feb 2026 10:00:00 +0900\n      for <x@y.example>\n    From: a@sender.example\n    Subject: indented\n\n    text\n"
    (found,) = mails(["-"], stdin=io.BytesIO(text))
    message = parse(found.raw)

    assert message.text_of("subject") == "indented"
    assert message.text_of("received").endswith("for <x@y.example>")
    assert found.given == text


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_text_with_a_blank_line_behind_each_line(end: bytes) -> None:
    folded = MAIL.replace(b"Subject: hello\n", b"Subject: hello\n there\n") + b"\nlast\n"
    text = folded.replace(b"\n", end + end)
    (found,) = mails(["-"], stdin=io.BytesIO(text))
    message = parse(found.raw)

    assert message.text_of("subject") == "hello there"
    assert message.view("text").text == "text\n\nlast\n"
    assert found.given == text


def test_a_body_whose_lines_stand_apart_is_left_as_it_is() -> None:
    text = b"Subject: hello\n\nFrom: here\n\nTo: there\n\nDate: today\n\nFrom: line to line\nand on\n"
    (found,) = mails(["-"], stdin=io.BytesIO(text))

    assert (found.raw, found.given) == (text, None)


@pytest.mark.parametrize("encode", [base64.encodebytes, base64.urlsafe_b64encode, lambda it: base64.b64encode(it).rstrip(b"=")])
def test_a_mail_as_interfaces_hand_it_out(encode: Callable[[bytes], bytes]) -> None:
    text = encode(MAIL)
    (found,) = mails(["-"], stdin=io.BytesIO(text))

    assert (found.raw, found.given) == (MAIL, text)


@pytest.mark.parametrize("text", [b"Buy milk and bread\nat ten\n", base64.encodebytes(b"no mail at all, " * 9), b"A" * 4001])
def test_a_text_without_a_single_field_is_no_mail_whatever_it_is_called(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "saved.eml"
    path.write_bytes(text)

    assert refused([path]) == [Unreadable(str(path), files.NO_HEADER)]


def test_a_mail_saved_as_utf16() -> None:
    text = "From: 見本 <a@sender.example>\r\nSubject: 重要\r\n\r\n本文\r\n".encode("utf-16")
    (found,) = mails(["-"], stdin=io.BytesIO(text))

    assert subjects([found]) == ["重要"]
    assert found.given == text


def test_apple_mail_files() -> None:
    text = b"%d      \n" % len(MAIL) + MAIL + b'<?xml version="1.0"?><plist></plist>'
    (found,) = mails(["-"], stdin=io.BytesIO(text))

    assert (found.raw, found.given) == (MAIL, text)


def test_what_cannot_be_read_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    (tmp_path / "good.eml").write_bytes(MAIL)
    (tmp_path / "empty.eml").write_bytes(b" \n")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "bad.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "prose.txt").write_text("これはメールではなく、ただの文章です。\n")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 8)
    names = ["missing.eml", "empty.eml", "a.pdf", "bad.msg", "prose.txt", "noise.bin", "good.eml"]
    found = list(intake.read([str(tmp_path / it) for it in names]))

    assert [Path(it.name).name for it in found if isinstance(it, Unreadable)] == names[:-1]
    assert [it.reason for it in found if isinstance(it, Unreadable)] == [
        files.MISSING, files.EMPTY, files.mail("x", b"%PDF-").reason, files.BROKEN_MSG, files.NO_HEADER, files.mail("x", bytes(range(256))).reason,  # type: ignore[union-attr]
    ]  # fmt: skip
    assert isinstance(found[-1], Input)
    for it in found[:-1]:
        assert isinstance(it, Unreadable)
        assert it.reason.ja.endswith("。")
        assert it.reason.en.endswith(".")


def test_no_standard_input_is_no_mail() -> None:
    assert refused(["-"]) == [Unreadable("-", files.MISSING)]
    assert refused(["-"], stdin=io.BytesIO(b"")) == [Unreadable("-", files.EMPTY)]


def test_a_mail_beyond_the_limit_is_read_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "large.eml"
    with path.open("wb") as file:
        file.write(MAIL)
        file.seek(limits.MESSAGE_BYTES + 100_000_000)
        file.write(b"end")

    (found,) = mails([path])
    assert len(found.raw) == limits.MESSAGE_BYTES + 1
    assert "limit-message-bytes" in {it.kind for it in parse(found.raw).defects}


def test_a_large_mailbox_is_mapped_and_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "large.mbox"
    body = b"x" * (1 << 20) + b"\n\n"
    with path.open("wb") as file:
        for _ in range(54):
            file.write(POSTMARK + MAIL + body)

    assert len(mails([path])) == 54
    with path.open("rb") as file:
        assert len(mails(["-"], stdin=file)) == 54


def test_a_folder_that_holds_a_loop_ends(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(MAIL)
    try:
        (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no symbolic links")

    assert len(mails([tmp_path])) == 1


def test_a_mailbox_of_mmdf(tmp_path: Path) -> None:
    path = tmp_path / "box"
    mark = b"\x01\x01\x01\x01\n"
    path.write_bytes(mark + MAIL + mark + mark + MAIL.replace(b"hello", b"again") + mark)

    assert subjects(mails([path])) == ["hello", "again"]


def test_of_a_kept_case_only_its_mail_is_read(tmp_path: Path) -> None:
    case = tmp_path / "cases" / "one"
    (case / "notices").mkdir(parents=True)
    (case / "mail.eml").write_bytes(MAIL)
    (case / "notices" / "abuse.eml").write_bytes(MAIL.replace(b"hello", b"draft"))
    assert subjects(mails([tmp_path])) == ["hello", "draft"]  # a folder like any other, so far
    for name in ("inputs.json", "tape.jsonl", "report.json"):
        (case / name).write_bytes(b"{}")

    assert intake.is_case(case)
    assert not intake.is_case(tmp_path)
    assert subjects(mails([tmp_path])) == subjects(mails([case])) == ["hello"]
    assert subjects(mails([case / "notices" / "abuse.eml"])) == ["draft"]  # asked for by name
