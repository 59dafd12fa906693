"""One check: a link that leads to a bare IP address."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names.whose import authentic


@check(
    id="links.ip-host",
    over="message",
    group="links",
    title=Text(ja="リンク先がドメイン名ではなくIPアドレスです", en="The link leads to a bare IP address"),
    says=Text(
        ja="リンク先は {ip} で、ドメイン名がありません。企業が利用者をIPアドレスのページへ案内することはまずありません。",
        en="The link leads to {ip}, which has no domain name. Companies do not send their customers to bare addresses.",
    ),
    speaks_for=("disguised",),
    attacks=(79,),
    quiet_when=("links.numeric-ip",),
)
def ip_host(case: Case, it: Observable) -> Iterator[Hit]:
    """A page on a bare address belongs to a rented or a broken-into machine, and shows nobody's name.

    Innocent: technical mail about one's own devices; private addresses are left out, and addresses in plain running text where
    the mail neither threatens and demands at once nor claims to be from a brand without proof.
    """
    for found in _links.tricked(case, "ip"):
        link = _links.link(found)
        if link.clicked and not _hosts.is_private(link.domain) and (found.role != "text" or _presses(case) or _unproven(case)):
            yield Hit(_links.at(found), ip=datum("ip", link.domain))


def _presses(case: Case) -> bool:
    blow = _said.has(case, "threat.suspend", "threat.delete", "threat.legal", "scare")
    return (
        blow and _said.has(case, "credential.verify", "credential.password", "card.ask") and not case.seen("list", "mailing-list")
    )


def _unproven(case: Case) -> bool:
    """Whether a brand is claimed, and no result of authentication speaks for the sender; brands' own posts on lists are many."""
    return (
        bool(claims(case))
        and not case.seen("list", "mailing-list")
        and not any(authentic(case, it.domain) for it in senders(case))
    )
