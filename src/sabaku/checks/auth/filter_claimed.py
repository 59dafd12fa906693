"""One check: a filter verdict that proves nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results
from sabaku.checks._check import Hit, check
from sabaku.model import AuthResult, Case, Evidence, Observable, Text


@check(
    id="auth.filter-claimed",
    over="stamp:header",
    group="auth",
    title=Text(
        ja="送信側でも書けるフィルター判定があります",
        en="There is a filter verdict that the sender could have written",
    ),
    says=Text(
        ja="「{filter}:{meaning}」というフィルターの判定が書かれていますが、送信側でも書ける位置にあるため、"
        "判断に使っていません。",
        en="A filter verdict is written there ({filter}: {meaning}), but where the sender could have written it, so it was "
        "not used.",
    ),
    attacks=(44,),
)
def filter_claimed(case: Case, it: Observable) -> Iterator[Hit]:
    """Senders add fields that say "scanned, clean" to reassure (attack list: fake safe-sender banners). Innocent cause: the
    sender's own outbound filter, or a relay's.
    """
    found = it.detail
    if isinstance(found, AuthResult) and not found.trusted and found.result != "unknown":
        told = _results.filter_says(found)
        if told is not None:
            yield Hit(Evidence(it.seen, found=it.shown), filter=told[0], meaning=told[1])
