"""One check: the landing site is already gone."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.closed",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="誘導先サイトはすでに閉鎖されています", en="The landing site is already closed"),
    says=Text(
        ja="リンク先 {url} のサイトは、{at}の時点ですでに閉鎖されていました。",
        en="When it was visited at {at}, the site {url} had already been closed.",
    ),
    speaks_for=("phishing",),
    experts=("DOWN",),
    quiet_when=("landing.stopped-by-provider",),
)
def closed(case: Case, it: Observable) -> Iterator[Hit]:
    """Phishing sites are taken down within hours or days; companies' sites are not. The mail stays dangerous: the next comes.

    Innocent cause: an old mail, a page that was moved.
    """
    for visit in _landing.visits(case):
        if visit.site.state in ("closed", "gone"):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=visit.site.state, expected="up"),
                url=datum("url", visit.fact.question.subject),
                at=_named.at(case, visit.fact),
            )
