"""One check: the new account belongs to somebody of whom the mail says nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _letter, _said, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import author
from sabaku.model import Case, Observable, Text
from sabaku.text import late
from sabaku.text.fold import fold

LONG = 4000
_HOLDER = late.pattern(
    r"^[^\S\n]*(?:[-•*・■] ?)?(?:(?:account|a/c) (?:name|holder)|beneficiary(?: name)?|payee|titular(?: de la cuenta)?"
    r"|kontoinhaber(?:in)?"
    r"|empfanger|zahlungsempfanger|beneficiaire|titulaire(?: du compte)?|intestat(?:o a|ario)(?: del conto)?"
    r"|beneficiari[oa]|favorecido"
    r"|begunstigde|rekeninghouder|ten name van)\s{0,3}[::]\s{0,3}([^\n,(]{3,60})",
    re.MULTILINE,
)
_GENERIC = frozenset((
    "account", "bank", "business", "company", "corp", "corporation", "enterprise", "enterprises", "gmbh", "group",
    "holding", "holdings", "international", "inversiones", "limited", "services", "service", "solutions", "trading",
    "trade", "global", "consulting", "management", "ltda", "sarl", "societa", "sociedad", "invest", "investments",
    "with", "from", "your", "der", "und", "the", "and", "inc", "llc", "ltd", "srl", "sas", "spa",
))  # fmt: skip
"""Words that tell no name."""
_WORD = late.pattern(r"[a-z]{3,}")
LETTERS = 4
"""Letters that the longest word of a name has."""


@check(
    id="body.holder-unnamed",
    over="message",
    said=("payee.changed",),
    group="body",
    sure="inferred",
    title=Text(ja="新しい口座の名義が、差出人とも本文とも結び付きません", en="The new account's holder is named nowhere else"),
    says=Text(
        ja="「{phrase}」として示された口座の名義は「{holder}」ですが、差出人の名前やアドレスにも、本文のほかの箇所にも、この名前はありません。",
        en="“{phrase}”, and the account is in the name of “{holder}”, of whom neither the sender's name and address nor "
        "anything else in the mail says a word.",
    ),
    advice=Text(
        ja="振り込まず、以前から知っている電話番号で相手に確かめてください。",
        en="Do not pay; ask by a telephone number that you have known before.",
    ),
    speaks_for=("bec",),
    experts=("BEC", "CTX"),
)
def holder_unnamed(case: Case, phrase: Observable) -> Iterator[Hit]:
    """A firm that changes its bank keeps its name; thieves have only the accounts of helpers.

    Innocent cause: a parent company or a factor that takes the money, whom an honest letter introduces. Names in Japanese
    accounts are left out: they stand there by their reading, which the kanji do not tell.
    """
    text, sender = _letter.only(case, _told.flowing(case)), author(case)
    if sender is None or _letter.size(case) > LONG or _bulk.mass(case) or case.seen("list", "mailing-list") or _told.warns(case):
        return
    found = _HOLDER.search(text)
    if found is None:
        return
    rest = "\n".join(
        (text[: found.start()], text[found.end() :], fold(_said.subject(case)[0]), fold(sender.who.shown), sender.domain)
    )
    if _strange(found[1], rest):
        there = _told.at(case, found, 1, clause=False)
        yield Hit(_said.quote(phrase), there, phrase=phrase.shown, holder=datum("text", there.found.strip()))


def _strange(holder: str, rest: str) -> bool:
    """Whether the holder has a name of their own, and no word of it stands elsewhere."""
    words = [it for it in _WORD.findall(holder) if it not in _GENERIC]
    return any(len(it) >= LETTERS for it in words) and not any(it in rest for it in words)
