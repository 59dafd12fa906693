"""One check: a bill in a file, and in the text hardly more than a telephone number."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text.fold import fold

SHORT, SHORT_JA = 400, 150
"""Characters of the whole text; Japanese says the same with fewer."""
_BILL = ("invoice", "receipt", "payment", "paying", "order", "transaction", "billing", "subscription", "renewal",
         "purchase", "rechnung", "facture", "factura", "fatura", "fattura", "factuur",
         "請求", "注文", "支払", "決済", "更新", "領収")  # fmt: skip
_CALL = ("phone", "support", "call ", "contact number", "helpline", "helpdesk", "toll", "hotline", "customer care",
         "サポート", "心当たり", "キャンセル", "解約", "ヘルプ")  # fmt: skip


@check(
    id="body.phone-beside-bill",
    over="message",
    group="body",
    title=Text(ja="請求と電話番号だけのメールです", en="A bill and a telephone number, and little else"),
    says=Text(
        ja="添付した請求書や注文について、本文には電話番号 {phone} のほかに、"
        "ほとんど何も書いていません。電話をかけさせて遠隔操作や送金をさせる手口です。",
        en="There is a bill in a file, and in the text little besides the number {phone}: the call is what they want, "
        "to take over the computer or the money.",
    ),
    advice=Text(
        ja="メールに書かれた番号には電話せず、契約書や公式サイトの番号にかけてください。",
        en="Do not call the number in the mail; use the one on your contract or the official site.",
    ),
    speaks_for=("callback",),
    experts=("SCARE",),
    attacks=(73,),
)
def phone_beside_bill(case: Case, it: Observable) -> Iterator[Hit]:
    """The story stands in a picture or PDF, where filters don't read. Innocent cause: a colleague's «invoice attached, call me»,
    which has a signature and comes from a known address.
    """
    phone = case.first("phone")
    longest = SHORT_JA if _said.lang(case) == "ja" else SHORT
    if phone is None or not case.seen("file") or len(_said.text(case).strip()) > longest or _author.own_links(case):
        return
    text = _said.folded(case)
    about = text + " " + fold(_said.subject(case)[0])
    if any(word in about for word in _BILL) and any(word in text for word in _CALL):
        yield Hit(_said.quote(phone), phone=datum("code", phone.shown))
