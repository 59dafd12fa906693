"""One check: somebody orders a transfer and cannot be asked about it."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _letter, _said, _story
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

SHORT = 1500
_REASONS = ("boss.away", "boss.task", "boss.line", "advance-fee.secret")


@check(
    id="body.boss-orders-payment",
    over="message",
    said=("payee.wire", "boss.balance", "payee.changed"),
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
        en="Ask that person directly, by a telephone number that you have known before.",
    ),
    speaks_for=("bec",),
    experts=("BEC", "CTX"),
)
def boss_orders_payment(case: Case, wire: Observable) -> Iterator[Hit]:
    """Haste, secrecy and a writer who is «in a meeting»: together they keep the order from being checked.

    A supplier's new account with a telephone that is out of order is the same. Innocent cause: superiors do order payments by
    mail, but from their own address and to payees that the firm knows.
    """
    kept = _REASONS if _said.has(case, "payee.wire", "boss.balance") else ("boss.away",)
    reasons = [one for one in _said.said(case, *kept) if one.seen != wire.seen and not _within(one, wire)] or _later(case, wire)
    if not reasons or _letter.size(case) > SHORT or _letter.own_links(case):
        return
    if not _bulk.mass(case) and not _story.conversation(case):
        yield Hit(_said.quote(wire), _said.quote(reasons[0]), wire=wire.shown, reason=reasons[0].shown)


_LATER = late.pattern(
    r"\b(?:send|forward|give|provide|e-?mail|share)\w{0,3} (?:you|over)?[^.\n]{0,24}?\b(?:beneficiary|payee|wir(?:e|ing)"
    r"|bank(?:ing)?|account"
    r"|payment)(?: (?:details|info\w{0,7}|instructions?|coordinates))?[^.\n]{0,12}? (?:once|when|as soon as|after|upon"
    r"|if) (?:you|i hear|your)\b"
)


def _later(case: Case, wire: Observable) -> list[Observable]:
    """Whom to pay is told only to who has agreed: a payment that is due has a payee, and a bill."""
    if wire.value != "payee.wire" or not (found := _LATER.search(_letter.only(case, _said.folded(case)))):
        return []
    return [_said.phrase(case, "boss.task", *found.span())]


def _within(one: Observable, other: Observable) -> bool:
    return one.seen.view == other.seen.view and one.seen.start < other.seen.end and other.seen.start < one.seen.end
