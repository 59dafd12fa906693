"""SPF: may this address send for this domain? (RFC 7208.) Evaluates only; nothing but `ask` reaches the outside.

Met: all mechanisms, redirect, macros, the limits of section 4.6.4. Not met: the explanation string (exp) is checked for form but
not fetched, because nobody reads it here.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sabaku.sources._auth.lookup import LookupFailed, NoSuchName, records, sound, texts
from sabaku.sources._auth.macros import MacroError, Macros, check_macros
from sabaku.sources._source import Ask

Outcome = Literal["pass", "fail", "softfail", "neutral", "none", "temperror", "permerror"]
LOOKUPS, VOIDS, NAMES = 10, 2, 10
"""The most look-ups, look-ups without an answer, and names of one mx or ptr (section 4.6.4)."""
QUALIFIERS: dict[str, Outcome] = {"+": "pass", "-": "fail", "~": "softfail", "?": "neutral"}

_TERM = re.compile(r"([+?~-]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?=[:/]|\Z)(.*)", re.IGNORECASE | re.DOTALL)
_MODIFIER = re.compile(r"([A-Za-z][A-Za-z0-9._-]{0,63})=(.*)", re.DOTALL)
_CIDR = re.compile(r"(?:/(\d{1,3}))?(?://(\d{1,3}))?\Z")
_RECORD = re.compile(r"v=spf1(?: |\Z)", re.IGNORECASE)


class Answer(NamedTuple):
    """The result, the mechanism that decided, and for errors what was wrong."""

    result: Outcome
    by: str = ""
    trouble: str = ""


class PermError(Exception):
    """The published record can't be used (RFC 7208 section 2.6.7)."""


class Term(NamedTuple):
    """A mechanism: qualifier, name, domain specification, and prefix lengths for IPv4 and IPv6."""

    qualifier: str
    name: str
    target: str
    four: int
    six: int
    text: str


class Record(NamedTuple):
    """A parsed record."""

    terms: tuple[Term, ...]
    redirect: str


@dataclass
class Check:
    """One evaluation: who connects, in whose name, and how much of the limits is used up."""

    ask: Ask
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address
    sender: str
    helo: str
    lookups: int = 0
    voids: int = 0
    path: list[str] = field(default_factory=list)

    async def host(self, domain: str) -> Answer:
        """check_host() of section 4 for a domain."""
        if not _is_domain(domain):
            return Answer("none", trouble="not a domain")
        try:
            found = [it for it in await texts(self.ask, domain, "spf") if _RECORD.match(it)]
        except LookupFailed as fault:
            return Answer("temperror", trouble=str(fault))
        if not found:
            return Answer("none")
        if len(found) > 1:
            return Answer("permerror", trouble="several records")
        try:
            return await self._evaluate(domain, parse(found[0]))
        except (PermError, MacroError) as fault:
            return Answer("permerror", trouble=str(fault))
        except LookupFailed as fault:
            return Answer("temperror", trouble=str(fault))

    async def _evaluate(self, domain: str, record: Record) -> Answer:
        for term in record.terms:
            if await self._matches(domain, term):
                return Answer(QUALIFIERS[term.qualifier or "+"], term.text)
        if not record.redirect:
            return Answer("neutral", "default")
        self._count()
        target = await self._expand(record.redirect, domain)
        answer = await self.host(target)
        return Answer("permerror", trouble="redirect to nothing") if answer.result == "none" else answer

    async def _matches(self, domain: str, term: Term) -> bool:
        if term.name == "all":
            return True
        if term.name in ("ip4", "ip6"):
            return self._in(term.target, term.four if term.name == "ip4" else term.six)
        self._count()
        target = await self._expand(term.target, domain) if term.target else domain
        match term.name:
            case "include":
                return await self._include(target)
            case "exists":
                return bool(await self._records(target, "A"))
            case "ptr":
                return await self._ptr(target)
            case "mx":
                return await self._mx(target, term)
        return await self._has(target, term)

    def _count(self) -> None:
        self.lookups += 1
        if self.lookups > LOOKUPS:
            raise PermError("too many DNS look-ups")

    def _in(self, text: str, prefix: int) -> bool:
        network = ipaddress.ip_network(f"{text}/{prefix}", strict=False)
        return network.version == self.ip.version and self.ip in network

    async def _include(self, target: str) -> bool:
        answer = await self.host(target)
        if answer.result == "temperror":
            raise LookupFailed(answer.trouble)
        if answer.result in ("permerror", "none"):
            raise PermError(f"include:{target}: {answer.trouble or 'no record'}")
        return answer.result == "pass"

    async def _records(self, name: str, type: str) -> tuple[str, ...]:
        """Records, with void answers counted (section 4.6.4)."""
        try:
            found = await records(self.ask, name, type, "spf")
        except NoSuchName:
            found = ()
        if not found:
            self.voids += 1
            if self.voids > VOIDS:
                raise PermError("too many look-ups without an answer")
        return found

    async def _addresses(self, name: str) -> tuple[str, ...]:
        return await self._records(name, "A" if self.ip.version == 4 else "AAAA")

    async def _has(self, name: str, term: Term) -> bool:
        return self._among(await self._addresses(name), term)

    def _among(self, addresses: tuple[str, ...], term: Term) -> bool:
        prefix = term.four if self.ip.version == 4 else term.six
        for it in addresses:
            try:
                if self.ip in ipaddress.ip_network(f"{it}/{prefix}", strict=False):
                    return True
            except ValueError:
                continue
        return False

    async def _mx(self, name: str, term: Term) -> bool:
        exchangers = [it.split()[-1] for it in await self._records(name, "MX") if it.split()]
        if len(exchangers) > NAMES:
            raise PermError("too many mail exchangers")
        for it in exchangers:
            if it != "." and self._among(await self._addresses_of_exchanger(it), term):
                return True
        return False

    async def _addresses_of_exchanger(self, name: str) -> tuple[str, ...]:
        try:
            return await records(self.ask, name, "A" if self.ip.version == 4 else "AAAA", "spf")
        except NoSuchName:
            return ()

    async def validated(self) -> tuple[str, ...]:
        """The client's reverse names that lead back to it (section 5.5), at most ten. Failures count as none."""
        try:
            names = await records(self.ask, str(self.ip), "PTR", "spf")
        except (NoSuchName, LookupFailed):
            return ()
        good = []
        for name in names[:NAMES]:
            try:
                found = await records(self.ask, name, "A" if self.ip.version == 4 else "AAAA", "spf")
            except (NoSuchName, LookupFailed):
                continue
            if any(it == str(self.ip) or _same(it, self.ip) for it in found):
                good.append(name.rstrip(".").lower())
        return tuple(good)

    async def _ptr(self, target: str) -> bool:
        wanted = target.rstrip(".").lower()
        return any(name == wanted or name.endswith("." + wanted) for name in await self.validated())

    async def _expand(self, text: str, domain: str) -> str:
        validated = await self._validated_name(domain) if "%{p" in text.lower() else "unknown"
        return Macros(self.ip, self.sender, self.helo, domain, validated).expand(text)

    async def _validated_name(self, domain: str) -> str:
        """The value of %{p}: the domain itself if it is among the validated names, else a name below it, else any."""
        names, wanted = await self.validated(), domain.rstrip(".").lower()
        below = (name for name in names if name.endswith("." + wanted))
        return wanted if wanted in names else next(below, names[0] if names else "unknown")


def _same(text: str, ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    try:
        return ipaddress.ip_address(text) == ip
    except ValueError:
        return False


def _is_domain(domain: str) -> bool:
    """Section 4.3: a fully qualified name, of several labels."""
    bare = domain.rstrip(".")
    return "." in bare and " " not in bare and sound(bare) and not domain.endswith("..")


def parse(text: str) -> Record:
    """A record's terms (section 4.6.1). Raises PermError for any mistake anywhere in it."""
    if not text.isascii():
        raise PermError("not ASCII")
    terms: list[Term] = []
    redirect: list[str] = []
    explained = 0
    for word in text.split(" ")[1:]:
        if not word:
            continue
        modifier = _MODIFIER.fullmatch(word)
        if modifier:
            name, value = modifier.group(1).lower(), modifier.group(2)
            explained += name == "exp"
            redirect += [value] if name == "redirect" else []
            _check_modifier(name, value)
        else:
            terms.append(_term(word))
    if len(redirect) > 1 or explained > 1:
        raise PermError("redirect or exp twice")
    uses_all = any(it.name == "all" for it in terms)
    return Record(tuple(terms), redirect[0] if redirect and not uses_all else "")


def _check_modifier(name: str, value: str) -> None:
    if name in ("redirect", "exp"):
        if not value:
            raise PermError(f"without a domain: {name}=")
        _check_target(value)
    else:
        check_macros(value, wants_end=False)


def _term(word: str) -> Term:
    found = _TERM.fullmatch(word)
    if found is None:
        raise PermError(f"unknown term {word[:40]}")
    qualifier, name, rest = found.group(1), found.group(2).lower(), found.group(3)
    if name == "all":
        if rest:
            raise PermError("all takes nothing")
        return Term(qualifier, name, "", 32, 128, word)
    if name in ("ip4", "ip6"):
        return _network_term(qualifier, name, rest, word)
    target, four, six = _target_and_lengths(rest, name in ("a", "mx"))
    if (name in ("include", "exists") and not target) or (rest.startswith(":") and not target):
        raise PermError(f"without a domain: {name}")
    if target:
        _check_target(target)
    return Term(qualifier, name, target, four, six, word)


def _network_term(qualifier: str, name: str, rest: str, word: str) -> Term:
    address, slash, length = rest.removeprefix(":").partition("/")
    most = 32 if name == "ip4" else 128
    if not rest.startswith(":") or (slash and not _is_length(length, most)):
        raise PermError(f"bad network in {word[:60]}")
    try:
        network = ipaddress.IPv4Address(address) if name == "ip4" else ipaddress.IPv6Address(address)
    except ValueError as fault:
        raise PermError(f"bad address in {word[:60]}") from fault
    prefix = int(length) if slash else most
    return Term(qualifier, name, str(network), prefix if name == "ip4" else 32, prefix if name == "ip6" else 128, word)


def _is_length(text: str, most: int) -> bool:
    return text.isdigit() and (text == "0" or not text.startswith("0")) and int(text) <= most


def _target_and_lengths(rest: str, lengths: bool) -> tuple[str, int, int]:
    """`:domain/24//64`: the domain specification and the prefix lengths."""
    found = _CIDR.search(rest) if lengths else None
    body = rest[: found.start()] if found else rest
    if body and not body.startswith(":"):
        raise PermError(f"bad term at {body[:40]}")
    four, six = (found.group(1), found.group(2)) if found else (None, None)
    if (four and not _is_length(four, 32)) or (six and not _is_length(six, 128)):
        raise PermError("bad prefix length")
    return body[1:], int(four) if four else 32, int(six) if six else 128


def _check_target(text: str) -> None:
    """Section 7.1: a domain specification ends in a top label or a macro."""
    check_macros(text, wants_end=True)


async def check_host(ask: Ask, ip: str, domain: str, sender: str, helo: str) -> Answer:
    """The result for a client address, the domain in question, the whole sender address and the HELO name."""
    try:
        client = ipaddress.ip_address(ip)
    except ValueError:
        return Answer("none", trouble="no client address")
    mapped = getattr(client, "ipv4_mapped", None)
    whole = sender if "@" in sender else f"postmaster@{sender or domain}"
    return await Check(ask, mapped or client, whole if not whole.startswith("@") else f"postmaster{whole}", helo).host(domain)


async def names_senders(ask: Ask, domain: str) -> bool:
    """Whether the domain's record names anybody: `v=spf1 -all` alone says that it sends no mail, not who else does."""
    try:
        found = [parse(it) for it in await texts(ask, domain, "spf") if _RECORD.match(it)]
    except (PermError, MacroError, LookupFailed):
        return False
    return any(it.redirect or any(term.name != "all" for term in it.terms) for it in found)
