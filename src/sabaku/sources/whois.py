"""Who holds a domain, by whois on port 43 (RFC 3912): `whois:<domain>`. First of all .jp, which has no RDAP.

Recorded are the texts of the servers as they came, in their own charset. Read are the forms of JPRS (.jp and co.jp, in
Japanese and with /e) and the `key: value` lines of nearly all others.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timezone

from sabaku.model import Case, Question, Registration, Reveals
from sabaku.names import hosts
from sabaku.sources._http import public
from sabaku.sources._registration import JST, hidden, moment
from sabaku.sources._seen import held_domains
from sabaku.sources._source import Ask, FetchError, Pace, Settings, days

ROOT = "whois.iana.org"
SERVERS: Mapping[str, str] = {
    "jp": "whois.jprs.jp",
    "com": "whois.verisign-grs.com",
    "net": "whois.verisign-grs.com",
    "org": "whois.publicinterestregistry.org",
    "cn": "whois.cnnic.cn",
    "kr": "whois.kr",
    "tw": "whois.twnic.net.tw",
    "hk": "whois.hkirc.hk",
    "ru": "whois.tcinet.ru",
    "eu": "whois.eu",
    "me": "whois.nic.me",
    "co": "whois.registry.co",
    "io": "whois.nic.io",
}
"""Servers of often asked top-level domains; the others are asked for at IANA. (Names: IANA's root zone database.)"""
NO_RDAP = frozenset({"jp", "cn", "kr", "ru", "eu", "me", "co", "io", "hk", "it", "at", "be", "es", "de", "se", "dk"})
"""Top-level domains in which whois is asked at once; elsewhere only after RDAP had no answer."""
LARGEST = 2**18
HOPS = 2
HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?", re.ASCII)
BRACKET = re.compile(r"^(?:[a-z]\. )?\[([^\]\n]{1,40})\][ \t]{0,60}([^\n]{0,500})", re.MULTILINE)
COLON = re.compile(r"[ \t]{0,40}([A-Za-z][A-Za-z0-9 /().-]{0,50}?)[. \t]{0,30}:[ \t]{0,40}([^\n]{0,500})", re.ASCII)
NOTHING = re.compile(
    r"no match|not found|no data found|no entries found|no object found|is free\b|status:\s{0,20}(?:free|available)"
    r"|not registered|該当するデータがありません|no information available",
    re.IGNORECASE,
)
TOO_OFTEN = re.compile(r"limit exceeded|quota exceeded|too many (?:requests|queries)|query rate|exceeded the", re.IGNORECASE)

JPRS_KEYS = {
    "domain name": "name",
    "ドメイン名": "name",
    "登録者名": "registrant",
    "組織名": "registrant",
    "registrant": "organisation",
    "organization": "organisation",
    "name server": "nameservers",
    "ネームサーバ": "nameservers",
    "登録年月日": "created",
    "created on": "created",
    "registered date": "created",
    "有効期限": "expires",
    "expires on": "expires",
    "最終更新": "updated",
    "last updated": "updated",
    "last update": "updated",
    "状態": "status",
    "status": "status",
    "state": "status",
}
COLON_KEYS = {
    "domain name": "name",
    "domain": "name",
    "registrant name": "registrant",
    "registrant": "registrant",
    "owner": "registrant",
    "holder": "registrant",
    "registrant organization": "organisation",
    "registrant organisation": "organisation",
    "organization": "organisation",
    "registrant country": "country",
    "registrant country/economy": "country",
    "registrant state/province": "state",
    "registrant state": "state",
    "registrar": "registrar",
    "sponsoring registrar": "registrar",
    "registrar name": "registrar",
    "creation date": "created",
    "created": "created",
    "created date": "created",
    "created on": "created",
    "registered": "created",
    "registered on": "created",
    "registered date": "created",
    "registration time": "created",
    "registration date": "created",
    "domain registration date": "created",
    "updated date": "updated",
    "last updated": "updated",
    "last updated on": "updated",
    "last updated date": "updated",
    "last modified": "updated",
    "modified": "updated",
    "changed": "updated",
    "registry expiry date": "expires",
    "registrar registration expiration date": "expires",
    "expiration date": "expires",
    "expiration time": "expires",
    "expiry date": "expires",
    "expires": "expires",
    "expires on": "expires",
    "paid-till": "expires",
    "domain status": "status",
    "status": "status",
    "state": "status",
    "name server": "nameservers",
    "nserver": "nameservers",
    "nameserver": "nameservers",
    "nameservers": "nameservers",
    "registrar abuse contact email": "abuse",
}
CLOSES = re.compile(r"\((\d{4}/\d{2}/\d{2})\)", re.ASCII)


class Whois:
    """The source `whois`."""

    name, keep, lacks = "whois", days(7), ""
    pace = Pace(at_once=2, timeout=10.0, every=0.5, per_day=1000, tries=2, door="tld")

    def __init__(self, servers: Mapping[str, str] | None = None) -> None:
        """`servers`: server by top-level domain, "" for all others; `host` or `host:port`."""
        self._servers = servers or {}

    def wants(self, case: Case) -> Iterable[Question]:
        for domain in held_domains(case):
            if hosts.tld(domain) in NO_RDAP or _rdap_had_nothing(case, domain):
                yield Question("whois", domain)

    def reveals(self, question: Question) -> Reveals:
        del question
        return Reveals.THIRD_PARTY

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        """The registry's answer, and the registrar's after it where the registry sends on to one."""
        del ask
        domain = question.subject.lower()
        if not domain.isascii() or not HOST.fullmatch(domain):
            raise FetchError("bad name")
        server = await self._server(hosts.tld(domain))
        told = b""
        for _ in range(HOPS):
            answer = await self._talk(server, domain)
            if (about := _named(decoded(answer))) and about != domain:
                raise FetchError("answers about something else")
            told += answer + b"\n"
            further = _line(decoded(answer), "registrar whois server")
            if not further or further == server or not HOST.fullmatch(further):
                break
            server = further
        if TOO_OFTEN.search(decoded(told)[:2000]):
            raise FetchError("asked too often", again=False)
        return told

    def read(self, raw: bytes) -> Registration | None:
        text = decoded(raw)
        brackets = _jprs(text)
        found = brackets or _colons(text)
        if not any(key in found for key in ("created", "registrant", "organisation", "registrar", "nameservers", "country")):
            if NOTHING.search(text[:4000]):
                return None
            raise ValueError("no registration in the text")
        return _registration(found, JST if brackets else UTC)

    async def _server(self, tld: str) -> str:
        told = self._servers.get(tld) or self._servers.get("") or SERVERS.get(tld)
        if told:
            return told
        root = decoded(await self._talk(ROOT, tld))
        server = _line(root, "whois") or _line(root, "refer")
        if not server or not HOST.fullmatch(server):
            raise FetchError("no whois server for this top-level domain")
        return server

    async def _talk(self, server: str, query: str) -> bytes:
        """One query to one server. A server that another one named must be public; those of the settings need not be."""
        if server not in self._servers.values() and self._servers.get(""):
            server = self._servers[""]
        host, _, port = server.partition(":")
        if server not in self._servers.values():
            await public(host)
        reader, writer = await asyncio.open_connection(host, int(port or 43))
        try:
            writer.write(query.encode("ascii") + b"\r\n")
            await writer.drain()
            told = bytearray()
            while piece := await reader.read(65536):
                told += piece
                if len(told) > LARGEST:
                    raise FetchError("answer too large")
        finally:
            writer.close()
        if not told.strip():
            raise FetchError("empty answer", again=True)
        return bytes(told)


def decoded(raw: bytes) -> str:
    """The text: ISO-2022-JP where its escapes are in it, else UTF-8 where that is what it is, else Latin-1."""
    if b"\x1b$" in raw:
        return raw.decode("iso2022_jp", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _rdap_had_nothing(case: Case, domain: str) -> bool:
    fact = case.fact("rdap", domain)
    return fact is not None and fact.state in ("none", "failed")


def _line(text: str, key: str) -> str:
    """The value of the first such line, in lower case."""
    for line in text.splitlines():
        head, colon, value = line.partition(":")
        if colon and head.strip().lower() == key:
            return value.strip().lower()
    return ""


def _named(text: str) -> str:
    """The domain that an answer says it is about; "" where it says none in letters of a host name."""
    found = _jprs(text) or _colons(text)
    name = found.get("name", [""])[0].lower().rstrip(".").partition(" ")[0]
    return name if HOST.fullmatch(name) else ""


def _jprs(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for it in BRACKET.finditer(text):
        key, value = JPRS_KEYS.get(it[1].strip().lower()), it[2].strip()
        if key and value:
            found.setdefault(key, []).append(value)
    return found


def _colons(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        it = COLON.match(line)
        key = COLON_KEYS.get(it[1].strip().lower()) if it else None
        if it and key and it[2].strip():
            found.setdefault(key, []).append(it[2].strip())
    return found


def _registration(found: Mapping[str, list[str]], zone: timezone) -> Registration:
    def last(key: str) -> str:
        """The last server's word: the registrar knows more than the registry."""
        return found.get(key, [""])[-1]

    def when(key: str) -> datetime | None:
        return moment(last(key), zone)

    closes = CLOSES.search(" ".join(found.get("status", ())))
    return Registration(
        name=last("name").lower().rstrip("."),
        registrant=last("registrant"),
        organisation=last("organisation"),
        country=_country(last("country")),
        state=last("state"),
        registrar=last("registrar"),
        created=when("created"),
        updated=when("updated"),
        expires=when("expires") or (moment(closes[1], zone) if closes else None),
        status=tuple(dict.fromkeys(it.split()[0] for it in found.get("status", ())))[:12],
        nameservers=tuple(dict.fromkeys(it.lower().split()[0].rstrip(".") for it in found.get("nameservers", ())))[:16],
        abuse=last("abuse"),
        privacy=hidden(last("registrant")) or hidden(last("organisation")),
    )


def _country(text: str) -> str:
    return text.upper() if len(text) == 2 and text.isascii() and text.isalpha() else ""


def make(settings: Settings) -> Whois:
    """The source; `whois` or `whois.<tld>` among the endpoints name other servers."""
    told = {key.partition(".")[2]: value for key, value in settings.endpoints.items() if key.partition(".")[0] == "whois"}
    return Whois(told)
