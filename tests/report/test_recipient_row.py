"""For whom the mail was judged: the row of the report, whence it is known, and that no publication repeats it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import mails
from sabaku.app import conclude, offline, prepare
from sabaku.model import Case, Envelope, Home, Input, Lang, Report
from sabaku.render import html, markdown, text
from sabaku.render.json import render as as_json
from sabaku.render.redact import redaction

NOW = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
BORDER = (
    "from mail.sender.example (mail.sender.example [192.0.2.25]) by mx.house.example (Postfix) with ESMTPS id 4AbC{to};"
    " Thu, 5 Feb 2026 10:00:00 +0900"
)


def case(
    *, to: str = "hanako.yamada@house.example", home: Home | None = None, envelope: Envelope | None = None, **headers: str
) -> Case:
    border = headers.pop("Received", BORDER.format(to=""))
    noted = f"Delivered-To: {headers.pop('noted')}\r\n".encode() if "noted" in headers else b""
    raw = noted + mails.build({"base": "ja", "headers": {"Received": [border], "To": to, **headers}})
    return offline(prepare(Input(raw, now=NOW, home=home or Home(), envelope=envelope)))


WAYS = {
    "home": lambda: case(home=Home(domains=("house.example",))),
    "envelope": lambda: case(envelope=Envelope("192.0.2.25", rcpt_to=("hanako.yamada@house.example",))),
    "delivered-to": lambda: case(to="list@other.example", noted="hanako.yamada@house.example"),
    "for": lambda: case(to="all@other.example", Received=BORDER.format(to=" for <hanako.yamada@house.example>")),
    "to": case,
}


@pytest.mark.parametrize("how", WAYS)
def test_the_house_and_whence_it_is_known(how: str) -> None:
    line = conclude(WAYS[how]()).recipient

    assert (line.how, line.domains[0]) == (how, "house.example")
    assert line.border == ("" if how == "envelope" else "mx.house.example")
    assert line.says.ja
    assert line.says.en


def test_the_sender_word_is_less_sure_than_that_of_his_side() -> None:
    sure = {how: conclude(make()).recipient.confidence for how, make in WAYS.items()}

    assert sure["home"] == sure["envelope"] == 1.0
    assert sure["envelope"] > sure["delivered-to"] >= sure["for"] > sure["to"] > 0


def passed_on() -> Case:
    """A mail to three houses, whose hoster hands it on to the one by which it is read."""
    route = (
        (
            "from out2.hoster-net.example (out2.hoster-net.example [198.51.100.52]) by mx.house.example (Postfix) with ESMTPS"
            " id 4F2307292395 for <hanako.yamada@house.example>; Thu, 5 Feb 2026 10:15:04 +0900"
        ),
        (
            "from mail.origin.example (mail.origin.example [192.0.2.14]) by mx2.hoster-net.example (Postfix) with ESMTPS"
            " id 5F2307292395 for <user@old-address.example>; Thu, 5 Feb 2026 10:15:01 +0900"
        ),
    )
    top = "Return-Path: <SRS0=k3Xz=Q7=origin.example=someone@hoster-net.example>\r\n"
    to = ", ".join(f"staff@{name}.example" for name in ("alpha", "beta", "gamma"))
    raw = top.encode() + mails.build({"base": "ja", "headers": {"Received": list(route), "To": to}})
    return offline(prepare(Input(raw, now=NOW)))


def test_the_house_that_took_the_mail_goes_first_and_few_are_named() -> None:
    line = conclude(passed_on()).recipient

    assert line.domains == ("house.example", "alpha.example", "beta.example")


def test_behind_a_forwarder_the_recipient_is_less_sure() -> None:
    assert conclude(passed_on()).recipient.confidence < conclude(WAYS["for"]()).recipient.confidence


def test_few_of_many_addresses_are_named() -> None:
    line = conclude(case(to=", ".join(f"r{n}@house.example" for n in range(5)))).recipient

    assert line.addresses == ("r0@house.example", "r1@house.example", "r2@house.example")


def test_a_mailbox_with_a_provider_is_no_house() -> None:
    line = conclude(case(to="hanako.yamada@gmail.com")).recipient

    assert (line.domains, line.addresses) == ((), ("hanako.yamada@gmail.com",))


def test_nobody_in_particular() -> None:
    line = conclude(prepare(Input(b"From: a@sender.example\r\nSubject: x\r\n\r\nx\r\n", now=NOW))).recipient

    assert (line.how, line.confidence, line.domains) == ("unknown", 0.0, ())


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ja", ("判定で想定した受信者", "mx.house.example", "Delivered-To", "確度は高め")),
        ("en", ("Judged for", "border server mx.house.example", "Delivered-To", "Fairly sure")),
    ],
)
def test_every_report_has_the_row(lang: Lang, words: tuple[str, ...]) -> None:
    told = conclude(WAYS["delivered-to"]())
    for render in (text.render, markdown.render, html.render):
        page = " ".join(render(told, lang).replace("\\", "").split())
        assert all(word in page or word.replace(" ", "") in page.replace(" ", "") for word in words), render.__module__


def test_a_house_that_only_the_sender_names_is_no_link() -> None:
    assert "house[.]example(受信側" in "".join(text.render(conclude(case()), "ja").split())


def masked(how: str) -> Report:
    found = WAYS[how]()
    return redaction(found).report(conclude(found))


@pytest.mark.parametrize("how", WAYS)
def test_no_publication_says_whose_house_it_was(how: str) -> None:
    shown = masked(how)

    assert (shown.recipient.domains, shown.recipient.addresses, shown.recipient.border) == ((), (), "")
    assert b"house.example" not in as_json(shown)
    assert b"hanako" not in as_json(shown)
    for lang in ("ja", "en"):
        page = html.render(shown, lang)  # type: ignore[arg-type]
        assert "house" not in page.replace("a house", "")
        assert "hanako" not in page
