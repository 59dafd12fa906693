"""One check: the link leads through strangers' domains to another one."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names import hosts


@check(
    id="landing.leads-on",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="リンクは別のサイトへ転送されます", en="The link leads on to another site"),
    says=Text(
        ja="リンクは {start} から別のサイト {end} へ転送されます(通るドメインは計{count}個)。",
        en="The link leads from {start} on to another site, {end} ({count} domains in all).",
    ),
    experts=("LRED",),
)
def leads_on(case: Case, it: Observable) -> Iterator[Hit]:
    """A mail names a domain that is not on any list yet; the site behind it changes with every take-down.

    Innocent cause: click counters of newsletters do the same, so it weighs nothing where the end is a known brand's.
    """
    for visit in _landing.visits(case):
        way = [hosts.of_subject(one) for one in visit.site.chain]
        domains = tuple(dict.fromkeys(hosts.registrable(one) for one in way if one))
        if len(domains) > 1 and _landing.strange(case, visit.host) and _landing.asks(visit):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=visit.site.final_url),
                start=datum("domain", way[0]),
                end=datum("domain", visit.host),
                count=datum("number", len(domains)),
            )
