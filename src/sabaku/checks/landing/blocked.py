"""One check: the landing site is blocked as fraudulent by a browser or its hoster."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.blocked",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="誘導先サイトは詐欺サイトとしてブロックされています", en="The landing site is blocked as fraudulent"),
    says=Text(
        ja="リンク先 {url} を開くと、フィッシングの警告ページが表示されました({at})。",
        en="Opening {url} showed a warning against phishing ({at}).",
    ),
    speaks_for=("phishing",),
    experts=("BLK",),
)
def blocked(case: Case, it: Observable) -> Iterator[Hit]:
    """The hoster, the delivery network or the browser has judged already. Innocent cause: their false alarm, a rare thing."""
    for visit in _landing.visits(case):
        if visit.site.state == "blocked":
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=visit.site.title or visit.site.state),
                url=datum("url", visit.fact.question.subject),
                at=_named.at(case, visit.fact),
            )
