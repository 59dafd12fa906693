"""The parts of a stranger's story: money, and how it is brought up. Look-ups that checks share. No judgement."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sabaku.checks import _bulk, _firms, _greeted, _house, _letter, _meant, _said
from sabaku.checks._who import answered_at, senders
from sabaku.model import Case, Observable, once
from sabaku.text import late
from sabaku.text.fold import fold

_OF_MONEY = "death sum box fund gift oil share deposit authority invest profit proposal loan"
MONEY = frozenset(f"advance-fee.{it}" for it in _OF_MONEY.split())
"""Parts that speak of the money itself; each is an idea of its own."""
TOLD_AS: Mapping[str, str] = {
    "advance-fee.opening": "person",
    "advance-fee.title": "person",
    "stranger.intro": "person",
    "stranger.office": "person",
    "stranger.found": "unknown",
    "stranger.surprise": "unknown",
    "stranger.plea": "plea",
    "stranger.channel": "plea",
    "advance-fee.agent": "agent",
    "stranger.matter": "matter",
    "stranger.again": "again",
    "advance-fee.secret": "matter",
    "advance-fee.faith": "faith",
    "stranger.illness": "illness",
    "stranger.trust": "trust",
    "stranger.romance": "romance",
    "advance-fee.details": "details",
    "personal.ask": "details",
    "payment.fee": "fee",
    "advance-fee.terms": "terms",
}
"""Other parts by the idea that they tell: who writes, unknown to the reader, and wants an answer, and won't say why."""
FORTUNE = 500_000
"""A sum that strangers do not mention to each other (USD, EUR, GBP; of yen a hundred times as many)."""
SMALL = 50_000
"""A sum up to which «the sum of £ …» is an everyday one."""
PERSONAL = frozenset(("person", "unknown", "plea", "matter", "details", "faith", "agent", "trust", "advance-fee.deposit"))
"""Ideas in which the stranger speaks to the reader."""
SHORT, LONG = 2000, 6000
PLENTY = 5
"""Ideas that no letter but a fraud's puts together."""


@once
def parts(case: Case) -> dict[str, Observable]:
    """Each idea of the story that the mail has, with one phrase for it; a sum in millions is one too."""
    found: dict[str, Observable] = {}
    for it in _said.said(case, "advance-fee", "stranger", "personal.ask", "payment.fee"):
        if not _payee(case, it):
            found.setdefault(TOLD_AS.get(it.value, it.value), it)
    if "advance-fee.sum" in found and _everyday(case, found["advance-fee.sum"]):
        del found["advance-fee.sum"]
    if "advance-fee.sum" not in found and (sum := _sum(case)):
        found["advance-fee.sum"] = sum
    return found


_FIELD = late.pattern(
    r"(?:'s)?[ \t]{0,3}(?:(?:account|bank|company)[ \t]{0,3})?(?:name|address|account|bank)?[ \t]{0,3}[:：]", re.IGNORECASE
)


def _payee(case: Case, it: Observable) -> bool:
    """Whether «Beneficiary: Taiwan Precise Co.»: in a bank's form that is whoever is paid, and no heir."""
    return fold(it.shown) == "beneficiary" and _FIELD.match(case.message.view(it.seen.view).text, it.seen.end) is not None


_GREAT = ("million", "billion", "thousand", "hundred", "huge", "large", "substantial", "億", "万", "ドル")


def _everyday(case: Case, sum: Observable) -> bool:
    """Whether the phrase speaks of a sum without saying that it is great, and no amount in the mail is."""
    amounts = [it.value.partition(" ") for it in case.seen("amount")]
    if not amounts:
        return False
    told = fold(sum.shown)
    return not any(word in told for word in _GREAT) and all(
        float(value) < SMALL * (100 if currency == "JPY" else 1) for currency, _, value in amounts
    )


_MILLIONS = late.pattern(
    r"(?:[$€£]|\b(?:us|usd|eur|gbp))[ :]?\d{1,3}(?:[ .,]\d{3}){2,3}(?!\d)"
    r"|(?<![\d.,])\d{1,3}(?:[ .,]\d{3}){2,3}(?:[.,]\d\d)?[ -]?(?:usd|eur|gbp|dollars?|euros?|pounds?|[$€£])"
)


_GROUPED = re.compile(r"\d[ .,]\d{3}[ .,]\d{3}")
"""What every such sum holds; it begins with a digit, so this search is ten times as fast."""


def _sum(case: Case) -> Observable | None:
    """A sum in millions, however it is written; of yen, a fifth of that where somebody gives it away."""
    yen = 20 if _said.has(case, "advance-fee.gift") else 100
    for amount in case.seen("amount"):
        currency, _, value = amount.value.partition(" ")
        great = currency in ("USD", "EUR", "GBP", "JPY") and float(value) >= FORTUNE * (yen if currency == "JPY" else 1)
        if great and not _meant.quoted(case, amount.seen):
            return amount
    text = _said.folded(case)[:LONG] if _said.has(case, "stranger", "advance-fee") else ""
    seen = _MILLIONS.search(text) if _GROUPED.search(text) else None
    if seen is None:
        return None
    return _said.phrase(case, "advance-fee.sum", *seen.span())


_BILL = late.pattern(
    r"\binvoice|\bbill (?:no|for|of|dated)|\brechnung|\bgutschrift|\bfacture|\bfactura|\bfatura|\bfattura|\bfactuur"
    r"|\breceipt\b|\bquittung|請求書|領収書"
)


def bill(case: Case) -> bool:
    """Whether it hands over a bill: a word for one, a paper in the mail, and no sum in millions."""
    if not case.seen("file", "attachment") or _BILL.search(fold(_said.subject(case)[0]) + " " + _said.folded(case)) is None:
        return False
    return not any(float(it.value.partition(" ")[2]) >= FORTUNE for it in case.seen("amount"))


@once
def money(case: Case) -> list[Observable]:
    """A phrase for each part that speaks of money; that somebody has died speaks of none by itself."""
    found = [it for name, it in parts(case).items() if name in MONEY]
    only = len(found) == 1 and found[0].value == "advance-fee.death"
    return [] if only and all(_mourns(it) for it in _said.said(case, "advance-fee.death")) else found


def _mourns(it: Observable) -> bool:
    """Whether the phrase names the dead, or the office that settles their affairs, and nothing that was left."""
    told = fold(it.shown)
    return told in _DEAD or (it.role == "en" and _LEFT.search(told) is None)


_DEAD = frozenset(
    fold(it)
    for it in ("notaire", "défunt", "difunto", "fallecido", "defunto", "falecido", "falecida", "verstorbener", "verstorbenen")
)


_LEFT = late.pattern(
    "kin|inherit|beneficiar|fund|dormant|bequ|estate|will|propert|deposit|account|heir|name|client|customer|relativ|probate"
)


@once
def known_to_writer(case: Case) -> int:
    """How many more parts of the story it takes where the writer knows the reader: one where the greeting has
    their name, and many where a firm does so from its proven domain; none where answers are to go elsewhere."""
    if not _greeted.by_readers_name(case) or answered_at(case) - {it.domain for it in senders(case)}:
        return 0
    if parts(case).keys() >= _OF_STRANGERS and not {"trust", "advance-fee.share"}.isdisjoint(parts(case)):
        return 0
    return MANY if _firms.firm(case) else 1


MANY = 3
_OF_STRANGERS = {"advance-fee.death", "advance-fee.sum"}
"""Somebody's death and a great sum: who then wants the reader's help, or shares it out, has no real estate to settle."""


def excused(case: Case) -> bool:
    """Newsletters, long discussions and colleagues use words of money too; a fraud's story is a letter to a stranger."""
    size, told = len(_said.text(case)), len(parts(case))
    if _house.inside(case):
        return True
    if told >= PLENTY + size // LONG:
        return False
    personal = len(PERSONAL.intersection(parts(case)))
    if size > SHORT >= _letter.size(case) and sum(_letter.holds(case, it.seen) for it in parts(case).values()) >= PLENTY - 1:
        size = SHORT  # a whole story in one passage, whatever is appended to it
    if size <= SHORT:
        return _bulk.mass(case) and not personal
    return not _bulk.is_letter(case) or personal < (1 if size <= LONG else 3)


_QUOTED = late.pattern(
    r"^ {0,3}> ?\S|^-{2,10} ?(?:Original|Forwarded)|^On .{8,120}(?:wrote|writes):|^.{4,80}(?:さんは|書きました):", re.MULTILINE
)
_FIELDS = late.pattern(
    r"^[ *]{0,2}(?:From|Von|De|Da|Van|差出人|发件人)[ *\xa0]{0,2}[:：].{2,160}\n{1,2}"
    r"[ *]{0,2}(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado(?: el)?|Fecha|Data|Inviato|Verzonden|送信日時|发送时间)"
    r"[ *\xa0]{0,2}[:：]",
    re.MULTILINE,
)
"""The fields of another mail, as Outlook sets them above it in its user's language."""
OWN = 12
"""Characters of one's own above those fields: with fewer it is a mail passed on, and no answer."""


_FOOTER = re.compile(r"\n(?:_{20,}|-- ?$|={20,})", re.MULTILINE)


def own_text(case: Case) -> str:
    """What the author wrote: the text up to a signature or to what a list put below."""
    text = _said.text(case)
    found = _FOOTER.search(text)
    return (text[: found.start()] if found else text).strip()


@once
def conversation(case: Case) -> bool:
    """Whether the mail answers another: it names it in its header and quotes from it, and goes openly to somebody.

    Both cost a forger a line each, but who sends the same to thousands can't name each of them as the one who is answered.
    """
    if not (case.message.named("in-reply-to") or case.message.named("references")) or not _to_somebody(case):
        return False
    text = _said.text(case)[: _said.SEARCHED]
    fields = _FIELDS.search(text)
    return _QUOTED.search(text) is not None or (fields is not None and len(text[: fields.start()].strip()) >= OWN)


def _to_somebody(case: Case) -> bool:
    """Whether To or Cc names anybody but the sender: a person, or the list where the conversation is."""
    own = {it.seen.value for it in senders(case)}
    return any(it.value not in own for it in case.seen("address", "to", "cc"))


ANSWER = (
    "stranger.again",
    "stranger.plea",
    "stranger.channel",
    "stranger.matter",
    "advance-fee.opening",
    "advance-fee.agent",
    "advance-fee.details",
)
TRADE = ("trade.interest", "trade.ask")


@once
def wants_answer(case: Case) -> Observable | None:
    """A phrase by which the mail wants to be answered or offers money to who answers; None where there is none."""
    first = _said.first(case, *ANSWER, *TRADE)
    if first is not None and first.shown.endswith((":", "：")):  # «E-mail:» says less than what the letter wants
        first = next((it for it in _said.said(case, *ANSWER, *TRADE) if not it.shown.endswith((":", "："))), first)
    return first or next(iter(money(case)), None)
