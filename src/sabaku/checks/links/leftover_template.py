"""One check: a link whose target was never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

_LEFTOVER = re.compile(
    r"\{\{[^{}]{1,60}\}\}|\{[a-z_ ]{2,40}\}|\[\[?[A-Za-z_ -]{2,40}\]?\]|%%[A-Za-z_ -]{2,40}%%"
    r"|##[A-Za-z_-]{2,40}##|\$\{[^{}]{1,40}\}"
    r"|\A(?:link|url|http|https|here|insert|your[- ]?link)\Z",
    re.IGNORECASE,
)


@check(
    id="links.leftover-template",
    over="message",
    group="links",
    title=Text(ja="リンクにひな形の記号が残っています", en="A placeholder was left in a link"),
    says=Text(
        ja="リンク先が「{written}」となっており、一斉送信ツールのひな形に本来のアドレスが差し込まれていません。",
        en="The target of a link is “{written}”: a placeholder that the sending program never filled in.",
    ),
    speaks_for=("bulk-spam",),
    experts=("TEMPL",),
)
def leftover_template(case: Case, it: Observable) -> Iterator[Hit]:
    """Kits for mass mail are handled carelessly. Innocent: a newsletter whose sender made the same mistake."""
    for found in _links.tricked(case, "invalid"):
        written = _links.link(found).raw
        if found.role in ("href", "form") and _LEFTOVER.search(written):
            yield Hit(_links.at(found), written=written[:80])
