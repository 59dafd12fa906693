"""One check: none of the names that a mail bears belongs to another of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sabaku.checks import _links, _route, _story, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.brands import is_public, owners
from sabaku.names.hosts import is_ip, registrable
from sabaku.names.whose import provider, rented, shared

LEAST = 4
"""Places whose names must be strangers to each other; many honest mails have two or three such names."""

_SENDERS = (
    ("from", Text(ja="差出人", en="From")),
    ("sender", Text(ja="Senderヘッダー", en="The Sender field")),
    ("return-path", Text(ja="Return-Path", en="Return-Path")),
    ("dkim", Text(ja="電子署名", en="The signature")),
)
"""Where the sender's name stands, and how the first that is there is called."""
_LINKS = Text(ja="リンク先", en="the links")
_SERVER = Text(ja="送信したサーバー", en="the sending server")
_ID = Text(ja="Message-ID", en="the Message-ID")
_OFF = Text(ja="返信・配信停止の宛先", en="the place for answers or opting out")


class Place(NamedTuple):
    """One place of a mail where a name stands: what it is called, the registrable domains, where the first is written."""

    called: Text
    names: frozenset[str]
    at: Evidence | None


@check(
    id="route.nothing-in-common",
    over="message",
    group="route",
    sure="inferred",
    title=Text(
        ja="メールに現れるドメインが、どれも互いに無関係です",
        en="No two of the mail's domains belong together",
    ),
    says=Text(
        ja="{zero}は {sender}、リンク先は {link}、{one}は {first}、{two}は {second} で、どれも互いに関係のないドメインです。"
        "普通の送信者であれば、いずれかは一致します。",
        en="{zero} names {sender}, the links lead to {link}, {one} names {first} and {two} names {second}: none of these "
        "domains has anything to do with another. In mail of ordinary senders some of them agree.",
    ),
    speaks_for=("disguised",),
    experts=("LD", "MID", "RPM"),
    attacks=(23, 46),
)
def nothing_in_common(case: Case, it: Observable) -> Iterator[Hit]:
    """A sender has a name or sends through a service that has one, and it comes back in some other place. Whoever changes
    names by the day takes a new one for each.

    Compared are From with its envelope, the links, the Message-ID, the sending server, and where answers or opting out go.
    Silent where two agree, and not counted where one is of a service or a brand. Left out: lists and conversations.
    """
    links = _vouched.strangers(case)
    if not links or _story.conversation(case):
        return
    places = (_sender(case), _links_of(links), _message_id(case), _server(case), _answers(case))
    named = [it for it in places if it.names]
    if any(one.names & other.names for n, one in enumerate(named) for other in named[n + 1 :]):
        return
    lone = [it for it in named if not any(map(_of_many, it.names))]
    if len(lone) < LEAST or lone[0] is not places[0] or lone[1] is not places[1]:
        return
    sender, link, one, two = lone[:LEAST]
    yield Hit(
        *(it.at for it in lone if it.at),
        zero=datum("text", sender.called.en, sender.called),
        sender=datum("domain", _first(sender)),
        link=datum("domain", _first(link)),
        one=datum("text", one.called.en, one.called),
        first=datum("domain", _first(one)),
        two=datum("text", two.called.en, two.called),
        second=datum("domain", _first(two)),
    )


def _first(it: Place) -> str:
    written = it.at.found.lower() if it.at else ""
    return next((name for name in sorted(it.names) if name in written), min(it.names))


def _of_many(name: str) -> bool:
    """Whether the name is a service's, a brand's or a number: it tells nothing about who uses it."""
    return bool(is_ip(name) or is_public(name) or owners(name) or shared(name) or rented(name) or _route.platform_name(name)) or (
        provider(name) != ""
    )


def _sender(case: Case) -> Place:
    places = [_place(called, _domains(case, role)) for role, called in _SENDERS]
    first = next((it for it in places if it.names), places[0])
    return first._replace(names=frozenset(name for it in places for name in it.names))


def _links_of(links: tuple[Observable, ...]) -> Place:
    return Place(_LINKS, frozenset(_links.link(it).domain for it in links), _links.at(links[0]))


def _message_id(case: Case) -> Place:
    return _place(_ID, _domains(case, "message-id"))


def _server(case: Case) -> Place:
    """By the name with which it greeted; a line's own name tells nothing of who greets from it without one."""
    found = _route.origin_hop(case)
    if found is None or _route.local_name(found[1].helo) or is_ip(found[1].helo):
        return Place(_SERVER, frozenset(), None)
    seen, hop = found
    return _place(_SERVER, [(name.lower().rstrip("."), _route.at(case, seen.seen, name)) for name in (hop.helo, hop.rdns)])


def _answers(case: Case) -> Place:
    seen = [
        (it.value.rpartition("@")[2], _route.at(case, it.seen, it.shown)) for it in case.seen("address", "reply-to", "mailto")
    ]
    return _place(_OFF, [*seen, *_route.opt_outs(case)])


def _domains(case: Case, *roles: str) -> list[tuple[str, Evidence]]:
    return [(it.value, _route.at(case, it.seen, it.shown)) for it in case.seen("domain", *roles)]


def _place(called: Text, seen: Sequence[tuple[str, Evidence]]) -> Place:
    """Only names that a registry could have given: what a machine calls itself at home is nobody's name."""
    named = [(registrable(name), at) for name, at in seen if name and not _route.local_name(name) and not is_ip(name)]
    return Place(called, frozenset(name for name, _ in named), named[0][1] if named else None)
