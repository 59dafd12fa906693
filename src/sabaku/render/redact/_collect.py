"""What is secret in a case: who received the mail, in whose house, through which machines; and whose identity was abused.

Only collects values with the reason and the place; how they are found again in texts is in _find.py. The attacker's own
domain, hosts and address are evidence: they are never taken for the victim's without a second witness.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence

from sabaku.extract.receivers import family, is_known_list_house, site
from sabaku.extract.route import Route, trace
from sabaku.model import Address, Case, Hop, Link, Observable, Text
from sabaku.names.brands import is_public, owners
from sabaku.names.hosts import is_ip, registrable
from sabaku.render.redact import _masks
from sabaku.render.redact._accounts import accounts
from sabaku.render.redact._mailboxes import WHY, Mailbox, mailboxes
from sabaku.render.redact._others import others
from sabaku.render.redact._people import common, people
from sabaku.render.redact._secret import Secret
from sabaku.render.redact._tokens import passwords, tokens
from sabaku.text.fold import fold

OWN = Text("受信者自身のドメインです。", "The recipient's own domain.")
INFERRED = Text(
    "メールが届いたアドレスのドメインなので、受信者のものとみなしました。",
    "The domain to which the mail was delivered, so taken for the recipient's.",
)
LOCAL = Text("受信者のアドレスの@より前の部分です。", "The part before the @ of a recipient's address.")
INSIDE = Text("受信者側のサーバーです。", "A server on the recipient's side.")
LABEL = Text("受信者自身のドメイン名の主な部分です。", "The telling part of the recipient's domain name.")
TERM = Text("操作者が伏せるよう指定した語です。", "A word that the operator wants masked.")


def collect(case: Case, terms: Sequence[str], owner: bool, codes: bool) -> tuple[Secret, ...]:
    """Every secret of the case once, the surest reason first."""
    route = trace(case.message, case.input)
    boxes = tuple(mailboxes(case))
    sure = tuple(it for it in boxes if it[1] not in ("to", "cc"))
    domains = tuple(_domains(case, sure, boxes))
    evidence = _attackers(case, {it.value for it in domains})
    found = [
        *(Secret(it, "term", _masks.person(it), TERM) for it in (one.strip() for one in terms) if it),
        *_addresses(boxes, evidence),
        *domains,
        *_labels(domains, evidence),
        *_machines(case, route, {it.value for it in domains}),
        *people(case, boxes, evidence),
        *(accounts(case) if codes else ()),
        *tokens(case, codes),
        *passwords(case),
        *(() if owner else others(case, {it.value for it in domains})),
    ]
    return tuple({(fold(it.value), it.kind == "third-party"): it for it in reversed(found)}.values())[::-1]


def _domains(case: Case, sure: Sequence[Mailbox], every: Sequence[Mailbox]) -> Iterator[Secret]:
    """The recipient's domains: as the operator told, those of sure addresses, the border's, the forwarder's."""
    told: dict[str, None] = {}
    for name in (it.lower().strip(".") for it in case.input.home.domains):
        for domain in dict.fromkeys((name, registrable(name))):
            if domain and domain not in told and (domain == name or _is_house(domain)):
                told[domain] = None
                yield Secret(domain, "domain", _masks.OWN, OWN)
    for address, role, place in sure or every:
        host = address.rpartition("@")[2]
        domain = registrable(host)
        if domain not in told and not (_is_house(domain) and (role != "to" or _names_one(every))):
            continue
        for name in dict.fromkeys((domain, host)):
            if name not in told:
                told[name] = None
                yield Secret(name, "domain", _masks.OWN, WHY["carrier"] if role == "carrier" else INFERRED, place)


def _names_one(every: Sequence[Mailbox]) -> bool:
    """Whether the mail names so few that To speaks of the recipient, and is no list of victims."""
    return len({registrable(it[0].rpartition("@")[2]) for it in every}) <= 3


def _is_house(domain: str) -> bool:
    """Whether a domain is somebody's own house: no provider's, where anybody may have an address, and no known brand's."""
    return "." in domain and not is_ip(domain) and not is_public(domain) and not owners(domain)


def _attackers(case: Case, own: set[str]) -> frozenset[str]:
    """What is evidence and must stay readable: the sender's addresses and domains, linked hosts, where they aren't own."""
    found: set[str] = set()
    for it in case.seen("address", "from", "reply-to", "return-path", "sender"):
        if isinstance(it.detail, Address) and registrable(it.detail.domain) not in own:
            found |= {it.value, it.detail.domain, registrable(it.detail.domain)}
    for it in case.seen("link"):
        if isinstance(it.detail, Link) and it.detail.domain not in own:
            found |= {it.detail.host, it.detail.domain}
    return frozenset(found - {""})


def _addresses(boxes: Iterable[Mailbox], evidence: frozenset[str]) -> Iterator[Secret]:
    for address, role, place in boxes:
        local, _, domain = address.rpartition("@")
        if address in evidence:  # a list that put its own address into From, or a sender who wrote to themselves
            mask = f"{_masks.LOCAL}@{domain}"
        else:
            mask = _masks.own_address(local) if _is_house(registrable(domain)) else _masks.ADDRESS
        yield Secret(address, "address", mask, WHY[role], place)
        if local not in _masks.roles() and not common(local) and role != "cc" and len(local) >= 2:
            yield Secret(local, "local-part", _masks.LOCAL, LOCAL, place)


def _labels(domains: Iterable[Secret], evidence: frozenset[str]) -> Iterator[Secret]:
    """`kaisha` of kaisha.example, where that is a name and no word, and not also the attacker's."""
    theirs = {it.partition(".")[0] for it in evidence}
    for it in domains:
        label = registrable(it.value).partition(".")[0]
        if len(label) >= 4 and not common(label) and label not in theirs and not label.isdigit():
            yield Secret(label, "name", _masks.OWN, LABEL, it.seen)


def _machines(case: Case, route: Route, own: set[str]) -> Iterator[Secret]:
    """Hosts and addresses of the recipient's side. The client that the border saw is the sender's and stays."""
    origin = {case.origin.ip or "", case.origin.claimed_ip or ""}
    for name in (it for it in case.input.home.borders if registrable(it.lower()) not in own):
        yield Secret(name.lower(), "ip" if is_ip(name) else "host", _of_machine(name), INSIDE)
    for it in case.seen("hop", "inside", "border"):
        hop = it.detail
        if not isinstance(hop, Hop):
            continue
        reading = next((one for n, one in zip(route.headers, route.hops, strict=True) if it.seen.view == f"header:{n}"), None)
        names = [hop.by, *((hop.helo, hop.rdns) if it.role == "inside" else ())]
        ips = [reading.by_ip if reading else "", *((hop.ip,) if it.role == "inside" else ())]
        for name in names:
            yield from _machine(name.strip("[]").rstrip(".").lower(), own, it)
        for ip in ips:
            if ip and ip not in origin and not _says_nothing(ip):
                yield Secret(ip, "ip", _masks.ip(ip), INSIDE, it.seen)


def _machine(name: str, own: set[str], it: Observable) -> Iterator[Secret]:
    if is_ip(name):
        if not _says_nothing(name):
            yield Secret(name, "ip", _masks.ip(name), INSIDE, it.seen)
    elif len(name) >= 4 and not common(name) and registrable(name) not in own and "@" not in name:
        yield Secret(name, "host", _of_machine(name), INSIDE, it.seen)


def _of_machine(name: str) -> str:
    """The house of a large provider may be read, the machine in it not."""
    if is_ip(name):
        return _masks.ip(name)
    domain = registrable(name.lower())
    known = is_public(domain) or owners(domain) or family(domain) or is_known_list_house(site(domain))
    return f"{_masks.LOCAL}.{domain}" if known and domain != name.lower() else _masks.OWN


@functools.lru_cache(maxsize=1024)
def _says_nothing(ip: str) -> bool:
    return ip.startswith("127.") or ip in ("::1", "0.0.0.0", "::")  # noqa: S104
