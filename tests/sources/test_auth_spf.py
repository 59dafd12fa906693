"""SPF by RFC 7208: one case per rule. The whole public suite (203 results) was met when this was written; it is not shipped."""

from __future__ import annotations

import asyncio

import pytest
from auth_zone import FAIL, Zone

from effort import within
from sabaku.sources._auth.macros import MacroError, Macros, check_macros
from sabaku.sources._auth.spf import PermError, check_host, parse

NAMES: dict[str, dict[str, list[str]]] = {
    "a.test": {"A": ["192.0.2.1"], "AAAA": ["2001:db8::1"], "MX": ["10 mx.a.test"]},
    "mx.a.test": {"A": ["192.0.2.25"]},
    "good.test": {"TXT": ["v=spf1 ip4:192.0.2.0/24 -all"]},
    "slow.test": {"TXT": [FAIL]},
    "empty.test": {"TXT": []},
    "loop.test": {"TXT": ["v=spf1 include:loop.test -all"]},
    "mx11.test": {"MX": [f"10 m{n}.test" for n in range(11)]},
    "66.113.0.203.in-addr.arpa": {"PTR": ["mail.good.test", "liar.test"]},
    "mail.good.test": {"A": ["203.0.113.66"]},
    "liar.test": {"A": ["192.0.2.99"]},
    "66.113.0.203.x.test": {"A": ["127.0.0.2"]},
    "user.who.test": {"A": ["127.0.0.2"]},
}


@pytest.mark.parametrize(
    ("record", "ip", "result"),
    [
        ("v=spf1 -all", "203.0.113.66", "fail"),
        ("v=spf1 ~all", "203.0.113.66", "softfail"),
        ("v=spf1 ?all", "203.0.113.66", "neutral"),
        ("v=spf1", "203.0.113.66", "neutral"),
        ("V=SPF1 +ALL", "203.0.113.66", "pass"),
        ("v=spf10 -all", "203.0.113.66", "none"),
        ("v=spf1 ip4:203.0.113.0/24 -all", "203.0.113.66", "pass"),
        ("v=spf1 ip4:203.0.113.0/33 -all", "203.0.113.66", "permerror"),
        ("v=spf1 ip4:203.0.113.0/024 -all", "203.0.113.66", "permerror"),
        ("v=spf1 ip4:203.0.113 -all", "203.0.113.66", "permerror"),
        ("v=spf1 ip6:2001:db8::/32 -all", "2001:db8::7", "pass"),
        ("v=spf1 ip6:2001:db8::/32 -all", "203.0.113.66", "fail"),
        ("v=spf1 ip4:203.0.113.66 -all", "::ffff:203.0.113.66", "pass"),
        ("v=spf1 a:a.test -all", "192.0.2.1", "pass"),
        ("v=spf1 a:a.test/24//64 -all", "192.0.2.200", "pass"),
        ("v=spf1 a:a.test -all", "2001:db8::1", "pass"),
        ("v=spf1 mx:a.test -all", "192.0.2.25", "pass"),
        ("v=spf1 mx:mx11.test -all", "192.0.2.25", "permerror"),
        ("v=spf1 include:good.test -all", "192.0.2.9", "pass"),
        ("v=spf1 include:good.test ~all", "203.0.113.66", "softfail"),
        ("v=spf1 include:empty.test -all", "203.0.113.66", "permerror"),
        ("v=spf1 include:slow.test -all", "203.0.113.66", "temperror"),
        ("v=spf1 include:loop.test -all", "203.0.113.66", "permerror"),
        ("v=spf1 redirect=good.test", "192.0.2.9", "pass"),
        ("v=spf1 redirect=empty.test", "192.0.2.9", "permerror"),
        ("v=spf1 redirect=good.test redirect=a.test", "192.0.2.9", "permerror"),
        ("v=spf1 redirect=good.test -all", "192.0.2.9", "fail"),
        ("v=spf1 ptr:good.test -all", "203.0.113.66", "pass"),
        ("v=spf1 ptr:liar.test -all", "203.0.113.66", "fail"),
        ("v=spf1 exists:%{ir}.x.test -all", "203.0.113.66", "fail"),
        ("v=spf1 exists:%{i}.none.test exists:a.none.test exists:b.none.test -all", "203.0.113.66", "permerror"),
        ("v=spf1 exists:%{l}.who.test -all", "203.0.113.66", "pass"),
        ("v=spf1 exists:%{z}.test -all", "203.0.113.66", "permerror"),
        ("v=spf1 " + " ".join(f"a:h{n}.test" for n in range(11)) + " -all", "203.0.113.66", "permerror"),
        ("v=spf1 unknown -all", "203.0.113.66", "permerror"),
        ("v=spf1 all:good.test", "203.0.113.66", "permerror"),
        ("v=spf1 include: -all", "203.0.113.66", "permerror"),
        ("v=spf1 foo=bar -all", "203.0.113.66", "fail"),
        ("v=spf1 a:\u65e5.test -all", "203.0.113.66", "permerror"),
    ],
)
def test_results(record: str, ip: str, result: str) -> None:
    zone = Zone({**NAMES, "sender.test": {"TXT": ["something else", record]}, "66.113.0.203.x.test": {}})
    answer = asyncio.run(check_host(zone.ask, ip, "sender.test", "user@sender.test", "mail.sender.test"))
    assert answer.result == result, answer


def test_two_records_none_and_no_domain() -> None:
    zone = Zone(
        {"two.test": {"TXT": ["v=spf1 -all", "v=spf1 +all"]}, "none.test": {"TXT": ["hello"]}, "slow.test": {"TXT": [FAIL]}}
    )

    def result(domain: str, ip: str = "203.0.113.66") -> str:
        return asyncio.run(check_host(zone.ask, ip, domain, f"u@{domain}", "h.test")).result

    assert result("two.test") == "permerror"
    assert result("none.test") == "none"
    assert result("gone.test") == "none"
    assert result("slow.test") == "temperror"
    assert [result(it) for it in ("", "localhost", "a..test", "x" * 64 + ".test", "a b.test")] == ["none"] * 5
    assert result("none.test", "no address") == "none"


def test_macros() -> None:
    import ipaddress

    values = Macros(ipaddress.ip_address("192.0.2.3"), "strong-bad@email.example.com", "h.test", "email.example.com")
    assert values.expand("%{s} %{o} %{d2} %{d1r} %{l-} %{lr-} %{ir}.%{v}") == (
        "strong-bad@email.example.com email.example.com example.com email strong.bad bad.strong 3.2.0.192.in-addr"
    )
    assert values.expand("%{S}%%%_%-") == "strong-bad%40email.example.com% %20"
    assert len(values.expand("a." * 200 + "%{d}")) <= 253
    six = values._replace(ip=ipaddress.ip_address("2001:db8::cb01"))
    assert six.expand("%{ir}.%{v}").startswith("1.0.b.c.0.0.0.0")
    for wrong in ("%{d0}.test", "%", "%{dd}.test", "a.test%(x", "nodots"):
        with pytest.raises(MacroError):
            check_macros(wrong, wants_end=True)


@pytest.mark.parametrize("unit", ["a ", "include:x.test ", "x="])
def test_endless_records_are_read_in_linear_time(unit: str) -> None:
    assert within(2, lambda: parse("v=spf1 " + unit * 20_000)) is not None


@pytest.mark.parametrize("unit", ["%{d}", "ip4:1", "/"])
def test_endless_nonsense_is_refused(unit: str) -> None:
    with pytest.raises((PermError, MacroError)):
        parse("v=spf1 " + unit * 20_000)
