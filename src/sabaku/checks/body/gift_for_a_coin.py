"""One check: a costly prize for the price of its postage."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

MOST_TEXT = 8000
_THING = (
    r"(?:iphone|ipad|macbook|airpods|galaxy s|ps5|playstation ?5|nintendo switch|dyson|samsung|smart ?tv|le creuset|makita|dewalt"
    r"|stanley|lego|power station|air fryer|gift ?card|ギフトカード|商品券)"
)
_THINGS = late.one_of(
    *("iphone", "ipad", "macbook", "airpods", "galaxy s", "ps5", "playstation", "nintendo switch", "dyson", "samsung"),
    *("smarttv", "smart tv", "le creuset", "makita", "dewalt", "stanley", "lego", "power station", "air fryer"),
    *("giftcard", "gift card", "ギフトカード", "商品券"),
)
_COINS = r"[$€£]\s?[1-9](?:[.,]\d\d)?(?![\d.,])|(?<![\d.,])[1-9][.,]\d\d\s?(?:[$€£]|eur|usd|chf)"
_SMALL = rf"(?:(?:¥\s?)?[1-9]\d{{0,2}}\s?円|{_COINS})"
_AFTER = r"\s?(?:で|のみ|だけ|を負担|の送料|の手数料|only|postage|shipping|delivery|s&h|versand|frais|envio|spedizione)"
_BEFORE = (
    r"(?:only|just|nur|seulement|solo|pay|送料|配送料|手数料)\s?(?:the |a |of |は|のみ)?"
    r"(?:shipping |delivery |postage |fee |of ){0,3}"
)


_OFFER = late.pattern(
    rf"{_THING}[^\n]{{0,60}}?{_SMALL}{_AFTER}|{_THING}[^\n]{{0,30}}\n[^\n]{{0,12}}?{_BEFORE}{_SMALL}|{_BEFORE}{_SMALL}[^\n]{{0,60}}?{_THING}"
)


@check(
    id="body.gift-for-a-coin",
    over="message",
    said=("prize", "survey"),
    group="body",
    title=Text(ja="高価な賞品を、わずかな送料や手数料だけで渡すと誘っています", en="A costly prize for the price of its postage"),
    says=Text(
        ja="「{offer}」と誘っています。少額の支払いを口実にカード番号を入力させ、高額の継続課金や不正利用につなげる手口です。",
        en="“{offer}”: the small payment is there to get the card number, which is then charged again and again.",
    ),
    speaks_for=("card-phishing",),
    experts=("LURE",),
)
def gift_for_a_coin(case: Case, it: Observable) -> Iterator[Hit]:
    """Known brands give no telephones away by mail. Innocent cause: a shop's offer of an accessory; so
    something must be won."""
    if not _THINGS(_said.folded(case)) or not _said.leads(case) or _bulk.mass(case) or case.seen("list", "mailing-list"):
        return
    found = _OFFER.search(_said.folded(case)[:MOST_TEXT])
    if found:
        place = Span("visible", *found.span())
        yield Hit(Evidence(place, found=case.message.quote(place)), offer=case.message.quote(place))
