"""One check: money comes first, by cheque or to the account, and a part of it is to be sent on to somebody else."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _firms, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

LONG = 3000
_HINTS = late.one_of("cheque", "check", "money order", "draft", "scheck", "assegno", "小切手", "your account", "の口座")
_CHEQUE = late.pattern(
    r"\b(?:(?:cashier'?s?|certified|bank(?:er)?'?s?|company|personal|business) (?:che(?:que|ck)s?|draft)"
    r"|(?:by|via|a|the|your|my|our|certified|e-?) ?che(?:que|ck)s? (?:includes?|covers?|will|is|for|of|which|that|today|and"
    r"|in the)"
    r"|cheques?|money orders?|(?:post|send|mail|issue) (?:you|out) (?:a|an|the|your) checks?|bank draft|(?:bank)?schecks?"
    r"|cheque de banque|assegno circolare|cheque (?:certificado"
    r"|bancario))\b|小切手"
)
_YOURS = late.pattern(
    r"\b(?:funds?|money|payment|amount|cost|sum|price)\b[^.!?\n]{0,60}?\b(?:in|to|into) your (?:bank |personal "
    r"|checking |own )?account\b"
    r"(?=[^\n]{0,160}?\b(?:then|and|from (?:it|that|which)|rest|once)\b)"
    r"|(?:資金|費用|代金|経費|準備金|購入金|支度金)(?:は|を|の)?[^。\n]{0,20}?(?:お客様|あなた|ご自身|ご本人|貴方|個人)の(?:銀行)?口座(?:へ|に|宛)[^。\n]{0,10}?(?:振り?込|入金|送金)"
)
"""Money that first comes to the reader's own account."""
_REST = late.pattern(
    r"\b(?:(?:send|forward|wire|transfer|remit|give|pay|zelle|return|deposit|use|spend)\w{0,3}\b[^.!?\n]{0,48}?\b(?:rest|balance|remainder"
    r"|remaining|difference|excess|overage|extra)\b|(?:rest|balance|remainder|excess|difference|remaining \w{1,8})\b"
    r"[^.!?\n]{0,40}?\b(?:mover|movers|shipper|agent|vendor|driver|caterer|nanny|supplier|installer|western union|moneygram"
    r"|zelle|cash ?app|venmo)\b"
    r"|(?:purchase|buy|order|obtain|get)\b[^.!?\n]{0,60}\b(?:equipment|software|supplies|materials|laptop|tools|gadgets)\b"
    r"[^.!?\n]{0,30}\b(?:from|through) (?:our|the|an?)(?: company'?s?)?(?: approved| certified| accredited| assigned"
    r"| trusted)? vendors?\b"
    r"|(?:deduct|keep|take|subtract)(?:ing)? (?:your|yours|the \w{1,10} for|[$€£] ?\d{1,3}[\d,.]{0,6})\b"
    r"[^.!?\n]{0,90}?\b(?:and|then) [^.!?\n]{4,50}\b"
    r"|\b(?:che(?:que|ck)|it|payment|amount) (?:will |would )?(?:also )?(?:includes?"
    r"|covers?)\b[^.!?\n]{0,40}?\b(?:money|fees?|pay|share|wages?)\b"
    r"[^.!?\n]{0,24}?\b(?:give|pay|hand|pass|send) (?:it|them|that|him|her|the \w{4,8})\b"
    r"|(?:rest|restbetrag|uberschuss|differenz)\w{0,2}[^.!?\n]{0,40}(?:uberweisen|weiterleiten|schicken)"
    r"|(?:reste|difference|solde)[^.!?\n]{0,40}(?:transporteur|demenageur|western union|mandat))"
    r"|(?:差額|残額|残り|余り|残金)[^。\n]{0,20}?(?:送金|振り?込|送って|渡して)"
)
_THIRD = late.pattern(
    r"\b(?:drivers?|movers?|shipp(?:er|ing (?:agent|company))|pick ?-?up (?:agent|man|men)|hauler|decals?|wrap(?:ping)?"
    r"|installers?"
    r"|caregivers?|gift ?cards?"
    r"|nanny|orphanages?|charit(?:y|ies)|orphans|vendors?|supplies|western union|moneygram|cash ?app|zelle"
    r"|venmo|bitcoin atm|spediteur|transporteur"
    r"|demenageur|trasportatore|mudanza)\b"
    r"|業者|販売店|仕入先|取引先|代理人"
)


@check(
    id="body.overpaid-cheque",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="先に金を渡し、その一部を別の相手に送らせようとしています", en="Money comes first, and a part of it is to be sent on"
    ),
    says=Text(
        ja="「{cheque}」と持ちかけ、「{rest}」と、受け取った額の一部を第三者へ渡すよう求めています。"
        "小切手は後日不渡りになり、振込なら盗まれた金なので取り消され、送った金額だけが失われます。",
        en="“{cheque}”, and then “{rest}”: the cheque bounces after some weeks, a transfer was stolen and is called back, "
        "and what was sent on to the third party is lost.",
    ),
    advice=Text(
        ja="品物も差額も渡さず、小切手や振込が本当に決済されたことを銀行で確認してください。",
        en="Hand over neither the goods nor the difference; what shows in the account may still be called back.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def overpaid_cheque(case: Case, it: Observable) -> Iterator[Hit]:
    """False buyers of what private people advertise, employers who send «for your supplies», wrapped cars, nannies (FTC, BBB).

    Innocent causes: an estate or a club that shares out a cheque, which names no mover; firms at their own proven domain and
    answers in a conversation are left out.
    """
    text = _letter.only(case, _told.flowing(case))
    if _letter.size(case) > LONG or not _HINTS(text) or not _THIRD.search(text):
        return
    found = _told.places(case, text, _CHEQUE, _REST) or _told.places(case, text, _YOURS, _REST)
    if not found or _firms.firm(case) or _bulk.mass(case) or case.seen("list", "mailing-list") or _story.conversation(case):
        return
    if not _told.warns(case) and not _said.has(case, "newsletter.unsubscribe"):
        yield Hit(*found, cheque=found[0].found, rest=found[1].found)
