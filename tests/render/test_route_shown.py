"""How far each line of the route can be believed."""

from __future__ import annotations

import pytest

from mails import _fixture, build
from sabaku import app
from sabaku.model import Lang
from sabaku.render import markdown, text
from sabaku.render.route import origin, reason, stops
from sabaku.render.teller import Teller

BORDER = "from mail.lists.example (mail.lists.example [192.0.2.40]) by mx.recipient.example (Postfix) with ESMTP id A1; "
BORDER += "Thu, 5 Feb 2026 10:00:10 +0900"
LIST = "from sender.example (unknown [198.51.100.9]) by mail.lists.example (Postfix) with ESMTP id B2; Thu, 5 Feb 2026 10:00:05 +0900"
CLAIM = "from bank.example (bank.example [203.0.113.5]) by sender.example with SMTP; Thu, 5 Feb 2026 10:00:00 +0900"

LIST_FIELDS = {
    "Return-Path": "<dev-bounces@lists.example>",
    "List-Id": "<dev.lists.example>",
    "List-Post": "<mailto:dev@lists.example>",
}


def teller(received: list[str], lang: Lang = "en", **headers: str) -> Teller:
    told = {"base": "ja", "headers": {"Received": received, **headers}}
    it = _fixture(build(told), told, "mail.eml")
    report = app.conclude(app.offline(app.prepare(it.input)))
    return Teller(report, lang, it.input.raw)


def test_what_a_list_recorded_is_not_called_the_senders_claim() -> None:
    it = teller([BORDER, LIST, CLAIM], **LIST_FIELDS)
    assert it.report.origin.ip == "198.51.100.9"
    found = stops(it)

    assert [one.standing for one in found] == ["border", "relay", "claimed"]
    assert "relay recorded" in found[1].line
    assert "could have written anything" in found[2].line
    for told in (text.render(it.report, "ja", it.raw), markdown.render(it.report, "ja", it.raw)):
        assert told.index("中継したサーバーの記録") < told.index("送信者が自由に書ける部分")


def test_without_a_list_all_below_the_border_is_the_senders() -> None:
    found = stops(teller([BORDER, LIST, CLAIM]))

    assert [one.standing for one in found] == ["border", "claimed", "claimed"]
    assert [bool(one.line) for one in found] == [False, True, False]


@pytest.mark.parametrize("received", [[], [CLAIM]])
def test_without_a_border_nothing_is_a_relay(received: list[str]) -> None:
    assert "relay" not in {one.standing for one in stops(teller(received))}


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_hosts_in_the_reason_are_broken_but_for_the_own_border(lang: Lang) -> None:
    through = reason(teller([BORDER, LIST, CLAIM], lang, **LIST_FIELDS))
    straight = reason(teller([BORDER], lang))

    assert "dev[.]lists[.]example" in through
    assert "mail[.]lists[.]example" in through
    assert "lists.example" not in through
    assert "mx.recipient.example" in straight
    assert "[.]" not in straight


OUTLOOK = (
    "from mail.sender.example (192.0.2.77) by db1pepf000509e5.mail.protection.outlook.com (10.167.8.57) with Microsoft SMTP "
)
OUTLOOK += "Server (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.8026.11; Thu, 5 Feb 2026 10:00:05 +0900"
NAMELESS = "from mail.sender.example (unknown [192.0.2.77]) by mx.recipient.example (Postfix) with ESMTP id A1; "
NAMELESS += "Thu, 5 Feb 2026 10:00:10 +0900"


@pytest.mark.parametrize(
    ("received", "told"),
    [(OUTLOOK, "not recorded by the receiving server"), (NAMELESS, "none (no confirmed name)")],
    ids=["microsoft", "postfix"],
)
def test_no_reverse_name_is_told_only_where_the_receiver_would_have_noted_one(received: str, told: str) -> None:
    rows = {row.label: row.value for row in origin(teller([received]))}
    assert rows["Reverse DNS"] == told
