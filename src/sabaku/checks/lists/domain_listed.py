"""One check: a domain of the mail is on a domain block list."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Listing, Observable, Question, Text

LISTS = ("dbl", "surbl", "uribl")
WEAK = frozenset({"grey", "abused legit spam", "abused redirector"})


@check(
    id="lists.domain-listed",
    over="message",
    group="lists",
    needs=("dnsbl",),
    title=Text(ja="ドメインがブロックリストに登録されています", en="A domain is on a block list"),
    says=Text(
        ja="ドメイン {domain} は、{list}に「{threat}」として登録されています({at}に確認)。",
        en="The domain {domain} is listed by {list} as “{threat}” (looked up {at}).",
    ),
    speaks_for=("credential-phishing", "card-phishing", "bulk-spam"),
    experts=("BLK",),
)
def domain_listed(case: Case, it: Observable) -> Iterator[Hit]:
    """Domain lists are made for mail filters: what stands there was seen in spam or phishing.

    Listings of honest domains that were merely abused, and grey ones, do not count.
    """
    seen = (*((it.domain, it.seen) for it in _asked.landings(case)), *((it.domain, it.seen) for it in _asked.senders(case)))
    asked = tuple((domain, place, name) for domain, place in dict(seen).items() for name in LISTS)
    known = bool(_outside.facts(case, "dnsbl"))  # where nobody was asked, one question tells what all would
    yield from _outside.each(asked if known else asked[:1], lambda subject: _listed(case, *subject))


def _listed(case: Case, domain: str, seen: Observable, name: str) -> Iterator[Hit]:
    question = Question("dnsbl", domain, (("list", name),))
    found = case.need("dnsbl", domain, list=name)
    if isinstance(found, Listing) and found.listed and not set(found.threat.split(", ")) <= WEAK:
        yield Hit(
            _outside.quoted(case, seen),
            Evidence(question, found=found.detail),
            domain=datum("domain", domain),
            list=found.list,
            threat=found.threat,
            at=_named.at(case, case.facts.get(question)),
        )
