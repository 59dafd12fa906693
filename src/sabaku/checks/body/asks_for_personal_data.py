"""One check: personal data are asked for in the mail itself."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.asks-for-personal-data",
    over="message",
    group="body",
    title=Text(ja="個人情報を求めています", en="It asks for personal data"),
    says=Text(ja="「{phrase}」と、個人情報の提供を求めています。", en="“{phrase}”: it asks for personal data."),
    speaks_for=("credential-phishing", "advance-fee"),
    experts=("CARD",),
)
def asks_for_personal_data(case: Case, it: Observable) -> Iterator[Hit]:
    """Names, birthdays, account and identity-card numbers are sold and used for the next fraud."""
    phrase = _said.first(case, "personal.ask", "advance-fee.details")
    if phrase is not None:
        yield Hit(_said.quote(phrase), phrase=phrase.shown)
