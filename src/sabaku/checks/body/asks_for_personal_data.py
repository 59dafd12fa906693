"""One check: personal data are asked for in the mail itself."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late


@check(
    id="body.asks-for-personal-data",
    over="message",
    said=("personal.ask", "advance-fee.details"),
    group="body",
    title=Text(ja="個人情報を求めています", en="It asks for personal data"),
    says=Text(ja="「{phrase}」と、個人情報の提供を求めています。", en="“{phrase}”: it asks for personal data."),
    speaks_for=("credential-phishing", "advance-fee"),
    experts=("CARD",),
)
def asks_for_personal_data(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Names, birthdays, account and identity-card numbers are sold and used for the next fraud.

    Innocent causes: employers, schools and insurers ask for them too; so it tells little by itself. A number that stands in the
    mail is not asked for.
    """
    if not _given(case, phrase):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)


_VALUE = late.pattern(r"(?:\s?(?:no|nr|number|番号))?\.?[\s:：]{0,3}(?:[A-Z]{2}\d{2}[ \d]|\d[\d -]{4})")


def _given(case: Case, phrase: Observable) -> bool:
    """Whether the sender writes the number, as a bill does («IBAN: DE02 …»), and so asks for none."""
    view, end = phrase.seen.view, phrase.seen.end
    return view == "visible" and _VALUE.match(_said.text(case), end, end + 24) is not None
