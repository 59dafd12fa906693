"""One check: a card number is wanted to pay something out."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku import late
from sabaku.checks import _said, _told
from sabaku.checks._author import of_a_firm
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Span, Text

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
    lang="ja",
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
    found = _told.together(case, _CARD, _OUT)
    if found and isinstance(found[0].where, Span) and not _excused(_told.flowing(case), found[0].where):
        yield Hit(found[1], found[0], out=found[1].found, card=found[0].found)


def _excused(text: str, card: Span) -> bool:
    """Whether no card is wanted after all, or for something that is paid and not paid out."""
    before = _told.sentence(text, card.start, card.end).partition(text[card.start : card.end])[0]
    return bool(_NOT.search(text, card.start, card.end + AFTER) or _OWN_USE.search(before))
