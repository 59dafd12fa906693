"""One check: an unknown login, purchase or virus is told of, to frighten."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.scares",
    over="message",
    group="body",
    title=Text(ja="ログイン・請求・ウイルスなどの知らせです", en="News of a login, a charge or a virus"),
    says=Text(
        ja="「{phrase}」と、ログイン・請求・ウイルスなどの出来事を知らせています。詐欺メールは、読者を不安にさせるためによく使います。",
        en="“{phrase}”: a login, a charge or a virus is told of, which is how frauds frighten their readers.",
    ),
    speaks_for=("credential-phishing", "card-phishing", "callback"),
    experts=("SCARE",),
)
def scares(case: Case, it: Observable) -> Iterator[Hit]:
    """A fright is answered by a click. Innocent cause: real security notices, which look the same: a weak sign."""
    phrase = _said.first(case, "scare.login", "scare.purchase", "scare.virus", "scare.change")
    if phrase is None and _said.has(case, "credential", "card", "threat"):
        phrase = _said.first(case, "scare.order")
    phrase = phrase or _charge(case)
    if phrase is not None:
        yield Hit(_said.quote(phrase), phrase=phrase.shown)


MUCH = 10_000
"""Yen from which on a charge of which one knows nothing frightens."""


def _charge(case: Case) -> Observable | None:
    """A large sum of a card's use or a bill, with a link to look at it, unless it is from the company's own domain."""
    claim = _route.claimed(case)
    pressed = _said.has(case, "threat") and _said.has(case, "deadline.hours", "deadline.if_not", "deadline.now")
    if not pressed and claim and any(_route.of_brand(claim[1], _route.domain_of(it)) for it in _route.from_domains(case)):
        return None
    if not _said.has(
        case, "card.use", "card.problem", "card.ask", "payment.unpaid", "credential.verify", "scare"
    ) or case.message.named("list-unsubscribe"):
        return None
    if not _said.leads(case):
        return None
    sums = (it for it in case.seen("amount") if it.value.startswith("JPY "))
    return next((it for it in sums if float(it.value[4:]) >= MUCH), None)
