"""One check: what Return-Path is."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="route.return-path",
    over="address:return-path",
    group="route",
    title=Text(
        ja="Return-Path(エンベロープFrom)について",
        en="About Return-Path",
    ),
    says=Text(
        ja="Return-Path は {address} です。"
        "配送できなかったときの返送先として送信側が名乗った値で、受信サーバーが書き写しただけなので、自由に偽れます。",
        en="Return-Path is {address}: where failures are to be sent, as stated by the sending side and merely copied by the "
        "receiving server; it can be forged at will.",
    ),
    experts=("RPM",),
)
def return_path(case: Case, it: Observable) -> Iterator[Hit]:
    """What the field is, who writes it and whether it can be forged; says nothing about this mail.

    RFC 5321 section 4.4: the final server copies MAIL FROM into Return-Path. SPF is the only check on it.
    """
    shown = it.value or "<>"
    yield Hit(_route.at(case, it.seen, it.shown), address=datum("address", shown))
