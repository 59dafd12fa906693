"""One check: words of hurry."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.urges",
    over="message",
    group="body",
    title=Text(ja="急がせる言葉があります", en="Words of hurry"),
    says=Text(ja="「{phrase}」と、急ぐように促しています。", en="“{phrase}”: it urges the reader to hurry."),
    speaks_for=("credential-phishing", "card-phishing", "bec"),
    experts=("URG",),
)
def urges(case: Case, it: Observable) -> Iterator[Hit]:  # noqa: ARG001
    """Half of all advertising hurries as well: only beside a demand, a threat or a request for money does it count."""
    phrase = _said.first(case, "deadline.if_not", "deadline.now", "deadline.days")
    if phrase is not None and _said.has(
        case, "threat", "credential", "card", "payment", "boss.task", "parcel.failed", "mailbox", "extortion"
    ):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)
