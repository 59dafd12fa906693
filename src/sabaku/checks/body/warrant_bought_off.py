"""One check: an arrest that can be bought off at once, by means that nobody calls back."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

LONG = 6000
_MEANS = late.pattern(
    r"\b(?:zelle|cash ?app|venmo|apple ?pay cash|money ?gram|western union|moneypak|green ?dot"
    r"|pre-?paid (?:debit )?(?:cards?|vouchers?)"
    r"|gift ?cards?|(?:itunes|steam|google play|apple|target|amazon) cards?|vouchers?|bitcoins?|btc|usdt|crypto\w{0,8}"
    r"|bitcoin atm"
    r"|paysafe ?(?:card|karte)\w{0,2}|neosurf|transcash|pcs (?:mastercard|coupons?)|guthabenkarten?|geschenkkarten?"
    r"|cartes? (?:prepayees?|cadeaux?|neosurf|transcash|pcs)|tarjetas? (?:de )?(?:regalo|prepago)|bizum"
    r"|carte? (?:regalo|prepagat[ae])|cartoes? (?:presente|pre-?pago)|pix|cadeaukaart\w{0,2}|karty podarunkow\w{1,2}|blik)\b"
    r"|電子マネー|ギフトカード|プリペイド|ビットコイン|暗号資産|仮想通貨"
)
_TO_PAY = late.pattern(
    r"\b(?:pay(?:ment)?|paid|bond|bail|fines?|settle\w{0,4}|zahl\w{1,4}|bezahl\w{1,3}|kaution|geldstrafe|bussgeld|payer|payez|paye|regler"
    r"|reglez|amende|caution|pagar|pague|abonar|abone|multa|fianza|pagare|paghi|cauzione|ammenda|pagamento|fianca|betalen|betaal|boete"
    r"|zaplac\w{0,4}|grzywn\w{1,3}|kaucj\w{1,2})\b|支払|払い|保釈金|罰金|示談金|振り?込"
)

_WARNS = late.pattern(
    r"\b(?:scam(?:s|mers?|ming)?|fraud(?:s|sters?|ulent)?|phishing|impostors?|impersonat\w{2,5}|we (?:will )?never"
    r"|hang up|victims?|callers?|residents|pretend\w{0,3}"
    r"|betrug\w{0,3}|betruger\w{0,2}"
    r"|arnaques?|escroc\w{0,5}|estafa\w{0,4}|truff\w{1,4}|golpes?|oplicht\w{0,4}|oszust\w{1,3})\b|詐欺"
)
"""Words of those who tell of such mail."""
_READER = late.pattern(
    r"\b(?:you|your|yourself|ihnen|ihre?[nrms]?|sie|vous|votre|vos|usted|su|sus|lei|suo|sua|voce|seu|u|uw|pan|pani|panstwa)\b"
    r"|あなた|貴殿|貴方|お客様|您|你"
)
"""The reader is meant: who tells of others does not speak to them."""


@check(
    id="body.warrant-bought-off",
    over="message",
    said=("court.jail",),
    group="body",
    sure="inferred",
    title=Text(
        ja="逮捕や起訴で脅し、取り戻せない方法での支払いを求めています", en="An arrest that is bought off with cards or coins"
    ),
    says=Text(
        ja="「{threat}」と脅し、「{pay}」「{means}」と、取り戻せない方法での支払いを求めています。"
        "役所、警察、裁判所が、保釈金や罰金をギフトカード、個人間送金、暗号資産で受け取ることはありません。",
        en="“{threat}”, but it goes away for a payment (“{pay}”) by “{means}”. No court, police force or authority takes "
        "bail or fines "
        "in cards, coins or transfers between private people.",
    ),
    advice=Text(
        ja="支払わず、書かれた番号にも電話せず、役所や警察の公表された番号で確かめてください。",
        en="Pay nothing and do not call the number given; ask the authority by its published number.",
    ),
    quiet_when=("body.false-accusation",),
    speaks_for=("extortion",),
    experts=("THREAT", "CTX"),
)
def warrant_bought_off(case: Case, threat: Observable) -> Iterator[Hit]:
    """Immigration, jury duty, taxes, customs: the pretext changes, the way of paying stays (FTC, FBI IC3, USCIS; 警察庁).

    Innocent causes: authorities, banks and papers that warn of just this; newsletters, lists and answers are left out.
    """
    text = _told.flowing(case)
    if len(text) > LONG or _bulk.mass(case) or case.seen("list") or _story.conversation(case) or _told.warns(case):
        return
    means = _MEANS.search(text)
    if means is None or _WARNS.search(text) or not _READER.search(text) or _said.has(case, "newsletter.unsubscribe"):
        return
    sentence = _told.sentence(text, *means.span())
    pay = _TO_PAY.search(text) if _TO_PAY.search(sentence) else None
    if pay is not None:
        paid, by = _told.at(case, pay), _told.at(case, means)
        yield Hit(_said.quote(threat), paid, by, threat=threat.shown, pay=paid.found, means=by.found)
