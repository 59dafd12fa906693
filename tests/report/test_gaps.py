"""Gaps say what is missing: a question that could not be asked for want of something names it, others stay plain."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec import structs

from sabaku.app import conclude, prepare
from sabaku.model import Fact, Input, Question, Report

MAIL = b"From: Bank <a@stranger.example>\r\nTo: user@recipient.example\r\nSubject: x\r\n\r\nhttps://login.evil.example/x\r\n"
URL = "https://login.evil.example/x"


def report(*whys: str) -> Report:
    case = prepare(Input(MAIL, now=datetime(2026, 2, 5, tzinfo=UTC), profile="visit"))
    questions = [Question("visit", URL), Question("visit", URL + "2")]
    facts = {question: Fact(question, "not-asked", why=why) for question, why in zip(questions, whys, strict=False)}
    return conclude(structs.replace(case, facts=facts))


def told(it: Report) -> tuple[str, str]:
    gap = next(gap for gap in it.gaps if gap.source == "visit")
    return gap.says.ja, gap.says.en


def test_without_a_browser_the_report_says_what_to_install() -> None:
    ja, en = told(report("lacks browser"))

    assert "chromium" in ja
    assert "訪問しておらず" in ja
    assert "no browser is installed" in en


@pytest.mark.parametrize("whys", [(), ("profile",), ("lacks browser", "too many questions")])
def test_otherwise_nothing_is_said_of_browsers(whys: tuple[str, ...]) -> None:
    ja, en = told(report(*whys))

    assert "chromium" not in ja + en
    assert "nobody was asked" in en
