"""One check: somebody orders a transfer and cannot be asked about it."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _said, _story
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

SHORT = 1500
_REASONS = ("boss.away", "boss.task", "boss.line", "advance-fee.secret")


@check(
    id="body.boss-orders-payment",
    over="message",
    said=("payee.wire", "boss.balance"),
    group="body",
    title=Text(
        ja="送金を指示しながら、本人に確認させまいとしています", en="A transfer is ordered by somebody who cannot be asked"
    ),
    says=Text(
        ja="「{wire}」と送金などを指示する一方、「{reason}」と、本人や周囲に確認させまいとしています。"
        "社長や役員になりすますビジネスメール詐欺の手口です。",
        en="“{wire}”, and beside it “{reason}”: a payment or the like is ordered, and the reader is "
        "kept from asking back: fraudsters pose as superiors in this way.",
    ),
    advice=Text(
        ja="指示した本人に、以前から知っている電話番号で確認してください。",
        en="Ask the person himself by a telephone number that you have known before.",
    ),
    speaks_for=("bec",),
    experts=("BEC", "CTX"),
)
def boss_orders_payment(case: Case, wire: Observable) -> Iterator[Hit]:
    """Haste, secrecy and a writer who is «in a meeting»: together they keep the order from being checked.

    Innocent cause: superiors do order payments by mail, but from their own address and to payees that the firm knows.
    """
    reasons = [
        one for one in _said.said(case, *_REASONS) if wire is not None and one.seen != wire.seen and not _within(one, wire)
    ]
    if not reasons or len(_said.text(case)) > SHORT or _author.own_links(case):
        return
    if not _author.mass(case) and not _story.conversation(case):
        yield Hit(_said.quote(wire), _said.quote(reasons[0]), wire=wire.shown, reason=reasons[0].shown)


def _within(one: Observable, other: Observable) -> bool:
    return one.seen.view == other.seen.view and one.seen.start < other.seen.end and other.seen.start < one.seen.end
