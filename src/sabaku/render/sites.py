"""Tells where the links lead, and what was answered about them and about everything else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from sabaku.model import Fact, Link, Place, Records
from sabaku.names import hosts
from sabaku.render import answers, tame, when, words
from sabaku.render.link_words import LINK_KINDS
from sabaku.render.nouns import Answer, Site, Url
from sabaku.render.say import LONG_TEXT, LONG_URL, short
from sabaku.render.teller import Teller, is_number
from sabaku.render.visits import visits
from sabaku.sources import catalogue

SHOWN_URLS, FEW_URLS, MANY = 8, 2, 8
"""Addresses that are shown of each domain; of more domains than this, fewer."""
BARE_HOST = re.compile(r"[\w-]{1,63}(?>\.[\w-]{1,63}){1,9}+(?:[/:?#]|$)")
"""A shown text that reads as an address though it has no scheme."""


def sites(it: Teller) -> tuple[Site, ...]:
    """The links by registrable domain, in the order of the mail."""
    groups: dict[str, list[Link]] = {}
    for link in it.links():
        groups.setdefault(link.domain or link.host or link.scheme, []).append(link)
    shown = SHOWN_URLS if len(groups) <= MANY else FEW_URLS
    return tuple(_site(it, domain, links, shown) for domain, links in groups.items())


def _site(it: Teller, domain: str, links: list[Link], shown: int) -> Site:
    subjects = {domain} | {link.host for link in links} | {link.url for link in links} | _asked_instead(it, links)
    found = addresses(it, subjects)
    placed = {fact.question.subject for fact in it.report.facts if isinstance(fact.value, Place)} & subjects
    urls = tuple(dict.fromkeys(_url(it, link) for link in links))
    told = facts_about(it, subjects | set(found))
    places = (*found, *sorted(placed - set(found)))
    return Site(it.host(domain), urls[:shown], max(len(urls) - shown, 0), told, places, visits(it, subjects))


def _asked_instead(it: Teller, links: list[Link]) -> set[str]:
    """The addresses that were asked about in the place of these: without what tells the recipient, or with decoys for it."""
    known = {link.host for link in links}
    asked = {fact.question.subject for fact in it.report.facts if "://" in fact.question.subject}
    return {one for one in asked if hosts.of_url(one) in known or _under(hosts.of_url(one), links)}


def _under(host: str, links: list[Link]) -> bool:
    """Whether a host that no link names stands under the domain of one: its first names may be decoys."""
    return any(link.domain and host.endswith(f".{link.domain}") for link in links)


def addresses(it: Teller, subjects: AbstractSet[str]) -> tuple[str, ...]:
    """The IP addresses among these, and those that their names were found to have."""
    found = dict.fromkeys(sorted(one for one in subjects if one and is_number(one) and "/" not in one))
    for fact in it.report.facts:
        if fact.question.subject in subjects and isinstance(fact.value, Records) and fact.value.type in {"A", "AAAA"}:
            found.update(dict.fromkeys(fact.value.values))
    return tuple(found)


def _url(it: Teller, link: Link) -> Url:
    kind = LINK_KINDS.get(link.found_in.removesuffix(" nested").partition("[")[0])
    notes = [it.t(kind) if kind else it.v(link.found_in)]
    notes += [it.t(words.TRICK_NAMES[one]) if one in words.TRICK_NAMES else tame.defang(one) for one in link.tricks]
    if link.token:
        notes.append(it.t(words.TOKEN))
    if link.wraps:
        notes.append(it.v(link.wraps))
    url, shown = short(tame.defang(link.url), LONG_URL * 2, it.lang), it.v(link.shown, LONG_TEXT)
    if BARE_HOST.match(shown):
        shown = tame.host(shown)
    return Url(url, shown if shown != url else "", " · ".join(one for one in notes if one))


def facts_about(it: Teller, subjects: AbstractSet[str]) -> tuple[Answer, ...]:
    """The answers about any of these. Questions that nobody asked are gaps, not answers."""
    told = []
    for n, fact in enumerate(it.report.facts):
        if fact.question.subject in subjects and _told_by_itself(fact):
            it.told_facts.add(n)
            told.append(_answer(it, n))
    return tuple(told)


def _answered(it: Teller, fact: Fact) -> str:
    """When it was answered; "" where the answer names that day itself: a warning its own, a table its edition's."""
    edition = str(getattr(fact.value, "dataset_date", ""))
    if fact.question.source == "warnings" or (fact.at and edition and fact.at.date().isoformat() == edition[:10]):
        return ""
    return when.moment(fact.at, it.lang, it.report.zone, original=False)


def same_time(told: Iterable[Answer]) -> str:
    """The time of all these answers, if they are several and agree; else ""."""
    times = [one.at for one in told if one.at]
    return times[0] if len(times) > 1 and len(set(times)) == 1 else ""


_OF_PLACES = frozenset(("geoip", "network"))
"""What is asked about an IP address; where the receiving side's own relays stand tells nothing of the mail."""


def other_facts(it: Teller) -> tuple[Answer, ...]:
    """What was answered about neither the origin nor a link."""
    inside = {hop.ip for hop in it.hops() if hop.standing == "inside"}
    return tuple(
        _answer(it, n)
        for n, fact in enumerate(it.report.facts)
        if n not in it.told_facts
        and _told_by_itself(fact)
        and not (fact.question.source in _OF_PLACES and fact.question.subject in inside)
    )


def _told_by_itself(fact: Fact) -> bool:
    """Whether the answer is shown: steps of a list's look-up or of a verification are on the tape, and told by those."""
    step = fact.question.source == "registry" or any(name == "for" for name, _ in fact.question.arguments)
    return fact.state != "not-asked" and not step


def _about(it: Teller, fact: Fact) -> str:
    """What was asked about; a brand by its name."""
    if fact.question.source == "warnings":
        named = next((claim.names for claim in it.report.claims if claim.brand == fact.question.subject), None)
        if named:
            return it.v(it.t(named))
    return answers.question(fact, it.lang)


def _answer(it: Teller, n: int) -> Answer:
    fact = it.report.facts[n]
    return Answer(
        answers.source(fact.question.source, it.lang),
        _about(it, fact),
        it.sentence(answers.answer(fact, it.lang, it.report.zone)),
        _answered(it, fact),
        answers.dataset(fact, it.lang),
        catalogue.to_type(fact.check_at) or it.v(fact.check_at, LONG_URL * 4),
        fact.state in {"found", "none"},
    )
