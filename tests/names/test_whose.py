"""Whose a host or address is: what proves a sender, who received the mail, and which answer counts."""

from __future__ import annotations

from typing import Any

import pytest

from sabaku.app import prepare
from sabaku.model import Authenticated, Case, Envelope, Fact, Home, Input, Network, Question, Registration, Value
from sabaku.names import whose

BORDER = (
    "Received: from mail.sender.example (mail.sender.example [192.0.2.25]) by mx.recipient.example with ESMTPS id 1"
    " for <User@Recipient.example>; Thu, 5 Feb 2026 12:00:00 +0900\r\n"
)
REST = "From: boss@sender.example\r\nTo: user@recipient.example\r\nSubject: Hello\r\nContent-Type: text/html\r\n\r\n{body}\r\n"


def case(top: str = BORDER, body: str = "Hello", to: str = "user@recipient.example", **given: Any) -> Case:
    raw = top + REST.replace("To: user@recipient.example", f"To: {to}").format(body=body)
    return prepare(Input(raw.encode(), **given))


def told(*answers: tuple[str, str, Value]) -> Case:
    asked = [(Question(source, subject), value) for source, subject, value in answers]
    return case().told({it: Fact(it, "found", value) for it, value in asked})


def verified(result: Any = "pass", domain: str = "mail.sender.example", aligned: bool | None = True) -> Case:
    return told(("auth", "dkim", Authenticated("dkim", result, domain, aligned)))


@pytest.mark.parametrize(
    ("it", "proven"),
    [
        (verified(), True),
        (verified("fail"), False),
        (verified("none"), False),
        (verified(aligned=False), False),
        (verified(aligned=None), False),
        (verified(domain="else.example"), False),
    ],
)
def test_only_an_aligned_pass_of_the_very_domain_proves_a_sender(it: Case, proven: bool) -> None:
    """A forger can pass for a domain of his own; that says nothing of the one in From."""
    assert (whose.authentic(it, "sender.example") is not None) == proven


@pytest.mark.parametrize(
    ("result", "proven"),
    [
        ("dkim=pass header.d=sender.example", True),
        ("spf=pass smtp.mailfrom=x@bounces.sender.example", True),
        ("dkim=fail header.d=sender.example", False),
        ("dkim=pass header.d=else.example", False),
        ("arc=pass header.d=sender.example", False),
    ],
)
def test_what_the_border_wrote_proves_a_sender_in_the_same_way(result: str, proven: bool) -> None:
    top = f"Authentication-Results: mx.recipient.example; {result}\r\n{BORDER}"
    assert (whose.authentic(case(top), "news.sender.example") is not None) == proven
    assert whose.authentic(case(top), "third.example") is None


def test_the_envelope_comes_first_and_nobody_is_named_twice() -> None:
    given = Envelope(rcpt_to=("<Other@Recipient.example>", "user@recipient.example", "postmaster"))
    assert whose.delivered(case(envelope=given)) == ("other@recipient.example", "user@recipient.example")
    assert whose.delivered_houses(case()) == {"recipient.example"}


def test_where_the_mail_leads_is_no_house_of_the_recipient_whatever_to_says() -> None:
    """A sender who writes his own site into To must not be spared the questions about it."""
    lone = BORDER.replace(" for <User@Recipient.example>", "")
    leads = case(lone, "<a href=https://www.led.example/x>x</a>", "user@led.example, friend@third.example")
    assert whose.home_domains(leads) == {"third.example"}
    known = case(lone, to="friend@third.example", home=Home(domains=("www.mine.example",)))
    assert whose.home_domains(known) == {"mine.example"}


def test_to_adds_no_house_to_the_one_that_his_own_side_names() -> None:
    assert whose.home_domains(case(to="friend@third.example")) == {"recipient.example"}


def test_a_house_whose_server_received_it_stays_his_though_the_mail_leads_there() -> None:
    lone = BORDER.replace(" for <User@Recipient.example>", "")
    assert whose.home_domains(case(lone, LEADS)) == {"recipient.example"}
    assert whose.home_domains(case(lone, "<form action=https://led.example/x><input></form>", "user@led.example")) == frozenset()


LEADS = "<a href=https://www.led.example/x>x</a> <a href=https://www.recipient.example/>y</a>"


def test_the_victim_is_who_received_it_and_whom_else_it_was_sent_to() -> None:
    to = "Colleague@recipient.example, friend@third.example, x@led.example\r\nCc: fourth@gmail.com"
    found = whose.victims(case(body=LEADS, to=to, home=Home(domains=("mail.house.example",))))

    assert found == {
        *("user@recipient.example", "colleague@recipient.example", "recipient.example"),
        *("friend@third.example", "third.example", "fourth@gmail.com", "house.example"),
    }


def test_whoever_to_names_may_be_the_victim_where_nothing_better_is_known() -> None:
    lone = BORDER.replace(" for <User@Recipient.example>", "")
    assert "x@led.example" in whose.victims(case(lone, body=LEADS, to="x@led.example"))


def test_a_forger_is_no_victim_for_writing_himself_into_to() -> None:
    assert not {"boss@sender.example", "sender.example"} & whose.victims(case(to="boss@sender.example"))


def test_what_the_delivery_noted_names_the_recipient_and_what_was_noted_before_does_not() -> None:
    lone = BORDER.replace(" for <User@Recipient.example>", "")
    assert whose.delivered(case(f"Delivered-To: Real@recipient.example\r\n{lone}")) == ("real@recipient.example",)
    assert whose.delivered(case(f"{lone}Delivered-To: forged@recipient.example\r\n")) == ()


def test_who_provably_writes_to_himself_names_no_recipient() -> None:
    lone = BORDER.replace(" for <User@Recipient.example>", "")
    signed = f"Authentication-Results: mx.recipient.example; dkim=pass header.d=sender.example\r\n{lone}"
    assert whose.home_domains(case(signed, to="boss@sender.example")) == frozenset()
    assert whose.home_domains(case(lone, to="boss@sender.example")) == {"sender.example"}
    assert whose.home_domains(case(signed, to="colleague@sender.example")) == {"sender.example"}


@pytest.mark.parametrize(
    ("host", "shared", "rented"),
    [
        ("bit.ly", "bit.ly", ""),
        ("workers.dev", "workers.dev", ""),
        ("www.workers.dev", "workers.dev", ""),
        ("evil.workers.dev", "", "workers.dev"),
        ("docs.google.com", "docs.google.com", ""),
        ("sender.example", "", ""),
    ],
)
def test_a_label_of_ones_own_on_a_shared_host_is_rented(host: str, shared: str, rented: str) -> None:
    assert (whose.shared(host), whose.rented(host)) == (shared, rented)


def test_a_rented_label_is_not_called_everybodys() -> None:
    it = case()
    assert whose.somebodys(it, "evil.workers.dev") is None
    assert whose.somebodys(it, "workers.dev") == ("shared", whose.told_of(whose.SHARED, "workers.dev"))
    assert whose.somebodys(it, "www.recipient.example") == whose.VICTIM
    assert (genuine := whose.somebodys(it, "www.amazon.co.jp")) is not None
    assert genuine.role == "genuine"
    assert whose.somebodys(it, "sender.example") is None


def test_the_registry_speaks_before_whois() -> None:
    first, second = Registration("sender.example", registrant="A"), Registration("sender.example", registrant="B")
    assert (
        whose.registration(told(("whois", "sender.example", second), ("rdap", "sender.example", first)), "sender.example")
        == first
    )
    assert whose.registration(told(("whois", "sender.example", second)), "sender.example") == second
    assert whose.registration(told(("whois", "sender.example", second)), "else.example") is None


def test_a_network_with_a_number_is_preferred() -> None:
    named, numbered = Network(organisation="A"), Network(64500, "B")
    it = told(("network", "192.0.2.25", named), ("network", "192.0.2.26", numbered))
    assert whose.network_of(it, "192.0.2.25") == named
    both = case().told(
        {
            asked: Fact(asked, "found", value)
            for asked, value in (
                (Question("network", "192.0.2.25", (("by", "a"),)), named),
                (Question("network", "192.0.2.25", (("by", "b"),)), numbered),
            )
        }
    )
    assert whose.network_of(both, "192.0.2.25") == numbered
    assert whose.network_of(both, "192.0.2.26") is None


@pytest.mark.parametrize(
    ("rdns", "platform", "provider"),
    [
        ("o1.outbound-mail.sendgrid.net", "SendGrid", ""),
        ("ec2-192-0-2-1.compute.amazonaws.com", "", "amazonaws.com"),
        ("www1.sakura.ne.jp", "", "sakura.ne.jp"),
        ("notsendgrid.net", "", ""),
        ("sendgrid.net.evil.example", "", ""),
    ],
)
def test_a_machine_that_anybody_rents_is_no_mail_service(rdns: str, platform: str, provider: str) -> None:
    assert (whose.platform(rdns), whose.provider(rdns)) == (platform, provider)
