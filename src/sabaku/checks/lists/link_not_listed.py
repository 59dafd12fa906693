"""One check: the lists that were asked do not have the links (yet)."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Fact, Listing, Observable, Text
from sabaku.names import hosts


@check(
    id="lists.link-not-listed",
    over="message",
    group="lists",
    title=Text(ja="リンク先はまだリストに登録されていません", en="The links are not listed (yet)"),
    says=Text(
        ja="リンク先 {host} は、{at}の時点では{list}に登録されていません。"
        "新しい詐欺サイトは登録まで時間がかかるため、安全を意味しません。",
        en="At {at} the linked host {host} was not listed by {list}. New fraudulent sites take time to be listed: "
        "this does not mean that it is safe.",
    ),
    experts=("BLK",),
)
def link_not_listed(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs, with the time, so that nobody takes silence for safety: most sites are listed after their first victims came."""
    for site in _asked.landings(case):
        told = [fact for source in ("safebrowsing", "feeds") for fact in _about(case, source, site.link.host)]
        if told and not any(isinstance(it.value, Listing) and it.value.listed for it in told):
            for fact in told[:2]:
                name = fact.value.list if isinstance(fact.value, Listing) else fact.question.source
                yield Hit(
                    _outside.quoted(case, site.seen),
                    Evidence(fact.question, found=name),
                    host=datum("domain", site.link.host),
                    list=name,
                    at=_named.at(case, fact),
                )


def _about(case: Case, source: str, host: str) -> tuple[Fact, ...]:
    about = (it for it in _outside.facts(case, source) if hosts.of_subject(it.question.subject) == host)
    return tuple(it for it in about if it.state in ("found", "none"))
