"""One check: addresses broken on purpose."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.defanged",
    over="message",
    group="links",
    title=Text(ja="わざと崩して書かれたアドレスがあります", en="Addresses broken on purpose"),
    says=Text(
        ja="「{written}」は、クリックできないようにわざと崩して書かれたアドレスです({host})。注意喚起の引用か、検査逃れのどちらかです。",
        en="“{written}” is an address broken on purpose so that it cannot be clicked ({host}): "
        "a quoted warning, or a way past filters.",
    ),
    attacks=(86,),
)
def defanged(case: Case, it: Observable) -> Iterator[Hit]:
    """Warnings write hxxp and [.] so that nobody clicks; fraud writes so that the reader retypes it. Only informs."""
    for found in _links.tricked(case, "defanged"):
        host = _links.link(found).host
        if host:
            yield Hit(_links.at(found), written=_links.link(found).raw[:100], host=datum("domain", host))
