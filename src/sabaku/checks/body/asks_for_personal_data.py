"""One check: personal data are asked for in the mail itself."""

from __future__ import annotations

import re
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


_ENDS = late.pattern(
    r",?\s(?:endet|endend|mit (?:den )?endziffern|steht|stehen|finden sie|ending|ends|which ends|is on|se terminant"
    r"|terminad[ao])\b",
    re.IGNORECASE,
)
_HELD = late.pattern(r"\b(?:contains?|includes?|addressed? you by|greets? you by|call you by) your $", re.IGNORECASE)


def _given(case: Case, phrase: Observable) -> bool:
    """Whether the sender writes the number, as a bill does («IBAN: DE02 …»), says how it ends or where it stands, or that the
    firm's mails bear the reader's name: nothing is asked for then."""
    view, start, end = phrase.seen.view, phrase.seen.start, phrase.seen.end
    text = _said.text(case)
    told = _VALUE.match(text, end, end + 24) or _ENDS.match(text, end, end + 40) or _HELD.search(text[max(0, start - 40) : start])
    return view == "visible" and told is not None
