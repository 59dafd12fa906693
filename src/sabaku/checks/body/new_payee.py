"""One check: a bill shall be paid to another account than before."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _accounts, _bulk, _letter, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late
from sabaku.text.fold import fold

LONG = 4000
_BILL = ("trade.paper", "trade.paid", "payment.unpaid", "payment.fee", "payee.excuse")

_PAPER = late.pattern(
    r"invoice|wir(?:e|ing) instructions|closing|escrow|rechnung|facture|factura|fattura|fatura|factuur|\bpo ?#?\d|remittance"
    r"|\b(?:(?:remaining |outstanding )?balance|balance payment|final payment|instal?lment|down ?payment)\b"
    r"|\b(?:tuition|(?:school|term|course) fees|rent|mietzahlung|miete|loyer|alquiler|affitto|aluguel|huur)\b"
    r"|(?:総合)?(?:振込|送金|支払)(?:先)?データ|請求|発票|残金|代金|手付金|内金|前払|前金|中間金|家賃|賃料|月謝|授業料|帳款|货款"
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

    Not where the reader's own account is to be entered anew. Innocent cause: firms do change their bank, and say so in a
    printed letter or on their site as well; alone it is no proof.
    """
    phrase = next((it for it in _said.said(case, "payee.changed") if not _readers_own(case, it)), None) or _directed(case)
    if phrase is None or _letter.size(case) > LONG or _bulk.mass(case) or case.seen("list", "mailing-list"):
        return
    if _said.has(case, *_BILL) or _PAPER.search(_said.folded(case)) or _PAPER.search(fold(_said.subject(case)[0])):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)


_READERS = late.pattern(
    r"\b(?:your|ihre[rn]?|deine[rn]?|eure[rn]?|votre|vos|tu|tus|seus?|suas?|uw|je|jouw|tuoi?|tue|vostr[aeio])"
    r"(?: own| eigene[rn]?)? $"
    r"|\b(?:hinterlege|hinterlegen sie|gib|geben sie|trage|tragen sie|erfasse|erfassen sie)(?: bitte| uns| dort| hier)? eine $"
    r"|\b(?:add|enter|register|choose|select|provide) (?:a|another) $"
)
"""What says, right before the phrase, that the account is the reader's own: they are told to enter another one to pay from."""
_RIGHT_BEFORE = 40


def _readers_own(case: Case, it: Observable) -> bool:
    text = case.message.view(it.seen.view).text
    return _READERS.search(fold(text[max(0, it.seen.start - _RIGHT_BEFORE) : it.seen.start])) is not None


_SHUT = late.pattern(
    r"(?:従来|これまで|今まで|いつも|以前|既存|旧|弊社|当社)の?[^。、\n]{0,12}?口座[^。\n]{0,30}?(?:閉鎖|解約|凍結|廃止|使えな|使えず|使用でき|利用でき)"
    r"|(?:入金|お?支払い?|振込)(?:窓口|口座|先)[^。\n]{0,30}?(?:一本化|移管|移行|切り?替|集約)"
)
"""The usual account is out of use, whatever the reason."""


def _directed(case: Case) -> Observable | None:
    """An excuse why the usual account cannot be used, and an order to pay into one, or the number of one: the change without the
    word for it."""
    text = _letter.only(case, _said.folded(case))
    if not _said.has(case, "payee.excuse") and ("口座" not in text or _SHUT.search(text) is None):
        return None
    found = _accounts.ordered(text) or _accounts.written(text)
    if found is None:
        return None
    return _said.phrase(case, "payee.changed", *found.span())
