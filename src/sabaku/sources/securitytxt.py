"""Whom an operator names for reports (security.txt, RFC 9116): `securitytxt:<domain of a hoster or registrar>`.

Asked are only operators: providers of a known list whose servers name or serve a linked domain or the origin, and whoever an
abuse mailbox of RDAP or whois belongs to. A domain that stands in the mail itself is never asked: its owner may be the attacker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from sabaku.model import Case, Contacts, Question, Records, Registration, Reveals
from sabaku.names import brands, hosts
from sabaku.names.whose import home_domains, provider
from sabaku.sources._http import get
from sabaku.sources._seen import held_domains, link_domains, sender_domains
from sabaku.sources._source import Ask, FetchError, Pace, Settings, days

SERVICE = "https://{domain}"
PLACES = ("/.well-known/security.txt", "/security.txt")
"""RFC 9116 section 3; the second is the older place, which it still allows for."""
LARGEST = 32 * 2**10
MOST, MOST_LINES, LONGEST = 6, 400, 2048
FIELD = re.compile(r"([A-Za-z-]{1,40}):[ \t]*+(\S.*)", re.ASCII)
MAILBOX = re.compile(r"[^\s@<>:/]{1,64}@[^\s@<>:/]{3,253}")
SIGNED, SIGNATURE = "-----BEGIN PGP SIGNED MESSAGE-----", "-----BEGIN PGP SIGNATURE-----"


class SecurityTxt:
    """The source `securitytxt`."""

    name, keep, lacks = "securitytxt", days(7), ""
    pace = Pace(at_once=2, timeout=8.0, tries=1, door="domain")

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._service = settings.endpoints.get("securitytxt", SERVICE)

    def wants(self, case: Case) -> Iterable[Question]:
        """A few operators: who names, serves or registered what is strange in the mail."""
        ours = {*held_domains(case), *link_domains(case), *sender_domains(case), *home_domains(case)}
        found = (it for it in dict.fromkeys(_operators(case)) if it and it not in ours and hosts.registered(it) == it)
        return [Question("securitytxt", it) for it in found][:MOST]

    def reveals(self, question: Question) -> Reveals:
        """The operator learns that somebody wants to write to it, and not what about."""
        del question
        return Reveals.THIRD_PARTY

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        """The file as it came. None where there is none, also where a page of HTML is shown instead."""
        del ask
        base = self._service.replace("{domain}", question.subject)
        for place in PLACES:
            raw = await get(self._settings, base + place, accept="text/plain", nothing=frozenset({404, 410}), largest=LARGEST)
            if raw is None or b"\0" in raw or raw.lstrip()[:1] == b"<" or b"contact:" not in raw.lower():
                continue
            if not _meant_for(_fields(raw), question.subject):
                raise FetchError("answers about something else")
            return raw
        return None

    def read(self, raw: bytes) -> Contacts | None:
        told = _fields(raw)
        contacts = tuple(dict.fromkeys(it for it in map(_contact, _all(told, "contact")) if it))
        if not contacts:
            return None
        return Contacts(
            contacts[:MOST],
            _expiry(_all(told, "expires")),
            tuple(_all(told, "canonical"))[:MOST],
            tuple(it.strip() for text in _all(told, "preferred-languages")[:1] for it in text[:200].split(",") if it.strip()),
            next((it for it in _all(told, "policy") if it.startswith("https://")), ""),
            _text(raw).startswith(SIGNED),
        )


def _operators(case: Case) -> Iterator[str]:
    """Registrable domains of the operators, the likeliest to act first."""
    linked = [it for it in link_domains(case) if not brands.is_official(it)]
    for key, fact in sorted(case.facts.items()):
        it = fact.value
        if isinstance(it, Registration) and it.abuse and (key.subject in linked or hosts.is_ip(key.subject)):
            domain = hosts.registrable(it.abuse.rpartition("@")[2].strip("<> ").lower())
            yield "" if brands.is_public(domain) else domain
        if isinstance(it, Registration) and key.subject in linked:
            yield from map(provider, it.nameservers)
        if isinstance(it, Records) and (it.type == "PTR" or (it.type == "NS" and key.subject in linked)):
            yield from map(provider, it.values)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8-sig", "replace").lstrip()


def _fields(raw: bytes) -> list[tuple[str, str]]:
    """The fields in their order; of a signed file only what is signed (RFC 9116 section 2.3, RFC 9580 section 7)."""
    text, found = _text(raw), []
    if text.startswith(SIGNED):
        text = text.replace("\r\n", "\n").partition("\n\n")[2].partition(SIGNATURE)[0]
    for line in text.splitlines()[:MOST_LINES]:
        it = FIELD.match(line.removeprefix("- ")[:LONGEST])
        if it is not None:
            found.append((it[1].lower(), it[2].strip()))
    return found


def _all(told: Sequence[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in told if key == name]


def _contact(text: str) -> str:
    """The contact as a URI; a bare mailbox, as older files have it, is one too. "" for what cannot be used."""
    if MAILBOX.fullmatch(text):
        return f"mailto:{text.lower()}"
    scheme, _, rest = text.partition(":")
    if scheme.lower() == "mailto":
        mailbox = rest.partition("?")[0].lower()
        return f"mailto:{mailbox}" if MAILBOX.fullmatch(mailbox) else ""
    return text if text.startswith(("https://", "tel:")) and " " not in text else ""


def _expiry(told: Sequence[str]) -> datetime | None:
    """Until when the file holds; None where it does not say so in the one way that is allowed (RFC 9116 section 2.5.5)."""
    if len(told) != 1:
        return None
    try:
        found = datetime.fromisoformat(told[0])
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _meant_for(told: Sequence[tuple[str, str]], domain: str) -> bool:
    """Whether the file, where it says so at all, is this domain's (RFC 9116 section 2.5.2)."""
    canonical = _all(told, "canonical")
    names = (it.partition("://")[2].partition("/")[0].partition(":")[0].lower() for it in canonical)
    return not canonical or any(hosts.same_site(it, domain) for it in names if it)


def make(settings: Settings) -> SecurityTxt:
    """The source over the operators' own sites, or over the endpoint `securitytxt` (with {domain} in its address)."""
    return SecurityTxt(settings)
