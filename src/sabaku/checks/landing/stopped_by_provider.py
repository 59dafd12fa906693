"""One check: the provider has stopped the landing site for what it did."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.stopped-by-provider",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="事業者が不正利用を理由に公開を停止しています", en="The provider has stopped the site"),
    says=Text(
        ja="リンク先 {host} は、不正利用や規約違反を理由に、サーバーの事業者が公開を停止しています。",
        en="The provider has stopped {host} for abuse or a breach of its terms.",
    ),
    speaks_for=("phishing",),
    experts=("DOWN", "BLK"),
)
def stopped_by_provider(case: Case, it: Observable) -> Iterator[Hit]:
    """Who runs the server has judged already. Innocent cause: a site that was stopped for an unpaid bill says something else."""
    for visit in _landing.visits(case):
        face = _landing.shown(visit, "stopped-by-provider")
        if face is not None and _landing.strange(case, visit.host):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=face.title or "stopped-by-provider"),
                host=datum("domain", visit.host),
            )
