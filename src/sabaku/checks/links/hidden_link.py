"""One check: links that the reader cannot see."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.hidden-link",
    over="message",
    group="links",
    title=Text(ja="読者に見えないリンクがあります", en="There are links that the reader cannot see"),
    says=Text(
        ja="{host} へのリンクが、画面に表示されない形で入っています。"
        "フィルターにだけ読ませる本物らしいリンクか、配信の作りによるものです。",
        en="A link to {host} is there but not shown: put in for filters to read, or a leftover of how the mail was made.",
    ),
    sure="inferred",
    attacks=(58,),
)
def hidden_link(case: Case, it: Observable) -> Iterator[Hit]:
    """Hidden genuine links make a mail look right to a machine. Only informs: newsletters hide parts for other screens."""
    for found in _links.tricked(case, "hidden", "empty"):
        link = _links.link(found)
        if found.role == "href" and link.host:
            yield Hit(_links.at(found), host=datum("domain", link.host))
