"""One check: the landing site sent our visitor somewhere harmless."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.cloaked",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="調査のアクセスを別のサイトへそらしています", en="Visitors who look closer are sent away"),
    says=Text(
        ja="リンク先 {url} を開くと、無関係な {end} へ転送されました。"
        "調査のアクセスを避け、被害者にだけ偽サイトを見せている可能性があります。",
        en="Opening {url} led to {end}, which has nothing to do with it: the site may show its real face to victims only.",
    ),
    speaks_for=("phishing",),
    sure="inferred",
    experts=("DOWN",),
    attacks=(100, 101, 102, 106),
)
def cloaked(case: Case, it: Observable) -> Iterator[Hit]:
    """Kits send scanners, foreigners and computers to a search engine or the genuine brand (geofence, user agent, one shot).

    Innocent cause: a link that really leads there by way of a click counter; redirects within one site don't count.
    """
    for visit in _landing.visits(case):
        if visit.site.state == "cloaked":
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=visit.site.final_url),
                url=datum("url", visit.fact.question.subject),
                end=datum("domain", visit.host),
            )
