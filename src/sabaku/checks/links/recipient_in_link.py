"""One check: a link that tells the site who clicked."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_official


@check(
    id="links.recipient-in-link",
    over="message",
    group="links",
    title=Text(ja="リンクに受信者のアドレスが含まれています", en="The link carries the recipient's address"),
    says=Text(
        ja="{host} へのリンクに、受信者のメールアドレス(または符号化・ハッシュ化したもの)が入っています。"
        "開くだけで、誰が見たか相手に伝わります。",
        en="The link to {host} carries the recipient's mail address, plain, encoded or hashed. "
        "Opening it tells the sender who looked.",
    ),
    advice=Text(
        ja="調査のときも、このリンクをそのまま開いたり転送・公開したりしないでください。",
        en="Do not open, forward or publish this link as it is, not even to look into it.",
    ),
    speaks_for=("disguised",),
    attacks=(89,),
    quiet_when=("route.mailing-list",),
)
def recipient_in_link(case: Case, it: Observable) -> Iterator[Hit]:
    """The address is filled into the fake form, and it tells the sender whose mailbox is read.

    Innocent: newsletters put it into links for leaving the list, which are left out, and so are known click counters.
    """
    for found in _links.clicked(case):
        link = _links.link(found)
        if (
            link.token
            and link.domain not in _vouched.house(case)
            and not (is_official(link.host) and not _hosts.is_form(found.value))
            and not _hosts.tracker(link.host)
            and not _links.leaves_list(link.url)
            and not _links.in_fragment(case, link)
        ):
            yield Hit(_links.at(found), host=datum("domain", link.host))
