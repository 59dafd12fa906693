"""Whether a mail in a known company's name is that company's own, or who forged it would gain nothing: look-ups. No judgement."""

from __future__ import annotations

from sabaku.checks import _files, _hosts, _links, _route, _said
from sabaku.checks._claimed import Claimed, among_subscribers, own
from sabaku.checks._hosts import LEADING_ON
from sabaku.checks._links import targets
from sabaku.checks._notes import stranger
from sabaku.checks._results import refuted
from sabaku.checks._who import Sender
from sabaku.model import Case, Link, Observable, once
from sabaku.names.brands import is_public, owners, standing
from sabaku.names.whose import authentic


def of_the_brand(case: Case) -> bool:
    """Whether the mail is provably the claimed brand's own, by authentication or by the confirmed name of the machine that
    sent it, and what it wants is no stranger's note."""
    found = own(case)
    if found is None or refuted(case, found[1].domain) is not None:
        return False
    proof = authentic(case, found[1].domain) or _route.own_machine(case, found[1].domain)
    return proof is not None and stranger(case) is None


@once
def gains_nothing(case: Case) -> bool:
    """Whether somebody who forged From would gain nothing by it: a known company's own address that nothing shows to be forged
    (or only what whoever passes mail on breaks, too), links to that company's own sites and nowhere else, no file, no other
    address for the answer, and nobody told to ring."""
    found = own(case) if _leads_home(case) else None
    return found is not None and (refuted(case, found[1].domain) is None or passed_over(case) is not None)


@once
def passed_over(case: Case) -> Observable | None:
    """The field in which a server noted that it took the mail from the company in From (or from who sends for companies), before
    it handed it to the border and so broke what shows that it is real. Whoever sends can write such a field: it is believed
    only of mail that gives nobody else a say, by link, file, number, wallet or another address."""
    found = _by_name(case) if _leads_home(case) or _leads_nowhere(case) else None
    return _route.taken_over(case, found[0].brand, found[1].domain) if found is not None else None


def _by_name(case: Case) -> tuple[Claimed, Sender] | None:
    """The company whose address From shows, its customers' domain included: then what the mail brings is all that tells."""
    return own(case) or among_subscribers(case)


@once
def _leads_home(case: Case) -> bool:
    """Whether a mail in a known company's own name leads to its own sites, and gives nobody else a say. A network's pages are
    its users', and an address inside another one is where that leads on."""
    found, links = _by_name(case), targets(case)
    if found is None or not links or found[0].brand.id in _NETWORKS or not _alone(case, found):
        return False
    id = found[0].brand.id
    homes = [_own_site(id, link.host) for _, link in links]
    within = (it for it in map(_links.link, _links.digest(case).all) if it.found_in.endswith("nested"))
    if not all(_own_site(id, it.host) for it in within):
        return False
    return any(homes) and all(home or _shown_by_all(link) for home, (_, link) in zip(homes, links, strict=True))


def _leads_nowhere(case: Case) -> bool:
    """Whether it only tells: no link, no wallet, nobody to pay and nobody else to write to, and no number beside an alarm."""
    found = _by_name(case)
    if found is None or targets(case) or case.seen("wallet") or _said.has(case, "payee"):
        return False
    if case.seen("phone") and _said.has(case, "callback", "scare", "threat"):
        return False
    named = case.seen("address", "text", "mailto")
    return _alone(case, found) and all(_at_home(found[0].brand.id, it) for it in named)


def _alone(case: Case, found: tuple[Claimed, Sender]) -> bool:
    """Whether no file came with it, nobody is told to ring, and answers go to the company; or to a customer for whom it writes,
    who is told of nobody to pay: whoever has an account there can send as much without any forgery."""
    if _files.beside(case) or (case.seen("phone") and _said.has(case, "callback")):
        return False
    if found[0].brand.id in OFFICES and not case.seen("wallet") and not _said.has(case, "payee"):
        return not any(is_public(it.value.rpartition("@")[2]) for it in case.seen("address", "reply-to"))
    return all(_at_home(found[0].brand.id, it) for it in case.seen("address", "reply-to"))


def _at_home(brand: str, it: Observable) -> bool:
    """Whether the address is the company's own."""
    domain = it.value.rpartition("@")[2]
    return standing(brand, domain) in ("verified", "unverified") and not is_public(domain)


def _own_site(brand: str, host: str) -> bool:
    """Whether the host is the brand's, and nothing that anybody may put there."""
    anybodys = _hosts.listed(host, "free_hosting") or _hosts.listed(host, "many_hands") or _hosts.listed(host, "shorteners")
    return standing(brand, host) in ("verified", "unverified") and not anybodys


_SHOPS = frozenset(("apps.apple.com", "itunes.apple.com", "play.google.com"))
OFFICES = frozenset(
    (
        *("docusign", "adobe", "dropbox", "wetransfer", "box-com", "stripe", "intuit", "xero", "shopify"),
        *("freee", "moneyforward", "sansan"),
    )
)
"""Those that hand on the invoices, papers and cards of their customers, in notices that answer to these."""
_NETWORKS = frozenset(("facebook", "instagram", "twitter", "linkedin"))


def _shown_by_all(link: Link) -> bool:
    """A shop of applications, or the company's page at a network: what stands below every company's mail."""
    return link.host in _SHOPS or (link.host not in LEADING_ON and bool(_NETWORKS & set(owners(link.host))))
