"""One check: whom the mail is aimed at."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _lures, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Observable, Text

_WHO = {
    "administrator": Text("メールサーバーやドメインの管理者", "whoever runs the mail server or domain"),
    "employee": Text("会社や組織で働く人", "people at work in an organisation"),
    "mailbox": Text("メールアカウントの利用者", "whoever has a mail account"),
    "cardholder": Text("カードや決済サービスの利用者", "users of cards and payment services"),
    "customer": Text("サービスの利用者", "users of the service"),
}


@check(
    id="body.aimed-at",
    over="message",
    said=("credential", "card", "threat", "payment", "boss", "mailbox"),
    group="body",
    title=Text(ja="狙われている読者", en="Whom it is aimed at"),
    says=Text(
        ja="「{phrase}」などの文面から、{who}を狙ったものとみられます。",
        en="Words such as “{phrase}” suggest that it is aimed at {who}.",
    ),
    sure="inferred",
)
def aimed_at(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs: an administrator's password opens more than a customer's."""
    found = _aim(case)
    if found is not None:
        phrase, who = found
        yield Hit(_said.quote(phrase), phrase=phrase.shown, who=who)


def _aim(case: Case) -> tuple[Observable, Datum] | None:
    """The first such reader; None of extortion and of tales of a fortune, which go to whoever has a mailbox.

    A telephone number or a favour is asked of lovers, too: whoever is at work is told of a meeting or a task beside it.
    """
    if _said.has(case, "extortion") or len(_said.meanings(case, "advance-fee")) > 1:
        return None
    for names, who in (
        (("hosting.admin", "hosting.domain"), "administrator"),
        (("mailbox.quota", "mailbox.held", "mailbox.upgrade"), "mailbox"),
        (("card.ask", "card.problem", "card.use"), "cardholder"),
        (("credential.verify", "threat.suspend", "parcel.failed", "prize.points"), "customer"),
        (("boss.line", "boss.task"), "employee"),
    ):
        phrase = _said.first(case, *names)
        if phrase is None or (who == "cardholder" and _lures.of_other_card(case, phrase)):
            continue
        if who != "employee" or len(_said.meanings(case, "boss")) > 1:
            return phrase, datum("text", who, _WHO[who])
    return None
