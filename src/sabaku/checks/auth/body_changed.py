"""One check: a body that no longer fits its signature."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results, _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Signature, Text


@check(
    id="auth.body-changed",
    over="signature:dkim",
    group="auth",
    title=Text(
        ja="署名のあとで本文が変わっています",
        en="The body was changed after signing",
    ),
    says=Text(
        ja="{domain} の署名にある本文のハッシュ値が、いまの本文と一致しません。"
        "署名のあとで本文が書き換えられたか、別の本文に署名だけが付けられています。それだけでは偽造とは言えません。",
        en="The body hash in the signature of {domain} does not fit this body: it was changed after signing, or the "
        "signature belongs to another mail. That alone is no proof of forgery.",
    ),
    quiet_when=("route.mailing-list", "route.forwarder", "route.passed-on", "route.taken-from-sender"),
)
def body_changed(case: Case, it: Observable) -> Iterator[Hit]:
    """Checked here without any key (RFC 6376 section 3.7). Silent where the border verified the signature (then something
    changed the copy later). Innocent causes: list footers, virus scanners' remarks, mail programs that re-encode what they
    save.
    """
    found = it.detail
    if not isinstance(found, Signature) or found.body_hash != "differs":
        return
    verified = any(told.result == "pass" for _, told in _results.results(case, "dkim")) or any(_results.unproven(case, "dkim"))
    if not verified:
        yield Hit(_route.at(case, it.seen, "bh="), domain=datum("domain", found.domain))
