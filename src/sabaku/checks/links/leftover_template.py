"""One check: a link whose target was never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_LEFTOVER = late.pattern(
    r"\{\{[^{}]{1,60}\}\}|\{[a-z_ ]{2,40}\}|\[\[?[A-Za-z_ -]{2,40}\]?\]|%%[A-Za-z_ -]{2,40}%%"
    r"|##[A-Za-z_-]{2,40}##|\$\{[^{}]{1,40}\}"
    r"|\A\*\|?[A-Z_]{3,40}\Z|\A%[A-Za-z_]{3,40}%\Z"
    r"|\A(?:link|url|http|https|here|insert|your[- ]?link|unsubscribe[-_]?(?:link|url|here)|insert[-_a-z]{3,40}here)\Z",
    re.IGNORECASE,
)

_INSIDE = late.pattern(
    r"\A[^?#]{0,300}?(?:\[[A-Za-z]{2,20}_?[0-9]{0,3}\]|\{\{[^{}]{1,60}\}\}|%%[A-Za-z_]{2,40}%%|\$\{[^{}]{1,40}\})"
)
"""Placeholders before the query of an address that can be read all the same."""
_VALUE = late.pattern(
    r"[=/#](?:\{[A-Z][A-Z_]{2,40}\}|%[A-Z][A-Z_]{3,40}%|\[[A-Z][A-Z_]{2,40}\]|#[a-z]{4,20}#|\{\{[^{}]{1,60}\}\}|%%[A-Za-z_]{2,40}%%)"
    r"|//insert_[a-z_]{3,40}_here\b"
)
"""A field of the address where the recipient's code should stand."""
_MARKS = ("[", "{", "%", "#", "insert_")
"""What begins one: nearly all addresses have none."""


@check(
    id="links.leftover-template",
    over="message",
    group="links",
    title=Text(ja="リンクにひな形の記号が残っています", en="A placeholder was left in a link"),
    says=Text(
        ja="リンク先が「{written}」となっており、一斉送信ツールのひな形に本来のアドレスが差し込まれていません。",
        en="In place of a link's target stands “{written}”: a placeholder that the sending program never filled in.",
    ),
    experts=("TEMPL",),
)
def leftover_template(case: Case, it: Observable) -> Iterator[Hit]:
    """Kits for mass mail are handled carelessly. Innocent: a newsletter whose sender made the same mistake."""
    for found in _links.digest(case).all:
        link = _links.link(found)
        if found.role not in ("href", "form") or not ("invalid" in link.tricks or any(mark in link.raw for mark in _MARKS)):
            continue
        if _LEFTOVER.search(link.raw) if "invalid" in link.tricks else _INSIDE.search(link.raw) or _VALUE.search(link.raw):
            yield Hit(_links.at(found), written=link.raw[:80])
