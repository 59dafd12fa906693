"""One check: that the origin can't be told, and why."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.model import Case, Datum, Evidence, Observable, Origin, Text


@check(
    id="route.origin-unknown",
    over="origin",
    group="route",
    title=Text(
        ja="発信元は分かりません",
        en="The origin is unknown",
    ),
    says=Text(ja="{reason}", en="{reason}"),
)
def origin_unknown(case: Case, it: Observable) -> Iterator[Hit]:
    """Says why there is no origin, so that nobody takes the silence for a good sign."""
    origin = it.detail
    if not isinstance(origin, Origin) or origin.ip:
        return
    reason = Datum("text", origin.reason.en, origin.reason)
    yield Hit(Evidence(it.seen), reason=reason)
