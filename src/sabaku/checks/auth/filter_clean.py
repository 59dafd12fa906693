"""One check: a filter that saw nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _results
from sabaku.checks._check import Hit, check
from sabaku.model import AuthResult, Case, Evidence, Observable, Text


@check(
    id="auth.filter-clean",
    over="stamp:header",
    group="auth",
    title=Text(
        ja="フィルターは警告していません",
        en="A filter has not flagged it",
    ),
    says=Text(
        ja="{filter}の判定は「{meaning}」です。フィルターをすり抜ける詐欺メールは多く、安全の証明にはなりません。",
        en="{filter} says “{meaning}”. Many frauds slip past filters, so this proves nothing.",
    ),
)
def filter_clean(case: Case, it: Observable) -> Iterator[Hit]:
    """Explains the field; no good sign, because attackers test their mail against filters until it passes."""
    found = it.detail
    if isinstance(found, AuthResult) and found.trusted and found.result in ("clean", "allowed", "internal", "bulk"):
        told = _results.filter_says(found)
        if told is not None:
            yield Hit(Evidence(it.seen, found=it.shown), filter=told[0], meaning=told[1])
