"""One check: there is an official warning about mail in this brand's name."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _named, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Claim, Evidence, Observable, Question, Text, Warned
from sabaku.names.brands import known_as


@check(
    id="lists.official-warning",
    over="claim",
    group="lists",
    title=Text(
        ja="このブランドをかたる詐欺メールに公式の注意喚起が出ています", en="Officially warned of: mail in this brand's name"
    ),
    says=Text(
        ja="{brand}をかたる詐欺メールについて、{by}が{date}に「{title}」として注意を呼びかけています。",
        en="On {date} {by} warned of fraudulent mail in the name of {brand}: “{title}”.",
    ),
    experts=("OFFWARN",),
)
def official_warning(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs: that a brand is impersonated often does not make this mail false, for the brand sends honest mail too.

    The list of warnings is short and dated; where it has nothing, nothing is said.
    """
    question = Question("warnings", it.value)
    fact = case.facts.get(question)
    if fact is not None and isinstance(fact.value, Warned) and isinstance(it.detail, Claim):
        yield Hit(
            _outside.quoted(case, it),
            Evidence(question, found=fact.value.title),
            brand=_named.claimed(it.detail),
            by=datum("text", fact.value.by, known_as(fact.value.by)),
            date=datum("date", fact.value.date),
            title=fact.value.title,
        )
