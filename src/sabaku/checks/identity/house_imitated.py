"""The mail speaks as the recipient's own house, from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims_home
from sabaku.checks._offices import naming
from sabaku.checks._route import hosts_panel
from sabaku.checks._who import Sender, place, senders, through_list
from sabaku.model import Case, Claim, Datum, Evidence, Observable, Text
from sabaku.names.hosts import registrable
from sabaku.names.whose import authentic, delivered


@check(
    id="identity.house-imitated",
    over="message",
    group="identity",
    title=Text(
        "受信者自身の組織を名乗っていますが、外部からのメールです",
        "It claims to be the recipient's own organisation, but comes from elsewhere",
    ),
    says=Text(
        "受信者自身の「{shown}」を名乗っていますが、差出人のドメインは {domain} で、受信者のものではありません。",
        "It speaks in the name of the recipient's own “{shown}”, but the From domain is {domain}, which is not the recipient's.",
    ),
    advice=Text(
        "自社のサーバー管理者からの連絡かどうか、メール以外の方法で確かめてください。",
        "Ask your own administrator, by another way than mail, whether it is genuine.",
    ),
    experts=("FDISP", "FFORGE", "FD", "CTX"),
    attacks=(15, 41),
    speaks_for=("credential-phishing",),
)
def house_imitated(case: Case, _: Observable) -> Iterator[Hit]:
    """«<own domain> Support» with a foreign address: written by a program that fills in the recipient's domain.

    Innocent causes: a service that the house really uses and that writes in its name from its own domain (payroll, ticketing).
    One that writes in its own name about the house's domain («Gandi», gandi.net), and is authentic, is left out, and the machine
    that keeps the house's site, where it leads to its own control panel.
    """
    claim = claims_home(case)
    sending = senders(case)
    if claim is None or not sending or through_list(case) or not isinstance(claim.detail, Claim):
        return
    if not {"home-name", "home-text"} & set(claim.detail.why):
        return
    shown = claim.shown.lower()
    sender = sending[0]
    if shown and (shown in registrable(sender.domain) or registrable(sender.domain) == registrable(shown)):
        return
    if any(why in ("home-self", "home-role", "home-domain") for why in claim.detail.why) or _names_itself(case, sender):
        return
    if hosts_panel(case):
        return
    yield Hit(
        Evidence(claim.seen, found=claim.shown),
        place(sender, shown if "." in shown else ""),
        sure=None if _known(case) else "inferred",
        shown=Datum("text", claim.shown),
        domain=datum("domain", sender.domain),
    )


def _known(case: Case) -> bool:
    """Whether the operator or the recipient's own side says whose house it is. To alone is the sender's word."""
    return bool(case.input.home.domains or delivered(case))


def _names_itself(case: Case, sender: Sender) -> bool:
    """Whether From's name, and no ordinary word, is that of From's own domain, which the border vouches for.

    A registrar speaks of the domains that it looks after; a «Webmail» at webmail.example is anybody.
    """
    label = registrable(sender.domain).partition(".")[0]
    name = "".join(it for it in sender.who.shown.lower() if it.isalnum())
    if len(label) < 4 or name != label.replace("-", "") or not naming(sender.who.shown):
        return False
    return authentic(case, sender.domain) is not None
