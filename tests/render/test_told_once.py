"""Nothing is told twice, and nothing beyond what is known: where a report leaves a sentence to another place."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from sabaku.app import conclude, prepare
from sabaku.model import Fact, Home, Hop, Input, Lang, Question, Report
from sabaku.render import html, markdown, text
from sabaku.render.outline import outline

NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)
BORDER = (
    "Received: from mail.sender.example (unknown [198.51.100.7]) by mx.recipient.example (Postfix) with ESMTP id 4F2307292395\r\n"
    "\tfor <user@recipient.example>; Thu, 05 Feb 2026 10:15:02 +0900 (JST)\r\n"
)


def examined(body: str, subject: str = "Minutes", above: str = "") -> tuple[Report, bytes]:
    raw = (
        f"Return-Path: <alice@sender.example>\r\n{above}{BORDER}From: Alice <alice@sender.example>\r\n"
        f"To: user@recipient.example\r\nSubject: {subject}\r\nDate: Thu, 05 Feb 2026 10:15:00 +0900\r\n"
        f"Message-ID: <1@sender.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    ).encode()
    return conclude(prepare(Input(raw, name="mail.eml", now=NOW, home=Home(domains=("recipient.example",))))), raw


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_origin_is_told_beside_the_route_and_not_explained_again(lang: Lang) -> None:
    report, raw = examined("Here are the minutes.")
    reason = report.origin.reason.in_(lang).split("mx.recipient.example")[0]
    assert "route.origin" in {it.id for it in report.findings}

    for told in (html.render(report, lang, raw), markdown.render(report, lang, raw)):
        assert told.count(reason) == 1


@pytest.mark.parametrize(
    ("lang", "word"), [("ja", "はっきりした不審な点は見つかりませんでした"), ("en", "Nothing decisive found")]
)
def test_where_too_little_was_found_it_is_not_said_that_nothing_was(lang: Lang, word: str) -> None:
    report, raw = examined("Please note our new bank account for invoice 88.\r\n\r\nAlice")
    assert report.verdict.level == "no-sign"
    assert any(it.weight > 0 for it in report.findings)

    assert outline(report, lang, raw).word == word


@pytest.mark.parametrize(("lang", "word"), [("ja", "不審な点は見つかりませんでした"), ("en", "Nothing found")])
def test_where_nothing_was_found_that_is_said(lang: Lang, word: str) -> None:
    report, raw = examined("Here are the minutes.\r\n\r\nAlice")
    honest = tuple(it for it in report.findings if it.weight <= 0)

    assert outline(msgspec.structs.replace(report, findings=honest), lang, raw).word == word


def test_where_the_readers_own_relays_stand_is_no_fact_of_the_case() -> None:
    relay = (
        "Received: from mx.recipient.example (mx.recipient.example [203.0.113.9]) by store.recipient.example (Postfix)\r\n"
        "\twith ESMTP id 5A1; Thu, 05 Feb 2026 10:15:03 +0900 (JST)\r\n"
    )
    report, raw = examined("Here are the minutes.", above=relay)
    facts = [
        Fact(Question(source, ip), "none", at=NOW) for source in ("geoip", "network") for ip in ("203.0.113.9", "203.0.113.77")
    ]
    report = msgspec.structs.replace(report, facts=tuple(facts))
    assert any(it.detail.ip == "203.0.113.9" for it in report.observables if isinstance(it.detail, Hop))

    assert [it.about for it in outline(report, "en", raw).facts] == ["203.0.113.77", "203.0.113.77"]


def test_quotes_within_quotes_are_marked_as_such() -> None:
    report, raw = examined(
        "私はあなたのパソコンに侵入し、あなたの恥ずかしい動画を録画しました。19万円分のビットコインを次のアドレスに送ってください。\r\n"
        "bc1qs7kc76590dr8sr55z3n5mx4uu8vzyw4tr9hrue",
        subject="=?utf-8?B?44GC44Gq44Gf44Gr5q6L44GV44KM44Gf6YG45oqe?=",
    )
    notes = [it.note for family in outline(report, "ja", raw).families for it in family.findings if "『" in it.note]

    assert notes
    assert all("「「" not in it for it in notes)
    assert "「「" not in text.render(report, "ja", raw).partition("受信者に見えるメール")[0]
