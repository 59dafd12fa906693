"""A mail's source out of what a webmail shows: pasted with the table above it, or saved as a page."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from sabaku import app, intake
from sabaku.intake import Unreadable, files
from sabaku.model import Input, Signature
from sabaku.render import html as as_page

HEAD = (
    "Delivered-To: user@recipient.example\n"
    "Received: from mail.sender.example (unknown [203.0.113.9]) by mx.recipient.example (Postfix) with ESMTP id 1;"
    " Thu, 5 Feb 2026 10:00:00 +0900\n"
    'From: "Bank" <info@sender.example>\nTo: user@recipient.example\nSubject: hello & <goodbye>\n'
    "Date: Thu, 5 Feb 2026 10:00:00 +0900\nMessage-ID: <1@sender.example>\n"
)
MAIL = HEAD + "Content-Type: text/html; charset=utf-8\n\n<p>確認 <a href='http://x.example/'>here</a> &amp; now\n"
ENGLISH = (
    "Original Message\nMessage ID\t<1@sender.example>\nCreated at:\tThu, Feb 5, 2026\nFrom:\tBank <info@sender.example>\n"
    "Subject:\thello\nSPF:\tPASS with IP 203.0.113.9 Learn more\nDKIM:\t'PASS' with domain sender.example\nDMARC:\t'PASS'\n\n"
    "Download Original\nCopy to clipboard\n\n"
)
JAPANESE = (
    "元のメッセージ\nメッセージ ID\t<1@sender.example>\n作成日:\t2026年2月5日\n件名:\thello\nSPF:\tPASS(IP: 203.0.113.9)。詳細\n"
    "DMARC:\t'FAIL' 詳細\n\n元のメールをダウンロード\n"
)
PRE = "<!DOCTYPE html><html lang=ja><head><meta charset=utf-8><title>x</title></head><body><table><tr><td>SPF</table><pre id=raw>{}</pre></body></html>"


def given(data: bytes, name: str = "paste.txt") -> files.Given:
    found = files.mail(name, data)
    assert isinstance(found, files.Given), found
    return found


@pytest.mark.parametrize("table", [ENGLISH, JAPANESE, "\n" + ENGLISH.replace("\n", "\r\n")])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_below_the_table_of_show_original(table: str, end: str) -> None:
    found = given((table + MAIL.replace("\n", end)).encode())

    assert found.raw == MAIL.encode()
    assert found.carrier is not None
    assert (found.carrier.how, found.carrier.exact) == ("page", False)


def test_the_table_alone_is_no_mail() -> None:
    found = files.mail("a.txt", ENGLISH.encode())
    assert isinstance(found, Unreadable)
    assert found.reason == files.TABLE_ONLY


def test_a_table_in_a_senders_text_is_his_text() -> None:
    raw = (MAIL + ENGLISH + MAIL.replace("Bank", "Forged")).encode()
    assert given(raw).raw == raw


@pytest.mark.parametrize("name", ["original.html", "original.htm", "a.txt"])
def test_a_saved_page_with_the_source_in_it(name: str) -> None:
    page = PRE.format(html.escape(MAIL, quote=False)).encode()
    assert given(page, name).raw.rstrip() == MAIL.encode().rstrip()


def test_links_that_a_browser_put_into_the_source_are_taken_out() -> None:
    shown = html.escape(MAIL, quote=False).replace("http://x.example/", '<a href="http://x.example/">http://x.example/</a>')
    assert given(PRE.format(shown).encode()).raw.rstrip() == MAIL.encode().rstrip()


def test_a_source_in_lines_of_html() -> None:
    page = "<html><body><div>" + html.escape(MAIL, quote=False).replace("\n", "<br>") + "</div></body></html>"
    assert given(page.encode()).raw.rstrip() == MAIL.encode().rstrip()


def archive(page: str) -> bytes:
    return (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://webmail.example/\nSubject: hello\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary=b\n\n'
        "--b\nContent-Type: text/html; charset=utf-8\nContent-Location: https://webmail.example/\n\n" + page + "\n--b--\n"
    ).encode()


def test_a_page_saved_as_one_file() -> None:
    assert given(archive(PRE.format(html.escape(MAIL, quote=False))), "a.mht").raw.rstrip() == MAIL.encode().rstrip()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.mht", archive("<html><body>Bank &lt;info@sender.example&gt; <p>hello</body></html>")),
        (
            "a.html",
            b"<html><head><title>hello - Webmail</title></head><body>From: Bank &lt;info@sender.example&gt;</body></html>",
        ),
    ],
)
def test_a_picture_of_a_mail_is_refused_with_what_to_do(name: str, data: bytes) -> None:
    found = files.mail(name, data)
    assert isinstance(found, Unreadable)
    assert found.reason == files.SAVED_PAGE


def test_a_received_mail_cannot_pose_as_a_saved_page() -> None:
    raw = b"Snapshot-Content-Location: https://x.example/\n" + MAIL.encode()
    assert given(raw).raw == raw


def test_headers_quoted_in_a_ticket_are_moved_to_the_margin(tmp_path: Path) -> None:
    for mark in ("> ", ">", "    "):
        path = tmp_path / "a.txt"
        path.write_text("".join(mark + line + "\n" for line in HEAD.splitlines()))
        (found,) = intake.read([str(path)])
        assert isinstance(found, Input)
        assert found.raw.decode().startswith("Delivered-To: ")


SIGNED = HEAD.replace("From:", "DKIM-Signature: v=1; a=rsa-sha256; d=sender.example; s=k; h=from; bh=AAAA; b=AAAA\nFrom:")


@pytest.mark.parametrize(
    ("text", "hashed"), [(SIGNED, "unknown"), (SIGNED + "\n\n", "unknown"), (SIGNED + "\nbody\n", "differs")]
)
def test_a_body_that_was_not_handed_over_is_not_called_changed(text: str, hashed: str) -> None:
    case = app.prepare(Input(text.encode()))
    (found,) = case.seen("signature", "dkim")

    assert isinstance(found.detail, Signature)
    assert found.detail.body_hash == hashed


def test_a_body_written_anew_is_not_called_changed() -> None:
    page = given(PRE.format(html.escape(SIGNED + "\nbody\n", quote=False)).encode())
    case = app.prepare(Input(page.raw, carrier=page.carrier, given=page.given))
    (found,) = case.seen("signature", "dkim")

    assert isinstance(found.detail, Signature)
    assert found.detail.body_hash == "unknown"
    assert "auth.body-changed" not in {it.id for it in app.conclude(case).findings}


def test_a_report_of_our_own_is_no_mail() -> None:
    report = app.examine(Input(MAIL.encode()))
    told = files.mail("report.html", as_page.render(report, "en", MAIL.encode()).encode())

    assert isinstance(told, Unreadable)
    assert told.reason == files.OWN_REPORT


def test_a_mail_that_calls_itself_our_report_is_read() -> None:
    assert given(MAIL.encode() + files.OURS).raw.endswith(files.OURS)
