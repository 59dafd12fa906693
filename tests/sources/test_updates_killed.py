"""`sabaku data update` killed without warning, at each of its steps: the old data stand, and the next run goes on."""

from __future__ import annotations

import asyncio
import gzip
import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mmdb import mmdb
from test_tables import SUFFIX_LIST, Mirror
from world import World, running

from guests import Guests
from sabaku.data import kept
from sabaku.sources._updates import _swept

pytestmark = [pytest.mark.enable_socket, pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")]
OLD_CITY, CITY = mmdb({"country": {"iso_code": "US"}}), mmdb({"country": {"iso_code": "JP"}})
CITY_FILE, CITY_PAGE = "geo/dbip-city-lite.mmdb", f"/city-{datetime.now(UTC):%Y-%m}.mmdb.gz"
KILLED = """
import os, pathlib, signal, sys
from sabaku.sources import _tables, _http
from sabaku.data import kept
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
where = sys.argv.pop(1)
if where == "unpacking":
    unpack = _tables._unpack
    def half(part, fresh):
        fresh.write_bytes(b"half of it")
        die()
    _tables._unpack = half
if where in ("proving", "proved"):
    _tables._PROVE = dict.fromkeys(_tables._PROVE, die)
if where == "swapping":
    replace = pathlib.Path.replace
    pathlib.Path.replace = lambda it, to: die() if str(to).endswith((".mmdb", ".dat", "lists.sqlite")) else replace(it, to)
if where == "swapped":
    replace = pathlib.Path.replace
    pathlib.Path.replace = lambda it, to: (replace(it, to), die() if str(to).endswith((".mmdb", ".dat", "lists.sqlite")) else 0)[0]
from sabaku.doors.cli import main
sys.exit(main(sys.argv[1:]))
"""


def command(where: str, *names: str) -> list[str]:
    return [sys.executable, "-c", KILLED, where, "data", "update", *names, "--lang", "en"]


def environment(folder: Path, it: World) -> dict[str, str]:
    return {
        **os.environ,
        "SABAKU_DATA": str(folder / "data"),
        "SABAKU_STATE": str(folder / "state"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "SABAKU_URL_TABLES__SUFFIXES": f"{it.http}/psl.dat",
        "SABAKU_URL_TABLES__CITIES": f"{it.http}/city-{{year}}-{{month}}.mmdb.gz",
        "SABAKU_URL_LISTS__OPENPHISH": f"{it.http}/openphish",
    }


def run(mirror: Mirror, folder: Path, where: str, *names: str) -> tuple[int, str]:
    """How an update ended that is killed there, and what it said."""

    async def go() -> tuple[int, str]:
        async with running(World(answering=mirror.page)) as it:
            words = command(where, *names)
            process = await asyncio.create_subprocess_exec(
                *words, env=environment(folder, it), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
            told, _ = await asyncio.wait_for(process.communicate(), 600)
            return process.returncode or 0, told.decode()

    return asyncio.run(go())


def old(folder: Path) -> None:
    (folder / "data" / "geo").mkdir(parents=True)
    (folder / "data" / CITY_FILE).write_bytes(OLD_CITY)
    (folder / "data" / "public_suffix_list.dat").write_bytes(b"old")
    before = kept.Coverage("OpenPhish", "u", "l", "2026-02-01", "2026-01-30", "2026-01-31", 1)
    kept.write_lists(folder / "data", [(before, [kept.Entry("OpenPhish", "old.test/", "old.test", "old.test", "", "", "")])])


def listed(folder: Path) -> list[str]:
    db = sqlite3.connect(folder / "data" / kept.LISTS)
    try:
        return [row[0] for row in db.execute("select host from entries order by host")]
    finally:
        db.close()


@pytest.mark.parametrize("where", ["unpacking", "proving", "swapping", "swapped"])
def test_killed_after_the_download(where: str, tmp_path: Path) -> None:
    old(tmp_path)
    mirror = Mirror({CITY_PAGE: gzip.compress(CITY)})
    assert run(mirror, tmp_path, where, "cities")[0] == -signal.SIGKILL
    assert (tmp_path / "data" / CITY_FILE).read_bytes() == (CITY if where == "swapped" else OLD_CITY)
    status, told = run(mirror, tmp_path, "", "cities")
    assert (status, told) == (0, "cities (DB-IP City Lite): brought up to date\n")
    assert (tmp_path / "data" / CITY_FILE).read_bytes() == CITY
    assert list((tmp_path / "data" / "fetched").iterdir()) == []
    if where in ("unpacking", "swapped"):  # all of it was here already
        assert mirror.asked[-1].endswith(f"ytes={len(gzip.compress(CITY))}-")


@pytest.mark.parametrize("tells", [True, False])
def test_killed_when_all_was_here(tells: bool, tmp_path: Path) -> None:
    old(tmp_path)
    mirror = Mirror({"/psl.dat": SUFFIX_LIST}, tells=tells)
    part = tmp_path / "data" / "fetched" / "suffixes.part"
    part.parent.mkdir()
    part.write_bytes(SUFFIX_LIST)
    known = mirror.page(b"GET /psl.dat HTTP/1.1", b"")
    assert known is not None
    part.with_suffix(".etag").write_text(known[1]["ETag"])
    assert run(mirror, tmp_path, "", "suffixes")[0] == 0
    assert (tmp_path / "data" / "public_suffix_list.dat").read_bytes() == SUFFIX_LIST
    assert len(mirror.asked) == (2 if tells else 3), "it is fetched anew only where its length is not told"


def test_killed_in_the_download(tmp_path: Path) -> None:
    old(tmp_path)
    mirror = Mirror({"/psl.dat": SUFFIX_LIST})

    part = tmp_path / "data" / "fetched" / "suffixes.part"

    def come() -> None:
        end = time.monotonic() + 300
        while time.monotonic() < end and not (part.exists() and part.stat().st_size > 100_000):
            time.sleep(0.05)

    async def go() -> int:
        over = asyncio.Event()

        async def page(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            tag = mirror.page(b"GET /psl.dat HTTP/1.1", b"")
            assert tag is not None
            head = f"HTTP/1.1 200 OK\r\nETag: {tag[1]['ETag']}\r\nContent-Length: {len(SUFFIX_LIST)}\r\n\r\n"
            writer.write(head.encode() + SUFFIX_LIST[:150_000])
            await writer.drain()
            await over.wait()

        async with running(World()) as it:
            guests = Guests()
            server = await asyncio.start_server(guests.served(page), "127.0.0.1", 0)
            told = environment(tmp_path, it)
            told["SABAKU_URL_TABLES__SUFFIXES"] = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/psl.dat"
            process = await asyncio.create_subprocess_exec(*command("", "suffixes"), env=told)
            await asyncio.to_thread(come)
            process.kill()
            await process.wait()
            over.set()
            server.close()
            await guests.part()
            return part.stat().st_size

    had = asyncio.run(go())
    assert 100_000 < had <= 150_000
    assert (tmp_path / "data" / "public_suffix_list.dat").read_bytes() == b"old"
    mirror.asked.clear()
    assert run(mirror, tmp_path, "", "suffixes")[0] == 0
    assert [it.lower() for it in mirror.asked] == [f"/psl.dat range: bytes={had}-"]
    assert (tmp_path / "data" / "public_suffix_list.dat").read_bytes() == SUFFIX_LIST


@pytest.mark.parametrize("where", ["swapping", "swapped"])
def test_killed_while_lists_are_swapped(where: str, tmp_path: Path) -> None:
    old(tmp_path)
    mirror = Mirror({"/openphish": b"https://new.test/a\n"})
    assert run(mirror, tmp_path, where, "openphish")[0] == -signal.SIGKILL
    assert listed(tmp_path) == (["new.test"] if where == "swapped" else ["old.test"])
    assert run(mirror, tmp_path, "", "openphish")[0] == 0
    assert listed(tmp_path) == ["new.test"]


def test_what_a_killed_update_left_is_swept_away_later(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    (tmp_path / "geo").mkdir()
    left = [tmp_path / ".lists.sqlite.0123456789ab", tmp_path / "geo" / ".dbip-city-lite.mmdb.0123456789ab"]
    others = [tmp_path / ".hidden", tmp_path / "lists.sqlite", tmp_path / ".lists.sqlite.0123456789ac"]
    for it in (*left, *others):
        it.write_bytes(b"x")
    for it in left:
        os.utime(it, (now.timestamp() - 9000,) * 2)
    _swept(tmp_path, now)
    assert [it.exists() for it in (*left, *others)] == [False, False, True, True, True]
