"""One check: an animal for nothing, but for the cost of bringing it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _firms, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late
from sabaku.text.fold import fold

LONG = 3000
_ANIMAL = late.one_of(
    *("プードル", "チワワ", "子犬", "仔犬", "子猫", "仔猫", "ポメラニアン", "ブルドッグ", "スコティッシュ", "マンチカン"),
    *("ヨークシャー", "ダックス", "マルチーズ", "柴犬", "オウム", "インコ", "puppy", "puppies", "kitten", "parrot", "macaw"),
    *("yorkie", "bulldog", "pomeranian", "maltese"),
)
_GIVEN = late.pattern(
    "(?:無料|無償|タダ)で(?:お)?(?:譲|ゆず|差し上げ)|里親(?:募集|様|さん|になって|を探)|お譲り(?:します|いたします|致します)"
    r"|\b(?:for free|free (?:to|of|for|pupp|kitten|parrot)\w{0,3}"
    r"|re-?homing|rehome|adoption|adopt|give (?:him|her|them|it) (?:away|out))\b"
    r"|\b(?:refund(?:ed|able)|paid back|returned) (?:to you |in full )?(?:on|upon|at|after) (?:arrival|delivery)\b",
    re.IGNORECASE,
)
_BRINGING = late.pattern(
    "(?:輸送|空輸|検疫|通関|航空|フライト|ケージ|輸入)[^。\n]{0,20}?(?:費用|料金?|代金?|保険|負担)"
    r"|\b(?:flown|shipped|delivered|sent|transported) to (?:your|the) (?:nearest|closest|local|home|door|doorstep|airport|city)\b"
    r"|\b(?:pet|animal|puppy) (?:delivery|transport|shipping|courier|flight) (?:agency|company|service|firm)\b"
    r"|\b(?:shipping|delivery|flight|transport|crate|quarantine|customs|airline|courier)\b[^.\n]{0,40}\b(?:fees?|costs?"
    r"|charges?|insurance|papers)\b"
    r"|\b(?:shipping|delivery|transport|courier|flight)\b[^.\n]{0,20}(?:[$€£]|usd|eur|gbp)\s?\d",
    re.IGNORECASE,
)


@check(
    id="body.animal-for-fees",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="ペットを譲ると言い、輸送費などを先に払わせようとしています", en="An animal for free, if somebody pays for its journey"
    ),
    says=Text(
        ja="「{given}」と言いながら、「{fee}」の支払いを求めています。動物は届かず、検疫や保険の費用を次々に請求する手口です。",
        en="“{given}”, but “{fee}” is to be paid. The animal never comes, and one cost follows another.",
    ),
    advice=Text(
        ja="動物を自分の目で見るまでは、費用を支払わないでください。",
        en="Pay nothing before you have seen the animal.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def animal_for_fees(case: Case, it: Observable) -> Iterator[Hit]:
    """The owner is abroad, a carrier already has it (BBB 2017, 国民生活センター). Innocent causes: shelters, which want the
    vet's costs and show the animal; breeders at their own proven domain are left out."""
    text = _letter.only(case, _told.flowing(case))
    if _letter.size(case) > LONG or not (_ANIMAL(text) or _ANIMAL(fold(_said.subject(case)[0]))):
        return
    found = _told.places(case, text, _GIVEN, _BRINGING)
    if not found or _firms.firm(case) or _bulk.mass(case) or case.seen("list", "mailing-list") or _story.conversation(case):
        return
    if not _told.may_see(case):
        yield Hit(*found, given=found[0].found, fee=found[1].found)
