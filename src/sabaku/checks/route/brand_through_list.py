"""One check: a brand's notice through a mailing list."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._named import named
from sabaku.checks._who import senders
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.whose import authentic


@check(
    id="route.brand-through-list",
    over="list:mailing-list",
    group="route",
    title=Text(
        ja="会社からの案内がメーリングリスト経由で届いています",
        en="A company's notice came through a mailing list",
    ),
    says=Text(
        ja="{brand}を名乗る案内ですが、メーリングリスト {list} を経由して届いています。"
        "会社が顧客への案内を公開のメーリングリストに送ることはありません。",
        en="It claims to be a notice of {brand}, but came through the mailing list {list}. Companies do not send notices to "
        "their customers through such lists.",
    ),
    sure="inferred",
)
def brand_through_list(case: Case, it: Observable) -> Iterator[Hit]:
    """Lists are open to anybody, and their marks are easily imitated: what they excuse (failed authentication) must not excuse
    this. Innocent cause: a member who passes such a mail on to the list, or talks about the company.
    """
    claim = _route.claimed(case)
    if claim is None or claim[0].confidence < SURE:
        return
    if not any(_route.of_brand(claim[1], one.domain) and authentic(case, one.domain) for one in senders(case)):
        yield Hit(Evidence(it.seen, found=it.shown), brand=named(claim[1].id), list=datum("domain", it.value))


SURE = 0.6
"""Confidence from which the mail speaks in the brand's name, and does not only mention it."""
