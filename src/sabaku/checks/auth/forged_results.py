"""One check: results forged in the receiving server's name."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._results import first_of_field, is_spf
from sabaku.model import AuthResult, Case, Evidence, Observable, Text


@check(
    id="auth.forged-results",
    over="auth",
    group="auth",
    title=Text(
        ja="認証結果のヘッダーが偽造されています",
        en="The authentication results are forged",
    ),
    says=Text(
        ja="受信側のサーバー {by} を名乗る認証結果「{result}」が、受信側が書くはずのない位置にあります。送信側が付けた偽物です。",
        en="Results in the name of the receiving server {by} (“{result}”) stand where that server cannot have written "
        "them: the sender forged them.",
    ),
    attacks=(29,),
)
def forged_results(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 8601 section 5: only results of the own border count, and borders must remove forged ones; not all do. The border's
    own results stand above, and differ.
    """
    found = it.detail
    if isinstance(found, AuthResult) and found.why in ("forged", "surplus") and first_of_field(case, it) and not is_spf(case, it):
        yield Hit(Evidence(it.seen, found=it.shown), by=datum("domain", found.by), result=datum("code", it.value))
