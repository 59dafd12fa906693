"""One check: SPF softfail."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="auth.spf-softfail",
    over="message",
    group="auth",
    title=Text(
        ja="SPFで「おそらく正規でない」とされています",
        en="SPF says: probably not authorised",
    ),
    says=Text(
        ja="{domain} のSPFでは、このメールの発信元は正規の送信元ではない可能性が高いとされています(softfail)。",
        en="By the SPF record of {domain} the origin is probably not authorised (softfail).",
    ),
    quiet_when=("route.mailing-list", "route.forwarder", "route.passed-on", "route.taken-from-sender"),
    experts=("AUTH",),
)
def spf_softfail(case: Case, it: Observable) -> Iterator[Hit]:
    """`~all`: the owner is not quite sure of the list. Many real domains stay at that for good, so it counts less than a fail."""
    found = _results.stated(case, "spf", "softfail")
    if found is not None:
        yield Hit(found[0], domain=datum("domain", found[2] or "?"))
