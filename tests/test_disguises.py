"""The same fraud in other clothes: what changes nothing for its reader changes nothing in the verdict; nor does what honest gateways do to mail."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

import pytest

from sabaku.app import conclude, examine, prepare
from sabaku.model import Home, Input, Span

HEAD = (
    "Return-Path: <info@v203.rented.example>\r\n"
    "Received: from v203-0-113-7.rented.example (v203-0-113-7.rented.example [203.0.113.7])\r\n"
    "\tby mx.recipient.example (Postfix) with ESMTP id 4F2307292395\r\n"
    "\tfor <user@recipient.example>; Thu,  5 Feb 2026 10:15:02 +0900 (JST)\r\n"
    "From: Reading Room <info@v203.rented.example>\r\nTo: user@recipient.example\r\nSubject: Notice\r\n"
    "Date: Thu, 5 Feb 2026 10:15:00 +0900\r\nMessage-ID: <1@v203.rented.example>\r\nMIME-Version: 1.0\r\n"
)
LURE = (
    "Dear customer,<br>your mailbox will be suspended within 24 hours because we could not verify your account. "
    "Confirm your password now, or you will lose all your messages.<br>"
    '<a href="https://webmail.login-check.example/verify?user@recipient.example">Verify your account</a>'
)
PLAIN = (
    "Dear customer,\nyour mailbox will be suspended within 24 hours because we could not verify your account.\n"
    "Confirm your password now, or you will lose all your messages.\n"
    "https://webmail.login-check.example/verify?user@recipient.example\n"
)
TYPE = "Content-Type: text/html; charset=utf-8\r\n"
LINK = re.compile(r'<a href="([^"]+)">([^<]+)</a>')


def mail(entity: str) -> bytes:
    return (HEAD + entity).encode()


def page(html: str, css: str = "") -> bytes:
    return mail(f"{TYPE}\r\n<html><head><style>{css}</style></head><body>{html}</body></html>\r\n")


def coded(change: Callable[[str], str], head: str = "Content-Transfer-Encoding: base64\r\n") -> bytes:
    return mail(TYPE + head + "\r\n" + change(base64.encodebytes(LURE.encode()).decode()))


def level(raw: bytes) -> str:
    return examine(Input(raw)).verdict.level


def mixed(*parts: str, boundary: str = 'boundary="b"') -> bytes:
    return mail(f"Content-Type: multipart/mixed; {boundary}\r\n\r\n" + "".join(f"--b\r\n{it}\r\n" for it in parts) + "--b--\r\n")


def spread(text: str, between: str) -> str:
    """The text with something in the middle of each of its words that are outside of tags."""
    return re.sub(r"(?<![<\w/\"=:.?@-])([a-z]{3})([a-z]{2,})(?![^<]*>)", lambda it: it[1] + between + it[2], text)


def test_it_is_a_fraud() -> None:
    assert level(page(LURE)) == level(mail("\r\n" + PLAIN)) == "fraud"


@pytest.mark.parametrize(
    ("tag", "css"),
    [
        ('<div class="x" style="display:block">', ".x{display:none}"),
        ('<div class="x" style="display:none">', ".x{display:block!important}"),
        ('<div class="x" id="y">', ".x{display:none}#y{display:block}"),
        ('<div class="x">', ".x{display:none} body .x{display:block}"),
        ('<div class="x">', ".x{display:none} @media screen and (max-width:9999px){.x{display:block}}"),
        ('<div class="x" style="visibility:hidden">', ".x{visibility:visible!important}"),
        ('<div class="x" style="font-size:0">', ".x{font-size:16px!important}"),
        ('<div class="x">', ".x{display:none} .x:first-child{display:block}"),
        ('<div style="display:none;display:block">', ""),
        ('<div style="display:none\\9">', ""),
        ("<div style=\"font-family:';display:none;'\">", ""),
        ('<div style="/*;display:none;*/color:black">', ""),
        ('<div style="max-height:0">', ""),
        ('<div style="height:0;overflow:hidden;min-height:600px">', ""),
        ('<span style="height:0;overflow:hidden">', ""),
        ('<div style="text-indent:-9999px"><br>', ""),
        ('<div style="position:static;left:-9999px">', ""),
        ('<div style="position:relative;left:-9999px;margin-left:9999px">', ""),
        ('<div hidden style="display:block">', ""),
        ('<div style="color:#fff;text-shadow:0 0 0 #000">', ""),
        ('<div style="color:#fff;-webkit-text-fill-color:#000">', ""),
        ('<div style="font-size:1px;zoom:16">', ""),
    ],
)
def test_text_that_only_seems_to_be_hidden_is_read(tag: str, css: str) -> None:
    assert level(page(f"{tag}{LURE}", css)) == "fraud"


@pytest.mark.parametrize(
    ("junk", "css"),
    [
        ('<i class="q">qz</i>', "body .q{display:none}"),
        ('<i class="q">qz</i>', "*.q{font-size:0}"),
        ('<i class="q">qz</i>', "@media all{.q{display:none}}"),
        ('<i class="q">qz</i>', "@supports (display:block){div > .q, .q{display:none}}"),
        ('<i data-q="1">qz</i>', '[data-q="1"]{display:none}'),
        ('<i style="d\\69splay:none">qz</i>', ""),
    ],
)
def test_letters_that_nobody_sees_cut_no_words(junk: str, css: str) -> None:
    assert level(page(spread(LURE, junk), css)) == "fraud"


@pytest.mark.parametrize(
    "raw",
    [
        coded(lambda it: "\n".join(" ".join(re.findall(".{1,4}", line)) for line in it.split())),
        coded(lambda it: it[:77] + "\n".join("!-".join(re.findall(".{1,8}", line)) for line in it[77:].split())),
        coded(str, "Content-Transfer-Encoding: (coded) base64\r\n"),
        coded(str, "Content-Transfer-Encoding: 7bit\r\nContent-Transfer-Encoding: base64\r\n"),
        mixed(f"{TYPE}\r\n{LURE}", boundary='boundary="other"; boundary="b"'),
        mixed(f"{TYPE}\r\n<p>&nbsp;</p>", f"Content-Type: text/plain\r\n\r\n{PLAIN}"),
        mail(f"Content-Type: (this is) text/html\r\n\r\n{LURE}"),
        mail("Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\n" + re.sub("(.{9})(?=.)", "\\1 \r\n", PLAIN)),
    ],
    ids=["blanks", "noise", "comment", "twice", "boundary", "beside", "type", "flowed"],
)
def test_a_shape_that_mail_programs_read_is_read(raw: bytes) -> None:
    assert level(raw) == "fraud"


@pytest.mark.parametrize(
    "lure",
    [
        LINK.sub(r'<math href="\1"><mtext>\2</mtext></math>', LURE),
        LINK.sub(r'<base href="\1"><a href="">\2</a>', LURE),
        "".join(f'<a href="https://www.wikipedia.org/{n}">.</a>' for n in range(1100)) + LURE,
    ],
    ids=["formula", "base", "flood"],
)
def test_a_link_that_can_be_clicked_is_found(lure: str) -> None:
    links = examine(Input(page(lure))).links
    assert "webmail.login-check.example" in {it.host for it in links}


def test_small_print_of_mail_programs_is_no_secret_of_a_stranger() -> None:
    words = "We thank you for your gift to the shelter. Please reply if you need a receipt.\n\nJohn\n\n"
    notice = "This e-mail is confidential and intended only for the addressee. If you received it in error, please delete it.\n"
    found = [examine(Input(mail("\r\n" + it))).verdict for it in (words, words + notice)]
    assert found[0].probability == found[1].probability


def test_what_a_gateway_writes_into_links_is_not_the_senders() -> None:
    target = "https://www.reading-room.example/minutes"
    wrapped = f"https://jpn01.safelinks.protection.outlook.com/?url={target}&data=05%7C02%7Cuser%40recipient.example%7Cab"
    link = prepare(Input(page(f'<a href="{wrapped}">Minutes</a>'))).seen("link")[0].detail
    assert (link.url, link.token) == (target, False)

    own = f"https://filter.recipient.example/redirect?url={target}"
    case = prepare(Input(page(f'<a href="{own}">Minutes</a>'), home=Home(domains=("recipient.example",))))
    assert [it.value for it in case.seen("link", "href")] == [target]
    assert prepare(Input(page(f'<a href="{own}">Minutes</a>').replace(b"recipient", b"other"))).seen("link")[0].value != own


def test_a_senders_own_address_opens_nothing() -> None:
    own = "https://login.crook.example/in?url=https://www.smbc.co.jp/"
    raw = page(f'<a href="{own}">Sign in</a>').replace(b"To: user@recipient.example", b"To: user@crook.example")
    assert "login.crook.example" in {it.host for it in examine(Input(raw)).links}


def test_the_note_of_a_filter_leads_nowhere() -> None:
    note = '<a href="https://aka.ms/LearnAboutSenderIdentification">Learn why this is important</a>'
    case = prepare(Input(page(f"<p>Hello Bob, the minutes are with Ann. Alice</p>{note}")))
    assert [it.detail.clicked for it in case.seen("link")] == [False]
    assert conclude(case).verdict.level == examine(Input(page("<p>Hello Bob, the minutes are with Ann. Alice</p>"))).verdict.level


WORD = re.compile(r"(?<![<\w/\"=:.?@-])[a-z]{3,}(?![^<]*>)")
TURN, BACK = "\u202e", "\u202c"


def dressed(change: Callable[[str], str]) -> str:
    """The lure with each of its words that are outside of tags written in another way."""
    return WORD.sub(lambda it: change(it[0]), LURE)


@pytest.mark.parametrize(
    ("lure", "css"),
    [
        (dressed(lambda it: f"{TURN}{it[::-1]}{BACK}"), ""),
        (dressed(lambda it: f"&#x202e;{it[::-1]}&#8236;"), ""),
        (dressed(lambda it: f'<bdo dir="rtl">{it[::-1]}</bdo>'), ""),
        (dressed(lambda it: f'<span style="direction:rtl;unicode-bidi:bidi-override">{it[::-1]}</span>'), ""),
        (dressed(lambda it: f'<i class="x">{it[::-1]}</i>'), ".x{unicode-bidi:bidi-override;direction:rtl}"),
        (dressed(lambda it: "<table><tr>" + "".join(f"<td>{one}</td>" for one in it) + "</tr></table>"), ""),
        (dressed(lambda it: "".join(f'<div style="display:inline">{one}</div>' for one in it)), ""),
        (dressed(lambda it: "".join(f"<li>{one}</li>" for one in it)), "li{display:inline}"),
        (dressed(lambda it: f"{it[:2]}<template>qz</template>{it[2:]}"), ""),
        (dressed(lambda it: f"{it[:2]}<details><summary></summary>qz</details>{it[2:]}"), ""),
        (dressed(lambda it: f"{it[:2]}<svg><desc>qz</desc></svg>{it[2:]}"), ""),
        (dressed(lambda it: f'{it[:2]}<i style="opacity:.01">qz</i>{it[2:]}'), ""),
        (dressed(lambda it: f'{it[:2]}<i class="x">qz</i>{it[2:]}'), ".x{position:absolute;height:1px;overflow:hidden}"),
        (dressed(lambda it: f'<input type="button" value="{it}">'), ""),
        (dressed("\0".join), ""),
        (re.sub(" (?![^<]*>)", "\u2800", LURE), ""),
    ],
    ids=[
        *("override", "coded-override", "bdo", "css", "rule", "cells", "inline", "items", "template", "details", "drawing"),
        *("faint", "small", "buttons", "null", "blank"),
    ],
)
def test_what_is_shown_is_read(lure: str, css: str) -> None:
    plain = "".join(prepare(Input(page(LURE))).message.view("visible").text.split())
    case = prepare(Input(page(lure, css)))
    text = case.message.view("visible").text
    assert "".join(text.split()) == plain
    assert conclude(case).verdict.level == "fraud"


def test_a_plain_text_that_runs_backwards_is_read() -> None:
    turned = "".join(f"{TURN}{it[::-1]}{BACK}\n" if "https" not in it else f"{it}\n" for it in PLAIN.splitlines())
    message = prepare(Input(mail(f"Content-Type: text/plain; charset=utf-8\r\n\r\n{turned}"))).message
    assert message.view("visible").text.split() == PLAIN.split()
    assert level(mail(f"Content-Type: text/plain; charset=utf-8\r\n\r\n{turned}")) == "fraud"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (f"<p>a {TURN}drow{BACK} b", "word"),
        ('<p>a <bdo dir="rtl">dr&#111;w</bdo> b', "word"),
        ("<p>a <b>w</b><div>o</div><div>r</div><div>d</div> b", "word"),
        ("<p>a w<template>x</template>ord b", "word"),
        ('<p>a <input type="submit" value="word"> b', "word"),
    ],
)
def test_what_is_read_has_its_place_in_the_file(written: str, shown: str) -> None:
    raw = mail(f"{TYPE}\r\n{written}")
    message = prepare(Input(raw)).message
    at = message.view("visible").text.find(shown)
    start, end = message.raw_range(Span("visible", at, at + len(shown)))
    quoted = raw[start:end].decode()
    assert at > 0
    assert (quoted[0], quoted[-1]) == (quoted.strip()[0], quoted.strip()[-1])
    assert {quoted[0], quoted[-1]} == {"w", "d"}


def test_hebrew_and_what_no_line_holds_stay_as_they_are() -> None:
    hebrew = f"a {TURN}\u05e9\u05dc\u05d5\u05dd{BACK} b"
    long = f"{TURN}{'ab ' * 1000}{BACK}"
    for one in (hebrew, long):
        shown = one.replace(TURN, "").replace(BACK, "").strip()
        assert prepare(Input(page(one))).message.view("visible").text == shown


@pytest.mark.parametrize("line", ["<tr><td>S</td><td>M</td><td>T</td><td>W</td><td>T</td><td>F</td><td>S</td></tr>" * 4])
def test_the_columns_of_a_calendar_are_no_disguise(line: str) -> None:
    found = examine(Input(page(f"<p>The hall is free on these days.</p><table>{line}</table>"))).findings
    assert "body.cut-words" not in {it.id for it in found}


def test_turning_is_paid_for_once() -> None:
    html = f"{TURN}ab{BACK}" * 100_000
    assert len(prepare(Input(page(html))).message.view("visible").text) == 200_000


@pytest.mark.parametrize(
    "href",
    [
        "javascript:location='https://webmail.login-check.example/verify'",
        "view-source:https://webmail.login-check.example/verify",
        "intent://webmail.login-check.example/verify#Intent;scheme=https;end",
        "data:text/html;base64," + base64.b64encode(b"<script>location='https://webmail.login-check.example/verify'").decode(),
    ],
)
def test_a_program_that_leads_on_leads_where_it_says(href: str) -> None:
    assert "webmail.login-check.example" in {it.host for it in examine(Input(page(f'<a href="{href}">Verify</a>'))).links}


def test_a_field_for_filters_makes_no_newsletter() -> None:
    threat = "貴社のサーバーに対して大規模な攻撃を開始します。止めたければ、48時間以内にビットコインで支払ってください。"
    plain = mail("Content-Type: text/plain; charset=utf-8\r\n\r\n" + threat)
    offered = plain.replace(b"MIME-Version", b"List-Unsubscribe: <mailto:leave@rented.example>\r\nMIME-Version", 1)
    assert [level(it) for it in (plain, offered)] == [level(plain)] * 2
    assert level(plain) != "no-sign"


@pytest.mark.parametrize(
    "wrapped",
    [
        "https://linkscan.io/scan/ux/{b64}/0A1B?c=1&i=1",
        "https://lsems.gravityzone.bitdefender.com/scan/{b64}/0A1B?c=1&i=1",
        "https://protect.fireeye.com/v1/url?k=a-b&q=1&u={url}",
        "https://us.etp.trellix.com/v1/url?k=a-b&u={url}",
        "https://mail.vadesecure.com/v4?f=a&i=b&u={url}",
    ],
)
def test_more_gateways_are_opened(wrapped: str) -> None:
    target = "https://www.reading-room.example/minutes"
    coded = base64.urlsafe_b64encode(target.encode()).decode().rstrip("=")
    link = prepare(Input(page(f'<a href="{wrapped.format(b64=coded, url=target)}">Minutes</a>'))).seen("link")[0].detail
    assert link.url == target


JOB = (
    "Hello, we offer a simple part-time job: you like videos on your phone and earn $300 a day. "
    "No experience is needed. Contact our manager on WhatsApp +44 7700 900123 to start today.\n"
)
NEWS = (
    "The members agreed that the roses along the southern wall are cut back in March, and that the pond needs a new lining. "
    "Drivers use the road by the mill while engineers look at the northern pier of the bridge.\n"
)


def task_job(text: str) -> bool:
    """Whether the check on jobs in a chat, which looks at letters only, finds its story in a mail of that text."""
    return any(it.id == "body.task-job" for it in examine(Input(mail("\r\n" + text))).findings)


@pytest.mark.parametrize("much", [4, 40, 400])
@pytest.mark.parametrize("order", [(JOB, "\n", NEWS), (NEWS, "\n", JOB), (NEWS, JOB, NEWS)], ids=["behind", "in front", "around"])
def test_a_letter_stays_a_letter_whatever_stands_around_it(order: tuple[str, ...], much: int) -> None:
    assert task_job("".join(it * much if it == NEWS else it for it in order))


def test_pages_that_are_appended_hide_no_demand_of_nobody() -> None:
    letter = "Your tax refund is ready. Enter your card to receive it:\nhttps://portal.example/r\n"

    for text in (letter, letter + "\n" + NEWS * 60):
        assert "identity.demand-of-nobody" in {it.id for it in examine(Input(mail("\r\n" + text))).findings}


def test_what_a_long_text_tells_here_and_there_is_no_letter() -> None:
    apart = re.findall(r"[^.]+\. ?", JOB)
    assert task_job(NEWS.join(apart))
    assert not task_job(
        "We like videos at this part-time job. " + NEWS * 40 + "He makes $300 a day. " + NEWS * 40 + "Our WhatsApp group."
    )
