"""One check: a link is on a list of fraudulent addresses."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Listing, NotKnown, Observable, Text

SOURCES = ("safebrowsing", "feeds")


@check(
    id="lists.link-listed",
    over="message",
    group="lists",
    needs=SOURCES,
    title=Text(ja="リンク先が詐欺サイトのリストに登録されています", en="A link is on a list of fraudulent sites"),
    says=Text(
        ja="リンク先 {url} は、{list}に登録されています({at}に確認)。",
        en="The link {url} is listed by {list} (looked up {at}).",
    ),
    speaks_for=("credential-phishing", "card-phishing", "malware"),
    experts=("BLK",),
    decisive=True,
)
def link_listed(case: Case, it: Observable) -> Iterator[Hit]:
    """Somebody has looked at the site and found it to be a fraud. Said with the list's name and the time of the answer.

    Innocent cause: a site that was broken into and cleaned since; a false report. Google states very few of these.
    """
    unknown: NotKnown | None = None
    for source in SOURCES:
        for site in _asked.sites(case):
            try:
                facts = _outside.of_url(case, source, site.link.host)
            except NotKnown as gap:
                unknown = unknown or gap
                continue
            for fact in facts:
                if isinstance(fact.value, Listing) and fact.value.listed:
                    yield Hit(
                        _outside.quoted(case, _asked.link_of(case, fact.question.subject) or site.seen),
                        Evidence(fact.question, found=fact.value.list),
                        url=datum("url", fact.question.subject),
                        list=fact.value.list,
                        at=_named.at(case, fact),
                    )
    if unknown is not None:
        raise unknown
