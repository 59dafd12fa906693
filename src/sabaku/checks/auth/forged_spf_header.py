"""One check: a forged Received-SPF field."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._results import first_of_field, is_spf
from sabaku.model import AuthResult, Case, Evidence, Observable, Text


@check(
    id="auth.forged-spf-header",
    over="auth",
    group="auth",
    title=Text(
        ja="SPFの結果ヘッダーが偽造されています",
        en="The Received-SPF field is forged",
    ),
    says=Text(
        ja="受信側のサーバー {by} を名乗るReceived-SPF({result})が、受信側が書くはずのない位置にあります。"
        "送信側が付けた偽物です。",
        en="A Received-SPF field in the name of the receiving server {by} ({result}) stands where that server cannot have "
        "written it: the sender forged it.",
    ),
    attacks=(26, 29),
)
def forged_spf_header(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 7208 section 9.1: the field says who checked, but anybody can write it; only the border's own counts."""
    found = it.detail
    if isinstance(found, AuthResult) and found.why in ("forged", "surplus") and first_of_field(case, it) and is_spf(case, it):
        yield Hit(Evidence(it.seen, found=it.shown), by=datum("domain", found.by), result=datum("code", it.value))
