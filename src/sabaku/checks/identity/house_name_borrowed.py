"""One check: a stranger's domain bears the name of the reader's own house."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _house, _links, _said, _story, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._offices import office
from sabaku.checks._who import author, place, through_list
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.brands import is_public, may_be_house, owners
from sabaku.names.endings import is_organisations
from sabaku.names.hosts import registrable
from sabaku.names.whose import home_domains, rented

_WANTS = ("credential.password", "credential.mail", "credential.code", "credential.login", "credential.verify")
LEAST, SURELY = 6, 8
"""Letters of a house's name from which on it is known again among words of every office, and among any others."""


@check(
    id="identity.house-name-borrowed",
    over="message",
    said=_WANTS,
    group="identity",
    title=Text(
        ja="受信者の組織の名前を含む、別のドメインが使われています", en="Another domain bears the name of the reader's own house"
    ),
    says=Text(
        ja="{domain} には、受信者の組織のドメイン {own} と同じ名前が含まれていますが、組織自身のドメインではありません。"
        "その上で「{wants}」と求めています。",
        en="{domain} bears the same name as {own}, the domain of the reader's own house, but is not that house's domain; and "
        "the mail wants “{wants}”.",
    ),
    advice=Text(
        ja="組織の名前を含むドメインは誰でも取得できます。社内・学内の担当者に、メール以外の方法で確かめてください。",
        en="Anybody can register a domain with that name in it. Ask your own administrator by another way than mail.",
    ),
    sure="inferred",
    experts=("FLOOK", "LD", "CTX"),
    attacks=(16, 42),
    speaks_for=("credential-phishing",),
    quiet_when=("identity.house-misspelt",),
)
def house_name_borrowed(case: Case, wants: Observable) -> Iterator[Hit]:
    """Readers look for the name of their own house and find it: «library@<house>-lib.example», «<house>.rented.example».

    Judged where a login or password is wanted behind a link. Left out: domains that only an organisation can have, newsletters,
    answers, and the house's own proven mail. Innocent causes: a second domain of the same house, which the operator can name.
    """
    if through_list(case) or _bulk.mass(case) or _house.inside(case) or _story.conversation(case) or _told.warns(case):
        return
    if not _said.leads(case):
        return
    for own in sorted(it for it in home_domains(case) if may_be_house(it)):
        found = _of_sender(case, own) or _of_link(case, own)
        if found is not None:
            where, other = found
            yield Hit(where, _said.quote(wants), domain=datum("domain", other), own=datum("domain", own), wants=wants.shown)
            return


def _of_sender(case: Case, own: str) -> tuple[Evidence, str] | None:
    sender = author(case)
    if sender is None or not _borrows(sender.domain, registrable(sender.domain), own):
        return None
    return place(sender), registrable(sender.domain)


def _of_link(case: Case, own: str) -> tuple[Evidence, str] | None:
    found = ((it, _links.link(it)) for it in _links.clicked(case))
    return next(((_links.at(it), link.host) for it, link in found if _borrows(link.host, link.domain, own)), None)


def _borrows(host: str, domain: str, own: str) -> bool:
    """Whether a stranger chose the house's name, with other words, for their domain or for the label that they rent.

    What stands to the left of a domain that is somebody's own tells whom they work for: services give their customers such hosts.
    """
    label = host.partition(".")[0] if rented(host) else domain.partition(".")[0]
    if domain == own or is_public(domain) or (not rented(host) and (owners(host) or is_organisations(domain))):
        return False
    return any(_bears(label, name) for name in _names(own))


def _bears(label: str, name: str) -> bool:
    """Whether the label has the name and more; where the name is short, nothing but words of offices beside it."""
    bare = label.replace("-", "")
    if name not in bare or bare == name:
        return False
    rest = [it for it in label.split("-") if it != name]
    return len(name) >= SURELY or (len(rest) < len(label.split("-")) and all(map(_of_office, rest)))


def _of_office(word: str) -> bool:
    return len(word) < 3 or office(word)


_TAILS = frozenset(("u", "univ", "university", "ac", "co", "corp", "inc", "group", "hd", "holdings", "kk", "ltd", "jp", "japan"))
"""What stands behind a house's name in its domain and is left out where somebody borrows it."""


def _names(own: str) -> tuple[str, ...]:
    """The name of the house in its domain, without what kind of house it is."""
    words = own.partition(".")[0].split("-")
    while len(words) > 1 and words[-1] in _TAILS:
        words.pop()
    return tuple(it for it in ("".join(words),) if len(it) >= LEAST and not office(it))
