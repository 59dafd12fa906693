"""One check: others have captured the linked site before, at which addresses and when."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _asked, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Captures, Case, Evidence, NotKnown, Observable, Text


@check(
    id="owners.earlier-captures",
    over="message",
    group="owners",
    title=Text(ja="リンク先には過去の閲覧記録があります", en="The site was captured before"),
    says=Text(
        ja="リンク先のドメイン {domain} は、urlscan.ioに{count}件の閲覧記録があります。"
        "最新は{at}、当時のIPアドレスは {ips} です。",
        en="Captures of the linked domain {domain} at urlscan.io: {count}, the newest of {at}; its addresses then: {ips}.",
    ),
)
def earlier_captures(case: Case, it: Observable) -> Iterator[Hit]:
    """Informs. Who captured it had a reason to; the addresses of then help where the site is gone or has moved since."""
    for landing in _asked.landings(case):
        try:
            found = _outside.answer(case, "urlscan", landing.domain, Captures)
        except NotKnown:
            continue  # by key only: most have none, and nothing depends on it
        if found is None or not found[1].newest:
            continue
        newest = found[1].newest[0]
        ips = dict.fromkeys(one.ip for one in found[1].newest if one.ip)
        yield Hit(
            _outside.quoted(case, landing.seen),
            Evidence(found[0], found=newest.url or newest.ip),
            domain=datum("domain", landing.domain),
            count=datum("number", found[1].total),
            at=datum("date", newest.at.date().isoformat() if newest.at else ""),
            ips=datum("ip", ", ".join(list(ips)[:4]) or "?"),
        )
