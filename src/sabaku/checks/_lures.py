"""Pretexts that more than one check has to know, so that one of them tells of it. No judgement."""

from __future__ import annotations

import itertools
import re

from sabaku.checks import _files, _said
from sabaku.model import Case, Observable
from sabaku.text import late
from sabaku.text.fold import fold

_STORY = ("mailbox.held", "mailbox.quota", "mailbox.upgrade", "mailbox.desk")
_DEMAND = ("credential.verify", "credential.password", "credential.login", "action.click", "threat.suspend", "deadline.hours")


def mailbox(case: Case) -> tuple[Observable, Observable] | None:
    """The mailbox or mail server as the pretext, and what is demanded; None where there is no such story."""
    story, demand = _said.first(case, *_STORY), _said.first(case, *_DEMAND)
    if demand is None:  # two different troubles with it say as much as a demand
        demand = next((it for it in _said.said(case, *_STORY[:3]) if story is not None and it.value != story.value), None)
    if story is None:
        story = _said.first(case, "mailbox.product", "mailbox.protocol")
        demand = _said.first(case, "credential.password", "credential.login", "credential.verify")
    if story is None or demand is None or story.seen == demand.seen or _technical(case):
        return None
    return (story, demand) if _said.leads(case) or _files.beside(case) or _by_reply(case) else None


def _by_reply(case: Case) -> bool:
    """Whether the password is wanted by return."""
    return _said.has(case, "credential.password") and _said.has(case, "stranger.plea")


def _technical(case: Case) -> bool:
    """A discussion on a list about mail servers, which uses the same words."""
    return bool(case.seen("list", "mailing-list")) and not _said.has(case, "threat", "mailbox.held", "mailbox.quota", "action")


_THREATS = ("threat.suspend", "threat.delete", "threat.legal")
_EXPIRES = late.pattern(
    r"(?:url|リンク|アドレス|コード|番号|チケット|クーポン|ポイント|特典|招待|\blinks?|\bcodes?|\binvitation|\bcoupons?|\bvouchers?)"
    r"[^。.!?\n]{0,8}$",
    re.IGNORECASE,
)
"""What runs out by itself, and takes nothing from the reader that they had: the link of this mail, a code, a coupon."""
_BEFORE = 24


def threat(case: Case, *more: str) -> Observable | None:
    """The first phrase that takes something away from the reader; not where only a link or a code of the mail runs out."""
    found = (it for it in _said.said(case, *_THREATS, *more) if not _runs_out(case, it))
    return next(found, None)


def _runs_out(case: Case, it: Observable) -> bool:
    text = case.message.view(it.seen.view).text
    before = text[max(0, it.seen.start - _BEFORE) : it.seen.start]
    if it.value == "threat.legal":
        return False
    return bool(_EXPIRES.search(before) or _FREE_TO.search(before) or _OFF_A_LIST.match(text, it.seen.start))


_OFF_A_LIST = late.pattern(
    r"[^.。!?]{0,80}?\bfrom\s(?:(?:the|this|our|its|my|your)\s)?(?:[^\s.]{1,24}\s){0,3}?"
    r"(?:(?:mailing|e-?mail|distribution|subscribers?)\slists?|newsletters?)\b",
    re.IGNORECASE,
)
"""Whoever leaves a list loses nothing: «your address will be deleted from this group's mailing list»."""


_FREE_TO = late.pattern(
    r"\byou (?:may|can|could|are free to|want to|wish to|would like to|decide to|prefer to) (?:also |always )?$"
    r"|\bundelivered mail $",
    re.IGNORECASE,
)
"""What readers may do themselves takes nothing from them («you can close your account»), nor does the title of a bounce."""


_LEAKED = late.pattern("漏えい|漏洩|漏出|流出|\\bleaked\\b|\\bexposed\\b|\\bcompromised data\\b", re.IGNORECASE)


def leaked(case: Case, it: Observable) -> bool:
    """Whether the phrase stands in a line that lists what has leaked: a notice of an accident asks for none of it."""
    text = case.message.view(it.seen.view).text
    start, stop = text.rfind("\n", 0, it.seen.start) + 1, text.find("\n", it.seen.end)
    return _LEAKED.search(text, max(start, it.seen.start - 120), stop if stop >= 0 else len(text)) is not None


_CARD = late.pattern(
    "(?:支払い?|カード|決済|請求先)の?(?:情報|方法)"
    r"|\b(?:payment|billing|card)\s(?:details?|information|info|method|data)|\b(?:zahlungs(?:daten|methode|informationen"
    r"|mittel)|kartendaten)"
    r"|\b(?:(?:informations?|coordonnees) (?:de paiement|bancaires?)|(?:moyen|mode) de paiement"
    r"|\bdatos de (?:la |su |tu )?(?:tarjeta|pago)|metodo (?:de pago|di pagamento)"
    r"|dati di pagamento|dados (?:do cartao|de pagamento)|forma de pagamento|betaal(?:gegevens|methode))",
    re.IGNORECASE,
)
BEFORE, BEHIND = 10, 20
"""Characters around a phrase that tell what is to be confirmed."""


def of_card(case: Case, it: Observable) -> bool:
    """Whether what is to be confirmed or updated is a card or a way of payment, by the words around the phrase."""
    text = case.message.view(it.seen.view).text
    return _CARD.search(text, max(0, it.seen.start - BEFORE), it.seen.end + BEHIND) is not None


_DELETE = late.pattern("[^。\n]{0,4}(?:削除|破棄|廃棄)")


def to_delete(case: Case, it: Observable) -> bool:
    """Whether what is to be done so quickly is to delete a mail that came to the wrong reader («速やかに削除»), as in footers."""
    return _DELETE.match(case.message.view(it.seen.view).text, it.seen.end) is not None


_HAPPENED = late.pattern("(?:した|しました|された|されました)(?:ので|ため|ところ|場合|方|こと)")


def happened(case: Case, it: Observable) -> bool:
    """Whether the phrase tells what was done and is not wanted («パスワードを入力したので»)."""
    return _HAPPENED.match(case.message.view(it.seen.view).text, it.seen.end) is not None


_VALUE = late.pattern(r"(?:\s?(?:は|:|is)|(?<=:))\s{0,2}[「『\"“]?(?!https?:)(?=[!-~]{0,23}\d)[!-~]{3,24}")


_APART = late.pattern("は?[、 ]?(?:別(?:途|メール|便|の|送)|次のメール|昨年|前回|先日|以前|従来)")
_MOST = 20
"""Places of a word that are looked at."""


def given(case: Case, it: Observable) -> bool:
    """Whether the password or code stands behind the word, as for a file, a meeting or a login that the reader began, or comes by
    another mail: it is given, not asked for."""
    text = _said.folded(case)
    if it.value == "credential.code":
        places = itertools.islice(re.finditer(re.escape(fold(it.shown)), text), _MOST)
        return any(_VALUE.match(text, one.end()) for one in places)
    if it.seen.view != "visible" or it.value != "credential.password":
        return False
    return _VALUE.match(text, it.seen.end) is not None or _APART.match(text, it.seen.end) is not None


_OTHER_CARD = late.pattern(
    r"\b(?:library|membership|member's|loyalty|club|student|staff|identity|insurance|medicare|reader's|ticket|bus|travel) $"
)


def of_other_card(case: Case, it: Observable) -> bool:
    """Whether the card is a library's or a club's, which pays for nothing."""
    if it.seen.view != "visible":
        return False
    return _OTHER_CARD.search(_said.folded(case)[max(0, it.seen.start - _BEFORE) : it.seen.start]) is not None
