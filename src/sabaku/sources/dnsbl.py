"""DNS block lists: `dnsbl:<ip>?list=zen`, `dnsbl:<domain>?list=dbl|surbl|uribl`. Recorded is `<zone> <answer> …`.

With a key of Spamhaus' Data Query Service its own zones are asked; the key stands in the name, so that name is not recorded.
Only answers that the list's own documentation calls a listing count as one; error codes (open resolver, too many questions)
are failures. References: docs.spamhaus.com «zones», surbl.org «lists», uribl.com «usage».
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sabaku.model import Case, Listing, Question, Records, Reveals
from sabaku.names import hosts
from sabaku.names.whose import home_domains
from sabaku.sources._seen import link_domains, sender_domains
from sabaku.sources._source import Ask, FetchError, Pace, Settings, minutes
from sabaku.sources.dns import Dns, asked

ZEN = {
    2: "SBL",
    3: "CSS",
    4: "XBL",
    5: "XBL",
    6: "XBL",
    7: "XBL",
    9: "DROP",
    10: "PBL",
    11: "PBL",
    30: "BCL",
}
DBL = {
    2: "spam",
    4: "phish",
    5: "malware",
    6: "botnet",
    102: "abused legit spam",
    103: "abused redirector",
    104: "abused legit phish",
    105: "abused legit malware",
    106: "abused legit botnet",
}
SURBL_BITS = {8: "phish", 16: "malware", 64: "abuse", 128: "cracked"}
URIBL_BITS = {2: "black", 4: "grey", 8: "red"}


@dataclass(frozen=True, slots=True)
class Zone:
    """A list: its zone, what it lists, and what an answer means: threats, or None for an error."""

    zone: str
    title: str
    of: str
    means: Callable[[tuple[int, ...]], tuple[str, ...] | None]


def _zen(octets: tuple[int, ...]) -> tuple[str, ...] | None:
    if octets[:3] != (127, 0, 0):
        return None
    return (ZEN[octets[3]],) if octets[3] in ZEN else ()


def _dbl(octets: tuple[int, ...]) -> tuple[str, ...] | None:
    if octets[:3] != (127, 0, 1) or octets[3] == 255:
        return None
    return (DBL[octets[3]],) if octets[3] in DBL else ()


def _bits(octets: tuple[int, ...], bits: Mapping[int, str]) -> tuple[str, ...] | None:
    if octets[:3] != (127, 0, 0) or octets[3] & 1:
        return None
    return tuple(name for bit, name in bits.items() if octets[3] & bit)


ZONES: Mapping[str, Zone] = {
    "zen": Zone("zen.spamhaus.org", "Spamhaus ZEN", "ip", _zen),
    "dbl": Zone("dbl.spamhaus.org", "Spamhaus DBL", "domain", _dbl),
    "surbl": Zone("multi.surbl.org", "SURBL", "domain", lambda octets: _bits(octets, SURBL_BITS)),
    "uribl": Zone("multi.uribl.com", "URIBL", "domain", lambda octets: _bits(octets, URIBL_BITS)),
}


class Dnsbl:
    """The source `dnsbl`."""

    name, keep, lacks = "dnsbl", minutes(30), ""
    pace = Pace(at_once=8, timeout=10.0, per_day=20000, tries=1)

    def __init__(self, settings: Settings) -> None:
        self._key = settings.keys.get("dnsbl", "")
        self._dns = Dns(settings.nameservers, settings.patience)

    def wants(self, case: Case) -> Iterable[Question]:
        ip, home = case.origin.ip, home_domains(case)
        if ip and hosts.is_global(ip):
            yield Question("dnsbl", ip, (("list", "zen"),))
        for domain in dict.fromkeys((*link_domains(case), *sender_domains(case))):
            if domain not in home:
                yield from (Question("dnsbl", domain, (("list", it),)) for it in ("dbl", "surbl", "uribl"))

    def reveals(self, question: Question) -> Reveals:
        """The list's operator sees our resolver ask, as for every mail server; never the mail or its recipient."""
        del question
        return Reveals.RESOLVER

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        zone = ZONES.get(dict(question.arguments).get("list", ""))
        if zone is None or hosts.is_ip(question.subject) != (zone.of == "ip"):
            raise FetchError("no such list for this")
        answers = await self._answers(_key(question.subject), zone.zone, ask)
        if any(_means(zone, it) is None for it in answers):
            raise FetchError(f"the list refused: {' '.join(answers)}")
        return " ".join((zone.zone, *answers)).encode()

    async def _answers(self, key: str, zone: str, ask: Ask) -> list[str]:
        private = zone.replace("spamhaus.org", "dq.spamhaus.net") if self._key else zone
        if private != zone:
            raw = await self._dns.records(f"{key}.{self._key}.{private}", "A")
            found = self._dns.read(raw) if raw is not None else None
        else:
            fact = await ask(asked(f"{key}.{zone}", "A", "dnsbl"))
            if fact.state not in ("found", "none"):
                raise FetchError(fact.why or fact.state)
            found = fact.value if isinstance(fact.value, Records) else None
        return sorted(found.values) if found is not None else []

    def read(self, raw: bytes) -> Listing | None:
        name, *answers = raw.decode("ascii").split()
        zone = next((it for it in ZONES.values() if it.zone == name), None)
        if zone is None:
            raise ValueError("not a known list")
        meanings = [_means(zone, it) for it in answers]
        if any(it is None for it in meanings):
            raise ValueError("an error code, not a listing")
        threats = tuple(dict.fromkeys(threat for it in meanings if it for threat in it))
        return Listing(zone.title, bool(threats), ", ".join(threats), " ".join(answers))


def _means(zone: Zone, answer: str) -> tuple[str, ...] | None:
    pieces = answer.split(".")
    if len(pieces) != 4 or not all(it.isdigit() and len(it) < 4 for it in pieces):
        return None
    return zone.means(tuple(int(it) for it in pieces))


def _key(subject: str) -> str:
    """How a subject is asked for: an address reversed (RFC 5782 section 2), a domain as it is."""
    ip = hosts.address(subject)
    if ip is None:
        return subject.rstrip(".").lower()
    return ip.reverse_pointer.removesuffix(".in-addr.arpa").removesuffix(".ip6.arpa")


def make(settings: Settings) -> Dnsbl:
    """The source; it asks through `dns`, whose resolvers are the settings' own."""
    return Dnsbl(settings)
