"""One check: money back from the tax office."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _files, _letter, _said, _story, _tied
from sabaku.checks._check import Hit, check
from sabaku.checks._foreign import foreign
from sabaku.checks._results import refuted
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public
from sabaku.text import late
from sabaku.text.fold import fold

LONG = 4000


@check(
    id="body.tax-refund",
    over="message",
    said=("tax.refund",),
    group="body",
    title=Text(ja="税金の還付を口実にしています", en="A tax refund as the bait"),
    says=Text(
        ja="「{phrase}」と、税金の還付を口実に手続きへ誘っています。税務署が還付の手続きをメールのリンクや添付で求めることはありません。",
        en="“{phrase}” is the bait. Tax offices pay to the account they know, and never ask by a link or file in a mail.",
    ),
    speaks_for=("card-phishing",),
    experts=("LURE", "POLICY"),
)
def tax_refund(case: Case, phrase: Observable) -> Iterator[Hit]:
    """The refund wants a card number or a login. Innocent causes: newsletters; an adviser who writes to a client about it:
    left out where a firm of that trade writes in its own name."""
    if _letter.size(case) > LONG or _bulk.mass(case) or _story.conversation(case) or _adviser(case):
        return
    if _said.leads(case) or _files.beside(case) or _said.has(case, "trade.enclosed", "malware.attached"):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)


_ADVISERS = late.pattern(
    r"accountan|accounting|bookkeep|\bcpas?\b|\bea\b|\btax (?:services?|advis|agents?|group|partners?)|steuerberat|stb\b"
    r"|comptable|commercialist|gestoria|asesori|belastingadvis|税理士|会計事務所"
)


def _adviser(case: Case) -> bool:
    """Whether From names tax advisers at their own domain, nothing refutes it, and the mail claims to be nobody else's."""
    return foreign(case) is None and any(
        _ADVISERS.search(f"{fold(it.who.shown)} {it.domain}")
        and not is_public(it.domain)
        and _tied.named_in_words(case, it.domain)
        and refuted(case, it.domain) is None
        for it in senders(case)[:1]
    )
