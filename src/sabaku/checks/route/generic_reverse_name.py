"""One check: a reverse name made from the address."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import senders
from sabaku.model import Case, Hop, Observable, Text
from sabaku.names.brands import is_public, owners
from sabaku.names.hosts import generic_word, made_from_address
from sabaku.names.whose import authentic


@check(
    id="route.generic-reverse-name",
    over=_route.origin_hops,
    group="route",
    title=Text(
        ja="接続元の名前が、番号から機械的に付けられたものです",
        en="The client has a generated, numbered name",
    ),
    says=Text(
        ja="接続元の逆引き名「{rdns}」は、IPアドレスや通し番号から機械的に付けられた名前です。"
        "一般の接続回線や時間貸しの機械に付くもので、企業のメールサーバーには普通付きません。",
        en="The reverse name “{rdns}” is a generated, numbered name: the kind that access lines and rented machines have, "
        "not the mail servers of companies.",
    ),
    experts=("RIP",),
    attacks=(40,),
)
def generic_reverse_name(case: Case, it: Observable) -> Iterator[Hit]:
    """Mail servers get names of their own; generated names belong to homes, phones and virtual machines nobody named. Innocent
    causes: a small company's server on a business line, a newly rented server. Companies that number their many
    servers under their own name are left out.
    """
    hop = it.detail
    if not isinstance(hop, Hop) or not hop.rdns or _route.submitted(hop) or _route.by_service(case):
        return
    if (made_from_address(hop.rdns, hop.ip) or generic_word(hop.rdns)) and not _of_the_sender(case, hop.rdns):
        yield Hit(_route.at(case, it.seen, hop.rdns), rdns=datum("domain", hop.rdns))


def _of_the_sender(case: Case, name: str) -> bool:
    """Whether the known company whose domain stands in From owns that name too: a mail server's, or From is proven."""
    ids = set(owners(name))
    if any(_route.numbered_mailer(name, it.domain) for it in senders(case)):
        return True
    return bool(ids) and any(
        ids & set(owners(it.domain)) and not is_public(it.domain) and authentic(case, it.domain) is not None
        for it in senders(case)
    )
