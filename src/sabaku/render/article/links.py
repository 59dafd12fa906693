"""Tells where the links lead: the address, whose it is, where it stands, what lists say, what the site showed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sabaku.model import Face, Fact, Lang, Likeness, Link, Listing, Network, Place, Records, Registration, Site, Text
from sabaku.names import brands
from sabaku.render import tame, visits, when
from sabaku.render.answer_words import FIELDS
from sabaku.render.article import phrases as p
from sabaku.render.article import site_phrases as s
from sabaku.render.article.nouns import Block, MapOf, Para, Quote, Section, Shot
from sabaku.render.article.origin import about, map_of, networks, places_name
from sabaku.render.article.telling import paragraphs
from sabaku.render.article.voice import OWN, Voice
from sabaku.render.say import LONG_URL, country, short

URLS, DOMAINS, MAPS, VISITS = 4, 3, 2, 3
HANDHELD = ("phone", "android")
Places = list[tuple[int, Fact]]


def links(voice: Voice, genuine: frozenset[str]) -> Section:
    """The links' part. `genuine`: domains that are not the attacker's."""
    leading = [it for it in voice.it.links() if it.scheme in {"http", "https"} and OWN not in it.host]
    found = [it for it in leading if it.domain not in genuine]
    if not found:
        baited = voice.report.verdict.category in {"phishing", "credential-phishing", "card-phishing"}
        left = p.NO_LINK_GENUINE if leading else p.NO_LINK_LEFT
        none = p.NO_LINK_FILE if attached(voice) else left if baited or leading else p.NO_LINK
        told = paragraphs(voice, "link") or [Para(voice.t(none))]
        return Section("links", voice.t(p.LINK), (*told, *paragraphs(voice, "owner")))
    domains = list(dict.fromkeys(it.domain or it.host for it in found))
    heading = voice.t(p.LINK_TO, domain=voice.it.host(found[0].host.removeprefix("www.")))
    return Section("links", heading, tuple(_told(voice, found, domains)))


def attached(voice: Voice) -> bool:
    """Whether something is attached, so that it is what the mail wants to be opened."""
    return any(it.kind == "file" and it.role == "attachment" for it in voice.report.observables)


def _told(voice: Voice, found: Sequence[Link], domains: Sequence[str]) -> Iterable[Block]:
    urls = list(dict.fromkeys(_shown(it.url, voice.lang) for it in found))
    yield Para(voice.t(p.LINKS_INTRO if len(urls) > 1 else p.LINK_INTRO))
    for url in urls[:URLS]:
        yield Quote(voice.t(p.LINK_LABEL), url)
    if more := len(urls[URLS:]):
        yield Para(voice.t(p.MORE_LINKS if more > 1 else p.MORE_LINK, n=f"{more:,}"))
    yield from paragraphs(voice, "link")
    yield from paragraphs(voice, "owner")
    maps = 0
    for domain in domains[:DOMAINS]:
        hosts = list(dict.fromkeys([domain, *(it.host for it in found if it.domain == domain)]))
        blocks = _site(voice, domain, hosts, f"map-link-{maps + 1}" if maps < MAPS else "")
        maps += sum(isinstance(it, MapOf) for it in blocks)
        yield from blocks
    yield from _listed(voice, [it.url for it in found], domains)
    yield from paragraphs(voice, "lists")


def _shown(url: str, lang: Lang) -> str:
    return short(tame.defang(url), LONG_URL * 2, lang)


# --- whose it is and where it stands -------------------------------------------------------------------------------


def _site(voice: Voice, domain: str, hosts: Sequence[str], map_name: str) -> list[Block]:
    """What the facts say of one domain; no map without a name for it."""
    told: list[Block] = [*_holder(voice, domain)]
    for host in hosts:
        found = about(voice, host)
        placed = [it for it in found if isinstance(it[1].value, Place)]
        addresses = _addresses(found)
        if addresses:
            return [*told, *_standing(voice, host, addresses, found, map_name)]
        if placed:
            told += [_elsewhere(voice, placed)] if "owners.link-host-abroad" not in voice.findings else []
            if map_name:
                told += map_of(voice, placed, map_name, voice.t(p.MAP_LINK, name=voice.it.host(host)))
    return told


def _addresses(found: Places) -> list[str]:
    values = (it.value.values for _, it in found if isinstance(it.value, Records) and it.value.type in {"A", "AAAA"})
    return list(dict.fromkeys(one for some in values for one in some))


def _holder(voice: Voice, domain: str) -> list[Block]:
    """Who holds the domain, unless a finding has told it."""
    if {"owners.link-holder-abroad", "owners.fresh-domain", "owners.holder-hidden"} & set(voice.findings):
        return []
    for n, fact in about(voice, domain):
        parts = _held(voice, fact.value) if isinstance(fact.value, Registration) else []
        if parts:
            says = voice.t(p.HOLDER, domain=voice.it.host(domain), list=voice.listed(parts))
            return [Para(says, (voice.fact(n),))]
    return []


def _held(voice: Voice, it: Registration) -> list[str]:
    where = ", ".join(one for one in (country(it.country, voice.lang) if it.country else "", voice.v(it.state)) if one)
    since = when.shifted(it.created, voice.report.zone) if it.created else None
    parts = (
        (p.HOLDER_NAME, voice.v(it.registrant or it.organisation)),
        (p.HOLDER_WHERE, where),
        (p.HOLDER_SINCE, when.day(since.year, since.month, since.day, voice.lang) if since else ""),
        (p.HOLDER_BY, voice.v(it.registrar)),
    )
    return [voice.t(text, value=value) for text, value in parts if value]


def _standing(voice: Voice, host: str, addresses: Sequence[str], named: Places, map_name: str) -> list[Block]:
    """Address, hoster, place and map, in sentences that lead from one to the next."""
    found = [it for ip in addresses[:2] for it in about(voice, ip)]
    rests = [voice.fact(n) for n, it in named if isinstance(it.value, Records)]
    rests += [voice.fact(n) for n, it in found if isinstance(it.value, Network | Place)]
    ips = voice.listed([tame.defang(it) for it in addresses[:3]])
    says = voice.joined(voice.t(p.RESOLVES, name=voice.it.host(host), ips=ips), _hosted(voice, found))
    told: list[Block] = [Para(says, tuple(rests))] if not _told_by_hoster(voice, addresses) else []
    if map_name:
        told += map_of(voice, found, map_name, voice.t(p.MAP_LINK, name=voice.it.host(host)))
    return told


def _told_by_hoster(voice: Voice, addresses: Sequence[str]) -> bool:
    one = voice.findings.get("owners.link-hoster")
    return one is not None and "ip" in one.values and one.values["ip"].value in addresses


def _hosted(voice: Voice, found: Places) -> str:
    names = networks(voice, found)
    where = [places_name(voice, it.value) for _, it in found if isinstance(it.value, Place)]
    if not names:
        return ""
    end = voice.t(p.HOSTED_AT, place=where[0]) if where and where[0] else voice.t(p.HOSTED_END)
    return voice.t(p.HOSTED, network=names[0]) + end


def _elsewhere(voice: Voice, placed: Places) -> Block:
    n, fact = placed[0]
    assert isinstance(fact.value, Place)
    return Para(voice.t(p.ELSEWHERE, place=places_name(voice, fact.value)), (voice.fact(n),))


# --- what lists say ------------------------------------------------------------------------------------------------


def _listed(voice: Voice, urls: Sequence[str], domains: Sequence[str]) -> Iterable[Block]:
    """For each list what it said of the links, with the time of its answer."""
    subjects = {*urls, *domains}
    by_list: dict[tuple[str, bool], list[tuple[int, Fact]]] = {}
    for n, fact in enumerate(voice.report.facts):
        if isinstance(fact.value, Listing) and fact.question.subject in subjects and fact.question.source != "dnsbl":
            by_list.setdefault((fact.value.list, fact.value.listed), []).append((n, fact))
    for (name, listed), some in by_list.items():
        at = when.moment(some[0][1].at, voice.lang, voice.report.zone, original=False)
        rests = tuple(voice.fact(n) for n, _ in some)
        if listed:
            what = voice.t(_what(len(some)), n=f"{len(some)}")
            yield Para(voice.t(p.LISTED_ALL, list=voice.v(name), what=what, at=at), ("lists.link-listed", *rests))
        elif "lists.link-not-listed" not in voice.findings and not any(other == (name, True) for other in by_list):
            yield Para(voice.t(p.LISTED_NOT, list=voice.v(name), at=at), rests)


def _what(count: int) -> Text:
    return p.LISTED_ONE if count == 1 else p.LISTED_BOTH if count == 2 else p.LISTED_MANY


# --- what the site showed ------------------------------------------------------------------------------------------


def site(voice: Voice) -> Section | None:
    """What a visit found, if there was one."""
    seen = [(n, it, it.value) for n, it in enumerate(voice.report.facts) if isinstance(it.value, Site)]
    if not seen:
        return None
    told: list[Block] = [Para(voice.t(s.SITE_INTRO))]
    for nth, (n, fact, value) in enumerate(seen[:VISITS]):
        told += _visit(voice, n, fact, value, nth > 0)
    told += paragraphs(voice, "site")
    shown = [_shots(voice, n, fact, value) for n, fact, value in seen[:VISITS]]
    told += [it for some in sorted(shown, key=len, reverse=True) for it in some]  # the fake stands beside the genuine page
    return Section("site", voice.t(s.SITE), tuple(told))


def _visit(voice: Voice, n: int, fact: Fact, it: Site, further: bool) -> list[Block]:
    url = _shown(fact.question.subject, voice.lang)
    at = when.moment(fact.at, voice.lang, voice.report.zone, original=False)
    says = voice.joined(
        _state(voice, it, at, further),
        voice.t(s.SITE_TITLE, title=voice.v(it.title)) if it.title else "",
        voice.t(s.SITE_ENDS, url=_shown(it.final_url, voice.lang)) if len(it.chain) > 1 and it.final_url else "",
        _asked(voice, it),
        visits.replaced(voice.it, it),
    )
    return [Quote(voice.t(p.LINK_LABEL), url), Para(says, (voice.fact(n),))] if says else []


def _shots(voice: Voice, n: int, fact: Fact, it: Site) -> list[Block]:
    """What the visitors were shown: one picture, or each visitor's where they differ, then the genuine page that was learnt."""
    at = when.moment(fact.at, voice.lang, voice.report.zone, original=False)
    different = list({face.screenshot: face for face in reversed(it.faces) if face.screenshot}.values())[::-1]
    if len(different) < 2 or not it.differs:
        url = _shown(fact.question.subject, voice.lang)
        shown = [_fake(voice, f"site-{n}", it.screenshot, url, at, _face(voice, it))] if it.screenshot else []
        visitors = [it.faces[0].visitor if it.faces else ""]
    else:
        shown = [_met(voice, f"site-{n}-{face.visitor}", face, at) for face in different]
        visitors = [face.visitor for face in different]
    learnt = [_genuine(voice, f"site-{n}-genuine", one) for one in visits.references(it)]
    narrow = [visitor.startswith(HANDHELD) for visitor in (*visitors, *visitors[:1])]
    told = zip((*shown, *learnt), narrow, strict=False)
    return [msgspec.structs.replace(one, rests=(voice.fact(n),), narrow=small) for one, small in told]


def _fake(voice: Voice, name: str, picture: str, url: str, at: str, face: str, who: str = "") -> Shot:
    fake = voice.report.verdict.level == "fraud"
    stamp, caption, alt = (s.FAKE, s.SHOT, s.SHOT_ALT) if fake else (s.DOUBTFUL, s.SHOT_DOUBTFUL, s.SHOT_DOUBTFUL_ALT)
    says = voice.joined(f"{who}{'。' if voice.ja else '.'}" if who else "", voice.t(caption, url=url, at=at))
    return Shot(name, picture, url, voice.t(stamp), says, voice.t(alt, url=url, what=face).strip())


def _met(voice: Voice, name: str, face: Face, at: str) -> Shot:
    """What one of several visitors was shown; stamped only where it is the fake itself."""
    url, who = _shown(face.final_url, voice.lang), voice.t(visits.VISITORS.get(face.visitor, visits.VISITED))
    if face.state == "up" and face.forms:
        return _fake(voice, name, face.screenshot, url, at, _name(voice, face.brand), who)
    return Shot(name, face.screenshot, url, "", voice.t(s.SHOT_OTHER, who=who, url=url), voice.t(s.SHOT_OTHER, who=who, url=url))


def _genuine(voice: Voice, name: str, one: Likeness) -> Shot:
    url, brand = _shown(one.url, voice.lang), _name(voice, one.brand)
    told = {"brand": brand, "url": url, "percent": f"{one.percent}"}
    return Shot(
        name, one.reference, url, voice.t(s.GENUINE), voice.t(s.SHOT_GENUINE, **told), voice.t(s.SHOT_GENUINE, **told), (), True
    )


def _face(voice: Voice, it: Site) -> str:
    return _name(voice, it.brand) if it.brand else voice.v(it.product)


def _name(voice: Voice, id: str) -> str:
    return voice.v(brands.names_of(id).in_(voice.lang)) if id else ""


def _state(voice: Voice, it: Site, at: str, further: bool) -> str:
    """Whether the site was there, unless a finding tells it better."""
    if it.state == "up":
        return voice.t(s.SITE_UP_TOO if further else s.SITE_UP, at=at)
    if f"landing.{it.state}" in voice.findings:
        return ""
    return voice.t(s.SITE_STATES[it.state], at=at) if it.state in s.SITE_STATES else ""


def _asked(voice: Voice, it: Site) -> str:
    """What the page wants typed in, unless a finding tells it."""
    names = list(dict.fromkeys(name for form in it.forms for name in form.fields))[:6]
    if not names or {"landing.asks-password", "landing.asks-card"} & set(voice.findings):
        return ""
    named = [FIELDS[name].in_(voice.lang) if name in FIELDS else voice.v(name) for name in names]
    return voice.t(s.SITE_ASKS, fields="・".join(named) if voice.ja else voice.listed(named))
