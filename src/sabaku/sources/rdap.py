"""Who holds a domain or an address block, by RDAP (RFC 9082, 9083): `rdap:<domain or ip>`.

Recorded are the registry's answer and, where it refers to one, the registrar's, as one JSON array. What RFC 9537 marks as
redacted counts as hidden.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sabaku.model import Case, Question, Records, Registration, Reveals
from sabaku.names import hosts
from sabaku.sources._http import get
from sabaku.sources._registration import hidden, moment
from sabaku.sources._seen import held_domains, landing_addresses
from sabaku.sources._source import Ask, FetchError, Pace, Settings, days
from sabaku.sources.whois import NO_RDAP

ACCEPT = "application/rdap+json, application/json"
DEEPEST = 4
MOST = 200
Json = Mapping[str, Any]


class Rdap:
    """The source `rdap`."""

    name, keep, lacks = "rdap", days(7), ""
    pace = Pace(at_once=2, timeout=15.0, every=0.25, per_day=2000, tries=2, door="tld")

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def wants(self, case: Case) -> Iterable[Question]:
        for domain in held_domains(case):
            if hosts.tld(domain) not in NO_RDAP:
                yield Question("rdap", domain)
        origin = (case.origin.ip,) if case.origin.ip and hosts.is_global(case.origin.ip) else ()
        yield from (Question("rdap", it) for it in dict.fromkeys((*origin, *landing_addresses(case))))

    def reveals(self, question: Question) -> Reveals:
        del question
        return Reveals.THIRD_PARTY

    async def fetch(self, question: Question, ask: Ask) -> bytes | None:
        """The answers as a JSON array, the registry's first. None where the registry knows no such name."""
        subject = question.subject.lower()
        kind = "ip" if hosts.is_ip(subject) else "domain"
        registry = await ask(Question("registry", subject if kind == "ip" else hosts.tld(subject)))
        if registry.state != "found" or not isinstance(registry.value, Records) or not registry.value.values:
            raise FetchError("no RDAP server" if registry.state == "none" else f"registry: {registry.why or registry.state}")
        base = registry.value.values[0]
        first = await get(self._settings, f"{base.rstrip('/')}/{kind}/{subject}", accept=ACCEPT)
        if first is None:
            return None
        if not _about(first, subject):
            raise FetchError("answers about something else")
        second = await self._registrar(first, subject) if kind == "domain" else None
        return b"[" + first + (b"," + second if second else b"") + b"]"

    def read(self, raw: bytes) -> Registration | None:
        told = json.loads(raw)
        answers = [it for it in (told if isinstance(told, list) else [told]) if isinstance(it, dict)]
        answers = [it for it in answers if it.get("objectClassName") in ("domain", "ip network")]
        if not answers:
            raise ValueError("not an RDAP answer")
        return _merged([_registration(it) for it in answers])

    async def _registrar(self, first: bytes, subject: str) -> bytes | None:
        """The registrar's own answer (RFC 9083, link relation «related»); the registry's is enough where that fails."""
        try:
            links = json.loads(first).get("links") or ()
            told = [str(it["href"]) for it in links if it.get("rel") == "related" and f"/domain/{subject}" in it["href"].lower()]
            second = await get(self._settings, told[0], accept=ACCEPT) if told else None
            told_more = isinstance(json.loads(second), dict) and _about(second, subject) if second is not None else False
            return second if told_more else None
        except (ValueError, AttributeError, KeyError, TypeError, RecursionError, FetchError):
            return None


def _about(raw: bytes, subject: str) -> bool:
    """Whether a readable answer is about the name or address that was asked for; garbage is left to the reader."""
    try:
        told = json.loads(raw)
        if not isinstance(told, dict) or told.get("objectClassName") not in ("domain", "ip network"):
            return True
        ip = hosts.address(subject)
        if ip is None:
            return _text(told.get("ldhName")).lower().rstrip(".") == subject.rstrip(".")
        ends = hosts.address(_text(told.get("startAddress"))), hosts.address(_text(told.get("endAddress")))
        return all(it is not None and it.version == ip.version for it in ends) and int(ends[0]) <= int(ip) <= int(ends[1])  # type: ignore[arg-type]
    except (ValueError, RecursionError):
        return True


def _registration(answer: Json) -> Registration:
    entities = list(_entities(answer, 0))
    registrant, registrar = _card(entities, "registrant"), _card(entities, "registrar")
    network = "startAddress" in answer
    names = (registrant.get("fn", ""), registrant.get("org", ""))
    return Registration(
        name=_range(answer) if network else _text(answer.get("ldhName")).lower(),
        registrant=names[0] or (_text(answer.get("name")) if network else ""),
        organisation=names[1],
        country=(registrant.get("country", "") or _text(answer.get("country"))).upper()[:2],
        state=registrant.get("state", ""),
        registrar=registrar.get("fn", "") or registrar.get("org", ""),
        created=_event(answer, "registration"),
        updated=_event(answer, "last changed"),
        expires=_event(answer, "expiration"),
        status=tuple(_text(it) for it in _list(answer.get("status")))[:12],
        nameservers=tuple(_text(it.get("ldhName")).lower() for it in _dicts(answer.get("nameservers")))[:16],
        abuse=_card(entities, "abuse").get("email", ""),
        privacy=any(hidden(it) for it in names) or _redacted(answer),
    )


def _merged(answers: list[Registration]) -> Registration:
    """The registrar's word where they say something, else the registry's."""
    merged = answers[0]
    for more in answers[1:]:
        told = {name: getattr(more, name) or getattr(merged, name) for name in Registration.__struct_fields__}
        if more.registrant or more.organisation:
            told["privacy"] = more.privacy
        merged = Registration(**told)
    return merged


def _entities(holder: Json, depth: int) -> Iterator[Json]:
    """The entities of an answer and those inside them, at most four deep."""
    for it in _dicts(holder.get("entities")):
        yield it
        if depth < DEEPEST:
            yield from _entities(it, depth + 1)


def _card(entities: Iterable[Json], role: str) -> dict[str, str]:
    """The first jCard (RFC 7095) of an entity in that role."""
    for it in entities:
        if role in _list(it.get("roles")):
            card = _list(it.get("vcardArray"))
            return _fields(_list(card[1])) if len(card) > 1 else {}
    return {}


def _fields(properties: Iterable[object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for it in properties:
        if not isinstance(it, list) or len(it) < 4:
            continue
        name, value = it[0], it[3]
        if name in ("fn", "email"):
            found.setdefault(name, _text(value))
        elif name == "org":
            found.setdefault("org", _text(value[0] if isinstance(value, list) and value else value))
        elif name == "adr":
            found.update(_place(it[1], value))
    return found


def _place(parameters: object, value: object) -> dict[str, str]:
    """Region and country of a jCard address: `cc` (RFC 8605) or the seventh component."""
    parts = [_text(it) for it in _list(value)]
    code = _text(parameters.get("cc")) if isinstance(parameters, dict) else ""
    country = code or (parts[6] if len(parts) > 6 else "")
    return {"state": parts[4] if len(parts) > 4 else "", "country": country if len(country) == 2 and country.isalpha() else ""}


def _event(answer: Json, action: str) -> datetime | None:
    for it in _dicts(answer.get("events")):
        if it.get("eventAction") == action:
            return moment(_text(it.get("eventDate")))
    return None


def _redacted(answer: Json) -> bool:
    """Whether the registrant's name or organisation is marked as redacted (RFC 9537)."""
    told = (it.get("name") for it in _dicts(answer.get("redacted")))
    names = {_text(it.get("description") or it.get("type")).lower() for it in told if isinstance(it, dict)}
    return bool(names & {"registrant name", "registrant organization"})


def _range(answer: Json) -> str:
    return f"{_text(answer.get('startAddress'))} - {_text(answer.get('endAddress'))}"


def _text(value: object) -> str:
    return value.strip()[:500] if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value[:MOST] if isinstance(value, list) else []


def _dicts(value: object) -> list[Json]:
    return [it for it in _list(value) if isinstance(it, dict)]


def make(settings: Settings) -> Rdap:
    """The source; which server is asked tells `registry`."""
    return Rdap(settings)
