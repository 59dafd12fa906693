"""One check: a Date in the zone of another country."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route, _sent
from sabaku.checks._check import Hit, check
from sabaku.checks._named import named
from sabaku.model import Case, Datum, Observable, Text


@check(
    id="route.date-zone",
    over="message",
    group="route",
    title=Text(
        ja="送信側のタイムゾーンが日本と合いません",
        en="The sender's clock is set to another zone",
    ),
    says=Text(
        ja="{brand}を名乗っていますが、"
        "送信側の時計は {zone} のタイムゾーン({where})に設定されています。日本の会社なら +0900 です。",
        en="It claims to come from {brand}, but the sender's clock is set to {zone} ({where}); a company in Japan would "
        "have +0900.",
    ),
    sure="inferred",
    experts=("XM",),
)
def date_zone(case: Case, it: Observable) -> Iterator[Hit]:
    """The Date carries the zone of the machine that made the mail. A light sign: mail services abroad write UTC or their own
    zone, so only zones of other countries count, and only for brands of Japan.
    """
    claim, stated = _route.claimed(case), _sent.stated_date(case)
    if claim is None or claim[1].country != "JP" or stated is None or _route.by_service(case):
        return
    zone = next((it for it in ZONES if it in stated[0].text), "")
    if zone:
        yield Hit(
            _route.at(case, case.message.span_of(stated[0]), zone),
            brand=named(claim[1].id),
            zone=zone,
            where=Datum("text", ZONES[zone].en, ZONES[zone]),
        )


ZONES = {
    "+0800": Text(ja="中国・台湾など", en="China, Taiwan and others"),
    "+0700": Text(ja="タイ・ベトナムなど", en="Thailand, Vietnam and others"),
    "+0530": Text(ja="インド", en="India"),
    "+0300": Text(ja="ロシア西部・東アフリカなど", en="western Russia, East Africa and others"),
    "+0100": Text(ja="中央ヨーロッパ・西アフリカなど", en="Central Europe, West Africa and others"),
    "-0300": Text(ja="ブラジルなど", en="Brazil and others"),
}
