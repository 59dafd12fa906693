"""One check: the kept lists that were looked at are old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sabaku.checks import _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Listing, Observable, Text

OLD = timedelta(days=7)


@check(
    id="lists.stale-list",
    over="message",
    group="lists",
    title=Text(ja="手元の詐欺サイトリストが古くなっています", en="The lists kept here are old"),
    says=Text(
        ja="手元のリスト({list})は{days}日前に取得したものです。その後に報告されたサイトは載っていないため、"
        "登録がなくても安全とはいえません。",
        en="The lists kept here ({list}) were fetched {days} days before. What was reported since is not in them: "
        "that a site is not listed means little.",
    ),
)
def stale_list(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs. Fraudulent sites live for days, so a list that is older than a week misses nearly all that are in use.

    `sabaku data update` fetches the lists anew.
    """
    now = case.input.now
    for fact in _outside.facts(case, "feeds"):
        if now is None or fact.at is None or not isinstance(fact.value, Listing) or fact.value.listed:
            continue
        if now - fact.at > OLD and not any(name == "before" for name, _ in fact.question.arguments):
            yield Hit(
                Evidence(fact.question, found=fact.value.list),
                list=fact.value.list,
                days=datum("number", (now - fact.at).days),
            )
            return
