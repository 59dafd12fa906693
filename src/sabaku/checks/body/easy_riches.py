"""One check: riches for nothing, from a stranger."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said, _story
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

LONG = 3000


@check(
    id="body.easy-riches",
    over="message",
    said=("riches",),
    group="body",
    title=Text(ja="何もせずに大金が手に入ると誘っています", en="Riches for nothing"),
    says=Text(
        ja="「{phrase}」と、ありえないもうけ話や秘密結社への加入を持ちかけています。手数料や投資の名目で金を送らせる手口です。",
        en="“{phrase}”: nobody comes by money like that. What follows is a fee, a deposit or an “investment”.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE",),
)
def easy_riches(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Thousands a day, a secret society, the login of a wallet that somebody «found»: nobody gives that to strangers.

    Innocent causes: news and talk about such frauds; long texts and answers to others are left alone.
    """
    if len(_said.text(case)) < LONG and not _story.conversation(case):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)
