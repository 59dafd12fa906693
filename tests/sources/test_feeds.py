"""The kept lists of fraudulent URLs: what is asked of them names nobody, and a shared host does not speak for each of its pages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sabaku import app
from sabaku.data import kept
from sabaku.model import Input, Listing, Question, Warned
from sabaku.sources import OFFLINE, offline_sources
from sabaku.sources._updates import _parsed
from sabaku.sources.catalogue import check_at, to_type
from sabaku.sources.feeds import Feeds, query_mark

NOW = datetime(2026, 2, 5, tzinfo=UTC)
TOLD = kept.Coverage("OpenPhish", "u", "l", "2026-02-01", "2026-01-30", "2026-01-31", 1)


def keeping(folder: Path, reported: str) -> Feeds:
    kept.write_lists(folder, [(TOLD, list(_parsed("lines", "OpenPhish", reported.encode())))])
    return Feeds(kept.lists(folder))


def test_what_is_asked_of_the_kept_lists_names_nobody(tmp_path: Path) -> None:
    mail = (
        b"From: a@evil.test\r\nTo: taro@recipient.example\r\nSubject: x\r\n\r\n"
        b"https://evil.test/login?u=taro%40recipient.example https://evil.test/a/taro@recipient.example/b\r\n"
        b"https://evil.test/login?id=7f3a9c#x https://drive.google.com/uc?id=AbC123 https://bit.ly/3xYz\r\n"
        b"https://drive.google.com/uc?id=taro@recipient.example\r\n"
    )
    case = app.prepare(Input(mail, now=NOW))
    source = keeping(tmp_path, "https://evil.test/login")
    asked = [str(it) for it in source.wants(case)]
    assert asked == [
        "feeds:https://evil.test/login",
        "feeds:https://evil.test/a",
        f"feeds:https://drive.google.com/uc?query={query_mark('https://x/?id=AbC123')}",
        "feeds:https://bit.ly/3xYz",
        "feeds:https://drive.google.com/uc",
    ]
    found = source.look(Question("feeds", "https://evil.test/a")).value
    assert isinstance(found, Listing)
    assert found.listed, "the host was reported"


@pytest.mark.parametrize(
    ("reported", "link", "listed"),
    [
        ("https://drive.google.com/uc?export=download&id=BAD", "https://drive.google.com/uc?export=download&id=BAD", True),
        ("https://drive.google.com/uc?export=download&id=BAD", "https://drive.google.com/uc?export=download&id=GOOD", False),
        ("https://drive.google.com/uc?export=download&id=BAD", "https://drive.google.com/", False),
        ("https://raw.githubusercontent.com/x/y/a.exe", "https://raw.githubusercontent.com/x/y/a.exe", True),
        ("https://github.com/evil/y/a.exe", "https://github.com/good/project", False),
        ("https://www.google.com/url?q=evil", "https://www.google.com/", False),
        ("https://evil.github.io/a/", "https://evil.github.io/b", True),
        ("https://www.amazon.co.jp/", "https://www.amazon.co.jp/gp/help", False),
        ("https://evil.test/?id=1", "https://evil.test/?id=2", True),
    ],
)
def test_a_report_at_a_shared_host_is_of_that_page_alone(tmp_path: Path, reported: str, link: str, listed: bool) -> None:
    mail = f"From: a@b.test\r\nTo: taro@recipient.example\r\nSubject: x\r\n\r\n{link}\r\n".encode()
    source = keeping(tmp_path, reported)
    facts = [source.look(it) for it in source.wants(app.prepare(Input(mail, now=NOW)))]
    assert [it.value.listed for it in facts] == [listed]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("question", "value", "page"),
    [
        ("dns:evil.test?type=MX", None, "https://dns.google/query?name=evil.test&rr_type=MX"),
        ("visit:https://evil.test/login?id=1", None, "https://urlscan.io/search/#domain:evil.test"),
        ("visit:https://[bad/", None, "https://urlscan.io/search/#domain:"),
        ("certificate:evil.test", None, "https://crt.sh/?q=evil.test"),
        ("whois:evil.jp", None, "https://whois.jprs.jp/"),
        ("feeds:https://evil.test/", Listing("JPCERT/CC, URLhaus", True), "https://github.com/JPCERTCC/phishurl-list"),
        ("feeds:https://evil.test/", Listing("JPCERT/CC, URLhaus", False), ""),
        ("feeds:https://evil.test/", Listing("my own", True), ""),
        ("warnings:nta", Warned("国税庁", "x", "2026-01-01", "https://www.nta.go.jp/x"), "https://www.nta.go.jp/x"),
        ("nothing:x", None, ""),
    ],
)
def test_each_answer_tells_where_a_reader_can_check_it(question: str, value: Listing | Warned | None, page: str) -> None:
    assert check_at(Question.read(question), value) == page


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("https://crt.sh/?q=evil.test", "crt.sh/?q=evil.test"),
        ("https://whois.jprs.jp/", "whois.jprs.jp"),
        ("https://www.virustotal.com/gui/search/evil.test", "www.virustotal.com/gui/search/evil.test"),
        ("https://openphish.com/", "openphish.com"),
        (
            "https://www.xserver.ne.jp/information_detail.php?view_id=6612",
            "www.xserver.ne.jp/information_detail.php?view_id=6612",
        ),
        ("https://evil.test/.well-known/security.txt", ""),
        ("https://crt.sh.evil.test/?q=x", ""),
        ("https://crt.sh@evil.test/", ""),
        ("http://crt.sh/?q=x", ""),
        ("https://crt.sh/?q=\u202ex", ""),
        ("https://crt.sh/?q=a https://evil.test/", ""),
        ("https://{subject}/", ""),
        ("", ""),
    ],
)
def test_only_pages_of_known_services_are_given_to_be_typed(page: str, typed: str) -> None:
    assert to_type(page) == typed


def test_a_listing_and_a_warning_carry_that_address(tmp_path: Path) -> None:
    fact = keeping(tmp_path, "https://evil.test/login").look(Question("feeds", "https://evil.test/login"))
    assert fact.check_at == "https://openphish.com/"
    warned = offline_sources()[OFFLINE.index("warnings")].look(Question("warnings", "xserver"))
    assert warned.check_at.startswith("https://")
