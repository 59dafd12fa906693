"""One check: what the sender's side claims about its own client."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Origin, Text


@check(
    id="route.claimed-origin",
    over="origin",
    group="route",
    title=Text(
        ja="送信側が示すもう一つのIPアドレス",
        en="An earlier address, unproven",
    ),
    says=Text(
        ja="送信側のヘッダー {field} には {ip} が書かれています。"
        "送信側の自己申告なので、手掛かりにはなりますが証拠にはなりません。",
        en="The {field} header of an earlier part of the way names {ip}. Your side cannot check it: a hint, no proof.",
    ),
)
def claimed_origin(case: Case, it: Observable) -> Iterator[Hit]:
    """The second level of the route: what the sender's side claims (X-Originating-IP, its own Received fields)."""
    origin = it.detail
    if not isinstance(origin, Origin) or not origin.claimed_ip:
        return
    place = case.first("ip", "claimed-origin")
    if place is not None:
        yield Hit(Evidence(place.seen, found=place.shown), field=origin.claimed_from, ip=datum("ip", origin.claimed_ip))
