"""One check: an order or inquiry from nobody in particular, about nothing in particular."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _letter, _said, _story, _tied
from sabaku.checks._check import Hit, check
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_official, is_public
from sabaku.text import late

LONG = 3000


@check(
    id="body.unknown-buyer",
    over="message",
    group="body",
    title=Text(ja="何を買うのか書いていない引き合いです", en="An inquiry that fits every firm"),
    says=Text(
        ja="「{interest}」「{ask}」とありますが、どの会社にもそのまま送れる文面です。"
        "偽の注文で商品をだまし取る、またはマルウェアを開かせる手口に使われます。",
        en="“{interest}”, “{ask}”: it would fit any firm. "
        "Such inquiries lead to unpaid goods, to fees, or to a file with malware.",
    ),
    speaks_for=("advance-fee", "malware"),
    experts=("LURE", "CTX"),
)
def unknown_buyer(case: Case, it: Observable) -> Iterator[Hit]:
    """False buyers write to addresses, not to firms: «your products», «your esteemed company», «send catalogue and price list».

    Innocent cause: a real first inquiry; that names goods, and its address belongs to the firm that signs.
    So it counts only mildly. Whoever encloses a proforma invoice or a price list sells, and is left out; so is whoever names
    what was bought here before, or the number of a paper that this house wrote.
    """
    interest, ask = _said.first(case, "trade.interest", "trade.found"), _said.first(case, "trade.ask")
    if interest is None and _said.has(case, "greeting.generic"):
        interest, ask = ask, next(iter(_said.said(case, "trade.ask")[1:]), None)
    if interest is None or _letter.size(case) > LONG or _story.conversation(case) or _signed(case):
        return
    if _sells(case, interest) or _offers(case) or _DEALT.search(_said.folded(case)) or _through_a_market(case):
        return
    other = ask or (_said.first(case, "trade.found") if interest.value == "trade.interest" else None) or _plea(case)
    if other is None or (interest.value == "trade.found" and other.value != "trade.ask"):
        return  # who only found the firm wants something, but has not said that they buy
    if other.seen != interest.seen and _bulk.is_letter(case):
        yield Hit(_said.quote(interest), _said.quote(other), interest=interest.shown, ask=other.shown)


_OWN_BILL = late.pattern(
    r"\b(?:attach(?:ed|ing)?|enclosed?|herewith|find|anbei|adjunt[oa]|ci-joint\w?|allegat[oa]|bijgevoegd\w?)\b[^.!?]{0,40}$"
)


_DEALT = late.pattern(
    r"\b(?:bought|ordered|purchased) [^.!?\n]{2,60}\bfrom you\b[^.!?\n]{0,20}\b(?:19|20)\d\d\b"
    r"|\byour (?:invoice|quotation|offer|delivery note|order confirmation)(?: no\.?| number| nr\.?)? ?#?"
    r"[a-z]{0,4}[-/]?\d[\w/-]{2,}"
    r"|\b(?:ihre?r?|votre|su|sua|vostra|uw) (?:rechnung|angebot|lieferschein|facture|devis|factura|oferta|fatura|fattura|offerta"
    r"|factuur|offerte)(?: nr?\.?| n°| nº)? ?[a-z]{0,4}[-/]?\d[\w/-]{2,}"
)
"""Earlier business with this house, by its year or the number of its own paper."""


def _sells(case: Case, interest: Observable) -> bool:
    """Whether the proforma invoice is enclosed: who writes the bill is the seller, whatever they want in answer."""
    if not interest.shown.lower().replace("-", "").replace(" ", "").startswith("proforma") or interest.seen.view != "visible":
        return False
    return _OWN_BILL.search(_said.folded(case)[max(0, interest.seen.start - 60) : interest.seen.start]) is not None


_OWN_LIST = late.pattern(
    r"\b(?:our|attach(?:ed|ing)?|enclos(?:ed|ing))\b[^.!?\n]{0,40}(?:price ?lists?|catalog(?:ue)?s?|quotations?|brochures?)\b"
)
_YOURS = late.pattern(
    r"\byour\b[^.!?\n]{0,40}\b(?:price|catalog|quot|product|offer|item|goods|stock|compan)|\bquote us\b|\border from\b"
)


def _offers(case: Case) -> bool:
    """Whether a seller encloses or names their own list: who says that they make or sell asks for nothing of the reader's."""
    text = _said.folded(case)
    return _said.has(case, "trade.sells") and _OWN_LIST.search(text) is not None and _YOURS.search(text) is None


def _through_a_market(case: Case) -> bool:
    """Whether From shows a known company's own domain: what its members ask each other is about one thing that stands there."""
    return any(is_official(it.domain) and not is_public(it.domain) for it in senders(case))


def _plea(case: Case) -> Observable | None:
    return _said.first(case, "stranger.plea", "stranger.channel")


def _signed(case: Case) -> bool:
    """A Japanese firm that signs with its own address: there first inquiries are written in just these words."""
    return _said.lang(case) == "ja" and any(_tied.tied(case, one.domain) for one in _author.authors(case))
