"""One check: the link ends at the genuine site of the brand that the mail claims to come from."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names import brands, hosts


@check(
    id="landing.genuine-page",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="リンクの行き先は本物のサイトです", en="The link ends at the genuine site"),
    says=Text(
        ja="リンクは{claim}の正規のサイト {host} に行き着きました(どの端末から開いても同じでした)。",
        en="The link ended at {host}, the genuine site of {claim}, for every visitor.",
    ),
    sure="inferred",
)
def genuine_page(case: Case, it: Observable) -> Iterator[Hit]:
    """Click counters and shorteners lead honest mail to the brand's own site, for whoever clicks.

    It is a weak good sign: a forger who knows our visitors could send them all to the genuine site. A link that shows
    different visitors different pages is never one.
    """
    claim = _outside.claim(case)
    for visit in _landing.visits(case) if claim is not None else ():
        ends = {hosts.of_subject(one.final_url) for one in _landing.faces(visit)}
        alone = len(visit.site.faces) < 2 or visit.site.state != "up" or visit.site.differs
        if claim is None or alone or not all(brands.standing(claim.brand, end) == "verified" for end in ends):
            continue
        yield Hit(
            _outside.quoted(case, visit.seen),
            Evidence(visit.fact.question, found=visit.site.final_url),
            claim=_named.claimed(claim),
            host=datum("domain", visit.host),
        )
