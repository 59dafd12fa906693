"""What a visited page may reach: the table of addresses, names and ports."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import pytest

from sabaku.sources._browser.policy import literal, name_allowed, own_of, port_allowed, reachable
from sabaku.sources._browser.upstream import neighbours
from sabaku.sources._visiting import visiting

PRIVATE = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.1.2.3", "168.63.129.16", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1",
    "100::1", "2001::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::1", "2002:808:808::1", "3fff::1",
    "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "4000::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2400:2410::1"]


@pytest.mark.parametrize("text", PRIVATE)
def test_private_and_special_addresses_are_never_reachable(text: str) -> None:
    assert not reachable(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_public_addresses_are(text: str) -> None:
    assert reachable(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", ["127.0.0.1", "[::1]", "::ffff:10.0.0.1", "1.2.3.4"])
def test_addresses_are_known_as_such(text: str) -> None:
    assert literal(text) is not None


@pytest.mark.parametrize("text", ["example.com", "fe80::1%eth0", "0x7f.1", "2130706433", ""])
def test_everything_else_is_a_name(text: str) -> None:
    assert literal(text) is None


@pytest.mark.parametrize(
    "name",
    ["localhost", "LOCALHOST.", "printer", "nas.local", "wiki.internal", "a.localhost", "x.corp", "1.0.0.127.in-addr.arpa", "abc.onion",
     "2130706433", "0x7f000001", "0x7f.1", "", "..", "a..b.com", "a" * 64 + ".com", "a b.com", "evil.com\r\nx", "router.lan"],
)  # fmt: skip
def test_names_near_us_and_odd_names_are_not_asked_for(name: str) -> None:
    assert not name_allowed(name)


@pytest.mark.parametrize("name", ["evil.test", "www.example.com.", "xn--eckwd4c7c.xn--zckzah", "a_b.example.jp", "EXAMPLE.COM"])
def test_public_names_may_be(name: str) -> None:
    assert name_allowed(name)


def test_ports() -> None:
    assert all(port_allowed(it) for it in (80, 443, 8080, 8443, 2083))
    assert not any(port_allowed(it) for it in (0, 21, 22, 25, 110, 143, 445, 587, 3306, 5432, 6379, 9200, 11211, 27017, 65535))


def test_what_the_operator_calls_his_own() -> None:
    own = own_of(["198.51.100.7/24", "2001:db8::/32", "192.0.2.9", "Recipient.example."])
    inside = ["198.51.100.200", "2001:db8::5", "192.0.2.9"]
    assert [own.holds(ipaddress.ip_address(it)) for it in (*inside, "192.0.2.8", "2001:db9::1")] == [True] * 3 + [False] * 2
    names = ("recipient.example", "www.recipient.example", "notrecipient.example", "example")
    assert [own.names(it) for it in names] == [True, True, False, False]


@pytest.mark.parametrize("text", ["198.51.100.0/99", "no name", "intranet", ""])
def test_what_is_neither_network_nor_domain_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="neither"):
        visiting({"refuse": [text]})


def test_neighbours_are_what_no_router_leads_to(tmp_path: Path) -> None:
    (tmp_path / "route").write_text(
        "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
        "eth0\t00000000\t0164A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
        "eth0\t006433C6\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
        "tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000080\t0\t0\t0\n"
    )
    zero, some = "0" * 32, "20010db8000000000000000000000001"
    (tmp_path / "ipv6_route").write_text(
        f"20010db8000100000000000000000000 40 {zero} 00 {zero} 00000100 00000001 00000000 00000001 eth0\n"
        f"{zero} 00 {zero} 00 {some} 00000400 00000001 00000000 00000003 eth0\n"
    )
    assert [str(it) for it in neighbours(tmp_path)] == ["198.51.100.0/24", "2001:db8:1::/64"]
    assert neighbours(tmp_path / "none") == []
