"""One check: which service or line sent the mail."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check
from sabaku.data.platforms import platforms
from sabaku.model import Case, Datum, Evidence, Observable, Text


@check(
    id="route.platform",
    over="platform:origin",
    group="route",
    title=Text(
        ja="送信に使われたサービス",
        en="The service that sent it",
    ),
    says=Text(
        ja="{platform} から送信されています。",
        en="It was sent through {platform}.",
    ),
)
def platform(case: Case, it: Observable) -> Iterator[Hit]:
    """Names the mail service, cloud, hoster or access line by the confirmed name of its machine. Good and bad senders use the
    same. Left out where that machine is only a forwarder's.
    """
    known = platforms().get(it.value)
    if known is not None and not _handed_on(case):
        yield Hit(Evidence(it.seen, found=it.shown), platform=Datum("text", known.en, known.name))


def _handed_on(case: Case) -> bool:
    """Whether the machine that the border saw is that of a forwarder, and not where the mail was sent."""
    found = _route.origin_hop(case)
    return bool(case.seen("list", "forwarder", "filter")) and found is not None and found[0].role == "border"
