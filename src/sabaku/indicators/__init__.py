"""What of a mail may be blocked, shared or reported, and whose it is: every indicator with its role, reason and places.

Looks at a case and its report; asks nobody and writes no format. Only what is the attacker's own belongs on a block list:
a forged sender, a cloud's web server or the brand itself is somebody else's, and what nothing tells about stays unclear.
"""

from __future__ import annotations

from collections.abc import Iterable

from sabaku.indicators._links import links
from sabaku.indicators._senders import senders
from sabaku.indicators._subject import Indicator, Kind, Subject, is_drill, named
from sabaku.indicators._things import answers, origin, things
from sabaku.model import Case, Report, Text
from sabaku.names import hosts
from sabaku.names.whose import Role, registration

ROLES: dict[Role, Text] = {
    "attacker": Text("攻撃者のもの", "the attacker's own"),
    "abused": Text("悪用された第三者", "an abused third party"),
    "shared": Text("共用サービス", "shared with others"),
    "genuine": Text("正規の事業者", "the genuine brand's"),
    "victim": Text("受信者側", "the recipient's"),
    "unclear": Text("不明(判断材料なし)", "unclear"),
}


def indicators(case: Case, report: Report) -> tuple[Indicator, ...]:
    """All indicators of the mail, each value once, the attacker's first; the same for the same case and report."""
    it = Subject(case, report, *named(report.findings))
    found: dict[tuple[str, str], Indicator] = {}
    for one in (*links(it), *senders(it), *origin(it), *answers(it), *things(it)):
        known = found.get((one.kind, one.value))
        found[one.kind, one.value] = one if known is None else joined(known, one)
    order = {role: n for n, role in enumerate(ROLES)}
    return tuple(sorted(found.values(), key=lambda one: (order[one.role], KINDS[one.kind], one.value)))


_ORDER: tuple[Kind, ...] = ("url", "host", "domain", "ip", "address", "file", "phone", "wallet", "asn")
KINDS: dict[Kind, int] = {it: n for n, it in enumerate(_ORDER)}
"""The kinds with their place in a list."""


def attackers(found: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Those that are the attacker's own: what a block list may hold."""
    return tuple(it for it in found if it.role == "attacker")


def third_parties(case: Case, report: Report) -> tuple[str, ...]:
    """Addresses, domains and names of those in whose name the mail was sent: to be masked, and to be told."""
    addresses = [it.value for it in indicators(case, report) if it.role == "abused" and it.kind == "address"]
    domains = dict.fromkeys(hosts.registrable(it.rpartition("@")[2]) for it in addresses)
    held = [it for domain in domains if (it := registration(case, domain)) is not None and not it.privacy]
    names = [name for it in held for name in (it.registrant, it.organisation) if len(name) > 2]
    return tuple(dict.fromkeys((*addresses, *domains, *names)))


def joined(one: Indicator, other: Indicator) -> Indicator:
    """Two sightings of the same value, in one mail or in two: the more careful role wins, all places are kept."""
    careful: tuple[Role, ...] = ("victim", "genuine", "shared", "abused", "attacker", "unclear")
    first, second = sorted((one, other), key=lambda it: careful.index(it.role))
    places = tuple(dict.fromkeys((*first.places, *second.places)))
    return Indicator(one.kind, one.value, first.role, first.why, places, tuple(sorted({*first.checks, *second.checks})))


__all__ = ["KINDS", "ROLES", "Indicator", "Kind", "attackers", "indicators", "is_drill", "joined", "third_parties"]
