"""One check: neither SPF nor DKIM passes, and neither fails."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="auth.none",
    over="message",
    group="auth",
    title=Text(
        ja="SPFもDKIMも合格していません",
        en="Neither SPF nor DKIM passes",
    ),
    says=Text(
        ja="受信側の認証結果では、SPFもDKIMも合格していません({stated})。"
        "差出人が本当にそのドメインの人かどうか、何も裏付けがありません。",
        en="By the receiving server's results neither SPF nor DKIM passes ({stated}): nothing confirms that the sender "
        "belongs to that domain.",
    ),
    quiet_when=("route.mailing-list", "route.forwarder", "route.passed-on", "route.nothing-to-forge"),
    experts=("AUTH",),
)
def none(case: Case, it: Observable) -> Iterator[Hit]:
    """Large receivers demand SPF or DKIM from every sender since 2024. Silent where the receiver could not check one of them
    (temperror): that is unknown, not missing. Innocent cause: a small domain that never set it up.
    """
    found = list(_results.results(case, "spf", "dkim", "dmarc"))
    decided = any(it.result in ("pass", "fail", "softfail", "hardfail", "temperror", "error") for _, it in found)
    if not found or decided or any(_results.unproven(case, "spf", "dkim", "dmarc")):
        return
    methods = {it.method for _, it in found}
    if "spf" in methods and ("dkim" in methods or "dmarc" in methods):
        shown = ", ".join(dict.fromkeys(f"{it.method}={it.result}" for _, it in found[:6]))
        yield Hit(*(Evidence(seen.seen, found=seen.shown) for seen, _ in found[:3]), stated=datum("code", shown))
