"""One check: a card number is wanted to pay something out."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _genuine, _letter, _said, _story, _told
from sabaku.checks._bulk import mass
from sabaku.checks._check import Hit, check
from sabaku.checks._firms import of_a_firm
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_OUT = late.pattern(
    r"返金|お返し|過払い|払い過ぎ|還付|給付|補填|見舞金|賞金|払い?戻し|補償金|支援金|お詫び金|キャッシュバック|ギフト券を?(?:進呈|受け取)|当選金|謝礼"
)
_CARD = late.pattern(
    r"(?:クレジットカード|カード(?:番号|情報|の登録)|セキュリティコード|カード番号と)[^。\n]{0,20}?(?:登録|入力|ご?用意"
    r"|確認|必要)[^。\n]{0,10}?(?:必要|くださ|下さ|いただ|願い)"
    r"|(?:クレジットカード|カード)の(?:登録|情報|番号)(?:の入力)?が必要"
)
_NOT = late.pattern(r"ありません|ございません|不要|いたしません|しません")
_OWN_USE = late.pattern(r"保証|会費|料金|購入|予約|月額|お?支払い?(?:に|は|方法)|決済")
"""What else a card is wanted for: then its sentence says so."""
AFTER = 20


@check(
    id="body.card-for-refund",
    over="message",
    group="body",
    sure="inferred",
    title=Text(ja="お金を渡すと言いながら、カードの登録を求めています", en="A card is wanted to pay something out"),
    says=Text(
        ja="「{out}」と言いながら、「{card}」と求めています。返金や給付を受け取るのに、カード番号の入力は要りません。",
        en="“{out}”, and for that “{card}”: nobody needs the number of a card to pay something out.",
    ),
    advice=Text(
        ja="カード番号を入力せず、入力してしまった場合はカード会社にすぐ連絡してください。",
        en="Do not enter it. If you did, call the card's issuer at once.",
    ),
    speaks_for=("card-phishing",),
    experts=("LURE", "PW"),
)
def card_for_refund(case: Case, it: Observable) -> Iterator[Hit]:
    """Money goes back the way it came, or to a bank account. Innocent causes: notices that a refund went to the card used before,
    which ask for none; bookings and memberships that speak of refunds and want a card for what is paid; firms at their own
    proven domain and proven mail of the claimed company are left out.
    """
    if not _said.leads(case) or of_a_firm(case):
        return
    found = _told.together(case, _CARD, _OUT) or _elsewhere(case)
    if found and isinstance(found[0].where, Span) and not _excused(_told.flowing(case), found[0].where):
        yield Hit(found[1], found[0], out=found[1].found, card=found[0].found)


LONG, NEAR = 3000, 300
"""Characters of a letter, and between the money and the card that belongs to it."""
_OUT_ELSE = late.pattern(
    r"\b(?:(?:you(?:'ve| have)?|have) (?:paid too much|overpaid)|overpayment"
    r"|(?:your|a|the) (?:[a-z]{2,12} )?(?:refund|rebate|reimbursement|compensation|payout|cash ?back)|ruckerstattung|ruckzahlung"
    r"|erstattung|gutschrift|remboursement|reembolso|devolucion|rimborso|terugbetaling|teruggave|zwrot)\b"
)
_CARD_ELSE = late.pattern(
    r"\b(?:(?:choose|select|enter|add|confirm|verify|provide|fill in|register) (?:your |a |the )?(?:payout |debit |credit |bank "
    r"|payment )*card|(?:to|on) (?:the |a |your )?(?:debit|credit|bank) card of your choice"
    r"|(?:debit|credit|bank) card (?:number|details|data) (?:is|are) needed"
    r"|kartendaten (?:ein|anze|bestat)\w*|(?:ihre|ihrer) kartendaten"
    r"|(?:saisi\w+|indiqu\w+|renseign\w+) (?:votre|vos|les|une) (?:[a-z]+ ){0,3}(?:carte|bancaires)"
    r"|(?:introduzca|indique|ingrese) (?:los datos de )?(?:su|la) tarjeta"
    r"|inserisc\w+ (?:i dati della )?(?:sua |tua )?carta|(?:insira|informe) (?:os dados do )?(?:seu )?cartao"
    r"|vul (?:uw|je) (?:kaart|pas)\w*|podaj dane karty)\b"
)


def _elsewhere(case: Case) -> tuple[Evidence, ...]:
    """The same in the languages of Europe; not in newsletters, which speak of gifts and of cards to buy them with."""
    text = _letter.only(case, _told.flowing(case))
    if (
        _said.lang(case) == "ja"
        or _letter.size(case) > LONG
        or mass(case)
        or case.seen("list", "mailing-list")
        or _genuine.of_the_brand(case)
    ):
        return ()
    found = () if _told.warns(case) or _story.conversation(case) else _told.places(case, text, _CARD_ELSE, _OUT_ELSE)
    starts = [it.where.start for it in found if isinstance(it.where, Span)]
    return found if found and max(starts) - min(starts) < NEAR else ()


def _excused(text: str, card: Span) -> bool:
    """Whether no card is wanted after all, or for something that is paid and not paid out."""
    before = _told.sentence(text, card.start, card.end).partition(text[card.start : card.end])[0]
    return bool(_NOT.search(text, card.start, card.end + AFTER) or _OWN_USE.search(before))
