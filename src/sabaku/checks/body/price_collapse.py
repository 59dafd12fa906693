"""One check: a price that fell by three quarters or more."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._throwaway import thrown_away
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

LEAST = 0.75
"""Share of the price that must be gone; honest clearance sales stop before."""
MOST_TEXT = 20_000
MOST_ARROWS = 200
_NUMBER = r"(\d[\d,]{0,11})"
_TO = r"\s{0,3}(?:→|⇒|->|=>|▶|➡|➜|⇨|»)\s{0,3}"
_ONCE = ("was", "were", "instead of", "statt", "au lieu", "antes", "invece", "retail", "rrp", "uvp", "regular price")
_ARROW = late.pattern("[→⇒▶➡➜⇨»]|->|=>")
_NO_WAY_BACK = late.pattern(
    r"(?:銀行振込|お?振込み?|前払い|代引き?|代金引換)(?:または|又は|・|、|か)?(?:代引き?|銀行振込)?(?:\([^()\n]{1,12}\))?(?:のみ|に限|だけ)|返品(?:は|・交換は?|交換は?)?(?:不可|できません|お断り)"
)
"""How somebody is paid who does not mean to be found again; beside most of the price taken off it says as much as a price."""
_YEN = late.pattern(rf"(?:¥\s?)?{_NUMBER}\s?円?{_TO}(?:¥\s?|今なら|たったの|特価){{0,2}}{_NUMBER}\s?円?")
_LIST_PRICE = late.pattern(
    rf"(?:定価|通常価格|参考価格|市場価格|メーカー希望小売価格|販売価格)[::は\s]{{0,3}}(?:¥\s?)?{_NUMBER}\s?円?[^\n\d]{{0,16}}"
    r"(\d\d)\s?(?:%|パーセント)\s?(?:off|オフ|引|割引)"
)
_COINS = late.pattern(
    rf"\b(?:was|were|instead of|statt|au lieu de|antes|invece di|retail|rrp|regular price|uvp|rrp:|was:)\s{{0,2}}"
    rf"[$€£]?\s?{_NUMBER}(?:[.,]\d\d)?\s?[$€£]?[^\n\d]{{1,24}}?(?:now|only|just|nur|seulement|ahora|solo|ora|voor|por|jetzt|today)[^\n\d]{{0,12}}"
    rf"[$€£]?\s?{_NUMBER}(?:[.,]\d\d)?(?=\s?[$€£]|\b)"
)
_ARROW_COINS = late.pattern(rf"[$€£]\s?{_NUMBER}(?:[.,]\d\d)?\s?[€$£]?{_TO}[$€£]\s?{_NUMBER}")


@check(
    id="body.price-collapse",
    over="message",
    group="body",
    title=Text(ja="ありえないほどの値引きで誘っています", en="A price that no honest shop can offer"),
    says=Text(
        ja="「{offer}」と、{percent}%もの値引きをうたっています。代金やカード情報だけを取る偽ショップの典型的な誘い文句です。",
        en="“{offer}”: {percent}% off. Fake shops lure with such prices, take the money and send nothing.",
    ),
    sure="inferred",
    speaks_for=("fake-shop",),
    experts=("LURE",),
)
def price_collapse(case: Case, it: Observable) -> Iterator[Hit]:
    """What costs a quarter of its price is not sold, or is not the thing. Innocent causes: clearances of known shops, whose
    mail can be unsubscribed from; trial months of subscriptions; numbers that are no prices, so small ones do not count."""
    offered = _bulk.mass(case) or _said.has(case, "newsletter.unsubscribe")
    if (offered and not thrown_away(case)) or case.seen("list", "mailing-list"):
        return
    text = _said.folded(case)[:MOST_TEXT]
    if not any(sign in text for sign in ("円", "¥", "$", "€", "£", "%")):
        return
    found = _fall(text)
    if found:
        place, fallen = found
        shown = _said.text(case)[slice(*place)]
        yield Hit(Evidence(Span("visible", *place), found=shown), offer=shown, percent=datum("number", round(fallen * 100)))


def _fall(text: str) -> tuple[tuple[int, int], float] | None:
    """Where a price falls that far, and by which share."""
    for it in _LIST_PRICE.finditer(text) if "価格" in text or "定価" in text else ():
        if int(it[2]) / 100 >= LEAST and _value(it[1]) >= 3000:
            return it.span(), int(it[2]) / 100
    off = _OFF.search(text)
    if off and _NO_WAY_BACK.search(text):
        return off.span(), int(off[0][:2]) / 100
    for it in (*_pairs(text), *_struck(text)):
        before, after = _value(it[1]), _value(it[2])
        least = 40 if it.re.pattern in (_COINS.pattern, _ARROW_COINS.pattern) else 3000
        if before >= least and 0 < after <= before * (1 - LEAST) and _is_price(it[0], it.re.pattern):
            return it.span(), 1 - after / before
    return None


def _pairs(text: str) -> Iterator[re.Match[str]]:
    """Places where one price follows another: with an arrow between them, or «was … now …»."""
    coins = any(sign in text for sign in "$€£")
    for arrow in itertools.islice(_ARROW.finditer(text), MOST_ARROWS):
        start, stop = max(0, arrow.start() - 20), arrow.end() + 30
        found = (pattern.search(text, start, stop) for pattern in ((_YEN, _ARROW_COINS) if coins else (_YEN,)))
        yield from (one for one in found if one)
    if coins and any(word in text for word in _ONCE):
        yield from _COINS.finditer(text)


_BESIDE = late.pattern(r"(?:¥\s?)?(\d[\d,]{3,11})円?\s{1,3}¥?\s?(\d[\d,]{2,11})(?!\d)円?")
_OFF = late.pattern(r"(?:[89]\d|7[5-9])\s?(?:%|パーセント)\s?(?:off|オフ|引|割引)")
FALLS = 2
"""Prices beside each other that fell that far, before two numbers in a row are taken for an old and a new price."""


def _struck(text: str) -> list[re.Match[str]]:
    """An old price, struck through, and the new one beside it: where the text itself speaks of such a discount."""
    if not _OFF.search(text):
        return []
    pairs = itertools.islice(_BESIDE.finditer(text), MOST_ARROWS)
    fell = [it for it in pairs if "¥" in it[0] or "円" in it[0] if 0 < _value(it[2]) <= _value(it[1]) * (1 - LEAST)]
    return fell if len(fell) >= FALLS else []


def _is_price(told: str, pattern: str) -> bool:
    return "円" in told or "¥" in told if pattern in (_YEN.pattern, _BESIDE.pattern) else any(sign in told for sign in "$€£")


def _value(digits: str) -> int:
    return int(digits.replace(",", "") or 0)
