"""What was answered from outside, for the families owners, lists and landing: look-ups in facts, and whose they are. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from sabaku import brands, data, hosts, whose
from sabaku.checks import _hosts, _said
from sabaku.checks._check import Hit, datum, distinct
from sabaku.data import datasets
from sabaku.model import (
    Case,
    Claim,
    Datum,
    Evidence,
    Fact,
    Link,
    Network,
    NotKnown,
    Observable,
    Place,
    Question,
    Records,
    Registration,
    Text,
    once,
)

V = TypeVar("V")
LONGEST_QUOTE = 200
LANDINGS = 12
"""Linked hosts that are looked at; no judgement needs more."""


class Landing(NamedTuple):
    """A domain to which links lead, with its first link."""

    domain: str
    seen: Observable
    link: Link


class Sender(NamedTuple):
    """The domain of From, where it is nobody's whom one knows: not the recipient's own, not a free-mail service's."""

    domain: str
    seen: Observable


# --- what the mail shows -----------------------------------------------------------------------------------------


@once
def sites(case: Case) -> tuple[Landing, ...]:
    """The hosts to which links lead, each with its first link, in the order of the mail."""
    found: dict[str, Landing] = {}
    for it in case.seen("link"):
        link = it.detail
        if isinstance(link, Link) and link.clicked and link.scheme in ("http", "https") and link.host not in found:
            found[link.host] = Landing(link.domain or link.host, it, link)
            if len(found) == LANDINGS:
                break
    return tuple(found.values())


@once
def landings(case: Case) -> tuple[Landing, ...]:
    """The domains to which links lead that are neither a known brand's nor the recipient's, each with its first link."""
    own = whose.home_domains(case)
    strange = (
        it for it in sites(case) if it.domain not in own and (not brands.is_official(it.link.host) or rented(it.link.host))
    )
    return tuple({it.domain: it for it in reversed(tuple(strange))}.values())[::-1]


def rented(host: str) -> bool:
    """Whether anybody may put up a page there within minutes, though the host's name is a known company's."""
    return bool(_hosts.listed(host, "free_hosting"))


def _by_link(case: Case) -> Mapping[int, Landing]:
    return {id(it.seen): it for it in landings(case)}


def landing(case: Case, it: Observable) -> Landing | None:
    """The strange domain whose first link this is; None for further links to it, and for links to known places."""
    return case.once(_by_link).get(id(it))


def landed(case: Case) -> tuple[Observable, ...]:
    """The first link to each strange domain, in the order of the links."""
    return tuple(it for it in distinct(case.seen("link")) if landing(case, it) is not None)


def link_of(case: Case, url: str) -> Observable | None:
    """The link that led to an address which was asked about: the same one, or the first that begins with it."""
    web = [it for it in case.seen("link") if isinstance(it.detail, Link) and it.detail.clicked]
    same = next((it for it in web if it.value == url), None)
    return same or next((it for it in web if it.value.startswith(url)), None)


def is_home(case: Case, host: str) -> bool:
    """Whether a host is the recipient's own."""
    return hosts.registrable(host) in whose.home_domains(case)


@once
def senders(case: Case) -> tuple[Sender, ...]:
    """The domain of From, unless it is a brand's own, the recipient's, or one where anybody may have an address."""
    own = whose.home_domains(case)
    for it in case.seen("domain", "from"):
        if it.value not in own and "." in it.value and not brands.is_official(it.value) and not brands.is_public(it.value):
            return (Sender(it.value, it),)
    return ()


def sending(case: Case) -> tuple[Observable, ...]:
    """That domain as it was seen."""
    return tuple(it.seen for it in senders(case))


def quoted(case: Case, it: Observable) -> Evidence:
    """The observable at its place in the mail."""
    return Evidence(it.seen, found=case.message.quote(it.seen)[:LONGEST_QUOTE])


def claim(case: Case) -> Claim | None:
    """Whom the mail says it comes from, or None."""
    return case.claims[0] if case.claims else None


def brand(case: Case) -> brands.Brand | None:
    """The brand whom the mail claims to come from; None for the recipient's own house and where there is no claim."""
    it = claim(case)
    return brands.brand(it.brand) if it is not None else None


def claimed(it: Claim) -> Datum:
    """The claimed sender as a value for a sentence."""
    return datum("brand", it.brand, it.names)


def is_japanese(case: Case) -> bool:
    """Whether the mail speaks to readers in Japan: in a Japanese company's name, or in Japanese."""
    found = brand(case)
    if found is not None and found.country:
        return found.country == "JP"
    it = case.first("language")
    return it is not None and it.value == "ja"


def named_in(it: brands.Brand, text: str) -> bool:
    """Whether one of the brand's names stands in a holder's or operator's name, or the other way round."""
    squeezed = brands.squeeze(text)
    names = [brands.squeeze(name) for name in it.aliases]
    return any((len(name) > 2 and name in squeezed) or (len(squeezed) > 3 and squeezed in name) for name in names)


def is_strangers(case: Case, held: Registration) -> bool:
    """Whether a domain is held by somebody whose name is not the claimed brand's."""
    it = brand(case)
    names = [name for name in (held.registrant, held.organisation) if name]
    return not held.privacy and bool(names) and not (it is not None and any(named_in(it, name) for name in names))


# --- what was answered -------------------------------------------------------------------------------------------


def _by_source(case: Case) -> Mapping[str, tuple[Fact, ...]]:
    found: dict[str, list[Fact]] = {}
    for fact in case.facts.values():
        found.setdefault(fact.question.source, []).append(fact)
    return {source: tuple(sorted(them, key=lambda it: it.question)) for source, them in found.items()}


def facts(case: Case, source: str) -> tuple[Fact, ...]:
    """All answers of a source, in the order of their questions."""
    return case.once(_by_source).get(source, ())


def of_url(case: Case, source: str, host: str, domain: str = "") -> tuple[Fact, ...]:
    """A source's answers about pages of that host. Raises NotKnown where none was found, with the reason.

    `domain`: about all hosts of that registrable domain too; names below it may be decoys, or stand in further links.
    """
    wanted = {host, domain} - {""}
    told = ((it, hosts.of_subject(it.question.subject)) for it in facts(case, source))
    about = [it for it, asked in told if asked == host or (domain and (asked in wanted or hosts.registrable(asked) == domain))]
    known = tuple(it for it in about if it.state in ("found", "none"))
    if not known:
        first = about[0] if about else None
        raise NotKnown(first.question if first else Question(source, host), first.state if first else "not-asked")
    return known


def answer(case: Case, source: str, subject: str, kind: type[V]) -> tuple[Question, V] | None:
    """The value that was found, with its question; None for «no such thing». Raises NotKnown."""
    question = Question(source, subject)
    value = case.need(source, subject)
    return (question, value) if isinstance(value, kind) else None


def network(case: Case, ip: str) -> tuple[Question, Network] | None:
    """Who runs the network of that address. Raises NotKnown."""
    return answer(case, "network", ip, Network)


def places(case: Case, subject: str) -> tuple[tuple[Fact, Place], ...]:
    """All that was answered on where an address is, the first source's word first. Raises NotKnown where nothing was."""
    found = [it for it in facts(case, "geoip") if it.question.subject == subject and it.state in ("found", "none")]
    if not found:
        case.need("geoip", subject)
    told = [(it, it.value) for it in found if isinstance(it.value, Place)]
    return tuple(sorted(told, key=lambda it: it[0].question.arguments))


def registration(case: Case, domain: str) -> tuple[Fact, Registration] | None:
    """Who holds a domain, by RDAP or whois; None where neither knows such a domain. Raises NotKnown."""
    known = [it for source in ("rdap", "whois") if (it := case.fact(source, domain)) is not None]
    for it in known:
        if isinstance(it.value, Registration):
            return it, it.value
    if any(it.state == "none" for it in known):
        return None
    source = "whois" if hosts.tld(domain) == "jp" else "rdap"
    failed = any(it.state == "failed" for it in known)
    raise NotKnown(Question(source, domain), "failed" if failed else "not-asked")


def ips(case: Case, host: str) -> tuple[tuple[Question | None, str], ...]:
    """The addresses of a linked host, with the question that told; the host itself where it is one. Raises NotKnown."""
    if hosts.is_ip(host):
        return ((None, host),)
    domain = hosts.registrable(host)
    told = [
        it
        for name in dict.fromkeys((host, domain))
        for type in ("A", "AAAA")
        if (it := case.fact("dns", name, type=type)) is not None
    ]
    found = [(it.question, ip) for it in told if isinstance(it.value, Records) for ip in it.value.values]
    if found or any(it.state in ("found", "none") and ("type", "A") in it.question.arguments for it in told):
        return tuple(found)
    raise NotKnown(Question("dns", domain, (("type", "A"),)), told[0].state if told else "not-asked")


def at(case: Case, fact: Fact | None) -> Datum:
    """When that was answered, in the reader's zone, as a value for a sentence."""
    if fact is None or fact.at is None:
        return datum("text", "?", Text("日時不明", "at an unknown time"))
    try:
        return datum("time", fact.at.astimezone(_said.zone(case)).isoformat())
    except (ValueError, OverflowError):
        return datum("time", fact.at.isoformat())


def each(subjects: tuple[V, ...], judge: Callable[[V], Iterator[Hit]]) -> Iterator[Hit]:
    """The hits over all subjects; what could not be known of some is raised after all were looked at."""
    gap: NotKnown | None = None
    for it in subjects:
        try:
            yield from judge(it)
        except NotKnown as unknown:
            gap = gap or unknown
    if gap is not None:
        raise gap


PRECISION: Mapping[str, Text] = {
    "city": Text(
        "IPアドレスから分かるのはおおよその位置で、住所ではありません。",
        "An IP address gives an approximate place and no street address.",
    ),
    "region": Text(
        "IPアドレスから分かるのは都道府県・州程度のおおよその位置です。",
        "An IP address gives a place to about a region.",
    ),
    "country": Text("国までしか分かりません。", "Only the country is known."),
    "cloud": Text(
        "クラウド事業者のデータセンターの位置で、利用者がどこにいるかは分かりません。",
        "It is where the cloud operator has its data centre; where its user is, it does not tell.",
    ),
    "anycast": Text(
        "世界各地で共有されるアドレスのため、位置は定まりません。",
        "The address is shared by sites all over the world and has no one place.",
    ),
    "unknown": Text("どの程度正確かは不明です。", "How exact that is, is not known."),
}


def place(it: Place) -> Datum:
    """The place as a value for a sentence: country, region, city in the order of either language."""
    country = country_names(it.country)
    small = [name for name in (it.region, it.city) if name is not None]
    ja = country.ja + ("・" if small and country.ja else "") + "".join(dict.fromkeys(name.ja for name in small))
    en = ", ".join(dict.fromkeys([*(name.en for name in reversed(small)), *([country.en] if country.en else [])]))
    return datum("place", it.country, Text(ja, en))


def dataset(name: str) -> Datum:
    """A data set's name as a value for a sentence."""
    return datum("text", name, datasets.names(name))


def country_names(code: str) -> Text:
    """What a country is called; the code where nobody knows it."""
    names = data.toml("places")["countries"].get(code)
    return Text(names["ja"], names["en"]) if names else Text(code, code)
