"""One check: which service or line sent the mail."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check
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
    same.
    """
    known = _route.platforms().get(it.value)
    if known is not None:
        yield Hit(Evidence(it.seen, found=it.shown), platform=Datum("text", known["en"], _route.label(known)))
