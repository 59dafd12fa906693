"""Several cases in one export: each value once, in one role, with every mail that had it; nothing of any of the victims."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from typing import Any

import pytest
from msgspec import structs

from outgoing import SECRETS, example, made, outgoing
from sabaku.model import Level, Text
from sabaku.render.export import FORMATS, OF_MANY, Given, Tlp, export, export_many, together
from sabaku.render.export._joined import joined
from sabaku.render.leaks import leaks

SITE = "login.evil-bank.example"


def mail(n: int, host: str = SITE, to: str = "user@recipient.example", sender: str = "x@evil-bank.example") -> dict[str, Any]:
    """The n-th copy of a lure, a day after the one before."""
    home = to.partition("@")[2]
    return {
        "headers": {
            "From": f"<{sender}>",
            "To": f"<{to}>",
            "Subject": "アカウントの確認",
            "Message-ID": f"<{n}.20260205@evil-bank.example>",
            "Received": f"from [127.0.0.1] (unknown [192.0.2.99]) by mx.{home} (Postfix) with ESMTP id 4F23072923{n} "
            f"for <{to}>; Thu,  {5 + n} Feb 2026 10:15:02 +0900 (JST)",
        },
        "body": {"html": f'<p>お客様のパスワードを入力してください。</p><a href="https://{host}/in">確認</a>'},
        "home": {"domains": [home]},
        "facts": [listed(f"https://{host}/in"), listed(host)],
    }


def listed(subject: str) -> dict[str, Any]:
    value = {"is": "listing", "list": "OpenPhish", "listed": True}
    return {"question": f"feeds:{subject}", "state": "found", "at": "2026-02-05T01:00:00Z", "value": value}


def copies(*told: dict[str, Any], **more: Any) -> list[Given]:
    return [outgoing(*made(it), **more) for it in told]


def stix(*cases: Given) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(export_many(together(cases), "stix"))["objects"]
    return found


def rows(*cases: Given) -> list[dict[str, str]]:
    text = export_many(together(cases), "csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_value_of_two_mails_is_one_row_that_names_both() -> None:
    first, second = copies(mail(0), mail(1))
    for given in ((first, second), (second, first), (first, second, first)):
        found = next(it for it in rows(*given) if it["value"] == SITE)
        assert found["mails"] == "2"
        assert found["mail_sha256"].split() == [first.report.sha256, second.report.sha256]
        assert (found["seen_at"][:10], found["last_seen_at"][:10]) == ("2026-02-05", "2026-02-06")
        assert len({(it["kind"], it["value"]) for it in rows(*given)}) == len(rows(*given))


@pytest.mark.parametrize("format", OF_MANY)
def test_the_order_in_which_cases_are_given_does_not_matter(format: str) -> None:
    cases = [*copies(mail(0), mail(1), mail(2, "other.evil-bank.example")), outgoing(*example("kagoya"))]
    told = {export_many(together(it), format) for it in itertools.permutations(cases)}
    assert len(told) == 1
    assert b"evil-bank" in told.pop().replace(b"\\", b"")


def test_one_bundle_with_what_is_shared_once_and_a_report_and_a_sighting_of_each_mail() -> None:
    objects = stix(*copies(mail(0), mail(1)), outgoing(*example("kagoya")), outgoing(*example("fukushima")))
    types = [it["type"] for it in objects]
    assert types.count("report") == types.count("observed-data") == types.count("note") == 4
    one = [it for it in objects if it["type"] == "indicator" and it["pattern"] == f"[domain-name:value = '{SITE}']"]
    assert len(one) == 1
    assert (one[0]["valid_from"][:10], one[0]["valid_until"][:10]) == ("2026-02-05", "2026-03-08")
    seen = [it for it in objects if it["type"] == "sighting" and it["sighting_of_ref"] == one[0]["id"]]
    assert [it["first_seen"][:10] for it in seen] == ["2026-02-05", "2026-02-06"]
    assert len({it["observed_data_refs"][0] for it in seen}) == 2
    assert sum(it["type"] == "infrastructure" and "evil-bank" in it["name"] for it in objects) == 1
    assert sum(it["type"] == "attack-pattern" for it in objects) == 1


def test_the_bundle_is_read_by_its_own_library_and_points_at_nothing_that_is_missing() -> None:
    import stix2

    cases = [*copies(mail(0), mail(1)), outgoing(*example("kagoya")), outgoing(*example("fukushima"))]
    stix2.parse(export_many(together(cases), "stix").decode(), allow_custom=False)
    objects = stix(*cases)
    ids = {it["id"] for it in objects}
    assert len(ids) == len(objects)
    refs = re.findall(r'_refs?": (?:\[([^\]]*)\]|"([^"]*)")', json.dumps(objects))
    assert {it for one, other in refs for it in re.findall(r"[a-z0-9-]+?--[0-9a-f-]{36}", one + other)} <= ids


def test_an_indicator_has_one_id_in_whichever_bundle_it_stands() -> None:
    first, second = copies(mail(0), mail(1))

    def ids(text: bytes) -> dict[str, str]:
        return {it["pattern"]: it["id"] for it in json.loads(text)["objects"] if it["type"] == "indicator"}

    both = ids(export_many(together([first, second]), "stix"))
    assert ids(export(first, "stix")).items() <= both.items()
    assert ids(export(second, "stix")).items() <= both.items()


def test_what_two_mails_do_not_both_say_is_said_of_neither() -> None:
    """The same subject from the same sender is one e-mail object to STIX; its time and number are each copy's own."""
    objects = stix(*copies(mail(0), mail(1)))
    whole = [it for it in objects if it["type"] == "email-message"]
    assert len(whole) == 1
    assert whole[0]["subject"] == "アカウントの確認"
    assert not {"date", "message_id"} & set(whole[0])


def test_lists_are_united_and_times_span_both() -> None:
    one = {
        "id": "indicator--1",
        "created": "2026-02-05",
        "modified": "2026-02-05",
        "name": "first",
        "labels": ["a"],
        "confidence": 40,
    }
    other = {
        "id": "indicator--1",
        "created": "2026-02-04",
        "modified": "2026-02-07",
        "name": "second",
        "labels": ["a", "b"],
        "confidence": 90,
    }
    both = {
        "id": "indicator--1",
        "created": "2026-02-04",
        "modified": "2026-02-07",
        "name": "first",
        "labels": ["a", "b"],
        "confidence": 90,
    }
    assert joined([one, other, one]) == [both]
    name = {"id": "domain-name--1", "value": "x.example"}
    assert joined([name, {**name, "resolves_to_refs": ["ipv4-addr--1"]}]) == [{**name, "resolves_to_refs": ["ipv4-addr--1"]}]


def test_misp_gets_an_event_for_each_mail_as_it_exports_them_itself() -> None:
    from pymisp import MISPEvent

    told = json.loads(export_many(together(copies(mail(0), mail(1))), "misp"))
    events = [MISPEvent() for _ in told["response"]]
    for event, it in zip(events, told["response"], strict=True):
        event.from_dict(**it["Event"])
    assert len({it.uuid for it in events}) == 2
    alone = json.loads(export_many(together(copies(mail(0))), "misp"))
    assert alone["Event"]["uuid"] in {it.uuid for it in events}


def test_a_line_of_json_for_each_value() -> None:
    lines = [json.loads(it) for it in export_many(together(copies(mail(0), mail(1))), "jsonl").decode().splitlines()]
    found = next(it for it in lines if it["value"] == SITE)
    assert (found["kind"], found["role"], len(found["mails"])) == ("host", "attacker", 2)
    assert found["reason"]["ja"]
    assert found["reason"]["en"]


def test_the_more_careful_role_holds_for_all() -> None:
    first, second = copies(mail(0), mail(1))
    doubted = tuple(structs.replace(it, role="abused", why=Text("よそのサイト", "a site of others")) for it in second.found)
    assert SITE in export(first, "hosts").decode()
    careful = structs.replace(second, found=doubted)
    for given in ([first, careful], [careful, first]):
        assert together(given) == ()
        assert not rows(*given)


def test_what_is_one_mails_victim_is_no_others_attacker() -> None:
    """Somebody forges a company's own address to outsiders; the company is a constituent whose mail is examined, too."""
    other = mail(1, "www.victim.example", to="user@recipient.example", sender="x@victim.example")
    victim = mail(0, SITE, to="staff@victim.example")
    alone = export_many(together(copies(other)), "jsonl").decode()
    assert "victim.example" in alone
    assert "victim.example" not in export_many(together(copies(other, victim)), "jsonl").decode()


def test_a_mail_against_which_nothing_was_found_gives_nothing() -> None:
    first, second = copies(mail(0), mail(1), all_roles=True)
    verdict = structs.replace(second.report.verdict, level="no-sign")
    clean = structs.replace(second, report=structs.replace(second.report, verdict=verdict))
    assert [it.report.sha256 for it in together([first, clean])] == [first.report.sha256]


@pytest.mark.parametrize("format", OF_MANY)
def test_nothing_of_any_victim(format: str) -> None:
    cases = [outgoing(*example(name), all_roles=True, tlp="clear") for name in ("kagoya", "fukushima")]
    body = export_many(together(cases), format)
    for it in cases:
        assert not leaks({f"out.{format}": body}, it.mask)
    text = body.decode().replace("[.]", ".").replace("\\", "")
    assert not [secret for names in SECRETS.values() for secret in names if secret in text]
    assert "fablights.in" in text
    assert "fotojosue.com" in text


def test_an_alert_of_each_mail_which_thehive_knows_again() -> None:
    text = export_many(together(copies(mail(0), mail(1))), "thehive").decode()
    first, second = [json.loads(it) for it in text.splitlines()]
    assert first["sourceRef"] != second["sourceRef"]
    assert (first["tlp"], first["severity"]) == (2, 2)
    assert first["date"] == 1770254102000  # 2026-02-05T10:15:02+09:00
    assert "sabaku:verdict=fraud" in first["tags"]
    assert "evil-bank\\[.\\]example" in first["description"]
    own = {it["dataType"]: it["data"] for it in first["observables"] if it["ioc"]}
    assert own["fqdn"] == SITE
    assert own["url"].startswith("https://")
    assert text == export_many(together(copies(mail(1), mail(0))), "thehive").decode()


def test_the_tlp_of_an_alert_is_the_number_that_thehive_gives_it() -> None:
    def tlp(name: Tlp) -> object:
        return json.loads(export(outgoing(*example("kagoya"), tlp=name), "thehive"))["tlp"]

    assert [tlp("clear"), tlp("green"), tlp("amber"), tlp("red")] == [0, 1, 2, 4]


@pytest.mark.parametrize(
    ("level", "told"), [("fraud", "Phishing mail: "), ("suspicious", "Suspected phishing mail: "), ("no-sign", "Mail: ")]
)
def test_a_title_is_no_surer_than_the_verdict(level: Level, told: str) -> None:
    case, report = example("kagoya")
    it = outgoing(case, structs.replace(report, verdict=structs.replace(report.verdict, level=level)))
    assert json.loads(export(it, "thehive"))["title"].startswith(told)
    assert json.loads(export(it, "misp"))["Event"]["info"].startswith(told)


def test_a_block_list_says_of_how_many_mails_it_is() -> None:
    text = export_many(together(copies(mail(0), mail(1))), "hosts").decode()
    assert "2026-02-05/2026-02-06 (2 mails)" in text
    assert "review after: 2026-03-07" in text  # of the mail that is the older
    assert text.count(f"0.0.0.0 {SITE}\n") == 1


def test_a_zone_of_many_is_a_zone() -> None:
    import dns.zone

    cases = [outgoing(*example("kagoya")), outgoing(*example("fukushima"))]
    zone = dns.zone.from_text(export_many(together(cases), "rpz").decode(), origin="sabaku.rpz.", relativize=False)
    assert {"fablights.in.sabaku.rpz.", "fotojosue.com.sabaku.rpz."} <= {str(name) for name in zone}


@pytest.mark.parametrize("format", sorted(set(FORMATS) - set(OF_MANY)))
def test_what_is_about_one_mail_holds_one(format: str) -> None:
    with pytest.raises(KeyError):
        export_many(copies(mail(0), mail(1)), format)
