"""DNS records: `dns:<name>?type=A|AAAA|MX|NS|TXT|PTR|CNAME|SOA|CAA|DS`; for PTR the subject is an IP address.

Recorded are `; <type>` and the lines of the answer section as a zone file writes them (RFC 1035 section 5). A name that
does not exist (NXDOMAIN) is «none»; a name without records of that type (NODATA) is found, with no values; SERVFAIL,
REFUSED and silence are failures, each named. Argument `for=ptr|spf|dkim|dmarc|dnsbl` says that a standard prescribes the look-up;
`for=wildcard` asks for a name that is made up.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sabaku.model import Case, Question, Records, Reveals
from sabaku.names import hosts
from sabaku.names.whose import home_domains
from sabaku.sources._seen import link_domains, links, sender_domains
from sabaku.sources._source import Ask, FetchError, Pace, Settings, hours

if TYPE_CHECKING:
    from dns.asyncresolver import Resolver
    from dns.name import Name
    from dns.rrset import RRset

TYPES = frozenset({"A", "AAAA", "MX", "NS", "TXT", "PTR", "CNAME", "SOA", "CAA", "DS"})
PRESCRIBED = frozenset({"ptr", "spf", "dkim", "dmarc", "dnsbl"})
LONGEST = 2**16
ALIASES = 8
ASKED = re.compile(r";\s{0,8}+([A-Z]{1,10})\s{0,8}+", re.ASCII)
LINE = re.compile(r"(\S++)\s++(?:(\d{1,10})\s++)?IN\s++([A-Z0-9]{1,10})\s++(.*+)", re.ASCII)
STRING = re.compile(r'"((?>[^"\\]++|\\.)*+)"|(\S++)', re.DOTALL)
ESCAPE = re.compile(r"\\(\d{3}|.)", re.DOTALL)


class Dns:
    """The source `dns`."""

    name, keep, lacks = "dns", hours(4), ""
    pace = Pace(at_once=16, timeout=5.0, tries=2, door="domain")

    def __init__(self, nameservers: tuple[str, ...] = (), patience: float = 4.0) -> None:
        """`nameservers`: own resolvers, the system's where there are none; `patience`: seconds for one question."""
        self._nameservers, self._patience = nameservers, patience

    def wants(self, case: Case) -> Iterable[Question]:
        """Addresses of linked and sending domains, who serves their mail and names, and the origin's confirmed name."""
        home = home_domains(case)
        for domain in link_domains(case):
            yield from (asked(domain, type) for type in ("A", "AAAA", "NS", "CAA") if domain not in home)
        for domain in sender_domains(case):
            yield from (asked(domain, type) for type in ("A", "MX") if domain not in home)
        for link in links(case):
            if link.host != link.domain and not hosts.is_ip(link.host):
                yield asked(link.host, "A")
                if link.domain not in home and hosts.registered(link.domain) == link.domain:
                    yield asked(f"{nobody(link.domain)}.{link.domain}", "A", "wildcard")
        yield from _names_of_origin(case)

    def reveals(self, question: Question) -> Reveals:
        """A full host name may be made for one victim: asking for it tells its owner. What standards prescribe may not."""
        told = dict(question.arguments)
        if told.get("type") in ("TXT", "PTR") or told.get("for") in PRESCRIBED:
            return Reveals.RESOLVER
        name = question.subject.rstrip(".").lower()
        return Reveals.RESOLVER if hosts.registrable(name) == name or name.startswith("_") else Reveals.SUSPECT

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        """The answer section as text. None = NXDOMAIN."""
        del ask
        return await self.records(question.subject, dict(question.arguments).get("type", "A"))

    async def records(self, subject: str, type: str) -> bytes | None:
        """The same for a name that must not be written down: it carries a key. Raises FetchError."""
        import dns.exception
        import dns.resolver
        import dns.reversename

        if type not in TYPES:
            raise FetchError("no such record type")
        try:
            name = dns.reversename.from_address(subject) if type == "PTR" else subject.rstrip(".") + "."
            answer = await self._resolver().resolve(name, type, raise_on_no_answer=False, search=False)
        except dns.resolver.NXDOMAIN:
            return None
        except dns.resolver.NoNameservers as fault:
            raise FetchError(_refusal(fault), again="SERVFAIL" in str(fault)) from fault
        except dns.exception.Timeout as fault:
            raise FetchError("timeout", again=True) from fault
        except (dns.exception.DNSException, UnicodeError, ValueError) as fault:
            raise FetchError(f"bad answer: {type_name(fault)}") from fault
        told = list(_chain(answer.qname, answer.response.answer))
        if answer.response.answer and not told:
            raise FetchError("answers about something else")
        return "".join((f"; {type}\n", *(f"{it.to_text()}\n" for it in told))).encode()

    def read(self, raw: bytes) -> Records | None:
        """The records of the type that was asked for, without the CNAMEs on the way. No values where there are none (NODATA)."""
        lines = [it.strip() for it in raw[:LONGEST].decode("utf-8", "replace").splitlines() if it.strip()]
        found = [it for line in lines if (it := LINE.fullmatch(line))]
        told = ASKED.fullmatch(lines[0]) if lines else None
        if not found and told is None:
            raise ValueError("not an answer section")
        type = told[1] if told else found[-1][3]
        same = [it for it in found if it[3] == type]
        return Records(type, tuple(_value(type, it[4]) for it in same), min((int(it[2]) for it in same if it[2]), default=None))

    def _resolver(self) -> Resolver:
        from dns.asyncresolver import Resolver
        from dns.resolver import NoResolverConfiguration

        try:
            resolver = Resolver(configure=not self._nameservers)
        except NoResolverConfiguration as fault:
            raise FetchError("no resolver is configured") from fault
        if self._nameservers:
            places = [_place(it) for it in self._nameservers]
            resolver.nameservers = [ip for ip, _ in places]
            resolver.nameserver_ports = dict(places)
        resolver.lifetime, resolver.timeout = self._patience, self._patience / 2
        return resolver


def _chain(name: Name, answer: Iterable[RRset]) -> Iterator[RRset]:
    """The records of that name and of those that it is an alias of; what else a server put into its answer was not asked."""
    import dns.rdatatype

    names = {name}
    for _ in range(ALIASES):
        further = {it.target for rrset in answer if rrset.rdtype == dns.rdatatype.CNAME and rrset.name in names for it in rrset}
        if further <= names:
            break
        names |= further
    return (rrset for rrset in answer if rrset.name in names)


def asked(name: str, type: str, reason: str = "") -> Question:
    """The question for records of that type; `reason` is the standard that prescribes it, if one does.

    It is left out where nobody needs it, so that two who ask the same ask one question.
    """
    if type in ("A", "AAAA", "MX") and hosts.registrable(name) == name.rstrip(".").lower():
        reason = ""
    arguments = (("for", reason), ("type", type)) if reason else (("type", type),)
    return Question("dns", name, arguments)


def type_name(fault: BaseException) -> str:
    """The name of an exception's class."""
    return type(fault).__name__


def nobody(domain: str) -> str:
    """A label that nobody has under that domain; an answer for it means that every name has one (RFC 4592)."""
    return f"no-such-name-{hashlib.sha256(domain.encode()).hexdigest()[:8]}"


def _names_of_origin(case: Case) -> Iterator[Question]:
    """The reverse name of the origin, and in the next round whether that name leads back (forward confirmation)."""
    ip = case.origin.ip
    if not ip or not hosts.is_global(ip):
        return
    yield asked(ip, "PTR")
    fact = case.fact("dns", ip, type="PTR")
    if fact is not None and isinstance(fact.value, Records):
        for name in fact.value.values[:3]:
            yield asked(name, "AAAA" if ":" in ip else "A", "ptr")


def _refusal(fault: Exception) -> str:
    text = str(fault)
    return next((code.lower() for code in ("SERVFAIL", "REFUSED", "NOTIMP", "FORMERR") if code in text), "no name server answers")


def _place(text: str) -> tuple[str, int]:
    """`192.0.2.1`, `192.0.2.1:5353` or `[2001:db8::1]:5353`."""
    if text.startswith("["):
        ip, _, port = text[1:].partition("]")
        return ip, int(port.lstrip(":") or 53)
    ip, _, port = text.partition(":") if text.count(":") == 1 else (text, "", "")
    return ip, int(port or 53)


def _value(type: str, text: str) -> str:
    """A record's data: TXT strings joined (RFC 7208 section 3.3), names without their last dot and in lower case."""
    if type == "TXT":
        return "".join(_unescaped(it[1]) if it[1] is not None else it[2] for it in STRING.finditer(text))
    if type in ("NS", "PTR", "CNAME", "MX"):
        return text.strip().rstrip(".").lower()
    return text.strip()


def _unescaped(text: str) -> str:
    return ESCAPE.sub(lambda it: chr(int(it[1])) if len(it[1]) == 3 else it[1], text)


def make(settings: Settings) -> Dns:
    """The source over the operator's resolvers."""
    return Dns(settings.nameservers, settings.patience)
