"""One check: a filter's warning."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _relayed, _results
from sabaku.checks._check import Hit, check
from sabaku.model import AuthResult, Case, Evidence, Observable, Text


@check(
    id="auth.filter-flagged",
    over="stamp:header",
    group="auth",
    title=Text(
        ja="迷惑メールフィルターが警告しています",
        en="A spam filter has flagged it",
    ),
    says=Text(ja="{filter}の判定は「{meaning}」です。", en="{filter} says: {meaning}."),
)
def filter_flagged(case: Case, it: Observable) -> Iterator[Hit]:
    """The verdict of a filter on the recipient's side, as written in the header; decoded from data/filters.toml. Filters err.

    What only sums up SPF, DKIM and DMARC says no more than they do where passing on has broken them.
    """
    found = it.detail
    if isinstance(found, AuthResult) and found.why.startswith("compauth=") and _relayed.explained(case):
        return
    if isinstance(found, AuthResult) and found.trusted and found.result in ("spam", "phishing", "virus", "suspect"):
        told = _results.filter_says(found)
        if told is not None:
            yield Hit(Evidence(it.seen, found=it.shown), filter=told[0], meaning=told[1])
