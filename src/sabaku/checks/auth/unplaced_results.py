"""One check: results that were not believed."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._results import first_of_field
from sabaku.model import AuthResult, Case, Evidence, Observable, Text


@check(
    id="auth.unplaced-results",
    over="auth",
    group="auth",
    title=Text(
        ja="誰が書いたか分からない認証結果があります",
        en="There are results that nobody can vouch for",
    ),
    says=Text(
        ja="認証結果「{result}」({by})は、送信側でも書ける位置にあるため、判断に使っていません。",
        en="The result “{result}” ({by}) stands where the sender could have written it, so it was not used.",
    ),
    attacks=(29,),
)
def unplaced_results(case: Case, it: Observable) -> Iterator[Hit]:
    """Says which results were not believed: of servers that are not on the route, or in the border's name but below its line."""
    found = it.detail
    if isinstance(found, AuthResult) and found.why in ("foreign", "unplaced") and found.by and first_of_field(case, it):
        yield Hit(Evidence(it.seen, found=it.shown), by=datum("domain", found.by), result=datum("code", it.value))
