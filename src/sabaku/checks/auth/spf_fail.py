"""One check: SPF says that the origin may not send for the domain."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="auth.spf-fail",
    over="message",
    group="auth",
    title=Text(
        ja="SPFに失敗しています",
        en="SPF fails",
    ),
    says=Text(
        ja="{domain} の持ち主が公開している送信元の一覧(SPF)に、このメールの発信元は入っていません(結果:{result})。",
        en="The origin is not among the senders that the owner of {domain} publishes (SPF: {result}).",
    ),
    quiet_when=("route.mailing-list", "route.forwarder", "route.passed-on", "route.taken-from-sender"),
    experts=("AUTH",),
)
def spf_fail(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 7208: the owner of the envelope domain lists who may send for it, and asks to refuse the rest. Innocent causes:
    forwarding, mailing lists, a new mail service that the owner forgot to list.
    """
    found = _results.stated(case, "spf", "fail", "hardfail")
    if found is not None:
        evidence, result, domain = found
        yield Hit(evidence, domain=datum("domain", domain or "?"), result=datum("code", result))
