"""A brand's name in the host or path of a link that leads to somebody else."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._branches import twin
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims, own
from sabaku.checks._links import only_quoted
from sabaku.checks._named import named
from sabaku.model import Case, Datum, Evidence, Link, Observable, Text, once
from sabaku.names.brands import kin, owners, standing
from sabaku.names.brandwords import named_in_path
from sabaku.names.lookalike import Likeness, likeness
from sabaku.names.whose import authentic

_TENANTS = frozenset(
    (
        *("qualtrics.com", "medallia.com", "medallia.eu", "zendesk.com", "custhelp.com", "force.com", "salesforce.com"),
        *("okbiz.jp", "surveymonkey.com", "sharepoint.com", "atlassian.net", "statuspage.io", "onelink.me", "sng.link"),
    )
)
"""Services that give every customer a name below their own domain: there a brand's label says little."""
WHERE = {
    "host": Text("ホスト名", "host name"),
    "path": Text("パス", "path"),
}


@check(
    id="identity.brand-in-link",
    over="link",
    group="identity",
    title=Text("別人のサイトのアドレスに、会社名が入れてあります", "A brand's name in the address of somebody else's site"),
    says=Text(
        "リンクの{where}に{brand}の名前「{piece}」が入っていますが、実際の行き先は {link} で、{brand}のサイトではありません。",
        "The {where} of the link contains {brand}'s name (“{piece}”), but it leads to {link}, which is not {brand}'s.",
    ),
    experts=("LLOOK", "LD"),
    attacks=(87,),
)
def brand_in_link(case: Case, it: Observable) -> Iterator[Hit]:
    """On a telephone only the beginning of an address is seen; so the brand is put there, or into the path.

    Judged where a brand is claimed, or the host imitates one by twins of letters or by its whole domain. What the brand itself
    provably sent is left out: it has more sites than any list knows; and so is its very name in another country, from where
    the mail provably comes (identity.from-holds-name tells of it). Innocent causes: pages of shops and
    magazines about the brand.
    """
    link = it.detail
    if not isinstance(link, Link) or not link.clicked or not link.host or owners(link.host) or only_quoted(case, it):
        return
    if link.domain == twin(case):
        return
    like = None if link.domain in _TENANTS else likeness(link.host)
    family = _family(case)
    judged = like is not None and (like.how in ("twins", "left-label") or (bool(family) and _speaks(like, link.host, family)))
    found = ("host", _as_claimed(case, like), like.piece) if like is not None and judged else None
    if _proven(case) and not (like and like.how in ("twins", "left-label")):
        return
    if found is None and family:
        path = next((it for it in named_in_path(link.path) if not _in_address(link.path, it[2])), None)
        found = ("path", path[0], link.path[path[1] : path[2]]) if path else None
    if found:
        where, brand, piece = found
        yield Hit(
            Evidence(it.seen, found=case.message.quote(it.seen)),
            where=Datum("text", where, WHERE[where]),
            brand=named(brand),
            piece=Datum("text", piece),
            link=datum("domain", link.host),
        )


def _speaks(like: Likeness, host: str, family: frozenset[str]) -> bool:
    """Whether the name says something there: of a brand that nobody claims it must stand by itself («radioactivemail» names
    none)."""
    by_itself = f"-{like.piece}-" in f"-{host.replace('.', '-')}-"
    return like.brand in family or like.how != "combined" or by_itself


def _as_claimed(case: Case, like: Likeness) -> str:
    """The brand to be named: the claimed one where the imitated domain is its, too (a shop and its payment service)."""
    return next((one.brand.id for one in claims(case) if standing(one.brand.id, like.target)), like.brand)


def _in_address(path: str, end: int) -> bool:
    """Whether the word belongs to a mail address or Message-ID in the path, as in archives of lists."""
    return "@" in path[:end].rpartition("/")[2].replace("%40", "@")


@once
def _family(case: Case) -> frozenset[str]:
    """The claimed brands with all that belong to them."""
    return frozenset(other for one in claims(case) for other in kin(one.brand.id))


@once
def _proven(case: Case) -> bool:
    """Whether the claimed brand's own address is proven to be no forgery."""
    found = own(case)
    return found is not None and authentic(case, found[1].domain) is not None
