"""One check: a debt that nobody has, with the law as the threat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _genuine, _letter, _said, _story
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

LONG = 3000
_WARNS = re.compile("架空請求|消費生活センター|消費者ホットライン|国民生活センター|注意喚起|無視してください")


@check(
    id="body.sham-claim",
    over="message",
    said=("payment.sham",),
    group="body",
    title=Text(
        ja="何の料金かを示さずに、訴訟などで脅して請求しています",
        en="A debt for nothing in particular, with the law as the threat",
    ),
    says=Text(
        ja="「{claim}」「{demand}」と、具体的な契約の内容を示さずに支払いや連絡を迫っています。"
        "有料サイトの利用料などをかたる架空請求の文面です。",
        en="“{claim}”, “{demand}”: it wants money or a call for something that it does not name. "
        "False claims for the use of paid sites are worded in this way.",
    ),
    advice=Text(
        ja="支払いも連絡もせず、不安な場合は消費者ホットライン(188)に相談してください。",
        en="Do not pay and do not call back; ask a consumer advice centre if you are worried.",
    ),
    speaks_for=("extortion",),
    experts=("THREAT", "CTX"),
)
def sham_claim(case: Case, claim: Observable) -> Iterator[Hit]:
    """The wording that consumer centres publish (国民生活センター, 架空請求): paid sites, suits that a call would still stop,
    visits at work. Real collectors name the contract, and write letters.

    Innocent causes: warnings of such claims; a site's own proven bill.
    """
    demand = next(
        (
            one
            for one in _said.said(case, "threat.legal", "payment.unpaid", "deadline")
            if claim is not None and one.seen != claim.seen
        ),
        None,
    )
    if demand is None or _letter.size(case) > LONG or _WARNS.search(_said.text(case)):
        return
    if (
        not _bulk.mass(case)
        and not case.seen("list", "mailing-list")
        and not _story.conversation(case)
        and not _genuine.of_the_brand(case)
    ):
        yield Hit(_said.quote(claim), _said.quote(demand), claim=claim.shown, demand=demand.shown)
