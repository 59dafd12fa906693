"""One check: a short mail that leads to one place only, and that is a stranger's."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _house, _links, _said, _tied, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import author
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public, owners
from sabaku.names.hosts import is_ip

SHORT = 400
"""Characters of a text that says no more than «click»."""
BARE = 120
"""Characters of a plain text that is one phrase and an address."""


@check(
    id="links.one-stranger",
    over="message",
    group="links",
    sure="inferred",
    title=Text(
        ja="短い本文から、差出人と無関係な一つのサイトだけへ誘導しています",
        en="A short mail that leads only to one stranger's site",
    ),
    says=Text(
        ja="{length}、クリックできる先は {host} だけです。"
        "これは差出人({sender})とも、電子署名や不達通知の返送先とも関係がありません。",
        en="{length}, and all that can be clicked leads to {host}, which has nothing to do "
        "with its sender ({sender}), with whoever signed it, or with where its bounces go.",
    ),
    experts=("LD", "LBTN"),
    attacks=(88,),
    quiet_when=("links.lure-elsewhere",),
)
def one_stranger(case: Case, it: Observable) -> Iterator[Hit]:
    """Mailings that are thrown away consist of a picture or a phrase and one address: every word more could be filtered.

    In plain text only a phrase with an address that hides its owner counts: friends send each other pages every day.
    Left out: mail of lists, known brands, click counters, forms (links.public-form), the reader's own site, and what a mail
    filter has wrapped or keeps: that is the reader's filter, and not where the sender leads.
    Innocent causes: a small sender who shares a page of another. Quiet beside links.lure-elsewhere, which tells of the same link.
    """
    length = len(_said.text(case))
    if length > 2 * SHORT:
        return
    sender = case.first("domain", "from")
    links = [found for found in _links.clicked(case) if found.role in ("href", "form")] or _written(case)
    hosts = {_links.link(found).domain: _links.link(found).host for found in links}
    if (
        sender is None
        or len(hosts) != 1
        or case.seen("list", "mailing-list")
        or hosts.keys() & (_vouched.vouching(case) | _house.own_domains(case))
        or _hosts.is_form(links[0].value)
        or any(map(_hosts.is_filters, hosts.values()))
        or _house.leads_home(case)
    ):
        return
    host = next(iter(hosts.values()))
    if _of_a_private_sender(case, links[0], host):
        return
    length = len(_said.text(case).strip())
    if length < SHORT and not _hosts.tracker(host) and not owners(host):
        shown = (datum("number", length, _told(length)), datum("domain", sender.value), datum("domain", host))
        yield Hit(_links.at(links[0]), length=shown[0], sender=shown[1], host=shown[2])


def _told(length: int) -> Text:
    """How much text there is, as the sentence begins."""
    if not length:
        return Text("本文の文字はなく", "There is no text")
    return Text(f"本文は{length}文字と短く", f"The text is short ({length} characters)")


def _of_a_private_sender(case: Case, link: Observable, host: str) -> bool:
    """A page that is shown as what it is, or a short address, in the mail of somebody who writes from a provider's address and
    signs it: a song, a restaurant, the pictures of a trip.

    They have no site of their own to which it could lead, and a short address is nobody's: links.shortener tells of it.
    """
    one = author(case)
    if one is None or not is_public(one.domain) or not _tied.signs(case, one):
        return False
    written = _links.link(link).shown.strip().partition("://")[2].startswith(host)
    return bool(_hosts.listed(host, "shorteners")) or (written and not _hides(host) and not _hosts.is_cheap(host))


def _written(case: Case) -> list[Observable]:
    """The addresses of a mail that is one phrase in plain text, where all of them hide who owns the page."""
    if case.message.view("html").text or len(_said.text(case).strip()) > BARE:
        return []
    links = [found for found in _links.clicked(case) if found.role == "text"]
    return links if all(_hides(_links.link(found).host) for found in links) else []


def _hides(host: str) -> bool:
    own = _hosts.listed(host, "shorteners", "own")
    return is_ip(host) or bool(_hosts.listed(host, "free_hosting") or (_hosts.listed(host, "shorteners") and not own))
