"""One check: the address that the recipient's border saw."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Observable, Origin, Text


@check(
    id="route.origin",
    over="origin",
    group="route",
    title=Text(
        ja="発信元IPアドレス",
        en="The origin address",
    ),
    says=Text(
        ja="発信元は {ip} です。{reason}",
        en="The origin is {ip}. {reason}",
    ),
    experts=("RIP",),
)
def origin(case: Case, it: Observable) -> Iterator[Hit]:
    """States the origin with the reason why this address was taken (and not the last line of the route, as is often done)."""
    origin = it.detail
    if not isinstance(origin, Origin) or not origin.ip:
        return
    reason = Datum("text", origin.reason.en, origin.reason)
    yield Hit(
        Evidence(it.seen, found=it.shown),
        sure="confirmed" if origin.confidence >= 0.9 else "inferred",
        ip=datum("ip", origin.ip),
        reason=reason,
    )
