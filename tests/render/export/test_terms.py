"""How long what leaves is good for, and what it is called by those who take it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec import structs

from outgoing import example, outgoing
from sabaku.model import Fact, Listing, Question, Site
from sabaku.render.export import Given, export

MAIL = datetime(2023, 6, 11, 5, 36, 20, tzinfo=UTC)
PAGE = "https://fablights.in/Activemail-ne-jp/kagoya/index.php"
LATER = datetime(2023, 8, 1, 12, 0, tzinfo=UTC)


def looked_at_again(at: datetime, *facts: Fact) -> Given:
    case, report = example("kagoya")
    return outgoing(case, structs.replace(report, facts=facts, examined_at=at))


def fact(subject: str, value: Any, at: datetime = LATER) -> Fact:
    return Fact(Question("visit", subject), "found", value, at)


def test_looking_at_an_old_mail_again_makes_nothing_fresh() -> None:
    assert looked_at_again(datetime(2026, 1, 1, tzinfo=UTC)).last == MAIL


@pytest.mark.parametrize("value", [Site("up"), Listing("openphish", listed=True)])
@pytest.mark.parametrize("subject", [PAGE, "fablights.in"])
def test_a_later_sign_of_life_does(value: Any, subject: str) -> None:
    it = looked_at_again(datetime(2023, 8, 2, tzinfo=UTC), fact(subject, value))

    assert it.last == LATER
    assert "review after: 2023-08-31" in export(it, "hosts").decode()
    ends = {one["valid_until"] for one in json.loads(export(it, "stix"))["objects"] if one["type"] == "indicator"}
    assert ends == {"2023-08-31T12:00:00.000Z"}


@pytest.mark.parametrize(
    "one",
    [
        fact(PAGE, Site("gone")),
        fact(PAGE, Listing("openphish", listed=False)),
        fact("https://www.kagoya.jp/", Site("up")),
        fact(PAGE, Site("up"), datetime(2024, 1, 1, tzinfo=UTC)),
        fact("http://[", Site("up")),
    ],
)
def test_what_is_no_sign_of_it(one: Fact) -> None:
    assert looked_at_again(datetime(2023, 8, 2, tzinfo=UTC), one).last == MAIL


@pytest.mark.parametrize(
    ("category", "noun", "tag"),
    [
        ("credential-phishing", "Phishing mail", 'rsit:fraud="phishing"'),
        ("malware", "Malware mail", 'rsit:malicious-code="malware-distribution"'),
        ("bulk-spam", "Unsolicited mail", 'rsit:abusive-content="spam"'),
        ("advance-fee", "Advance-fee fraud mail", 'rsit:abusive-content="spam"'),
        ("", "Fraudulent mail", 'rsit:fraud="masquerade"'),
    ],
)
def test_a_mail_is_called_what_it_is(category: str, noun: str, tag: str) -> None:
    case, report = example("kagoya")
    it = outgoing(case, structs.replace(report, verdict=structs.replace(report.verdict, category=category)))
    event = json.loads(export(it, "misp"))["Event"]
    objects = json.loads(export(it, "stix"))["objects"]

    assert event["info"].startswith(f"{noun}: ")
    assert tag in {one["name"] for one in event["Tag"]}
    assert next(one["name"] for one in objects if one["type"] == "report").startswith(f"{noun}: ")
    assert f"the site of {it.a_mail}" in export(it, "sigma").decode()
