"""One check: the address of a linked site also served sites that were reported."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Fact, Neighbour, Neighbours, Network, NotKnown, Observable, Place, Text
from sabaku.names import brands

MANY = 12
"""Domains seen at one address from which on it is a place that strangers share."""
MOST = 3


@check(
    id="lists.address-shared",
    over="message",
    group="lists",
    title=Text(ja="通報済みのサイトと同じIPアドレスです", en="A reported site stood at the same address"),
    says=Text(
        ja="リンク先 {domain} のIPアドレス {ip} では、{other} も公開されていました({seen}の記録)。{other} は{how}({at})。",
        en="The address {ip} of the linked {domain} also served {other} (recorded {seen}), {how} ({at}).",
    ),
    sure="inferred",
    speaks_for=("phishing",),
    experts=("BLK",),
    quiet_when=("lists.link-listed",),
)
def address_shared(case: Case, it: Observable) -> Iterator[Hit]:
    """Forgers rent one server and put one fraud after another on it. What this machine has recorded of other mail tells which.

    Innocent causes: a shared web host, on which strangers are neighbours; a server that had another tenant before. So it is
    said neither of content networks and clouds nor of addresses with many names.
    """
    for fact in _outside.facts(case, "neighbours"):
        ip, told = fact.question.subject, fact.value
        if not isinstance(told, Neighbours) or fact.question.arguments or told.domains > MANY or _anybodys(case, ip):
            continue
        for landing in _at(case, ip):
            others = [one for one in told.reported if one.domain not in {site.domain for site in _asked.sites(case)}]
            yield from (_hit(case, landing, fact, one) for one in others[:MOST])
            break


def _hit(case: Case, landing: _asked.Landing, fact: Fact, one: Neighbour) -> Hit:
    return Hit(
        _outside.quoted(case, landing.seen),
        Evidence(fact.question, found=one.domain),
        domain=datum("domain", landing.domain),
        ip=datum("ip", fact.question.subject),
        other=datum("domain", one.domain),
        seen=datum("date", one.seen),
        how=_how(one),
        at=datum("date", one.at),
    )


def _how(one: Neighbour) -> Datum:
    if one.list:
        return datum("text", one.list, Text(f"{one.list}に登録されています", f"which {one.list} lists"))
    names = brands.names_of(one.brand)
    return datum(
        "text",
        one.brand,
        Text(f"開いたときに{names.ja}を装っていました", f"which wore the face of {names.en} when it was visited"),
    )


def _at(case: Case, ip: str) -> Iterator[_asked.Landing]:
    """The strange sites that stand at that address; those where anybody may put up a page are left out."""
    for landing in _asked.landings(case):
        try:
            here = any(one == ip for _, one in _outside.ips(case, landing.link.host))
        except NotKnown:
            continue
        if here and not _asked.rented(landing.link.host):
            yield landing


def _anybodys(case: Case, ip: str) -> bool:
    """Whether the address is one behind which many customers stand: a content network's, a cloud's, an anycast one."""
    network, place = case.fact("network", ip), case.fact("geoip", ip)
    shared = network is not None and isinstance(network.value, Network) and network.value.use in ("cdn", "cloud")
    return shared or (place is not None and isinstance(place.value, Place) and place.value.precision == "anycast")
