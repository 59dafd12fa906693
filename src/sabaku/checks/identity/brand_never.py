"""The brand says that it never does this by mail."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._claimed import claims, own
from sabaku.checks._links import targets
from sabaku.checks._named import named
from sabaku.checks._said import has
from sabaku.model import Case, Datum, Evidence, Observable, Text
from sabaku.names.brands import standing
from sabaku.names.whose import authentic


@check(
    id="identity.brand-never",
    over="message",
    group="identity",
    title=Text(
        "名乗っている会社は、このようなメールを送らないと公表しています", "The brand says that it never does this by mail"
    ),
    says=Text(
        "{brand}は、{never}と公表しています({page}、{read}確認)。",
        "{brand} states that it never {never} ({page}, read on {read}).",
    ),
    experts=("POLICY", "CTX"),
)
def brand_never(case: Case, _: Observable) -> Iterator[Hit]:
    """What a company publishes about its own mail is the simplest test, and hardly anybody knows it by heart.

    Judged where the mail asks for data, or threatens or demands something and has a link to another site than the brand's.
    Only what was read on the brand's own pages or an institution's counts. Innocent causes: the brand changed its practice.
    """
    found = own(case)
    if found is not None and authentic(case, found[1].domain):
        return
    for one in claims(case)[:1]:
        never = one.brand.never
        asks = has(case, "credential", "card.ask", "card.problem") or (
            has(case, "threat", "action", "scare") and any(not standing(one.brand.id, link.host) for _, link in targets(case))
        )
        if never is None or never.page.by == "blog" or not asks:
            continue
        yield Hit(
            Evidence(one.seen.seen, found=one.seen.shown),
            brand=named(one.brand.id),
            never=Datum("text", never.says.en, never.says),
            page=Datum("url", never.page.url),
            read=Datum("date", never.page.read),
        )
