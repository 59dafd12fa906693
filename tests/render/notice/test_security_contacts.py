"""Where no abuse desk is known, a hoster's security.txt names whom to write to, if it still holds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from outgoing import base, example
from sabaku.model import Case, Contacts, Fact, Question, Records, Registration, Value
from sabaku.render.notice import notices
from sabaku.render.notice.contacts import Contact, contacts

SITE = "fablights.in"


def found(abuse: str = "", expires_in: int | None = 90, told: tuple[str, ...] = ("mailto:security@xserver.jp",)) -> Case:
    """The first example with a landing site at a known provider: what RDAP tells of it, and its security.txt."""
    case, _ = example("kagoya")
    at = case.input.now
    assert at is not None
    until = at + timedelta(days=expires_in) if expires_in is not None else None
    added: dict[Question, Value] = {
        Question("dns", SITE, (("type", "A"),)): Records("A", ("203.0.113.9",)),
        Question("dns", SITE, (("type", "NS"),)): Records("NS", ("ns1.xserver.jp",)),
        Question("rdap", "203.0.113.9"): Registration("203.0.113.0/24", abuse=abuse),
        Question("securitytxt", "xserver.jp"): Contacts(told, until),
    }
    facts = case.facts | {question: Fact(question, "found", value, at) for question, value in added.items()}
    return Case(case.input, case.message, case.observables, facts)


def hoster(case: Case) -> Contact:
    report = example("kagoya")[1]
    return next(it for it in contacts(base(case, report)) if it.part == "hoster" and it.ip == "203.0.113.9")


def test_the_contact_of_security_txt_is_used_where_no_desk_is_known() -> None:
    it = hoster(found())
    assert (it.address, it.published) == ("security@xserver.jp", True)


def test_a_form_is_one_too() -> None:
    it = hoster(found(told=("tel:+81-3-0000-0000", "https://www.xserver.jp/report")))
    assert (it.address, it.form, it.published) == ("", "https://www.xserver.jp/report", True)


def test_an_abuse_desk_comes_first() -> None:
    it = hoster(found(abuse="abuse@xserver.jp"))
    assert (it.address, it.published) == ("abuse@xserver.jp", False)


@pytest.mark.parametrize("expires_in", [-1, None])
def test_a_file_that_does_not_hold_is_not_relied_on(expires_in: Any) -> None:
    it = hoster(found(expires_in=expires_in))
    assert (it.address, it.form, it.published) == ("", "", False)


def test_who_decides_is_told_what_kind_of_contact_it_is() -> None:
    report = example("kagoya")[1]
    told = [it for it in notices(base(found(), report), "abuse") if it.to == ("security@xserver.jp",)]
    assert told
    assert told[0].takes is not None
    assert "security.txt" in told[0].takes.ja
