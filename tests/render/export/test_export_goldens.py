"""Every export of both examples: as it was blessed, read by the formats' own libraries, and without the victim."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from outgoing import SECRETS, example, live, outgoing
from sabaku.doors._arguments import EXPORTS
from sabaku.render.export import FORMATS, export
from sabaku.render.leaks import leaks

GOLDEN = Path(__file__).parent / "golden"
CASES = ("kagoya", "fukushima")
SUFFIX = {"stix": "json", "misp": "json", "csv": "csv", "csv-defanged": "csv", "sigma": "yml"}


def test_the_command_knows_every_format() -> None:
    assert list(FORMATS) == EXPORTS


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", CASES)
def test_golden(name: str, format: str, bless: bool) -> None:
    body = export(outgoing(*example(name), lang="ja"), format)
    path = GOLDEN / f"{name}.{format}.{SUFFIX.get(format, 'txt')}"
    if bless:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(body)
    assert path.read_bytes() == body


@pytest.mark.parametrize("all_roles", [False, True])
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", CASES)
def test_nothing_of_the_victim_or_a_third_party(name: str, format: str, all_roles: bool) -> None:
    it = outgoing(*live(name), all_roles=all_roles, tlp="clear")
    body = export(it, format)
    assert not leaks({f"out.{format}": body}, it.mask)
    text = body.decode().replace("[.]", ".")
    assert not [secret for secret in SECRETS[name] if secret in text]


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_case_gives_the_same_bytes(format: str) -> None:
    assert export(outgoing(*example("kagoya")), format) == export(outgoing(*example("kagoya")), format)


@pytest.mark.parametrize("tlp", ["clear", "green", "amber", "red"])
@pytest.mark.parametrize("name", CASES)
def test_stix_is_read_by_its_own_library(name: str, tlp: str) -> None:
    import stix2
    from stix2patterns.validator import run_validator

    text = export(outgoing(*example(name), tlp=tlp, all_roles=tlp == "red"), "stix").decode()
    stix2.parse(text, allow_custom=False)
    objects = json.loads(text)["objects"]
    ids = {it["id"] for it in objects}
    assert len(ids) == len(objects)
    for it in objects:
        refs = [v for k, v in it.items() if k.endswith("_ref")] + [v for k, vs in it.items() if k.endswith("_refs") for v in vs]
        assert set(refs) <= ids, it["id"]
        if it["type"] == "indicator":
            assert run_validator(it["pattern"], stix_version="2.1") == []
        if it["type"] in ("url", "domain-name", "ipv4-addr", "autonomous-system", "email-addr", "email-message"):
            anew = stix2.parse({key: value for key, value in it.items() if key != "id"}, allow_custom=False)
            assert anew["id"] == it["id"], "the id is computed as the specification says"
    known = {"clear": stix2.TLP_WHITE, "green": stix2.TLP_GREEN, "amber": stix2.TLP_AMBER, "red": stix2.TLP_RED}[tlp]
    assert known["id"] in ids


def test_stix_says_what_it_has_to() -> None:
    objects = json.loads(export(outgoing(*example("kagoya")), "stix"))["objects"]
    types = {it["type"] for it in objects}
    wanted = "email-message observed-data url domain-name ipv4-addr autonomous-system indicator infrastructure identity attack-pattern report note"
    assert set(wanted.split()) <= types
    assert any(it.get("name") == "KAGOYA JAPAN" for it in objects if it["type"] == "identity")
    assert any(it["external_references"][0]["external_id"] == "T1566.002" for it in objects if it["type"] == "attack-pattern")
    resolved = next(it for it in objects if it["type"] == "domain-name")["resolves_to_refs"]
    assert [it["value"] for it in objects if it["id"] in resolved] == ["103.251.94.111"]
    assert "103.251.94.111" not in " ".join(it["pattern"] for it in objects if it["type"] == "indicator")


@pytest.mark.parametrize("name", CASES)
def test_misp_is_read_by_its_own_library(name: str) -> None:
    from pymisp import MISPEvent, MISPObject

    event = MISPEvent()
    event.from_json(export(outgoing(*example(name), all_roles=True), "misp").decode())
    assert event.uuid
    assert {"email", "phishing"} <= {it.name for it in event.objects}
    for it in event.objects:
        template = MISPObject(it.name, strict=True)
        assert template.template_uuid == it.template_uuid
        for one in it.attributes:
            known = template.add_attribute(one.object_relation, value=one.value)
            assert known is not None
            assert (known.type, known.category) == (one.type, one.category), one.object_relation
        template.to_json()
    for one in (*event.attributes, *(a for it in event.objects for a in it.attributes)):
        assert one.category in event.describe_types["category_type_mappings"]
        assert one.type in event.describe_types["category_type_mappings"][one.category], (one.category, one.type)


@pytest.mark.parametrize("name", CASES)
def test_sigma_is_read_by_its_own_library(name: str) -> None:
    from sigma.collection import SigmaCollection

    found = SigmaCollection.from_yaml(export(outgoing(*example(name)), "sigma").decode())
    assert len(found.rules) == 3
    assert not found.errors
    assert all(rule.detection.parsed_condition[0].parsed for rule in found.rules)


def test_the_block_lists_hold_the_attackers_own_only() -> None:
    for name, site in (("kagoya", "fablights.in"), ("fukushima", "fotojosue.com")):
        for format in ("postfix", "spamassassin", "rspamd", "rpz", "hosts"):
            text = export(outgoing(*example(name)), format).decode().replace("\\", "")
            assert site in text
            assert "103.251.94.111" not in text
            assert "kagoya.jp" not in text


def test_the_zone_is_a_zone() -> None:
    import dns.zone

    text = export(outgoing(*example("kagoya")), "rpz").decode()
    zone = dns.zone.from_text(text, origin="sabaku.rpz.", relativize=False)
    names = {str(name) for name in zone}
    assert {"fablights.in.sabaku.rpz.", "*.fablights.in.sabaku.rpz."} <= names


def test_the_rules_match_the_mail_and_nothing_beside() -> None:
    text = export(outgoing(*example("kagoya")), "postfix").decode()
    rules = [re.compile(line[1 : line.rindex("/ HOLD")], re.IGNORECASE) for line in text.splitlines() if "/ HOLD" in line]
    assert rules
    for line in ("see https://fablights.in/x", "http://www.fablights.in", "FABLIGHTS.IN"):
        assert any(rule.search(line) for rule in rules), line
    for line in ("https://notfablights.in/", "fablights.in.example", "fablightsxin", "fablights.info"):
        assert not any(rule.search(line) for rule in rules), line


def test_where_to_look_who_else_got_it() -> None:
    text = export(outgoing(*example("fukushima"), lang="ja"), "log-search").decode()
    assert "5C1E02409F3" in text
    assert "20.46.118.217" in text
    assert "2a3804e0-f3b2-7334-e984-90acdf9f237c" in text
    assert "キューID" in text
