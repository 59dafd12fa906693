"""One check: a bill shall be paid to another account than before."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _letter, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Span, Text
from sabaku.text import late
from sabaku.text.fold import fold

LONG = 4000
_BILL = ("trade.paper", "trade.paid", "payment.unpaid", "payment.fee", "payee.excuse")

_PAPER = late.pattern(
    r"invoice|wir(?:e|ing) instructions|closing|escrow|rechnung|facture|factura|fattura|fatura|factuur|\bpo ?#?\d|remittance"
    r"|\b(?:tuition|(?:school|term|course) fees|rent|mietzahlung|miete|loyer|alquiler|affitto|aluguel|huur)\b"
    r"|請求|発票|残金|代金|手付金|内金|中間金|家賃|賃料|月謝|授業料|帳款|货款"
)


@check(
    id="body.new-payee",
    over="message",
    group="body",
    title=Text(ja="これまでと違う口座への振込を求めています", en="Money is to go to another account than before"),
    says=Text(
        ja="「{phrase}」と、振込先の変更を求めています。取引先を装い、"
        "請求の代金を横取りするビジネスメール詐欺の中心となる手口です。",
        en="“{phrase}”: the account to pay to is to be changed. This is how the payment of a real bill is diverted.",
    ),
    advice=Text(
        ja="変更する前に、以前から知っている電話番号で取引先に確認してください。",
        en="Before you change anything, ask the supplier by a telephone number that you have known before.",
    ),
    speaks_for=("bec",),
    experts=("BEC", "CTX"),
)
def new_payee(case: Case, it: Observable) -> Iterator[Hit]:
    """Thieves read a firm's mail, wait for a bill, and write in its name (FBI IC3, IPA: business email compromise).

    Not where it is the reader's own account that he shall enter anew. Innocent cause: firms do change their bank, and say so in a
    printed letter or on their site as well; alone it is no proof.
    """
    phrase = next((it for it in _said.said(case, "payee.changed") if not _readers_own(case, it)), None) or _directed(case)
    if phrase is None or _letter.size(case) > LONG or _author.mass(case) or case.seen("list", "mailing-list"):
        return
    if _said.has(case, *_BILL) or _PAPER.search(_said.folded(case)) or _PAPER.search(fold(_said.subject(case)[0])):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)


_READERS = late.pattern(
    r"\b(?:your|ihre[rn]?|deine[rn]?|eure[rn]?|votre|vos|tu|tus|seus?|suas?|uw|je|jouw|tuoi?|tue|vostr[aeio])"
    r"(?: own| eigene[rn]?)? $"
    r"|\b(?:hinterlege|hinterlegen sie|gib|geben sie|trage|tragen sie|erfasse|erfassen sie)(?: bitte| uns| dort| hier)? eine $"
    r"|\b(?:add|enter|register|choose|select|provide) (?:a|another) $"
)
"""What says, right before the phrase, that the account is the reader's own: he is told to enter another one to pay from."""
_RIGHT_BEFORE = 40


def _readers_own(case: Case, it: Observable) -> bool:
    text = case.message.view(it.seen.view).text
    return _READERS.search(fold(text[max(0, it.seen.start - _RIGHT_BEFORE) : it.seen.start])) is not None


_TO_PAY = late.pattern(
    r"\b(?:pay|settle|remit|send|wire|transfer|route|direct|release|forward|process|make|clear)\b[^.!?\n]{0,90}?"
    r"\b(?:to|into)\b[^.!?\n]{0,20}?\b(?:account|bank|details|iban)\b"
    r"|\b(?:uberweisen|zahlen|begleichen|anweisen)\b(?:[^.!?\n]|(?<=\d)\.(?=\d)){0,90}?\bauf\b[^.!?\n]{0,24}?\b\w{0,12}konto\b"
    r"|\b(?:regler|virer|verser|payer|effectuer)\b[^.!?\n]{0,90}?\bsur\b[^.!?\n]{0,24}?\bcompte\b"
    r"|(?:下記|以下|別|こちら|次)の(?:銀行|口座|振込先)[^。\n]{0,24}?(?:振込|振り込|送金|支払|入金)"
    r"|記載の(?:銀行)?(?:口座|振込先)(?:へ|に|まで|宛)|銀行の口座(?:へ|に)[^。\n]{0,12}?(?:願い|振込|振り込|送金|支払)"
    r"|(?:付|汇|转|打|支付)(?:款)?(?:到|至|给)[^。\n]{0,24}?(?:账户|帐户|账号|帐号)"
)


_SHUT = late.pattern(
    r"(?:従来|これまで|今まで|いつも|以前|既存|旧|弊社|当社)の?[^。、\n]{0,12}?口座[^。\n]{0,30}?(?:閉鎖|解約|凍結|廃止|使えな|使えず|使用でき|利用でき)"
    r"|(?:入金|お?支払い?|振込)(?:窓口|口座|先)[^。\n]{0,30}?(?:一本化|移管|移行|切り?替|集約)"
)
"""The usual account is out of use, whatever the reason."""


def _directed(case: Case) -> Observable | None:
    """An excuse why the usual account cannot be used, and an order to pay into one: the change without the word for it."""
    text = _letter.only(case, _said.folded(case))
    if not _said.has(case, "payee.excuse") and ("口座" not in text or _SHUT.search(text) is None):
        return None
    found = _TO_PAY.search(text)
    if found is None:
        return None
    place = Span("visible", *found.span())
    return Observable("phrase", "payee.changed", "", place, case.message.quote(place))
