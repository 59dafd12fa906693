"""A list put its own address into From; that a brand wrote stands only in Reply-To, and no link leads to it."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._links import targets
from sabaku.checks._named import named
from sabaku.checks._who import Sender, author, place, shown, through_list
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import Brand, is_public, standing
from sabaku.names.whose import authentic


@check(
    id="identity.list-author-unproven",
    over="message",
    group="identity",
    sure="inferred",
    title=Text(
        "メーリングリスト経由で有名企業を名乗っていますが、裏付けは返信先の記載だけです",
        "Through a list in a brand's name, which only Reply-To bears out",
    ),
    says=Text(
        "差出人欄はメーリングリストのアドレス({list})で、{brand}のアドレスは返信先に書かれているだけです。返信先は誰でも書け、"
        "{domain} から送られた裏付けはありません。リンク先も{brand}のサイトではありません。",
        "From shows the mailing list's address ({list}); an address of {brand} stands only in Reply-To, where anybody can write "
        "it, and nothing shows that the mail came from {domain}. No link leads to {brand} either.",
    ),
    experts=("FFORGE", "FD"),
    attacks=(15,),
    speaks_for=("phishing",),
)
def list_author_unproven(case: Case, _: Observable) -> Iterator[Hit]:
    """Anybody can play a mailing list: then nothing is left of From by which a forger could be known.

    Innocent causes: a company's notice, sent by a service under links of its own, that a member's address passes on to the list.
    """
    sender = author(case) if through_list(case) else None
    claimed = claims(case)
    if sender is None or not claimed or authentic(case, sender.domain) is not None:
        return
    links = [link.host for _, link in targets(case)]
    if not links or any(standing(one.brand.id, host) for one in claimed for host in links):
        return
    brand = claimed[0].brand
    if _is_its_own(brand, sender):
        carrier = shown(case)[0]
        list_ = datum("domain", carrier.domain)
        yield Hit(place(sender), place(carrier), brand=named(brand.id), domain=datum("domain", sender.domain), list=list_)


def _is_its_own(brand: Brand, sender: Sender) -> bool:
    return standing(brand.id, sender.domain) in ("verified", "unverified") and not is_public(sender.domain)
