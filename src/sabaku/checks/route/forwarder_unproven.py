"""One check: marks of a forwarder that prove nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _relayed
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="route.forwarder-unproven",
    over="list:forwarder",
    group="route",
    title=Text(
        ja="転送されたメールのようですが、転送前の差出人は裏付けられていません",
        en="It looks forwarded, but nothing shows whom the forwarder took it from",
    ),
    says=Text(
        ja="{relay} で転送された形をとっていますが、転送元が本物の差出人から受け取ったという信頼できる記録がありません。"
        "転送のしるしは送信側でも書けるため、送信ドメイン認証の失敗は差し引かずに判断します。",
        en="It bears the marks of forwarding by {relay}, but no record that can be trusted says that the forwarder took it from "
        "the sender it shows. Any sender can write such marks, so the failures of sender authentication count in full.",
    ),
)
def forwarder_unproven(case: Case, it: Observable) -> Iterator[Hit]:
    """A forwarder's own record is worth as much as the forwarder: a mailbox provider's, from a machine that is known to be its
    own, counts, and where it says that DMARC failed before, forwarding is no excuse. Of all others the marks excuse only mail
    that speaks for nobody but its own sender (see route.forwarder), or by which a forger would gain nothing (see
    route.passed-on).
    """
    if not _relayed.excused(case):
        yield Hit(Evidence(it.seen, found=it.shown), relay=datum("domain", it.value))
