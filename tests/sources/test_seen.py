"""What of a mail is asked about, and how much of it: a mail with many addresses and links cannot make us ask without end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import structs

from sabaku.app import prepare
from sabaku.model import Case, Fact, Home, Input, Question, Records
from sabaku.sources import _seen

NOW = datetime(2026, 2, 4, 3, 0, tzinfo=UTC)


def mail(*links: str, home: Home | None = None) -> Case:
    head = "From: a@sender.test\r\nTo: user@recipient.test\r\nSubject: x\r\n\r\n"
    return prepare(Input((head + "\r\n".join(links) + "\r\n").encode(), now=NOW, home=home or Home()))


def resolved(case: Case, host: str, addresses: Sequence[str], **why: str) -> Case:
    """The case with what the name resolves to; `why`: what else was asked with it."""
    question = Question("dns", host, (("type", "A"), *why.items()))
    return structs.replace(case, facts={**case.facts, question: Fact(question, "found", Records("A", tuple(addresses)), NOW)})


def test_the_addresses_of_the_linked_sites() -> None:
    case = resolved(mail("https://first.test/a", "https://first.test/b"), "first.test", ["9.9.9.9", "10.0.0.1", "9.9.9.9"])
    assert _seen.landing_addresses(case) == ("9.9.9.9",), "public ones, each once"


def test_names_asked_for_another_reason_are_no_landing_site() -> None:
    case = resolved(mail("https://first.test/a"), "first.test", ["9.9.9.9"], why="spf")
    assert _seen.landing_addresses(case) == ()


def test_a_brands_own_site_is_no_landing_site() -> None:
    case = resolved(mail("https://www.amazon.co.jp/gp"), "www.amazon.co.jp", ["9.9.9.9"])
    assert _seen.landing_addresses(case) == ()


def test_few_of_many_landing_sites() -> None:
    case = resolved(mail("https://first.test/a"), "first.test", [f"9.9.9.{n}" for n in range(1, 20)])
    assert _seen.landing_addresses(case) == tuple(f"9.9.9.{n}" for n in range(1, _seen.MOST_LANDING + 1))


def test_few_of_many_addresses() -> None:
    case = resolved(mail("https://first.test/a"), "first.test", [f"9.9.9.{n}" for n in range(1, 100)])
    assert len(list(_seen.addresses(case))) == _seen.MOST_ADDRESSES


def test_few_of_many_links() -> None:
    case = mail(*(f"https://site{n}.test/a" for n in range(40)))
    assert len(_seen.links(case)) == _seen.MOST_LINKS
    assert len(_seen.link_domains(case)) == _seen.MOST_DOMAINS


def test_who_holds_the_readers_own_domain_is_not_asked() -> None:
    case = mail("https://own.test/a", "https://other.test/b", home=Home(domains=("own.test",)))
    assert "other.test" in _seen.held_domains(case)
    assert "own.test" not in _seen.held_domains(case)
