"""One check: an unsolicited offer of the kinds that bulk senders make."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

SHORT = 600
"""Characters below which one such phrase is what the mail is about; a longer text has two."""


@check(
    id="body.bulk-offer",
    over="message",
    group="body",
    title=Text(ja="無差別に送られる宣伝・勧誘の文面です", en="An unsolicited offer as sent to masses"),
    says=Text(
        ja="「{phrase}」など、無差別に送られる宣伝・勧誘に特有の言葉があります。",
        en="“{phrase}”: wording of offers that are sent to masses.",
    ),
    speaks_for=("bulk-spam",),
    experts=("MASS",),
)
def bulk_offer(case: Case, it: Observable) -> Iterator[Hit]:
    """Work from home, shares, dating, search-engine ranking, goods from a factory: a nuisance, mostly no fraud."""
    told = {
        it.shown.lower(): it
        for it in _said.said(case, "job.seo", "job.credit", "job.invest", "job.date", "job.job", "shop.pills")
    }
    phrase = next(iter(told.values()), None)
    if phrase is not None and (len(told) >= 2 or len(_said.text(case)) < SHORT) and not _bulk.mass(case):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)
