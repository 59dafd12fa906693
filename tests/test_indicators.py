"""Whose each indicator is: what may be blocked, and what must not be."""

from __future__ import annotations

from typing import Any

import pytest

from outgoing import example, made
from sabaku.indicators import Indicator, _links, indicators, is_drill, third_parties
from sabaku.names.whose import LIST

PHISH = "お客様のアカウントを停止しました。下記よりパスワードを入力してご確認ください。\n{link}\n"


def roles(told: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {(it.kind, it.value): it.role for it in indicators(*made(told))}


def mail(link: str, listed: str = "", **more: Any) -> dict[str, Any]:
    """A fraud with that link; `listed` is what a list of fraudulent sites holds."""
    facts = more.pop("facts", [])
    value = {"is": "listing", "list": "OpenPhish", "listed": True}
    facts = [*facts, {"question": f"feeds:{listed or link}", "state": "found", "at": "2026-02-05T01:00:00Z", "value": value}]
    headers = {
        "Subject": "【重要】アカウント停止のお知らせ",
        "Received": "from [127.0.0.1] (unknown [192.0.2.99]) by mx.recipient.example (Postfix) with ESMTP id 4F2307292395 "
        "for <user@recipient.example>; Thu,  5 Feb 2026 10:15:02 +0900 (JST)",
        **more.pop("headers", {}),
    }
    return {
        "headers": headers,
        "body": {"text": PHISH.format(link=link)},
        "home": {"domains": ["recipient.example"]},
        "facts": facts,
        **more,
    }


def test_the_two_examples() -> None:
    found = {(it.kind, it.value): it for it in indicators(*example("fukushima"))}
    assert found["domain", "fotojosue.com"].role == "attacker"
    assert found["address", "fukushima.tta-01@fukushima-tta.jp"].role == "abused"
    assert found["domain", "fukushima-tta.jp"].role == "abused"
    assert found["asn", "8075"].role == "shared"
    assert third_parties(*example("fukushima"))[-1] == "福島県卓球協会"
    found = {(it.kind, it.value): it for it in indicators(*example("kagoya"))}
    assert found["ip", "103.251.94.111"].role == "shared"
    assert found["domain", "recipient.example"].role == "victim"
    assert not [it for it in found.values() if it.role == "attacker" and "recipient" in it.value]


@pytest.mark.parametrize("name", ["kagoya", "fukushima"])
def test_reasons_and_places_are_kept(name: str) -> None:
    case, report = example(name)
    ids = {it.id for it in report.findings}
    for it in indicators(case, report):
        assert it.why.ja
        assert it.why.en
        assert set(it.checks) <= ids
        assert all(it.value.lower() in case.message.quote(place).lower() or it.kind != "url" for place in it.places)
    assert any(it.places and it.checks for it in indicators(case, report))


def test_a_page_on_a_shared_host_is_the_attackers_but_the_host_is_not() -> None:
    found = roles(mail("https://docs.google.com/forms/d/e/abc/viewform"))
    assert found["url", "https://docs.google.com/forms/d/e/abc/viewform"] == "attacker"
    assert found["host", "docs.google.com"] == "shared"


def test_a_rented_label_is_the_attackers() -> None:
    found = roles(mail("https://login-bank.workers.dev/x"))
    assert found["host", "login-bank.workers.dev"] == "attacker"
    found = roles(mail("https://evil-login.duckdns.org/x"))
    assert found["host", "evil-login.duckdns.org"] == "attacker"


def test_a_shortener_is_shared() -> None:
    found = roles(mail("https://bit.ly/3abcdef"))
    assert found["url", "https://bit.ly/3abcdef"] == "attacker"
    assert found["host", "bit.ly"] == "shared"
    assert found["domain", "bit.ly"] == "shared"


def test_a_genuine_brands_link_is_never_blocked() -> None:
    found = roles(mail("https://www.amazon.co.jp/gp/help", listed="https://www.amazon.co.jp/gp/help"))
    assert found["host", "www.amazon.co.jp"] == "genuine"
    assert found["url", "https://www.amazon.co.jp/gp/help"] == "genuine"


def test_an_old_domain_with_a_deep_page_is_a_victim_too() -> None:
    held = {"is": "registration", "name": "bakery.example", "created": "2012-01-01T00:00:00Z"}
    fact = {"question": "rdap:bakery.example", "state": "found", "at": "2026-02-05T01:00:00Z", "value": held}
    found = roles(mail("https://bakery.example/wp-content/plugins/x/login.php", facts=[fact]))
    assert found["url", "https://bakery.example/wp-content/plugins/x/login.php"] == "attacker"
    assert found["domain", "bakery.example"] == "abused"


def test_a_sender_is_not_the_attackers_unless_something_shows_it() -> None:
    found = roles(
        mail(
            "https://evil.example/x",
            headers={"From": "サポート <info@somebody.example>", "Return-Path": "<info@somebody.example>"},
        )
    )
    assert found["domain", "somebody.example"] == "unclear"
    found = roles(
        mail("https://evil.example/x", headers={"From": "サポート <info@evil.example>", "Return-Path": "<info@evil.example>"})
    )
    assert found["address", "info@evil.example"] == "attacker"


def test_free_mail_is_shared_and_its_reply_address_the_attackers() -> None:
    found = roles(mail("https://evil.example/x", headers={"Reply-To": "collector1@gmail.com"}))
    assert found["domain", "gmail.com"] == "shared"
    assert found["address", "collector1@gmail.com"] == "attacker"


def test_a_recipient_at_a_free_mail_service_does_not_make_it_the_victims() -> None:
    told = mail("https://evil.example/x", headers={"To": "someone@gmail.com", "Delivered-To": "someone@gmail.com"})
    found = roles(told)
    assert ("domain", "gmail.com") not in found or found["domain", "gmail.com"] == "shared"


@pytest.mark.parametrize("use", ["isp", "mobile", "cdn", "company"])
def test_a_line_that_many_share_is_not_the_attackers(use: str) -> None:
    network = {"is": "network", "asn": 64500, "organisation": "Net", "use": use}
    fact = {"question": "network:192.0.2.99", "state": "found", "at": "2026-02-05T01:00:00Z", "value": network}
    assert roles(mail("https://evil.example/x", facts=[fact]))["ip", "192.0.2.99"] == "shared"


def test_nothing_is_the_attackers_in_an_honest_mail() -> None:
    found = indicators(*made({"base": "ja", "home": {"domains": ["recipient.example"]}}))
    assert not [it for it in found if it.role == "attacker"]


def test_a_drill_is_nobodys() -> None:
    told = mail("https://evil.example/x", headers={"From": "訓練 <drill@training.example>"})
    told["home"] = {"domains": ["recipient.example"], "drill_senders": ["training.example"]}
    case, report = made(told)
    assert is_drill(case)
    assert not [it for it in indicators(case, report) if it.role == "attacker"]


def test_the_attacker_writes_himself_into_to() -> None:
    told = mail(
        "https://evil.example/x",
        headers={"From": "a@evil.example", "To": "a@evil.example", "Delivered-To": "user@recipient.example"},
    )
    found = roles(told)
    assert found["domain", "evil.example"] == "attacker"


def test_each_value_once() -> None:
    found: tuple[Indicator, ...] = indicators(*example("kagoya"))
    assert len({(it.kind, it.value) for it in found}) == len(found)


def test_a_mailing_lists_own_pages_and_addresses_are_the_lists() -> None:
    told = mail("https://evil.example/x")
    told["headers"] |= {
        "To": "devel@lists.project.example",
        "List-Id": "<devel.lists.project.example>",
        "List-Post": "<mailto:devel@lists.project.example>",
        "Return-Path": "<devel-bounces@lists.project.example>",
        "From": "devel@lists.project.example",
        "Reply-To": "devel@lists.project.example",
    }
    told["body"]["text"] += "\n--\nhttps://lists.project.example/mailman/listinfo/devel\ndevel-request@lists.project.example\n"
    found = roles(told)
    assert found["domain", "evil.example"] == "attacker"
    assert not [key for key, role in found.items() if role == "attacker" and "project.example" in key[1]]


def test_whom_an_answer_hunter_pretends_to_be_is_not_blocked() -> None:
    told = mail(
        "https://evil.example/x",
        headers={"From": "purchase <robert@storechain.example>", "Reply-To": "robert@storechain-buy.example"},
    )
    told["body"]["text"] = (
        "Dear sir,\nwe want to place a purchase order. Send your quotation.\nRobert\nhttps://www.storechain.example/\n"
    )
    found = roles(told)
    assert found.get(("domain", "storechain.example")) != "attacker"


def test_a_page_in_the_inner_folders_of_a_site_leaves_the_domain_alone() -> None:
    found = roles(mail("https://bakery.example/wp-content/plugins/x/login.php"))
    assert found["url", "https://bakery.example/wp-content/plugins/x/login.php"] == "attacker"
    assert found["domain", "bakery.example"] == "abused"
    found = roles(mail("https://www.school.ac.jp/login/index.html"))
    assert found["domain", "school.ac.jp"] == "abused"


def test_a_mail_service_that_names_itself_is_shared() -> None:
    received = (
        "from a9-99.smtp-out.amazonses.com (unknown [192.0.2.99]) by mx.recipient.example (Postfix) with ESMTP id 4F2307292395 "
        "for <user@recipient.example>; Thu,  5 Feb 2026 10:15:02 +0900 (JST)"
    )
    assert roles(mail("https://evil.example/x", headers={"Received": received}))["ip", "192.0.2.99"] == "shared"


def test_a_host_below_somebodys_domain_does_not_make_the_whole_domain_the_attackers() -> None:
    found = roles(mail("https://x7.carmaker.example/a/b"))
    assert found["host", "x7.carmaker.example"] == "attacker"
    assert found["domain", "carmaker.example"] == "unclear"
    assert roles(mail("https://www.evil.example/a"))["domain", "evil.example"] == "attacker"


def test_a_name_that_looks_like_a_brands_may_be_forged_too() -> None:
    headers = {"From": "Amazon <info@arnazon.com>", "Return-Path": "<x@other.example>"}
    assert roles(mail("https://evil.example/x", headers=headers))["domain", "arnazon.com"] != "attacker"


def test_a_link_to_the_recipients_own_site_is_his() -> None:
    found = roles(mail("https://www.recipient.example/login", listed="https://www.recipient.example/login"))
    assert found["url", "https://www.recipient.example/login"] == "victim"
    assert found["host", "www.recipient.example"] == "victim"


def test_an_address_that_nobody_can_reach_is_not_blocked() -> None:
    found = roles(mail("http://192.168.10.20/login/index.php"))
    assert found["url", "http://192.168.10.20/login/index.php"] == "unclear"
    assert found["ip", "192.168.10.20"] == "unclear"


@pytest.mark.parametrize(("ending", "role"), [("ie", "unclear"), ("com.au", "unclear"), ("pw", "attacker"), ("top", "attacker")])
def test_a_brands_name_under_another_countrys_ending_may_be_its_own(ending: str, role: str) -> None:
    told = mail(f"https://www.netflix.{ending}/login/account")
    told["facts"] = []
    told["headers"] |= {"From": "Netflix <info@evil.example>", "Subject": "Netflix: your account is suspended"}
    told["body"] = {
        "text": f"Netflix. Your account is suspended. Log in and verify: https://www.netflix.{ending}/login/account\n"
    }
    assert roles(told)["domain", f"netflix.{ending}"] == role


def test_a_click_counter_is_the_services_and_only_the_link_the_attackers() -> None:
    link = "https://somebody.lt.emlnk.com/Prod/link-tracker?redirectUrl=aHR0cHM6Ly9ldmlsLmV4YW1wbGU"
    found = roles(mail(link))
    assert found["host", "somebody.lt.emlnk.com"] == "shared"
    assert found["domain", "emlnk.com"] == "shared"


def test_a_lists_own_page_is_not_the_attackers_even_where_a_finding_speaks_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "https://lists.project.example/mailman/listinfo/devel"
    assert roles(mail(page))["url", page] == "attacker"
    monkeypatch.setattr(_links, "somebodys", lambda case, host: LIST)
    assert roles(mail(page))["url", page] == "shared"
