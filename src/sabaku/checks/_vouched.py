"""Where the sender's own ground ends: which linked domains they, their signature or their service vouches for. Look-ups."""

from __future__ import annotations

import re

from sabaku.checks._hosts import country, is_cheap, listed, tracker
from sabaku.checks._links import clicked, link
from sabaku.model import Address, AuthResult, Case, Observable, once
from sabaku.names.brands import brands, is_public, owners
from sabaku.names.hosts import address, registrable


@once
def house(case: Case) -> frozenset[str]:
    """The registrable domains from which the mail says it comes."""
    found = {it.detail.domain for it in case.seen("address", "from", "sender", "reply-to") if isinstance(it.detail, Address)}
    return frozenset(registrable(it) for it in found if it)


_OPT_OUT = re.compile(r"https?://([^\s/<>:?#,]{4,253})", re.IGNORECASE)
_NAMED_IN_FIELD = 4000
"""Characters of the field that are read."""


def _mailers(case: Case) -> frozenset[str]:
    """Where a mail is unsubscribed from by machine (RFC 8058): the service that sends it and counts clicks.

    Who speaks for a brand, or failed any test, has to be proven; and it is not where anybody has a page for nothing: those who
    throw their mailings away seldom run such a service (measured: 2 of 344 frauds whose links lead to a stranger).
    """
    proven = _proven(case) & {it.value for it in case.seen("domain", "from")}
    if not proven and (case.seen("claim") or _failed(case)):
        return frozenset()
    fields = (it.text[:_NAMED_IN_FIELD] for it in case.message.named("list-unsubscribe")[:2])
    hosts = {found[1].lower() for text in fields for found in _OPT_OUT.finditer(text)}
    return frozenset(registrable(it) for it in hosts if not _anybodys(it))


def _anybodys(host: str) -> bool:
    free = listed(host, "free_hosting") or listed(host, "shorteners") or listed(host, "ddns")
    return bool(free) or is_cheap(host) or address(host) is not None


NAME = 5
"""Letters from which a domain's name is a name, and no abbreviation that many have."""
WORD = 3
"""Letters of a word of the sender's own name that is all of the linked one."""


@once
def namesakes(case: Case) -> frozenset[str]:
    """Linked domains that bear the name of the sender's proven one under another ending: example.nrw and example.de, or theirs,
    not refuted, with a country's behind it, example.com and example.com.br; or the word to which theirs adds another,
    as houses do that mail from a name of its own: example.de, example-info.de and exampleemail.de.
    """
    linked = {link(it).domain for it in clicked(case)}
    abroad = {it for it in linked if it.rpartition(".")[0] in _unrefuted(case) and country(it) and not is_cheap(it)}
    own = {it.partition(".")[0] for it in own_proven(case)}
    if not own:
        return frozenset(abroad)
    words = {word for it in own if "-" in it for word in it.split("-") if len(word) >= WORD}
    own |= {found[1] for it in own if (found := _POST.fullmatch(it))}
    names = ((it, it.partition(".")[0]) for it in linked)
    same = {it for it, name in names if (len(name) >= NAME and name in own) or name in words}
    return _of_mailbox(case, linked) | abroad | same


_POST = re.compile(
    r"([a-z0-9-]{5,40}?)-?(?:e?mails?|mailer|news(?:letters?)?|alerts?|notices?|notify|notifications?|info|news|crm)"
)
"""What houses add to their name for the domain that sends their mail."""
LONG_NAME = 8
"""Letters from which a mailbox at a provider that is named as a site shows that both are the same people's."""
MORE = 3
"""Letters that the site's name may have beyond it: «ev», «uk»."""


def _of_mailbox(case: Case, linked: set[str]) -> frozenset[str]:
    """Linked domains that bear the name of the sender's proven mailbox at a provider, as small clubs and traders have it;
    not where the mail speaks for a brand."""
    if case.seen("claim"):
        return frozenset()
    authors = (it.detail for it in case.seen("address", "from") if isinstance(it.detail, Address))
    senders = (it.local for it in authors if is_public(it.domain))
    names = [it for it in (_SEPARATORS.sub("", local.lower()) for local in senders) if len(it) >= LONG_NAME]
    sites = [(it, _SEPARATORS.sub("", it.partition(".")[0])) for it in linked if names and not _anybodys(it)]
    return frozenset(it for it, site in sites for name in names if site.startswith(name) and len(site) - len(name) <= MORE)


_SEPARATORS = re.compile("[._-]")
_ROOMS = frozenset(("sharepoint.com",))
"""Clouds where a firm's rooms bear the name of its mail domain; at others anybody may take that name."""


def _tenancy(case: Case) -> frozenset[str]:
    """Those in which the sender's proven domain has rooms of its own name: example.sharepoint.com for example.de.

    Such a name has letters and digits alone: my-firm.example has its rooms at myfirm. A person's own room there is called by
    their whole address, which nobody gets who does not own its domain.
    """
    own = {it.partition(".")[0].replace("-", "") for it in own_proven(case)}
    writers = [re.sub("[.@]", "_", it.value) for it in case.seen("address", "from")]
    rooms = ((link(it).host.partition(".")[0].removesuffix("-my"), link(it)) for it in clicked(case))
    return frozenset(
        it.domain
        for name, it in rooms
        if it.domain in _ROOMS
        and ((len(name) >= NAME and name in own) or any(f"/personal/{who}/" in it.path.lower() for who in writers))
    )


@once
def own_proven(case: Case) -> frozenset[str]:
    """The registrable domains of From, Sender and Reply-To that are proven to be no forgery."""
    return house(case) & _proven(case)


def _unrefuted(case: Case) -> frozenset[str]:
    """The sender's proven domains; those that are shown, where no test is known to have failed."""
    return own_proven(case) or (frozenset() if _failed(case) else house(case))


@once
def _proven(case: Case) -> frozenset[str]:
    """The registrable domains for which SPF, DKIM or DMARC passed at the recipient's own border."""
    return frozenset(
        registrable(it.detail.domain)
        for it in case.seen("auth", "trusted")
        if isinstance(it.detail, AuthResult) and it.detail.result == "pass"
    )


@once
def _failed(case: Case) -> bool:
    """Whether SPF, DKIM or DMARC failed, as far as anybody says."""
    return any(isinstance(it.detail, AuthResult) and it.detail.result.endswith("fail") for it in case.seen("auth"))


def _sisters(case: Case) -> frozenset[str]:
    """The cloud of a brand from whose own address the mail comes, unless that is refuted: a share of SharePoint leads there."""
    ids = {id for own in _unrefuted(case) for id in owners(own)}
    return frozenset(it for id in ids for it in brands()[id].subscriber)


@once
def vouching(case: Case) -> frozenset[str]:
    """The registrable domains of the sender, of those who signed the mail, of who takes its bounces, and of what is theirs."""
    found = {it.value for it in case.seen("domain", "return-path", "dkim")} | {it.value for it in case.seen("signature")}
    others = _sisters(case) | namesakes(case) | _tenancy(case) | _mailers(case)
    return house(case) | frozenset(registrable(it) for it in found) | others


def _away(case: Case, *roles: str) -> tuple[Observable, ...]:
    known, links = vouching(case), tuple(it for it in clicked(case) if it.role in roles)
    if any(link(it).domain in known for it in links):
        return ()
    return tuple(it for it in links if not tracker(link(it).host) and not owners(link(it).host) and not link(it).wraps)


@once
def leading_away(case: Case) -> tuple[Observable, ...]:
    """As `strangers`, for mail of lists too: what the list itself wrote is not counted."""
    return _away(case, "href", "form")


def leading_away_in_text(case: Case) -> tuple[Observable, ...]:
    """The same for the addresses written in a mail that is text alone. People write many: ask what else the mail says."""
    return () if case.message.view("html").text else _away(case, "text")


def strangers(case: Case) -> tuple[Observable, ...]:
    """The links of HTML, if none of them leads to the sender, to whoever signed the mail, or to where its bounces go.

    Known brands, counters and gateways are not among them. Mail of mailing lists has none.
    """
    return () if case.seen("list", "mailing-list") else leading_away(case)
