"""One check: a dwelling that cannot be seen before the deposit is paid."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _said, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

SEARCHED = 5000
_HOME = late.pattern(
    r"\b(?:flat|apartment|house|room|studio|property|condo|tenant|landlord|rent|wohnung|zimmer|miete|appartement|logement|loyer"
    r"|piso|alquiler|appartamento|affitto|apartamento|aluguel)\b|部屋|物件|賃貸|マンション|アパート"
)
_DEPOSIT = late.pattern(
    r"\b(?:deposit|first month|kaution|erste monatsmiete|caution|depot de garantie|premier mois|fianza|deposito|caparra|caucao)\b"
    r"|敷金|保証金|初期費用|前家賃"
)


_LATER = late.pattern(r"入居中|退去後|空き次第")
"""Why a dwelling cannot be seen yet."""


_UNSEEN = late.pattern(
    r"\b(?:i|we)(?: have|'ve| am|'m| are|'re)?(?: had to| currently| now| already| recently| both)? "
    r"(?:moved|relocated|transferred|live|living|work|working|posted|abroad|out of (?:the )?(?:country|town|state))\b"
    r"[^.!?\n]{0,60}\b(?:work|job|abroad|country|overseas|contract|mission|viewings?|keys?|airbnb|africa|uk|usa|canada|spain"
    r"|germany|london)\b"
    r"|\b(?:viewings?|keys?|inspection|visit)\b"
    r"[^.!?\n]{0,60}\b(?:airbnb|booking\.com|tripadvisor|escrow|courier|dhl|ups|fedex|by (?:mail|post)"
    r"|after (?:the )?(?:deposit|payment))\b"
    r"|\b(?:airbnb|booking\.com|tripadvisor|escrow)\b"
    r"[^.!?\n]{0,60}\b(?:hold|holds|keep|keeps|release|handle|handles|treuhand|garde|guarda)\b"
    r"|\b(?:can(?:'t|not| not)|unable to|not able to) (?:show|be there|meet|come)\b[^.!?\n]{0,40}\b(?:in person|myself"
    r"|personally)\b"
    r"|\b(?:nicht|leider) (?:selbst|personlich) (?:zeigen|vor ort)\b|\bne (?:peux|puis) pas\b[^.!?\n]{0,30}\bvisit\w{1,3}\b"
    r"|\bno puedo\b[^.!?\n]{0,20}\bensenar\b"
    r"|\bich (?:bin|lebe|arbeite|wohne)\b[^.!?\n]{0,50}\b(?:im ausland|beruflich|versetzt|england|spanien|london)\b"
    r"|\bschlussel\b[^.!?\n]{0,50}\b(?:per post|zusenden|schicken|dhl|airbnb)\b"
    r"|\bje (?:suis|vis|travaille|reside)\b[^.!?\n]{0,50}\b(?:a l'etranger|mutee?|mutation|londres|angleterre)\b"
    r"|\b(?:vivo|trabajo|estoy|resido)\b[^.!?\n]{0,50}\b(?:extranjero|inglaterra|londres|alemania)\b"
    r"|海外(?:に|へ)(?:転勤|赴任|引っ越|在住)|内覧(?:は|が)?[^。\n]{0,12}(?:できません|出来ません|できない|不可)"
    r"|鍵[^。\n]{0,16}(?:郵送|発送|お送り|国際宅配|宅配便|国際便)"
    r"|直接(?:に)?(?:ご)?(?:案内|お会い|お見せ)(?:を|する)?(?:すること)?(?:は|が|こと)[^。\n]{0,6}(?:できま|出来ま|できな)"
    r"|(?:仕事|勤務|転勤)の?(?:都合|関係)で[^。\n]{0,20}"
    r"(?:海外|国外|外国|シンガポール|香港|ロンドン|イギリス|アメリカ|ドイツ|フランス|ドバイ)"
)


@check(
    id="body.rental-unseen",
    over="message",
    group="body",
    sure="inferred",
    title=Text(ja="見られない部屋の敷金を、先に払わせようとしています", en="A deposit for a dwelling that nobody shows"),
    says=Text(
        ja="「{unseen}」と、部屋を見せられない理由を述べながら、「{deposit}」の支払いを求めています。"
        "実在しない物件の敷金や前家賃をだまし取る手口です。",
        en="“{unseen}”, and yet “{deposit}” is to be paid first. That is how deposits are taken for dwellings that don't exist "
        "or belong to others.",
    ),
    advice=Text(
        ja="部屋を自分の目で見て、契約相手を確かめるまでは支払わず、身分証の写しも送らないでください。",
        en="Pay nothing, and send no copy of your papers, before you have seen the place and know whose it is.",
    ),
    speaks_for=("advance-fee",),
    experts=("CTX", "LURE"),
)
def rental_unseen(case: Case, it: Observable) -> Iterator[Hit]:
    """The owner lives far away, a known travel site is said to hold the money, the keys come by post (FTC, Verbraucherzentrale).

    Innocent causes: agencies for expatriates, which write from their own site, with links and terms; whoever shows the dwelling
    in person or later, when the tenants have left.
    """
    text = _told.flowing(case)[:SEARCHED]
    if _author.own_links(case) or _bulk.mass(case) or case.seen("list", "mailing-list"):
        return
    deposit = _DEPOSIT.search(text)
    if deposit is None or not _HOME.search(f"{text} {_said.subject(case)[0].lower()}"):
        return
    unseen = _UNSEEN.search(text)
    if unseen is not None and not _LATER.search(text) and not _told.may_see(case):
        one, other = _told.at(case, unseen), _told.at(case, deposit)
        yield Hit(one, other, unseen=one.found, deposit=other.found)
