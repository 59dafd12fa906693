"""One check: the landing page is for one country only."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.geofence",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="特定の国からの閲覧だけを許しています", en="The site is for one country only"),
    says=Text(
        ja="リンク先 {host} は、閲覧できる国や地域を限っています。調査元からは本当の内容が見えなかった可能性があります。",
        en="The site {host} lets in visitors of some countries only; its real content may not have been seen from here.",
    ),
    sure="inferred",
    attacks=(100,),
)
def geofence(case: Case, it: Observable) -> Iterator[Hit]:
    """Sites that aim at customers of one country keep all others out, and with them most investigators.

    Innocent cause: broadcasters, shops and authorities do so too, so it weighs little.
    """
    for visit in _landing.visits(case):
        face = _landing.shown(visit, "geofence")
        if face is not None and _landing.strange(case, visit.host):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=face.title or "geofence"),
                host=datum("domain", visit.host),
            )
