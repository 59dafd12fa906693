"""One check: an IP address written so that nobody recognises it as one."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_HOST = late.pattern(r"[/\\]{1,3}(?:[^/\\?#\s@]{0,2000}@)?([^/\\?#\s]{1,300})")


@check(
    id="links.numeric-ip",
    over="message",
    group="links",
    title=Text(ja="IPアドレスを読めない形に書き換えたリンクです", en="An IP address in disguise"),
    says=Text(
        ja="リンク先の {written} は、{ip} というIPアドレスを、8進数・16進数・整数や桁を省いた形などで書き換えたものです。",
        en="{written} in the link is the IP address {ip}, written in octal, hexadecimal, as one number or with numbers left out.",
    ),
    speaks_for=("disguised",),
    experts=("LHID",),
    attacks=(78,),
)
def numeric_ip(case: Case, it: Observable) -> Iterator[Hit]:
    """Browsers still read `0x7f.1` and `2130706433` as addresses (WHATWG URL, IPv4 parser); filters and people do not."""
    for found in _links.tricked(case, "numeric-ip"):
        link = _links.link(found)
        host = _HOST.search(link.raw)
        yield Hit(_links.at(found), written=(host[1] if host else link.raw)[:120], ip=datum("ip", link.domain))
