"""One check: money back from the tax office."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _said, _story
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

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
    """The refund wants a card number or a login. Innocent causes: an adviser who writes to his client about it, newsletters."""
    if len(_said.text(case)) > LONG or _author.mass(case) or _story.conversation(case):
        return
    if _said.leads(case) or case.seen("file") or _said.has(case, "trade.enclosed", "malware.attached"):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)
