"""One check: money from the state or the firm, by a code to scan or a bank card to type in."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_CODES = ("二维码", "二維碼", "qrコード", "二次元コード", "qr code", "qr-code", "code qr", "codigo qr", "codice qr")
_OF_STATE, _BANKS = "マイナンバーカード", late.pattern("クレジット|キャッシュカード|カード番号|口座番号|銀行")
"""The card with which a town's own applications are signed, and what has no place beside it."""


@check(
    id="body.benefit-by-code",
    over="message",
    said=("tax.benefit",),
    group="body",
    title=Text(
        ja="給付金などの受け取りに、QRコードやカード情報を求めています", en="A benefit, for a scanned code or a bank card"
    ),
    says=Text(
        ja="「{benefit}」を口実に、「{demand}」と求めています。給付金や補助金の受け取りに、"
        "メールのQRコードやカード情報は使われません。",
        en="“{benefit}” is the pretext, and “{demand}” is what is wanted. No benefit is paid out that way.",
    ),
    speaks_for=("phishing",),
    experts=("LURE", "QR", "CARD"),
)
def benefit_by_code(case: Case, benefit: Observable) -> Iterator[Hit]:
    """Sent to whole firms in China (劳动补贴) and Japan (給付金). Innocent causes: notices of the pay office, which send
    nobody to a code; towns whose applications are signed with the card of the state."""
    demand = _said.first(case, "card.ask")
    if case.seen("list", "mailing-list"):
        return
    if demand is None and case.seen("link", "qr"):
        demand = _said.first(case, "action.click")
    if _OF_STATE in _said.text(case) and not _BANKS.search(_said.text(case)):
        return
    if demand is not None and (case.seen("link", "qr") or any(word in _said.folded(case) for word in _CODES)):
        yield Hit(_said.quote(benefit), _said.quote(demand), benefit=benefit.shown, demand=demand.shown)
