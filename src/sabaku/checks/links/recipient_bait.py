"""One check: a demand whose link is filled in with the recipient's address, and leads to a stranger."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _files, _hosts, _links, _said, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._lures import of_card
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_LURES = ("mailbox", "credential", "share", "parcel", "payment", "crypto", "prize", "court", "scare", "threat", "deadline")
"""What is demanded or promised first: it says more than what hurries."""
_ARCHIVED = late.pattern(
    r"pipermail|archive|message-?id|msgid|patch|/lkml/|/\d{8,14}\.[^/?#]{1,60}@[^/?#]{1,80}/?$",
    re.IGNORECASE,
)


@check(
    id="links.recipient-bait",
    over="message",
    said=_LURES,
    group="links",
    title=Text(
        ja="受信者のアドレスを埋め込んだリンクで手続きを求めています",
        en="A demand with a link that is filled in with the recipient's address",
    ),
    says=Text(
        ja="「{phrase}」と書かれたメールのリンクは、差出人と無関係な {host} へ受信者のメールアドレスを渡します。"
        "偽の入力画面に、あらかじめアドレスを入れておくための形です。",
        en="A mail that says “{phrase}” has a link that hands the recipient's address to {host}, which has nothing to do "
        "with the sender. That is how a copied page comes to know whom it asks for a password or a card.",
    ),
    quiet_when=("links.recipient-in-fragment",),
    speaks_for=("credential-phishing",),
    experts=("LHID", "LBTN"),
    attacks=(89,),
)
def recipient_bait(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Services know from their own cookies who clicks; a copied page has to be told. Newsletters, archives of lists, click
    counters and hosts of the sender, of whoever signed the mail or takes its bounces are left out; so is where a service opens
    encrypted mail, which asks whom it opens it for and shows nobody else's page.

    Innocent causes: a registration at a small service that uses another company's forms.
    """
    if _said.has(case, "newsletter"):
        return
    known = _vouched.vouching(case)
    for found in _links.clicked(case):
        link = _links.link(found)
        if not link.token or link.domain in known or _hosts.tracker(link.host) or _files.unseals(link):
            continue
        if not _links.leaves_list(link.url) and not _ARCHIVED.search(link.url):
            wanted = ("card-phishing",) if _of_payment(case, phrase) else None
            yield Hit(
                _said.quote(phrase), _links.at(found), speaks_for=wanted, phrase=phrase.shown, host=datum("domain", link.host)
            )
            return


def _of_payment(case: Case, phrase: Observable) -> bool:
    """Whether a card or a payment is what the mail is about, and no mailbox or password."""
    told = of_card(case, phrase) or _said.has(case, "payment.unpaid", "card.problem")
    return told and not _said.has(case, "mailbox", "credential.password", "credential.mail")
