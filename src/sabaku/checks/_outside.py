"""What was answered from outside, for the families owners, lists and landing: look-ups in facts. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from sabaku.checks._check import Hit
from sabaku.model import (
    Case,
    Claim,
    Evidence,
    Fact,
    Network,
    NotKnown,
    Observable,
    Place,
    Question,
    Records,
    Registration,
)
from sabaku.names import brands, hosts

V = TypeVar("V")
LONGEST_QUOTE = 200


# --- what the mail shows -----------------------------------------------------------------------------------------


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
