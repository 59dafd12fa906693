"""Host names and addresses: registrable domain, top-level domain, IP or not. Pure; knows no mail and no brand."""

from __future__ import annotations

import functools
import ipaddress
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from publicsuffixlist import PSLFILE, PublicSuffixList

from sabaku.data import own
from sabaku.text import late


@functools.cache
def _suffixes() -> PublicSuffixList:
    with own.reading(own.SUFFIXES):
        return PublicSuffixList(_both_spellings(_rules()), accept_encoded_idn=False)


@functools.cache
def _registries() -> PublicSuffixList:
    """The suffixes of registries alone: the list up to where its private section begins."""
    with own.reading(own.SUFFIXES):
        return PublicSuffixList(_both_spellings(_rules().partition("// ===END ICANN DOMAINS===")[0]), accept_encoded_idn=False)


def _rules() -> str:
    return (own.file(own.SUFFIXES) or Path(PSLFILE)).read_text("utf-8")


def _both_spellings(rules: str) -> Iterator[str]:
    """The rules of the list, international names in both spellings.

    The list's names are in their normal form already: what `idna` does before it encodes would cost every start 20 ms.
    """
    for line in rules.split("\n"):
        if line and not line.startswith("//"):
            yield line
            if not line.isascii():
                name = line.lower().split(" ")[0].rstrip()
                yield "!" * (name[0] == "!") + ".".join(map(_encoded, name.lstrip("!").split(".")))


def _encoded(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"


@functools.lru_cache(maxsize=65536)
def registrable(host: str) -> str:
    """The registrable domain of a host name (public suffix list, private section included); an IP address as it is."""
    name = host.rstrip(".").lower()
    if is_ip(name):
        return name.strip("[]")
    return _suffixes().privatesuffix(name) or name


@functools.lru_cache(maxsize=4096)
def registered(host: str) -> str:
    """The domain that somebody registered with a registry (suffix list without its private section): of
    `shop.workers.dev` it is `workers.dev`, whose holder is not the shop's."""
    name = host.rstrip(".").lower()
    return _registries().privatesuffix(name) or name


@functools.lru_cache(maxsize=65536)
def suffix(host: str) -> str:
    """The public suffix of a host name; "" where its last label is no known top-level domain."""
    return _suffixes().publicsuffix(host.rstrip(".").lower(), accept_unknown=False) or ""


@functools.lru_cache(maxsize=65536)
def is_ip(host: str) -> bool:
    """Whether this is an IPv4 or IPv6 address, with or without brackets."""
    return address(host) is not None


@functools.lru_cache(maxsize=16384)
def address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address written there (brackets and an `IPv6:` prefix allowed), or None."""
    bare = text.strip().strip("[]")
    if bare[:5].lower() == "ipv6:":
        bare = bare[5:]
    if not bare or not (bare[0].isdigit() or ":" in bare):
        return None
    try:
        return ipaddress.ip_address(bare.split("%")[0])
    except ValueError:
        return None


@functools.lru_cache(maxsize=16384)
def is_global(text: str) -> bool:
    """Whether this is an address that the public network can reach."""
    found = address(text)
    return found is not None and found.is_global and not found.is_multicast


@functools.cache
def _documentation() -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    names = ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
    return tuple(ipaddress.ip_network(name) for name in names)


@functools.lru_cache(maxsize=16384)
def is_outside(text: str) -> bool:
    """Whether it is an address outside of anybody's own network: a global one, or one of documentation (RFC 5737, RFC 3849)."""
    found = address(text)
    if found is None or found.is_global:
        return found is not None and not found.is_multicast
    return any(found in network for network in _documentation() if network.version == found.version)


def of_url(url: str) -> str:
    """The host of a URL, in lower case; "" where it has none or cannot be read."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def of_page(url: str) -> str:
    """The same of a page that a browser shows: of a `blob:` address, that of the page which made it."""
    return of_url(url.removeprefix("blob:"))


def of_subject(subject: str) -> str:
    """The host of a URL; any other subject of a question (a name, an address) as it is."""
    return of_url(subject) if "//" in subject else subject


def tld(host: str) -> str:
    """The last label, in lower case; "" for an IP address."""
    return "" if is_ip(host) else host.rstrip(".").rpartition(".")[2].lower()


def suffixes(host: str) -> Iterator[str]:
    """The host and its parents, the longest first, down to two labels."""
    name = host.rstrip(".").lower()
    while "." in name:
        yield name
        name = name.partition(".")[2]


def same_site(one: str, other: str) -> bool:
    """Whether two hosts share their registrable domain."""
    return bool(one) and registrable(one) == registrable(other)


_LINE_WORDS = late.pattern(
    r"(?:^|[.\d-])"
    r"(?:dynamic|dyn|dsl|adsl|vdsl|dial(?:up|in)?|ppp|pool|dhcp|cable|broadband|customer|cust|client|static|host|ip|vps|vm|node"
    r"|cloud|unassigned|flets|ftth|fiber|mobile|pppoe|nat|user)(?:[.\d-]|$)"
)
_NUMBERS = re.compile(r"\d{1,3}")


def made_from_address(name: str, ip: str) -> bool:
    """Whether a reverse name is made from the address (`v150-95-221-220.example.ne.jp`), as for lines and rented machines."""
    octets = ip.split(".") if "." in ip else []
    if len(octets) != 4:
        return False
    numbers = [str(int(it)) for it in _NUMBERS.findall(name)]
    packed = "".join(f"{int(it):02x}" for it in octets)
    if packed in name.replace("-", "").replace(".", ""):
        return True
    if sum(it in numbers for it in set(octets)) < min(len(set(octets)), 3):
        return False
    return len(numbers) >= 3


def generic_word(name: str) -> bool:
    """Whether a reverse name says itself that it is a line or a numbered machine, and has numbers to show for it."""
    return bool(_LINE_WORDS.search(name)) and sum(it.isdigit() for it in name) >= 4
