"""Keeping copies of public lists: fetched from loopback, put in place together, and left alone where a mirror is dead."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from world import HOST, World, running

from sabaku import data
from sabaku.data import kept
from sabaku.model import Listing, Question
from sabaku.sources import _tables, _updates, all_sources
from sabaku.sources._overview import overview
from sabaku.sources._settings import LIST_KEYS, data_folder, standard
from sabaku.sources._source import Settings
from sabaku.sources._store import Store
from sabaku.sources._updates import Outcome
from sabaku.sources.catalogue import SOURCES
from sabaku.sources.feeds import Feeds

NOW = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
JPCERT = "date,URL,description\n2026/01/30 10:24:00,https://evil.test/login/?id=1,三井住友カード\nbroken line\n,,\n".encode()
URLHAUS = (
    b'# comment\r\n"7","2026-02-04 10:00:00","http://malware.test/a.exe","online","","malware_download","","https://x/","me"\r\n'
)
OPENPHISH = b"https://phish.test/a\nnot a url\nhttps://[bad/\n"
PHISHTANK = b"phish_id,url,phish_detail_url,submission_time,verified,verification_time,online,target\n1,https://tank.test/,d,2026-02-01T00:00:00+00:00,yes,x,yes,Amazon\n"


def update(
    it: World, folder: Path, names: tuple[str, ...] = (), told: list[tuple[str, int, int]] | None = None
) -> dict[str, Outcome]:
    async def go() -> tuple[Outcome, ...]:
        async with running(it):
            settings = Settings(
                keys={"phishtank": "K"},
                endpoints={
                    "lists.jpcert": f"{it.http}/jpcert/{{year}}{{month}}.csv",
                    "lists.openphish": f"{it.http}/openphish",
                    "lists.urlhaus": f"{it.http}/urlhaus",
                    "lists.phishtank": f"{it.http}/{{key}}/phishtank",
                    **{f"tables.{id}": f"{it.http}/no-{id}" for id in _tables.available()},
                },
                trusted=frozenset({f"{HOST}:{it.http_port}"}),
                data=folder,
            )
            return await _updates.update(settings, NOW, names, (lambda *step: told.append(step)) if told is not None else None)

    return {it.list: it for it in asyncio.run(go())}


def world() -> World:
    pages = {"/jpcert/202601.csv": JPCERT, "/openphish": OPENPHISH, "/urlhaus": URLHAUS, "/K/phishtank": PHISHTANK}
    return World(pages={path: (200, {}, body) for path, body in pages.items()})


@pytest.mark.enable_socket
def test_all_lists_are_kept(tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    outcomes = update(world(), tmp_path, told=steps)
    assert {name: (it.entries, it.why) for name, it in outcomes.items()} == {
        "JPCERT/CC": (1, ""),
        "OpenPhish": (1, ""),
        "URLhaus": (1, ""),
        "PhishTank": (1, ""),
        "Safe Browsing": (0, "lacks key SABAKU_SAFEBROWSING_KEY"),
        "networks (AS numbers, countries)": (0, "no checksum"),
        "DB-IP City Lite": (0, "http 404"),
        "Public Suffix List": (0, "http 404"),
        "brands": (0, "no checksum"),
    }
    assert steps[24] == ("JPCERT/CC", 25, 25)
    lists = kept.lists(tmp_path)
    assert lists is not None
    assert next((it.name, it.first, it.last) for it in lists.coverage()) == ("JPCERT/CC", "2026-01-30", "2026-01-30")
    fact = Feeds(lists).look(Question("feeds", "https://evil.test/login/"))
    assert fact.value == Listing("JPCERT/CC", True, "phishing", "2026-01-30 三井住友カード", "2026-01-30")


@pytest.mark.enable_socket
def test_a_dead_mirror_leaves_the_old_copy_and_says_so(tmp_path: Path) -> None:
    update(world(), tmp_path)
    it = world()
    it.pages["/openphish"] = (503, {}, b"")
    it.pages["/urlhaus"] = "cut"
    it.pages["/K/phishtank"] = (200, {}, b"<html>please log in</html>")
    outcomes = update(it, tmp_path)
    assert outcomes["OpenPhish"] == Outcome("OpenPhish", 1, "2026-02-05", "http 503")
    assert outcomes["URLhaus"].why == "network: RemoteProtocolError"
    assert outcomes["PhishTank"].why == "nothing usable came"
    assert outcomes["JPCERT/CC"].why == ""
    lists = kept.lists(tmp_path)
    assert lists is not None
    assert {it.name for it in lists.coverage()} == {"JPCERT/CC", "OpenPhish", "URLhaus", "PhishTank"}
    assert lists.url("phish.test/a")


@pytest.mark.enable_socket
def test_only_the_named_list_is_fetched_and_settled_months_once(tmp_path: Path) -> None:
    it = world()
    it.pages["/jpcert/202501.csv"] = (200, {}, JPCERT.replace(b"2026/01", b"2025/01"))
    assert set(update(it, tmp_path, ("jpcert",))) == {"JPCERT/CC"}
    before = len(it.heard)
    assert update(it, tmp_path, ("jpcert",))["JPCERT/CC"].entries == 2
    again = b"".join(it.heard[before:])
    assert b"202501.csv" not in again
    assert b"202601.csv" in again


@pytest.mark.enable_socket
def test_a_list_without_its_key_is_not_fetched(tmp_path: Path) -> None:
    outcome = asyncio.run(_updates.update(Settings(data=tmp_path), NOW, ("phishtank",)))
    assert outcome == (Outcome("PhishTank", 0, "", "lacks key SABAKU_PHISHTANK_KEY"),)
    assert not (tmp_path / kept.LISTS).exists()


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    bad = kept.Coverage("x", "", "", "2026-02-05", "", "", 1)
    with pytest.raises(Exception, match="UNIQUE"):
        kept.write_lists(tmp_path, [(bad, []), (bad, [])])
    assert list(tmp_path.iterdir()) == []


def test_keys_come_from_the_environment_and_stay_out_of_sight() -> None:
    settings = standard(
        {
            "SABAKU_SAFEBROWSING_KEY": "S3CRET",
            "SABAKU_PHISHTANK_KEY": "T",
            "HOME": "/nowhere",
            "SABAKU_NAMESERVERS": "192.0.2.1 192.0.2.2",
        }
    )
    assert settings.keys == {"safebrowsing": "S3CRET", "phishtank": "T"}
    assert settings.nameservers == ("192.0.2.1", "192.0.2.2")
    assert "S3CRET" not in repr(settings)
    assert {id: it["key"] for id, it in data.toml("lists").items() if "key" in it} == LIST_KEYS


@pytest.mark.parametrize(
    ("env", "folder"),
    [
        ({"SABAKU_DATA": "/srv/sabaku"}, "/srv/sabaku"),
        ({"XDG_DATA_HOME": "/x"}, "/x/sabaku"),
        ({"HOME": "/home/u"}, "/home/u/.local/share/sabaku"),
    ],
)
def test_the_data_folder(env: dict[str, str], folder: str) -> None:
    assert data_folder(env) == Path(folder)


def test_the_overview_tells_what_is_lacking_and_what_is_left() -> None:
    store = Store()
    store.reserve("safebrowsing", NOW, 0, 10000)
    lines = {it.name: it for it in overview(all_sources(Settings()), store, "2026-02-05")}
    assert set(lines) <= set(SOURCES)
    assert (lines["safebrowsing"].lacks, lines["safebrowsing"].left) == ("key", 9999)
    assert (lines["geoip"].lacks, lines["geoip"].left) == ("", None)
    assert lines["virustotal"].lacks == "key"
