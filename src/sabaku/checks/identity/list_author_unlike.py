"""A list put its own address into From; the author whom it kept in Reply-To is not who the mail says."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims, claims_home
from sabaku.checks._named import named
from sabaku.checks._who import author, place, recipients, through_list
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import HOME, is_public, standing
from sabaku.names.hosts import registrable
from sabaku.names.whose import delivered


@check(
    id="identity.list-author-unlike",
    over="message",
    group="identity",
    title=Text(
        "メーリングリストに書いた人のアドレスが、名乗っている相手のものではありません",
        "Whoever wrote to the list is not who the mail says",
    ),
    says=Text(
        "メーリングリストが差出人欄を書き換えていますが、元の差出人は返信先に残る {domain} です。"
        "名乗っている{brand}のドメインではありません。",
        "The mailing list replaced From; its author's address, kept in Reply-To, is at {domain}, which is no domain of {brand}.",
    ),
    experts=("FD", "FDISP"),
    attacks=(15,),
    speaks_for=("phishing",),
)
def list_author_unlike(case: Case, _: Observable) -> Iterator[Hit]:
    """Lists write «Name via List» into From so that DMARC passes, and keep the author in Reply-To (Mailman, Google Groups).

    Innocent causes: a member who passes a company's notice on to the list.
    """
    sender = author(case) if through_list(case) else None
    if sender is None:
        return
    claimed = claims(case)
    if claimed:
        if not any(standing(one.brand.id, sender.domain) for one in claimed) or is_public(sender.domain):
            yield Hit(place(sender), domain=datum("domain", sender.domain), brand=named(claimed[0].brand.id))
    elif claims_home(case) is not None and registrable(sender.domain) not in _houses(case):
        yield Hit(place(sender), domain=datum("domain", sender.domain), brand=named(HOME))


def _houses(case: Case) -> set[str]:
    addresses = (*(it.value for it in recipients(case)), *delivered(case))
    return {registrable(it.rpartition("@")[2]) for it in addresses}
