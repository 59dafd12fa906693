"""A case examined once more: the first answers keep their dates, and those of now stand beside them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from sabaku.data import kept
from sabaku.doors.cli import main
from sabaku.model import Listing, Question, Records
from sabaku.sources import _again, all_sources, offline_sources
from sabaku.sources._source import Settings
from sabaku.sources.tape import Entry, Tape, dumps, loads

THEN = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
NOW = datetime(2026, 2, 9, 3, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 1, tzinfo=UTC)
DNS = Question("dns", "evil.test", (("type", "A"),))
FEED = Question("feeds", "https://evil.test/")
BEFORE = ("before", "2026-02-05T03:00:00Z")
MAIL = b"""Received: from mail.sender.example (mail.sender.example [192.0.2.25])\r
\tby mx.recipient.example; Thu, 5 Feb 2026 11:00:00 +0900\r
From: info@sender.example\r
To: user@recipient.example\r
Subject: =?UTF-8?B?44GK55+l44KJ44Gb?=\r
Date: Thu, 5 Feb 2026 11:00:00 +0900\r
Message-ID: <1@sender.example>\r
\r
https://evil.test/login/\r
"""


def listed(yes: bool) -> bytes:
    return msgspec.json.encode(Listing("OpenPhish", yes))


def a(ip: str, ttl: int = 60) -> bytes:
    return f"; A\nevil.test. {ttl} IN A {ip}\n".encode()


def found(report: bytes) -> set[str]:
    """What the lists had to say in a report."""
    return {it["id"] for it in msgspec.json.decode(report)["findings"] if it["id"].startswith("lists.")}


def both(old: Tape, new: Tape) -> dict[str, Entry]:
    return {str(it.question): it for it in _again.beside(old, new, all_sources(Settings()))}


def test_what_a_list_said_stays_beside_what_it_says_now() -> None:
    told = both(Tape([Entry(FEED, "found", THEN, listed(False))]), Tape([Entry(FEED, "found", NOW, listed(False))]))
    assert [(it.at, name) for name, it in told.items()] == [
        (NOW, "feeds:https://evil.test/"),
        (THEN, "feeds:https://evil.test/?before=2026-02-05T03:00:00Z"),
    ]


@pytest.mark.parametrize(
    ("now", "kept_too"),
    [
        (Entry(DNS, "found", NOW, a("203.0.113.7", ttl=17)), False),
        (Entry(DNS, "found", NOW, a("203.0.113.9")), True),
        (Entry(DNS, "none", NOW), True),
        (Entry(DNS, "failed", NOW, why="timeout"), True),
        (Entry(DNS, "found", THEN, a("203.0.113.7")), False),
    ],
    ids=["the same", "moved", "gone", "unknown", "not asked anew"],
)
def test_other_answers_stay_where_they_say_something_else(now: Entry, kept_too: bool) -> None:
    told = both(Tape([Entry(DNS, "found", THEN, a("203.0.113.7"))]), Tape([now]))
    assert told[str(DNS)] == now, "what is known now is what is judged by"
    assert (f"dns:evil.test?{BEFORE[0]}={BEFORE[1]}&type=A" in told) is kept_too


def test_failures_of_then_are_not_kept() -> None:
    old = Tape([Entry(DNS, "failed", THEN, why="timeout"), Entry(FEED, "not-asked", why="lacks list")])
    assert set(both(old, Tape([Entry(DNS, "none", NOW)]))) == {str(DNS)}


def test_a_third_look_keeps_the_first() -> None:
    first = Tape([Entry(DNS, "found", THEN, a("203.0.113.7"))])
    second = _again.beside(first, Tape([Entry(DNS, "none", NOW)]), all_sources(Settings()))
    told = both(loads(dumps(second)), Tape([Entry(DNS, "found", LATER, a("203.0.113.7"))]))
    assert [it.at for it in told.values()] == [THEN, NOW, LATER]
    facts = Tape(told.values()).facts(all_sources(Settings()))
    values = [fact.value for fact in facts.values() if fact.state == "found"]
    assert [it.values for it in values if isinstance(it, Records)] == [("203.0.113.7",)] * 2


def test_a_case_is_examined_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SABAKU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SABAKU_CONFIG", str(tmp_path / "none.toml"))
    monkeypatch.setenv("SABAKU_STATE", str(tmp_path / "state"))
    coverage = kept.Coverage("OpenPhish", "https://list.test/", "", "2026-02-05", "2026-02-01", "2026-02-05", 1)
    other = kept.Entry("OpenPhish", "other.test/", "other.test", "other.test", "2026-02-04", "phishing", "")
    evil = kept.Entry("OpenPhish", "evil.test/login", "evil.test", "evil.test", "2026-02-08", "phishing", "")
    case, mail = tmp_path / "case", tmp_path / "mail.eml"
    mail.write_bytes(MAIL)
    kept.write_lists(tmp_path / "data", [(coverage, [other])])
    offline_sources.cache_clear()
    words = ["--profile", "offline", "--case", str(case), "--lang", "en", "--now", "2026-02-05T03:00:00Z"]
    assert main(["examine", str(mail), *words]) == 0
    first = (case / "report.json").read_bytes()
    assert found(first) == {"lists.link-not-listed"}
    kept.write_lists(tmp_path / "data", [(coverage._replace(fetched="2026-02-09", last="2026-02-08"), [other, evil])])
    offline_sources.cache_clear()
    capsys.readouterr()
    assert main(["replay", str(case), "--again", "--lang", "en", "--format", "json"]) == 0
    told = capsys.readouterr()
    assert found(told.out.encode()) == {"lists.link-listed", "lists.listed-later"}
    assert "report-20260205T030000Z.json" in told.err
    assert (case / "report-20260205T030000Z.json").read_bytes() == first
    assert main(["replay", str(case), "--lang", "en"]) == 0
    assert "identical" in capsys.readouterr().err
    offline_sources.cache_clear()


def test_a_mail_examined_into_its_case_again_keeps_the_first_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for variable, name in (("SABAKU_DATA", "data"), ("SABAKU_CONFIG", "none.toml"), ("SABAKU_STATE", "state")):
        monkeypatch.setenv(variable, str(tmp_path / name))
    coverage = kept.Coverage("OpenPhish", "https://list.test/", "", "2026-02-05", "2026-02-01", "2026-02-05", 1)
    evil = kept.Entry("OpenPhish", "evil.test/login", "evil.test", "evil.test", "2026-02-08", "phishing", "")
    case, mail, other = tmp_path / "case", tmp_path / "mail.eml", tmp_path / "other.eml"
    mail.write_bytes(MAIL)
    other.write_bytes(MAIL.replace(b"evil.test", b"good.test"))
    offline_sources.cache_clear()
    kept.write_lists(tmp_path / "data", [(coverage, [])])
    words = ["--profile", "offline", "--case", str(case), "--lang", "en", "--format", "json"]
    assert main(["examine", str(mail), *words, "--now", "2026-02-05T03:00:00Z"]) == 0
    offline_sources.cache_clear()
    kept.write_lists(tmp_path / "data", [(coverage._replace(fetched="2026-02-09", last="2026-02-08"), [evil])])
    capsys.readouterr()
    assert main(["examine", str(mail), *words, "--now", "2026-02-09T03:00:00Z"]) == 0
    assert "lists.listed-later" in found(capsys.readouterr().out.encode())
    assert main(["examine", str(other), *words, "--now", "2026-02-10T03:00:00Z"]) == 0
    told = capsys.readouterr()
    assert "Examined again" not in told.err, "another mail in the same folder has no answers of that one"
    assert b"before=" not in (case / "tape.jsonl").read_bytes()
    offline_sources.cache_clear()
