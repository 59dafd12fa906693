"""Brands that have nothing to do with each other speak in one mail."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._claimed import Claimed, claims, own
from sabaku.checks._named import named
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.brands import brand, kin

_RIVALS = ("broker", "hoster")
"""Sectors whose companies don't name each other in their mail."""


@check(
    id="identity.several-brands",
    over="message",
    group="identity",
    title=Text("無関係な複数の会社・サービスの名前が混ざっています", "Names of unrelated brands are mixed"),
    says=Text(
        "{brand}を名乗るメールの中に、無関係な{other}の名前が使われています(「{shown}」)。使い回しのひな形とみられます。",
        "A mail in the name of {brand} also uses that of {other}, which has nothing to do with it (“{shown}”): a template "
        "used again.",
    ),
    experts=("MULTI", "WRONGBR"),
    quiet_when=("identity.own-ground",),
)
def several_brands(case: Case, _: Observable) -> Iterator[Hit]:
    """Forgers reuse texts and kits, and a second company's name stays behind: in the signature, the copyright, a link's path.

    Brands that belong together or really use each other don't count (KAGOYA does offer Active! mail), nor does a shop that is
    named in passing. Innocent causes: a joint campaign of two companies.
    """
    claimed = claims(case)
    if not claimed or own(case) is not None:
        return
    first = claimed[0]
    family = {other for one in kin(first.brand.id) for other in kin(one)}
    told: set[str] = set()
    for one in _others(case, first):
        if one.value not in family and one.value not in told:
            told.update(kin(one.value), (one.value,))
            first_place = Evidence(first.seen.seen, found=first.seen.shown)
            other_place = Evidence(one.seen, found=case.message.quote(one.seen))
            yield Hit(first_place, other_place, brand=named(first.brand.id), other=named(one.value), shown=one.shown)


def _others(case: Case, first: Claimed) -> Iterator[Observable]:
    """Other brands at places where only the sender's own name belongs, or that are rivals of the claimed one.

    Of several brands in the links of one mail links.two-brands tells.
    """
    yield from (it for it in case.seen("claim") if it.value not in (first.brand.id, "home"))
    places = (*case.seen("brand", "from", "signature"), *_in_brackets(case), *_in_paths(case))
    yield from (it for it in places if it.value != first.brand.id and "@" not in it.shown)
    if first.brand.sector in _RIVALS:
        for it in case.seen("brand", "text"):
            other = brand(it.value)
            if other is not None and other.sector == first.brand.sector and not other.product and not _in_url(case, it):
                yield it


_OPENS, _CLOSES = "【[［<＜(（", "】]］>＞)）"


def _in_brackets(case: Case) -> Iterator[Observable]:
    """Brands that the subject has in brackets at its head, where Japanese senders put their own name."""
    for it in case.seen("brand", "subject"):
        text = case.message.view(it.seen.view).text
        before, after = text[: it.seen.start].strip(), text[it.seen.end : it.seen.end + 1]
        if len(before) == 1 and before in _OPENS and after and after in _CLOSES:
            yield it


def _in_paths(case: Case) -> tuple[Observable, ...]:
    """Brands in the paths of links; where they are strangers to one another links.two-brands tells."""
    found = case.seen("brand", "path")
    ids = {it.value for it in found}
    return found if all(other in kin(one) for one in ids for other in ids) else ()


def _in_url(case: Case, it: Observable) -> bool:
    """Whether the name stands inside a web address that is written out."""
    text = case.message.view(it.seen.view).text
    return "//" in text[: it.seen.start].rpartition("\n")[2].rpartition(" ")[2]
