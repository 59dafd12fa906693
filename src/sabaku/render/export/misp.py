"""A case as a MISP event (core format), several as a list of events. Objects: email, phishing, url, domain-ip, whois. Ids are
computed."""

from __future__ import annotations

import json
import uuid
from typing import Any

from sabaku.indicators import Indicator
from sabaku.model import Registration, Site
from sabaku.names import hosts
from sabaku.names.whose import registration
from sabaku.render import tame
from sabaku.render.export.given import Given
from sabaku.render.export.stix import NAMESPACE, resolved, stamp, technique

Json = dict[str, Any]

TEMPLATES = {
    "email": ("a0c666e0-fc65-4be8-b48f-3423d788b552", "19", "network"),
    "phishing": ("2dad6f9d-d425-4217-8fda-0b0a2d815307", "7", "network"),
    "url": ("60efb77b-40b5-4c46-871b-ed1ed999fce5", "10", "network"),
    "domain-ip": ("43b3b146-77eb-4931-b4cc-b66c60f28734", "11", "network"),
    "whois": ("429faea1-34ff-47af-8a00-7c62d3be5a6a", "10", "network"),
}
"""Name: id, version and meta-category of the object's template (MISP/misp-objects, read 2026-06)."""

TYPES = {
    ("email", "from"): "email-src",
    ("email", "return-path"): "email-src",
    ("email", "reply-to"): "email-reply-to",
    ("email", "subject"): "email-subject",
    ("email", "send-date"): "datetime",
    ("email", "message-id"): "email-message-id",
    ("email", "received-header-ip"): "ip-src",
    ("email", "x-mailer"): "email-x-mailer",
    ("phishing", "url"): "url",
    ("phishing", "hostname"): "hostname",
    ("phishing", "ip"): "ip-dst",
    ("phishing", "target"): "text",
    ("phishing", "online"): "text",
    ("phishing", "submission-time"): "datetime",
    ("phishing", "url-redirect"): "url",
    ("url", "url"): "url",
    ("url", "host"): "hostname",
    ("domain-ip", "domain"): "domain",
    ("domain-ip", "ip"): "ip-dst",
    ("whois", "domain"): "domain",
    ("whois", "registrar"): "whois-registrar",
    ("whois", "creation-date"): "datetime",
    ("whois", "text"): "text",
}
"""The attribute type of each relation that is used here, as the templates give it."""

CATEGORIES = {
    "text": "Other",
    "datetime": "Other",
    "whois-registrar": "Attribution",
    "email-src": "Payload delivery",
    "email-reply-to": "Payload delivery",
    "email-subject": "Payload delivery",
    "email-message-id": "Payload delivery",
    "email-x-mailer": "Payload delivery",
}
"""The category of each type; the others are network activity."""

LOOSE = {"ip": "ip-src", "address": "email-src", "file": "sha256", "phone": "phone-number", "wallet": "btc", "asn": "AS"}


def event(*cases: Given) -> str:
    """The event as indented JSON, as MISP imports it; several as MISP itself exports several."""
    events = [{"Event": _event(it)} for it in cases]
    whole = events[0] if len(events) == 1 else {"response": events}
    return tame.json_safe(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def _event(it: Given) -> Json:
    """One mail's event. Attributes for detection (to_ids) are the attacker's own."""
    return {
        "uuid": str(_uuid(it, "event")),
        "info": f"{it.noun[0].upper()}{it.noun[1:]}: {it.subject}"[:250],
        "date": it.at.date().isoformat(),
        "timestamp": str(int(it.made.timestamp())),
        "threat_level_id": {"fraud": "2", "suspicious": "3"}.get(it.report.verdict.level, "4"),
        "analysis": "2",
        "distribution": {"red": "0", "amber": "1", "green": "2", "clear": "3"}[it.tlp],
        "published": False,
        "Tag": [{"name": name} for name in _tags(it)],
        "Attribute": _attributes(it),
        "Object": _objects(it),
    }


def _tags(it: Given) -> list[str]:
    id, name = technique(it)
    tags = [f"tlp:{it.tlp}", _incident(it), f'misp-galaxy:mitre-attack-pattern="{name} - {id}"']
    return [*tags, f'sabaku:verdict="{it.report.verdict.level}"']


def _incident(it: Given) -> str:
    """The class of the Reference Security Incident Taxonomy that its authors mean for such a mail."""
    if "phishing" in it.noun:
        return 'rsit:fraud="phishing"'
    if it.report.verdict.category == "malware":
        return 'rsit:malicious-code="malware-distribution"'
    return 'rsit:fraud="masquerade"' if it.report.verdict.category in ("bec", "") and it.brands else 'rsit:abusive-content="spam"'


def _uuid(it: Given, key: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, f"misp:{it.report.sha256}:{key}")


def _attribute(it: Given, key: str, type: str, value: str, *, ids: bool, comment: str = "", relation: str = "") -> Json:
    told: Json = {
        "uuid": str(_uuid(it, f"{key}:{relation}:{type}:{value}")),
        "type": type,
        "category": CATEGORIES.get(type, "Network activity"),
        "value": value,
        "to_ids": ids,
        "disable_correlation": False,
        "distribution": "5",
        "timestamp": str(int(it.made.timestamp())),
        "comment": comment,
    }
    return {**told, "object_relation": relation} if relation else told


def _attributes(it: Given) -> list[Json]:
    """What fits into no object: addresses of the origin, contacts, files, and the text of the findings."""
    found = []
    for one in it.found:
        if one.kind in LOOSE and one.role in ("attacker", "shared", "unclear"):
            type = LOOSE[one.kind]
            made = _attribute(
                it, "loose", type, one.value, ids=one.role == "attacker" and type != "AS", comment=_comment(it, one)
            )
            found.append(made | ({"category": "Financial fraud"} if type in ("phone-number", "btc") else {}) | _payload(type))
    says = tame.defang("\n".join(f"- {one.says.en}" for one in it.report.findings if one.weight > 0), lines=True)
    return [*found, _attribute(it, "loose", "text", says, ids=False, comment="Findings")] if says else found


def _payload(type: str) -> Json:
    return {"category": "Payload delivery"} if type == "sha256" else {}


def _comment(it: Given, one: Indicator) -> str:
    return it.mask.text(f"{one.role}: {one.why.en} {one.why.ja}")


def _objects(it: Given) -> list[Json]:
    pages = [one for one in it.found if one.kind == "url" and one.role != "genuine"]
    objects = [_object(it, "email", "mail", _email(it))]
    objects += [_object(it, "phishing" if one.role == "attacker" else "url", one.value, _page(it, one)) for one in pages]
    for one in it.found:
        if one.kind == "domain" and one.role in ("attacker", "abused"):
            objects += _domain(it, one)
    return objects


Rows = list[tuple[str, str, bool]]


def _object(it: Given, name: str, key: str, rows: Rows) -> Json:
    template, version, category = TEMPLATES[name]
    told = [
        _attribute(it, f"{name}:{key}", TYPES[name, relation], value, ids=ids, relation=relation)
        for relation, value, ids in rows
        if value
    ]
    return {
        "uuid": str(_uuid(it, f"{name}:{key}")),
        "name": name,
        "meta-category": category,
        "description": "",
        "template_uuid": template,
        "template_version": version,
        "timestamp": str(int(it.made.timestamp())),
        "distribution": "5",
        "comment": "",
        "Attribute": told,
    }


def _email(it: Given) -> Rows:
    """The mail without its recipients; senders only where they may leave."""
    roles = {one.value: one.role for one in it.found if one.kind == "address"}
    rows: Rows = [("subject", it.subject, False), ("received-header-ip", it.case.origin.ip or "", False)]
    if it.case.origin.border_at is not None:
        rows.append(("send-date", stamp(it.at), False))
    for role, relation in (("from", "from"), ("return-path", "return-path"), ("reply-to", "reply-to")):
        for seen in it.case.seen("address", role)[:1]:
            if seen.value in roles:
                rows.append((relation, seen.value, roles[seen.value] == "attacker"))
    id = it.case.message.text_of("message-id").strip()
    if id and it.mask.text(id) == id:
        rows.append(("message-id", tame.tame(id), False))
    return rows


def _page(it: Given, one: Indicator) -> Rows:
    """One page: a phishing object for the attacker's, a url object for others'."""
    host = hosts.of_url(one.value)
    if one.role != "attacker":
        named = ("host", host, False) if not hosts.is_ip(host) else ("host", "", False)
        return [("url", one.value, False), named]
    site = _site(it, one.value)
    rows: Rows = [("url", one.value, True), ("hostname", "" if hosts.is_ip(host) else host, False), ("target", it.brands, False)]
    rows.append(("submission-time", stamp(it.made), False))
    if site is not None:
        rows.append(("online", "Yes" if site.state in ("up", "cloaked") else "No", False))
        rows += [("url-redirect", url, False) for url in site.chain[1:8] if it.mask.url(url) == url and url != one.value]
    return rows


def _site(it: Given, url: str) -> Site | None:
    fact = it.case.fact("visit", url)
    return fact.value if fact is not None and isinstance(fact.value, Site) else None


def _domain(it: Given, one: Indicator) -> list[Json]:
    """A domain with its addresses, and who registered it, as far as that says nothing of a person."""
    rows: Rows = [("domain", one.value, one.role == "attacker"), *(("ip", ip, False) for ip in resolved(it, one.value))]
    objects = [_object(it, "domain-ip", one.value, rows)]
    held = registration(it.case, one.value)
    return [*objects, _object(it, "whois", one.value, _whois(it, one.value, held))] if held is not None else objects


def _whois(it: Given, domain: str, held: Registration) -> Rows:
    where = ", ".join(part for part in (held.state, held.country) if part)
    rows: Rows = [("domain", domain, False), ("registrar", tame.tame(held.registrar), False)]
    if held.created is not None:
        rows.append(("creation-date", held.created.isoformat(), False))
    return [*rows, ("text", it.mask.text(f"Registrant: {where}") if where else "", False)]
