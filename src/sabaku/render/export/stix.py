"""Cases as one STIX 2.1 bundle (OASIS). Written as plain JSON; every id is computed, so the same cases give the same bundle.

Ids of observables follow the specification (section 2.9: UUIDv5 over the contributing properties in canonical JSON). The
other ids are UUIDv5 in a namespace of our own: what is one mail's (its report, note, observed data, sightings) over the
mail's digest, what many mails share (an indicator, a site, a brand) over what it is.
"""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from typing import Any

from sabaku.indicators import Indicator
from sabaku.model import Records
from sabaku.names import brands, hosts
from sabaku.render import tame
from sabaku.render.export._joined import joined
from sabaku.render.export.given import TERM, Given, Tlp

Object = dict[str, Any]

NAMESPACE = uuid.UUID("5f0a1d7e-9c1b-5b0e-8d53-1f0c8f3a7b26")
"""Of our own ids: SDOs, rules, MISP events."""
OBSERVABLES = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""Of the ids of cyber-observables (STIX 2.1 section 2.9)."""

TLP: dict[Tlp, tuple[str, str]] = {
    "clear": ("white", "613f2e26-407d-48c7-9eca-b8e91df99dc9"),
    "green": ("green", "34098fce-860f-48ae-8e50-ebd3cc5e41da"),
    "amber": ("amber", "f88d31f6-486f-44da-b317-01333bde0b82"),
    "red": ("red", "5e57c739-391a-4eb3-b6be-7d15ca92d5ed"),
}
"""The marking definitions of STIX 2.1 section 7.2.1.4, which knows TLP:CLEAR by its former name."""


def bundle(*cases: Given) -> str:
    """The bundle as indented JSON: each mail with a report of its own, what they share once."""
    objects = joined(one for it in cases for one in _objects(it))
    mails = " ".join(sorted(it.report.sha256 for it in cases))
    whole = {"type": "bundle", "id": f"bundle--{uuid.uuid5(NAMESPACE, f'bundle:{mails}')}", "objects": objects}
    return tame.json_safe(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def _objects(it: Given) -> list[Object]:
    """Everything about one mail."""
    seen = _observables(it)
    mail, brand, lure = _email(it, seen), _brand(it), _lure(it)
    observed = _observed(it, [*seen, mail])
    objects = [*_frame(it), *seen, mail, *brand, lure, observed]
    objects += _indicators(it, lure, observed)
    objects += _infrastructure(it, seen)
    objects += [_relation(it, lure, "targets", who) for who in brand]
    objects += [_note(it, observed), _report(it, objects)]
    return objects


def technique(it: Given) -> tuple[str, str]:
    """The technique of MITRE ATT&CK by which the mail works: its id and name."""
    if it.case.seen("file", "attachment") and it.report.verdict.category == "malware":
        return "T1566.001", "Spearphishing Attachment"
    if any(one.kind == "url" for one in it.found) or it.case.seen("link"):
        return "T1566.002", "Spearphishing Link"
    return "T1566", "Phishing"


# --- ids, times, common properties -------------------------------------------------------------------------------


def stamp(at: datetime) -> str:
    """The time as STIX writes it: UTC with milliseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def _marking(it: Given) -> str:
    return f"marking-definition--{TLP[it.tlp][1]}"


def _sdo(it: Given, type: str, key: str, **more: Any) -> Object:
    """An object of this mail alone."""
    return _shared(it, type, f"{it.report.sha256}:{key}", **more)


def _shared(it: Given, type: str, key: str, **more: Any) -> Object:
    """An object that other mails may have, too: its id tells what it is."""
    made = stamp(it.made)
    head = {"type": type, "spec_version": "2.1", "id": f"{type}--{uuid.uuid5(NAMESPACE, f'{type}:{key}')}"}
    return {**head, "created_by_ref": _author()["id"], "created": made, "modified": made, **more} | {
        "object_marking_refs": [_marking(it)]
    }


def _sco(it: Given, type: str, contributing: Object, **more: Any) -> Object:
    canonical = json.dumps(contributing, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    id = f"{type}--{uuid.uuid5(OBSERVABLES, canonical)}"
    return {"type": type, "spec_version": "2.1", "id": id, **contributing, **more, "object_marking_refs": [_marking(it)]}


def _relation(it: Given, source: Object, how: str, target: Object) -> Object:
    key = f"{source['id']} {how} {target['id']}"
    return _shared(it, "relationship", key, relationship_type=how, source_ref=source["id"], target_ref=target["id"])


def _known(type: str, id: uuid.UUID, **more: Any) -> Object:
    """What the world knows, whatever mail it is seen in: the same object in every bundle, and no secret."""
    made = "2026-01-01T00:00:00.000Z"
    return {"type": type, "spec_version": "2.1", "id": f"{type}--{id}", "created": made, "modified": made, **more}


def _author() -> Object:
    return _known("identity", uuid.uuid5(NAMESPACE, "sabaku"), name="sabaku", identity_class="system")


def _frame(it: Given) -> list[Object]:
    name, id = TLP[it.tlp]
    marking = {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": f"marking-definition--{id}",
        "created": "2017-01-20T00:00:00.000Z",
        "definition_type": "tlp",
        "name": f"TLP:{name.upper()}",
        "definition": {"tlp": name},
    }
    return [marking, _author()]


# --- observables -------------------------------------------------------------------------------------------------


def _observables(it: Given) -> list[Object]:
    """URLs, names, addresses and networks. Genuine brands and the victim are left out; names point to what they resolved to."""
    wanted = [one for one in it.found if one.role != "genuine"]
    asns = {one.value: _sco(it, "autonomous-system", {"number": int(one.value)}) for one in wanted if one.kind == "asn"}
    ips = {one.value: _ip(it, one.value) for one in wanted if one.kind == "ip"}
    found: list[Object] = [*asns.values(), *ips.values()]
    for one in wanted:
        if one.kind == "url":
            found.append(_sco(it, "url", {"value": one.value}))
        elif one.kind in ("host", "domain"):
            ids = [ips[ip]["id"] for ip in resolved(it, one.value) if ip in ips]
            found.append(_sco(it, "domain-name", {"value": one.value}, **({"resolves_to_refs": ids} if ids else {})))
        elif one.kind == "address":
            found.append(_sco(it, "email-addr", {"value": one.value}))
        elif one.kind == "file":
            found.append(_sco(it, "file", {"hashes": {"SHA-256": one.value}}))
    return found


def _ip(it: Given, ip: str) -> Object:
    return _sco(it, "ipv6-addr" if ":" in ip else "ipv4-addr", {"value": ip})


def resolved(it: Given, host: str) -> tuple[str, ...]:
    """The addresses of a host as they were answered."""
    facts = sorted((key, fact) for key, fact in it.case.facts.items() if key.source == "dns" and key.subject == host)
    values = (fact.value for _, fact in facts)
    return tuple(ip for told in values if isinstance(told, Records) for ip in told.values if hosts.is_ip(ip))


def _email(it: Given, objects: list[Object]) -> Object:
    """The mail itself. Its text is in the note, not here: a body would have to be whole."""
    addresses = {one["value"]: one["id"] for one in objects if one["type"] == "email-addr"}
    sender = next((addresses[seen.value] for seen in it.case.seen("address", "from") if seen.value in addresses), "")
    told: Object = {"from_ref": sender} if sender else {}
    told["subject"] = it.subject
    more: Object = {"is_multipart": len(it.case.message.parts) > 1}
    if it.case.origin.border_at is not None:
        more["date"] = stamp(it.at)
    id = it.case.message.text_of("message-id").strip()
    if id and it.mask.text(id) == id:
        more["message_id"] = tame.tame(id)
    mailers = [tame.tame(seen.value) for seen in it.case.seen("mailer") if it.mask.text(seen.value) == seen.value]
    if mailers:
        more["additional_header_fields"] = {"X-Mailer": mailers[:1]}
    return _sco(it, "email-message", told, **more)


def _observed(it: Given, objects: list[Object]) -> Object:
    at = stamp(it.at)
    refs = list(dict.fromkeys(one["id"] for one in objects if one["type"] not in ("identity", "marking-definition")))
    return _sdo(it, "observed-data", "mail", first_observed=at, last_observed=at, number_observed=1, object_refs=refs)


# --- judgement ---------------------------------------------------------------------------------------------------


def _brand(it: Given) -> list[Object]:
    """Whom the mail claims to be, as the target of the fraud; the recipient's own house is never named."""
    found = []
    for claim in it.report.claims:
        if claim.brand != brands.HOME and claim.confidence >= 0.5:
            id = uuid.uuid5(NAMESPACE, f"brand:{claim.brand}")
            name = {"name": tame.tame(claim.names.en), "description": tame.tame(claim.names.ja)}
            found.append(_known("identity", id, created_by_ref=_author()["id"], **name, identity_class="organization"))
    return found


def _lure(it: Given) -> Object:
    id, name = technique(it)
    address = f"https://attack.mitre.org/techniques/{id.replace('.', '/')}/"
    reference = {"source_name": "mitre-attack", "external_id": id, "url": address}
    known = uuid.uuid5(NAMESPACE, f"attack-pattern:{id}")
    return _known("attack-pattern", known, created_by_ref=_author()["id"], name=name, external_references=[reference])


def pattern(one: Indicator) -> str:
    """The STIX pattern that matches the value (STIX 2.1 section 9); "" for kinds that have none."""
    value = one.value.replace("\\", "\\\\").replace("'", "\\'")
    ip = "ipv6-addr" if ":" in one.value else "ipv4-addr"
    types = {"url": "url:value", "host": "domain-name:value", "domain": "domain-name:value", "ip": f"{ip}:value"}
    types |= {"address": "email-addr:value", "file": "file:hashes.'SHA-256'"}
    return f"[{types[one.kind]} = '{value}']" if one.kind in types else ""


def _indicators(it: Given, lure: Object, observed: Object) -> list[Object]:
    objects: list[Object] = []
    told: set[str] = set()
    for one in it.listed:
        text = pattern(one)
        if not text or text in told:
            continue
        told.add(text)
        made = _shared(
            it,
            "indicator",
            text,
            name=f"{one.kind}: {tame.defang(one.value)}"[:250],
            description=it.mask.text(f"{one.why.en} {one.why.ja}"),
            indicator_types=["malicious-activity" if one.role == "attacker" else "unknown"],
            pattern=text,
            pattern_type="stix",
            pattern_version="2.1",
            valid_from=stamp(it.at),
            valid_until=stamp(it.last + TERM),
            confidence=_confidence(it) if one.role == "attacker" else 15,
            labels=[f"role:{one.role}"],
        )
        objects += [made, _relation(it, made, "indicates", lure), _relation(it, made, "based-on", observed)]
        objects.append(_sighting(it, made, observed))
    return objects


def _sighting(it: Given, indicator: Object, observed: Object) -> Object:
    """That this mail had it."""
    seen = {"first_seen": stamp(it.at), "last_seen": stamp(it.at), "count": 1}
    where = {"observed_data_refs": [observed["id"]], "where_sighted_refs": [_author()["id"]]}
    return _sdo(it, "sighting", indicator["id"], sighting_of_ref=indicator["id"], **seen, **where)


def _confidence(it: Given) -> int:
    return min(95, max(15, round(it.report.verdict.probability * 100)))


def _infrastructure(it: Given, seen: list[Object]) -> list[Object]:
    """The landing site, with what it consists of; only what is the attacker's own."""
    mine = {one.value for one in it.found if one.role == "attacker" and one.kind in ("url", "host", "domain")}
    parts = [one for one in seen if one["type"] in ("url", "domain-name") and one["value"] in mine]
    if not parts:
        return []
    kind = {"malware": "hosting-malware"}.get(it.report.verdict.category, "phishing" if "phishing" in it.noun else "unknown")
    key = " ".join(sorted(part["id"] for part in parts))
    name = tame.defang(next((part["value"] for part in parts if part["type"] == "domain-name"), parts[0]["value"]))
    site = _shared(it, "infrastructure", key, name=f"Landing site {name}"[:250], infrastructure_types=[kind])
    return [site, *(_relation(it, site, "consists-of", part) for part in parts)]


def _note(it: Given, about: Object) -> Object:
    report = it.report
    lines = [f"{report.verdict.says.en} / {report.verdict.says.ja} ({report.verdict.category})"]
    lines += [f"- {one.says.en}\n  {one.says.ja}" for one in report.findings if one.weight > 0][:12]
    content = tame.defang("\n".join(lines), lines=True)
    return _sdo(it, "note", "findings", abstract="Why", content=content, authors=["sabaku"], object_refs=[about["id"]])


def _report(it: Given, objects: list[Object]) -> Object:
    refs = list(dict.fromkeys(one["id"] for one in objects if one["type"] != "marking-definition"))
    noun = it.noun[0].upper() + it.noun[1:]
    return _sdo(
        it,
        "report",
        "report",
        name=(f"{noun}: {it.subject}" if it.subject else f"{noun} {it.code}")[:250],
        description=f"{it.report.verdict.says.en}; sha256 {it.report.sha256}",
        report_types=["attack-pattern", "indicator"],
        published=stamp(it.made),
        object_refs=refs,
    )
