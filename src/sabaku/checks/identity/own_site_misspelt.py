"""The From domain is a letter off the site or address that the mail itself gives as its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks._alike import slipped
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._said import quote
from sabaku.checks._who import author, place
from sabaku.model import Case, Link, Observable, Text
from sabaku.names.brands import is_public, owners
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic

_NAME = re.compile(r"[a-z0-9-]{5,63}(?:\.[a-z0-9-]{2,63})+")


@check(
    id="identity.own-site-misspelt",
    over="message",
    group="identity",
    sure="inferred",
    quiet_when=("identity.thread-imitated", "identity.house-misspelt", "identity.from-imitates"),
    title=Text(
        "差出人のドメインが、署名のサイトと一文字だけ違います", "The From domain is a letter off the site in its signature"
    ),
    says=Text(
        "本文には {real} とありますが、差出人は一文字違いの {domain} です。実在の会社の署名を写し、"
        "よく似たドメインを取得して名乗る手口です。",
        "The mail gives {real}, but its sender is at {domain}, a letter off: somebody has registered a name that looks like a "
        "real firm's, and copied its signature.",
    ),
    advice=Text(
        "返信せず、以前から知っている連絡先で会社に確認してください。",
        "Do not answer; ask the firm by a telephone number or address that you know from elsewhere.",
    ),
    experts=("FLOOK", "FD", "SIG"),
    speaks_for=("bec", "malware"),
    attacks=(42,),
)
def own_site_misspelt(case: Case, _: Observable) -> Iterator[Hit]:
    """Whoever plays a supplier copies the signature, and forgets, or wants, that it names the real firm's site.

    Innocent causes: a slip in a hand-written signature; one firm under two names. So it is silent where one name only goes on
    behind the other («isilo», «isilox»), where the mail leads to From's own domain as well, and, since a house knows its own
    name, where that is proven and the other stands only in a link that nobody sees.
    """
    sender = author(case)
    if sender is None or is_public(sender.domain):
        return
    own, told = registrable(sender.domain), list(_told(case))
    if any(domain == own for _, domain in told):
        return
    for it, domain in told:
        if not _other(own, domain) or (it.role != "text" and authentic(case, own) is not None):
            continue
        yield Hit(place(sender, domain), quote(it), domain=datum("domain", own), real=datum("domain", domain))
        return


def _told(case: Case) -> Iterator[tuple[Observable, str]]:
    """The domains of the sites and addresses that the text gives, with where it does."""
    for it in case.seen("link"):
        if isinstance(it.detail, Link) and it.detail.clicked:
            yield it, it.detail.domain
    for it in case.seen("address", "text", "mailto"):
        yield it, registrable(it.value.rpartition("@")[2])


def _other(own: str, domain: str) -> bool:
    """Whether it is a name of nobody known that differs inside by what is easily overlooked."""
    mine, yours = own.partition(".")[0], domain.partition(".")[0]
    apart = not (mine.startswith(yours) or yours.startswith(mine))
    return apart and _NAME.fullmatch(domain) is not None and slipped(own, domain) and not is_public(domain) and not owners(domain)
