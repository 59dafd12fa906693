"""One check: a DKIM signature that does not verify."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Observable, Text


@check(
    id="auth.dkim-fail",
    over="message",
    group="auth",
    title=Text(
        ja="電子署名(DKIM)の検証に失敗しています",
        en="The DKIM signature does not verify",
    ),
    says=Text(
        ja="{domain} のDKIM署名を検証できませんでした(結果:{result})。{why}",
        en="The DKIM signature of {domain} does not verify ({result}): {why}",
    ),
    quiet_when=("route.mailing-list", "route.forwarder", "route.passed-on", "route.taken-from-sender"),
    experts=("AUTH",),
)
def dkim_fail(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 6376 section 6.3: a failed signature is to be treated like none. Silent where another signature verifies. Innocent
    causes: lists and virus scanners that add a footer, keys that were changed since.
    """
    if any(found.result == "pass" for _, found in _results.results(case, "dkim")) or any(_results.unproven(case, "dkim")):
        return
    found = _results.stated(case, "dkim", "fail", "permerror")
    if found is not None:
        evidence, result, domain = found
        why = UNUSABLE if result == "permerror" else CHANGED
        yield Hit(evidence, domain=datum("domain", domain or "?"), result=datum("code", result), why=Datum("text", why.en, why))


CHANGED = Text(
    "署名のあとで本文やヘッダーが変わったか、署名が偽物です。変更されただけなら、偽造とは限りません。",
    "text or headers were changed after signing, or the signature is not real. Changed does not mean forged.",
)
UNUSABLE = Text(
    "署名の形式か、このドメインがDNSで公開している鍵に問題があり、合うかどうかを調べられません。設定の誤りや、鍵の取り下げでも起こります。",
    "the signature is malformed, or the key that the domain has in DNS cannot be used, so nothing can be compared. A wrong "
    "setting or a key that was withdrawn does that, too.",
)
