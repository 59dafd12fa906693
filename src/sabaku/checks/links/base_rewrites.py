"""One check: a base address that turns every short link of the mail elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.base-rewrites",
    over="link:base",
    group="links",
    title=Text(ja="baseタグでリンク先をまとめて変えています", en="A <base> tag redirects the links"),
    says=Text(
        ja="HTMLの<base>タグにより、ドメイン名のないリンク「{written}」は {host} に接続します。"
        "リンクだけを調べても行き先が分かりません。",
        en="A <base> tag sends links without a host, such as “{written}”, to {host}: "
        "the link alone does not show where it leads.",
    ),
    speaks_for=("disguised",),
    experts=("LHID",),
    attacks=(63,),
)
def base_rewrites(case: Case, it: Observable) -> Iterator[Hit]:
    """Scanners that look at each link by itself see no host at all. Innocent: HTML that was saved from a web page."""
    for found in _links.tricked(case, "relative"):
        link = _links.link(found)
        if link.clicked and link.domain == _links.link(it).domain:
            yield Hit(_links.at(it), _links.at(found), written=link.raw[:80], host=datum("domain", link.host))
            return
