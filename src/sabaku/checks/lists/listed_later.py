"""One check: a list that did not have it at the first look has it now."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Fact, Listing, Observable, Question, Text

BEFORE = "before"
SOURCES = ("safebrowsing", "feeds", "dnsbl", "virustotal", "abuseipdb")


@check(
    id="lists.listed-later",
    over="message",
    group="lists",
    title=Text(ja="最初の調査のあとでリストに登録されました", en="Listed since the first look"),
    says=Text(
        ja="{subject} は、{then}の時点では{list}に登録されていませんでしたが、{now}の時点では登録されています。",
        en="At {then} {list} did not have {subject}; at {now} it does.",
    ),
    experts=("BLK",),
)
def listed_later(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs; what the list says now counts elsewhere. Fraudulent sites are often listed only after their first victims came,
    so an early «not listed» was no good sign, and this shows it.

    Innocent cause: a site or server that was broken into in the meantime.
    """
    for source in SOURCES:
        for fact in _outside.facts(case, source):
            first = _answers(fact)
            if first is None or first.listed or not any(name == BEFORE for name, _ in fact.question.arguments):
                continue
            now = case.facts.get(_now(fact.question))
            told = _answers(now) if now is not None else None
            if now is not None and told is not None and told.listed:
                yield Hit(
                    Evidence(fact.question, found=first.list),
                    Evidence(now.question, found=told.list),
                    subject=_subject(fact.question.subject),
                    list=told.list,
                    then=_named.at(case, fact),
                    now=_named.at(case, now),
                )


def _answers(fact: Fact) -> Listing | None:
    return fact.value if isinstance(fact.value, Listing) else None


def _now(question: Question) -> Question:
    return Question(question.source, question.subject, tuple(it for it in question.arguments if it[0] != BEFORE))


def _subject(text: str) -> Datum:
    return datum("url" if "://" in text else "ip" if text.replace(".", "").isdigit() or ":" in text else "domain", text)
