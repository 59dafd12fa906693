"""One check: a pass in the border's name that the sender could have written."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.model import AuthResult, Case, Evidence, Observable, Text


@check(
    id="auth.unproven-results",
    over="auth",
    group="auth",
    title=Text(
        ja="受信サーバー名義の「合格」は、送信者にも書けたものです",
        en="The pass in the receiving server's name could be the sender's own writing",
    ),
    says=Text(
        ja="「{result}」は受信サーバー {by} の名義ですが、メールと一緒に届いた可能性を否定できないため、"
        "本物の証拠としては数えていません。"
        "このサーバーが外部から届いた同名の結果を削除しているなら、設定の authserv_ids に {by} を加えると、証拠として扱います。",
        en="“{result}” bears the name of the receiving server {by}, but may have come with the mail, so it does not count as "
        "proof. If that server removes results in its own name from incoming mail, add {by} to authserv_ids in the settings; "
        "then they count.",
    ),
    attacks=(29,),
)
def unproven_results(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 8601 section 5: a border must remove results that a mail brings in its own name; not all do, and where it writes none
    itself, a forged one stands alone. Known are the large receivers and servers whose own fields bear the mail's queue number.
    """
    found = it.detail
    if isinstance(found, AuthResult) and found.why == "unproven" and found.result == "pass" and _is_first(case, it):
        yield Hit(Evidence(it.seen, found=it.shown), by=datum("code", found.by), result=datum("code", it.value))


def _is_first(case: Case, it: Observable) -> bool:
    """Whether no pass before this one was said of already: once is enough."""
    said = (one for one in case.seen("auth", "claimed") if isinstance(one.detail, AuthResult) and one.detail.why == "unproven")
    return next(said, it) is it
