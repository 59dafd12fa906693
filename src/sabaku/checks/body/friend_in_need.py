"""One check: somebody in trouble borrows money by mail, and cannot be called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._who import senders
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.brands import is_public
from sabaku.text import late
from sabaku.text.fold import fold

SHORT = 2000
_PARENT = late.pattern(
    r"\A\W*(?:(?:hi|hello|hey|hallo|halo|hola|ola|oi|ciao|coucou|bonjour|salut|hoi|hej|hei|czesc)\W{1,3})?(?:liebe |chere? "
    r"|lieve )?"
    r"(?:mum|mummy|mom|mam|dad|daddy|mama|mami|mutti|papa|papi|maman|mamma|mae|mamae|pai|papai|pap|tato|mamo)\b"
)
_TO_PAY = late.pattern(
    r"\b(?:need|have|got|want|trying) to (?:pay|transfer|settle|send)\b|\bbills?\b|\binvoices?\b|\b(?:pay|transfer) (?:a|an"
    r"|the|my|some) "
    r"|\brechnung\w{0,2}\b|\buberweis\w{1,5}\b|\bzahlen\b|\bfactures?\b|\bvirement\b|\bpayer\b|\bpagar\b|\bfacturas?\b"
    r"|\btransferencia\b|\bbizum\b|\bpix\b|\bboletos?\b|\bpagare\b|\bbonifico\b|\bbetalen\b|\brekening\w{0,2}\b|\boverma(?:ken|akt)\b"
    r"|\b(?:pagos?|pagamento|paiement|zahlung|betaling|platnosc)\b"
    r"|\bzaplacic\b|\bprzelew\b|\brachun\w{1,4}\b"
)


_NEW_NUMBER = late.pattern(
    r"\bnew (?:phone )?(?:number|phone|sim)\b|\bneue (?:handy|telefon)?-?(?:nummer|handynummer)\b|\bneues handy\b"
    r"|\bnouveau (?:numero|telephone)\b"
    r"|\bnuevo (?:numero|movil|telefono)\b|\bnumero nuevo\b|\bnuovo numero\b|\bnumero nuovo\b|\bnovo numero\b|\bnumero novo\b"
    r"|\bnieuwe? (?:nummer|telefoon\w{0,6})\b|\bnowy (?:numer|telefon)\b"
)
_NUMBER = re.compile(r"(?<![\d.,€$£])\d(?:[ /-]?\d){8,12}(?![.,]?\d)")
_WAYS = ("offer.chat", "boss.line", "stranger.channel")


@check(
    id="body.friend-in-need",
    over="message",
    said=("plight.trouble", *_WAYS),
    group="body",
    title=Text(ja="困っている知人を装い、お金を借りようとしています", en="A friend in trouble who needs money at once"),
    says=Text(
        ja="「{trouble}」と困りごとを述べ、「{borrow}」とお金を借りようとしています。盗んだメールアカウントや家族の名をかたる詐欺に多い文面です。",
        en="“{trouble}”, and so “{borrow}”. Stolen mailboxes and impostors of relatives write like this.",
    ),
    advice=Text(
        ja="返信せず、以前から知っている電話番号で本人に確認してください。",
        en="Do not answer: call the person at a number that you had before.",
    ),
    speaks_for=("advance-fee",),
    experts=("CTX", "LURE"),
)
def friend_in_need(case: Case, _: Observable) -> Iterator[Hit]:
    """Robbed abroad, stuck in a hotel, a new number: the stories of stolen mailboxes since 2008, and of «hello Mum» (FTC, NCSC).

    Innocent cause: a friend who really lost a bag, and writes in a running conversation, from a mailbox to which one can answer.
    So it is judged where the mail comes from an address that anybody gets, and answers no mail.
    """
    trouble, borrow = _trouble(case), _asks(case)
    if trouble is None or borrow is None or _letter.size(case) > SHORT:
        return
    if _letter.own_links(case) or _bulk.mass(case) or case.seen("list", "mailing-list") or _story.conversation(case):
        return
    if any(is_public(one.domain) for one in senders(case)[:1]) or case.seen("address", "reply-to"):
        yield Hit(trouble, borrow, trouble=trouble.found, borrow=borrow.found)


def _trouble(case: Case) -> Evidence | None:
    """The words that tell of the trouble; else a «child's» new number."""
    told = _said.first(case, "plight.trouble")
    if told is not None:
        return _said.quote(told)
    found = _NEW_NUMBER.search(_told.flowing(case)[:SHORT]) if _child(case) else None
    return _told.at(case, found) if found else None


def _number(case: Case) -> bool:
    return bool(case.seen("phone")) or _NUMBER.search(_told.flowing(case)[:SHORT]) is not None


def _child(case: Case) -> bool:
    return bool(_PARENT.search(_told.flowing(case)) or _PARENT.search(fold(_said.subject(case)[0])))


def _asks(case: Case) -> Evidence | None:
    """The words that ask for money; else, from a «child» who gives a new number to write to, those that speak of a payment."""
    told = _said.first(case, "plight.borrow")
    if told is not None:
        return _said.quote(told)
    to_pay = _TO_PAY.search(_told.flowing(case)) if _child(case) and _number(case) else None
    return _told.at(case, to_pay) if to_pay else None
