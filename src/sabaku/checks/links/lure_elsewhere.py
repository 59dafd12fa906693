"""One check: it lures or threatens, and no link leads to whoever sent it."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _hosts, _house, _links, _lures, _said, _tied, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._named import others
from sabaku.checks._who import Sender, author
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.brands import is_public
from sabaku.names.hosts import is_ip

_LURES = (
    "mailbox.held",
    "mailbox.quota",
    "mailbox.upgrade",
    "credential.verify",
    "credential.password",
    "parcel.failed",
    "payment.unpaid",
    "crypto",
    "court",
    "share",
    "refund",
    "survey",
    "threat",
    "scare",
    "deadline.hours",
)

_DEMANDS = ("credential", "card.ask", "payment.pay", "personal.ask", "action")


@check(
    id="links.lure-elsewhere",
    over="message",
    group="links",
    title=Text(
        ja="手続きや受け取りを促すのに、リンクがどれも差出人のサイトではありません",
        en="It wants something done, and no link leads to its sender",
    ),
    says=Text(
        ja="「{phrase}」と書いてリンクを開かせようとしていますが、差出人({sender})のサイトへのリンクは一つもなく、"
        "行き先は {host} {more}です。",
        en="It says “{phrase}”, but none of its links leads to its sender ({sender}); they lead to {host}{more}.",
    ),
    sure="inferred",
    speaks_for=("phishing",),
    experts=("LD", "LBTN"),
    quiet_when=("links.action-elsewhere",),
)
def lure_elsewhere(case: Case, it: Observable) -> Iterator[Hit]:
    """Who really has something to settle with customers has a page for it.

    Left out: hosts of whoever signed the mail or takes its bounces, known brands, click counters, gateways and what a list wrote.
    A prize counts only where the mail is no newsletter, an invoice only at a host that is nobody's.
    In mail that is text alone, where people write the addresses of anything, only a demand beside a threat counts.
    A house that shows its people a fraud's link means none.
    Who writes from a provider's address has no site there: a club that signs with the name in From may ask and invite.
    Innocent causes: a small firm that uses another one's forms or shop.
    """
    strangers = _vouched.leading_away(case) or _demanded(case)
    sender = author(case)
    if not strangers or sender is None or _house.own_notice(case) or _house.leads_home(case):
        return
    known = is_public(sender.domain) and _tied.signs(case, sender)
    phrase = _said.first(case, *(it for it in _LURES if not (known and it == "survey")))
    if phrase is None and not known and not _said.has(case, "newsletter"):
        phrase = _said.first(case, "prize.win", "prize.chosen")
    if phrase is None and any(_nobodys(_links.link(found).host) for found in strangers):
        phrase = _said.first(case, "trade.paper")
    if phrase is not None:
        if phrase.value.startswith(("scare", "threat", "deadline")):  # what is demanded says more than what it is demanded with
            phrase = _said.first(case, *_DEMANDS) or phrase
        if _lures.happened(case, phrase):
            phrase = next((it for it in _said.said(case, *_DEMANDS) if not _lures.happened(case, it)), phrase)
        hosts = [_links.link(it).host for it in strangers]
        evidence = (_said.quote(phrase), _links.at(strangers[0]))
        host = datum("domain", hosts[0])
        yield Hit(*evidence, phrase=phrase.shown, sender=_named(sender), host=host, more=others(hosts))


def _named(sender: Sender) -> Datum:
    """The sender's domain; of who writes from a provider's address that address, for the provider's site is not theirs."""
    return datum("address", sender.seen.value) if is_public(sender.domain) else datum("domain", sender.domain)


def _nobodys(host: str) -> bool:
    """Whether the host tells nobody's name: a bare address, a shortener, a free page."""
    free = _hosts.listed(host, "free_hosting") and not _hosts.listed(host, "free_hosting", "also_companies")
    return is_ip(host) or bool(free) or bool(_hosts.listed(host, "shorteners")) or bool(_hosts.listed(host, "ddns"))


def _demanded(case: Case) -> tuple[Observable, ...]:
    """The addresses written in a letter that threatens and demands at once."""
    blow = _said.has(case, "threat.suspend", "threat.delete", "threat.legal")
    demand = _said.has(case, "credential.verify", "credential.password", "card.ask", "payment.pay")
    return _vouched.leading_away_in_text(case) if blow and demand and not _bulk.mass(case) else ()
