"""Look-ups about links and their hosts that several checks share: plain functions over a case and the list of hosts."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from msgspec import Struct

from sabaku import data, late, whose
from sabaku.brands import brands, is_public, owners, suffixes
from sabaku.checks import _said
from sabaku.hosts import address, registrable, tld
from sabaku.model import Address, AuthResult, Case, Evidence, Link, Observable, Text, once

WEB = frozenset(("http", "https"))
_FORMS = late.pattern(
    r"//(?:docs\.google\.com/(?:forms|drawings|presentation|document/d/e)/|forms\.gle/|sites\.google\.com/"
    r"|script\.google\.com/macros/|(?:[a-z]{2,10}\.)?jotform\.com/|tally\.so/|[\w-]{2,40}\.typeform\.com/to/|forms\.zoho(?:public)?\."
    r"|airtable\.com/(?:app|shr|embed)|(?:www\.)?cognitoforms\.com/|[\w-]{2,40}\.wufoo\.com/forms/|[\w-]{0,20}\.?123formbuilder\.com/"
    r"|drive\.google\.com/file/|forms\.(?:office|microsoft)\.com/|forms\.yandex\.|telegra\.ph/|www\.canva\.com/design/)"
)
PRIVATE = ("127.", "10.", "192.168.", "169.254.", "0.", *(f"172.{n}." for n in range(16, 32)))


class Digest(Struct, frozen=True):
    """The links of a mail, sorted once for all checks."""

    all: tuple[Observable, ...]
    clicked: tuple[Observable, ...]
    """Those on which a reader can click and that lead to the web, each address once."""
    tricks: Mapping[str, tuple[Observable, ...]]
    """All links by trick."""
    domains: Mapping[str, Observable]
    """The first clicked link of each registrable domain."""


def link(it: Observable) -> Link:
    """The link of an observable of kind "link"."""
    assert isinstance(it.detail, Link)
    return it.detail


def only_quoted(case: Case, it: Observable) -> bool:
    """Whether the link stands in the lines of another mail that an answer quotes, or of a fraud that the mail warns of.

    Mail programs make a link of what was typed as an address: shown as it is, it is no button.
    """
    if it.role == "href":
        shown = link(it).shown_at
        return shown is not None and _TYPED.match(link(it).shown) is not None and _said.kept_off(case, shown)
    return it.role == "text" and (_said.quoted(case, it.seen) or _said.kept_off(case, it.seen))


_TYPED = re.compile(r"\s{0,4}(?:https?://|www\.)", re.IGNORECASE)


@once
def digest(case: Case) -> Digest:
    """The mail's links, sorted."""
    links = case.seen("link")
    clicked: dict[str, Observable] = {}
    tricks: dict[str, list[Observable]] = {}
    domains: dict[str, Observable] = {}
    for it in links:
        its = link(it)
        if its.clicked and its.host and its.scheme in WEB and not whose.of_list(case, its) and not only_quoted(case, it):
            clicked.setdefault(it.value, it)
            domains.setdefault(its.domain, it)
        for trick in its.tricks:
            tricks.setdefault(trick, []).append(it)
    return Digest(links, tuple(clicked.values()), {name: tuple(found) for name, found in tricks.items()}, domains)


def clicked(case: Case) -> tuple[Observable, ...]:
    """The links on which a reader can click."""
    return digest(case).clicked


@once
def written(case: Case) -> str:
    """The addresses of all links in lower case, one a line: so that «does any of them have …» is asked once and not of each."""
    return "\n".join(it.value for it in case.seen("link")).lower()


def tricked(case: Case, *names: str) -> tuple[Observable, ...]:
    """The links whose spelling has one of these tricks, also those that a program fetches."""
    tricks = digest(case).tricks
    return tuple(it for name in names for it in tricks.get(name, ()))


def at(it: Observable) -> Evidence:
    """The link as it is written. A code that is drawn stands nowhere as text: its place alone is cited."""
    drawn = it.role == "qr" and not it.seen.view.startswith(("qr:", "pdf:"))
    return Evidence(it.seen, found="" if drawn else it.shown)


def shown_at(it: Observable) -> Evidence:
    """The text on which one clicks; the link itself where there is none."""
    its = link(it)
    return Evidence(its.shown_at, found=its.shown) if its.shown_at is not None and its.shown_at.view == "visible" else at(it)


@functools.cache
def _hosts(group: str, part: str) -> frozenset[str]:
    table = data.toml("link_hosts")[group]
    found = table[part] if part else table
    return frozenset(found["hosts"] if isinstance(found, dict) and "hosts" in found else found)


@functools.lru_cache(maxsize=8192)
def listed(host: str, group: str, part: str = "") -> str:
    """The name under which the host stands in that group of data/link_hosts.toml, or ""."""
    names = _hosts(group, part)
    return next((it for it in suffixes(host) if it in names), "")


def is_cheap(host: str) -> bool:
    """Whether the top-level domain is one of the cheap and much abused ones."""
    return tld(host) in _hosts("cheap", "tlds")


def is_form(url: str) -> bool:
    """Whether it is a form, drawing or shared file such as anybody makes in his office account."""
    return _FORMS.search(url) is not None


def tracker(host: str) -> str:
    """Whose click counter this host is, or ""."""
    found = listed(host, "trackers")
    return str(data.toml("link_hosts")["trackers"][found]) if found else ""


def service_kinds(wraps: str) -> frozenset[str]:
    """Of what kinds the services are that a link was opened from (Link.wraps)."""
    return frozenset(kind for name in wraps.split(", ") for kind in _kinds().get(name, ()))


@functools.lru_cache(maxsize=8192)
def is_filters(host: str) -> bool:
    """Whether a mail filter stands there, by which the reader's house wraps links or keeps mail back."""
    return any("gateway" in _kinds_at().get(it, ()) for it in suffixes(host))


def keeps_back(host: str) -> bool:
    """Whether it is the site of a mail filter on which held mail is released, and no address that such a filter has wrapped."""
    return bool(listed(host, "held")) and not host.startswith(_WRAPS)


_WRAPS = ("protect", "url", "link", "click", "safe", "clicktime")
"""Beginnings of the hosts under which filters wrap what others linked."""


@functools.cache
def _kinds_at() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for it in data.toml("link_hosts")["opens"]:
        found.setdefault(it["host"], set()).add(it["kind"])
    return {host: frozenset(kinds) for host, kinds in found.items()}


@functools.cache
def _kinds() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for it in data.toml("link_hosts")["opens"]:
        found.setdefault(it["name"], set()).add(it["kind"])
    return {name: frozenset(kinds) for name, kinds in found.items()}


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
    """Linked domains that bear the name of the sender's proven one under another ending: example.nrw and example.de, or his,
    not refuted, with a country's behind it, example.com and example.com.br; or the word to which his adds another,
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
    his whole address, which nobody gets who does not own its domain.
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
    """The sender's proven domains; those that he shows, where no test is known to have failed."""
    return own_proven(case) or (frozenset() if _failed(case) else house(case))


def _proven(case: Case) -> frozenset[str]:
    """The registrable domains for which SPF, DKIM or DMARC passed at the recipient's own border."""
    return frozenset(
        registrable(it.detail.domain)
        for it in case.seen("auth", "trusted")
        if isinstance(it.detail, AuthResult) and it.detail.result == "pass"
    )


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

    Known brands, counters and gateways are not among them. Mail of lists has none.
    """
    return () if case.seen("list") else leading_away(case)


def is_private(host: str) -> bool:
    """Whether this is an address of somebody's own network or machine."""
    found = address(host)
    return found is not None and (host.startswith(PRIVATE) or found.is_loopback or found.is_link_local)


def country(host: str) -> tuple[str, Text] | None:
    """The country whose top-level domain a host has, with its name; None for generic ones and those sold for their sound."""
    last = tld(host)
    if len(last) != 2 or last in data.toml("link_hosts")["generic_use"]["tlds"]:
        return None
    code = {"uk": "GB", "su": "RU"}.get(last, last.upper())
    names = data.toml("places")["countries"].get(code)
    return (code, Text(names["ja"], names["en"])) if names else None


def in_fragment(case: Case, it: Link) -> bool:
    """Whether the recipient's address stands behind the # of a link."""
    mark = it.url.find("#")
    return mark > 0 and bool(it.token) and len(it.url) - mark > 8 and not _in_front(case, it.url[:mark], it.url[mark:])


def _in_front(case: Case, front: str, fragment: str) -> bool:
    """Whether the address stands before the # and not behind it: then the fragment is only a place in a page."""
    local = (it.value.partition("@")[0] for it in case.seen("address", "to", "delivered-to", "delivered-claimed", "cc"))
    return "@" not in fragment and "%40" not in fragment and any(len(it) > 3 and it in front.lower() for it in local)
