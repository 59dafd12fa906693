"""One check: a sum is promised, and a fee or tax has to be paid before it comes."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _genuine, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.checks.body import _promised
from sabaku.model import Case, Observable, Text


@check(
    id="body.fee-before-money",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="お金を受け取るための費用を、先に払わせようとしています", en="Money is promised, but a fee or tax has to be paid first"
    ),
    says=Text(
        ja="「{promised}」と期待させながら、「{fee}」と費用を先に求めています。払っても受け取れず、"
        "名目を変えて請求が続く手口です。",
        en="“{promised}”, but “{fee}” comes first. Honest fees are taken off what is paid out; here nothing ever is, and "
        "one fee follows another.",
    ),
    advice=Text(
        ja="費用を支払わず、身分証や口座の情報も送らないでください。公的な助成金や遺産の受け取りに、"
        "手数料の前払いは必要ありません。",
        en="Pay nothing, and send no papers or account numbers. No public grant and no inheritance needs a fee in advance.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def fee_before_money(case: Case, it: Observable) -> Iterator[Hit]:
    """The oldest fraud: grants for temples, deposits without heirs, recovered investments, settlements, prizes
    (国民生活センター; FCA and CFTC on «recovery scams»).

    Innocent causes: lawyers, advisers, banks and funds, whose fee is paid when the money comes or taken off it (left out).
    Newsletters and answers are left out.
    """
    if _bulk.mass(case) or case.seen("list", "mailing-list") or _story.conversation(case):
        return
    size, text = _letter.size(case), _letter.only(case, _told.flowing(case))
    told = _promised.in_japanese(text) if _said.lang(case) == "ja" and size <= _promised.JA_LONG else None
    if told is None and size <= _promised.LONG:
        told = _promised.in_others(text)
    if told is not None and not _genuine.of_the_brand(case):
        promised, fee = (_told.at(case, part) for part in told)
        yield Hit(promised, fee, promised=promised.found, fee=fee.found)
