"""One check: several of the scanners that VirusTotal gathers call a linked page harmful."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Listing, Observable, Text


@check(
    id="lists.link-flagged",
    over="message",
    group="lists",
    title=Text(ja="複数の検査エンジンがリンク先を有害と判定しています", en="Several scanners call a link harmful"),
    says=Text(
        ja="リンク先 {url} は、{list}の検査エンジン{engines}が有害と判定しています({at}に確認)。",
        en="At {list} {engines} scanners call the link {url} harmful (looked up {at}).",
    ),
    speaks_for=("credential-phishing", "card-phishing", "malware"),
    experts=("BLK",),
    quiet_when=("lists.link-listed",),
)
def link_flagged(case: Case, it: Observable) -> Iterator[Hit]:
    """Single scanners err; three and more that agree seldom do. Many of them copy from the same lists: so it counts once.

    Innocent cause: a site that was broken into and cleaned since.
    """
    for fact in _outside.facts(case, "virustotal"):
        if isinstance(fact.value, Listing) and fact.value.listed and "://" in fact.question.subject:
            seen = _asked.link_of(case, fact.question.subject)
            if seen is not None:
                yield Hit(
                    _outside.quoted(case, seen),
                    Evidence(fact.question, found=fact.value.threat),
                    url=datum("url", fact.question.subject),
                    list=fact.value.list,
                    engines=_engines(fact.value.threat),
                    at=_named.at(case, fact),
                )


def _engines(told: str) -> Datum:
    """`14/92` in words."""
    bad, _, all_of_them = told.partition("/")
    return datum("text", told, Text(f"{all_of_them}種類のうち{bad}種類", f"{bad} of {all_of_them}"))
