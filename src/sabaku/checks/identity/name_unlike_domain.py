"""From's name and From's domain have nothing in common, and the mail speaks in that name."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _genuine, _hosts, _links, _notes, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._route import platform_name
from sabaku.checks._unlike import related, squeezed, words_of
from sabaku.checks._who import Sender, author, place, senders
from sabaku.model import Case, Datum, Observable, Text
from sabaku.text.fold import fold

_LURES = (
    "threat",
    "deadline.hours",
    "credential",
    "parcel.failed",
    "crypto",
    "prize",
    "scare",
    "payment.unpaid",
    "share",
    "refund",
    "tax",
    "survey",
    "mailbox",
    "court",
)


@check(
    id="identity.name-unlike-domain",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("差出人の名前とドメインに共通点がありません", "From's name and its domain have nothing in common"),
    says=Text(
        "「{name}」と名乗り、本文でもその名前で語っていますが、差出人のドメイン {domain} にも、リンク先にも、"
        "その名前は現れません。",
        "It calls itself “{name}” and speaks in that name, but neither the From domain {domain} nor any link bears it.",
    ),
    quiet_when=(
        "identity.from-not-brand",
        "identity.from-unlike-brand",
        "identity.from-free-mail",
        "identity.firm-elsewhere",
    ),
    experts=("FD", "FDISP"),
    speaks_for=("disguised",),
)
def name_unlike_domain(case: Case, _: Observable) -> Iterator[Hit]:
    """A firm's name stands in its domain, in whole, in part or by its initials; a borrowed or hired domain knows nothing of it.

    Judged where an HTML mail with links either wants something or is no newsletter, and says the name again in its subject or
    text. Left out: lists, personal names that stand in the address too, domains of mail services, platforms
    that pass on what their users share. Inferred. Innocent causes:
    an author who writes through an employer's or another firm's address, a firm with a new name.
    """
    sender = author(case)
    if (
        sender is None
        or case.seen("list", "mailing-list")
        or platform_name(sender.domain)
        or _notes.passed_on(case) is not None
        or _genuine.of_the_brand(case)
    ):
        return
    links = _links.clicked(case)
    if all(it.role == "text" for it in links) or not (_said.has(case, *_LURES) or not _said.has(case, "newsletter")):
        return
    words = words_of(sender)
    if not words or any(related(case, it, words) for it in (sender, *senders(case))):
        return
    if not _in_links(links, words) and _spoken(case, sender, words):
        yield Hit(place(sender), name=Datum("text", sender.who.shown[:80]), domain=datum("domain", sender.domain))


def _in_links(links: tuple[Observable, ...], words: list[str]) -> bool:
    own = (_links.link(it).host for it in links)  # a name under which anybody may put up a page is no firm's
    hosts = " ".join(squeezed(it) for it in own if not _hosts.listed(it, "free_hosting"))
    return any(it[:5] in hosts for it in words)


def _spoken(case: Case, sender: Sender, words: list[str]) -> bool:
    """Whether the mail says the name again."""
    subject, text = fold(_said.subject(case)[0]).lower(), _said.folded(case)[:4000]
    if any(len(it) > 3 and (it in subject or text.count(it) > 1) for it in words):
        return True
    whole = fold(sender.who.shown).lower().strip()
    return len(words) > 1 and any(line.strip().startswith(whole) for line in text.split("\n"))  # they sign with it
