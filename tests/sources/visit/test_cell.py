"""The cell around the browser: what it can see and reach, and that nothing of it stays, whatever ends it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from gallery.server import Gallery, pages
from sabaku.apart import process
from sabaku.sources._browser import flags, launch
from sabaku.sources._browser.launch import FIRST_USER, NoBrowser, Running, browser, program
from sabaku.sources._browser.upstream import Streams
from sabaku.sources._browser.usage import descendants, megabytes
from sabaku.sources._browser.visit import visit
from sabaku.sources._settings import standard
from sabaku.sources.visit import make
from sources.visit.live import PHONE, ROOMY, needs_browser

pytestmark = [pytest.mark.enable_socket, needs_browser, pytest.mark.skipif(sys.platform != "linux", reason="cells are for Linux")]
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

LONG = 60.0
"""Seconds in which what comes soon has come on the busiest machine."""
EVERY = 0.05

ORPHAN = """
import asyncio, os, sys
from sabaku.sources._browser import flags
from sabaku.sources._browser.launch import browser
from sabaku.sources._browser.limits import Limits
from sabaku.sources._browser.usage import all_filtered, descendants
flags.PROFILE = sys.argv[1]
async def nothing(reader, writer): writer.close()
async def main():
    async with browser(nothing, (800, 600), Limits(start=60)):
        while not all_filtered(os.getpid()):
            await asyncio.sleep(0.05)
        print(*descendants(os.getpid()), flush=True)
        await asyncio.sleep(3600)
asyncio.run(main())
"""


OTHERS: set[int] = set()
"""What other tests have started here and is still there: Python's own tracker of resources, for one."""


@pytest.fixture(autouse=True)
def _nobody_waits() -> None:
    """What reads files for other tests is no process of the browser's, nor is anything that was there before."""
    process._end_all()
    OTHERS.clear()
    OTHERS.update(descendants(os.getpid()))


def started() -> list[int]:
    """The processes that this test has started."""
    return [it for it in descendants(os.getpid()) if it not in OTHERS]


@pytest.fixture(autouse=True)
def profile(monkeypatch: pytest.MonkeyPatch) -> str:
    """How the folders begin in which this test's browsers live: others may be at work on this machine."""
    monkeypatch.setattr(flags, "PROFILE", f"{flags.PROFILE}-{os.getpid()}-{os.urandom(3).hex()}")
    return flags.PROFILE


async def nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


def alive(pids: Iterable[int]) -> list[int]:
    """Those of these processes that still run."""
    found = []
    for it in pids:
        with contextlib.suppress(OSError):
            if Path(f"/proc/{it}/stat").read_bytes().rpartition(b") ")[2][:1] not in (b"Z", b"X"):
                found.append(it)
    return found


def gone(pids: list[int]) -> bool:
    """Whether all of these processes end soon: those that nobody ends never do."""
    end = time.monotonic() + LONG
    while alive(pids) and time.monotonic() < end:
        time.sleep(EVERY)
    return not alive(pids)


async def until(there: Callable[[], object]) -> None:
    """Wait until that is so."""
    async with asyncio.timeout(LONG):
        while not there():  # noqa: ASYNC110  nobody tells
            await asyncio.sleep(EVERY)


async def visited(gallery: Gallery) -> None:
    """Wait until the browser has asked for a page, and a moment longer."""
    await until(lambda: gallery.asked)
    await asyncio.sleep(0.3)


def left_behind(profile: str) -> list[str]:
    """What this test's browsers have left in the folder for what is kept for a while."""
    return [str(it) for it in Path(profile).parent.iterdir() if str(it).startswith(profile)]


def status(pid: int, name: str) -> str:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return line.split(None, 1)[1].strip()
    return ""


def devices(pid: int) -> list[str]:
    """The network interfaces that a process has."""
    return [line.split(":")[0].strip() for line in Path(f"/proc/{pid}/net/dev").read_text().splitlines()[2:]]


def inside(pid: int, folder: str) -> list[str]:
    """What a process sees in a folder at the root."""
    return [it.name for it in Path(f"/proc/{pid}/root/{folder}").iterdir()]


def kinds(pids: Iterable[int]) -> dict[int, str]:
    """The processes of the browser: `renderer`, `zygote`…, `` for the first one."""
    found = {}
    for it in pids:
        with contextlib.suppress(OSError):
            words = (
                Path(f"/proc/{it}/cmdline").read_bytes().decode().replace("\0", " ").split(" ")
            )  # page processes write one line
            if words[0] == program():
                found[it] = next((word[7:] for word in words if word.startswith("--type=")), "")
    return found


def test_what_the_browser_can_see_and_do(profile: str) -> None:
    async def run() -> tuple[Running, list[int]]:
        async with browser(nothing, (800, 600), ROOMY) as running:
            await until(lambda: "renderer" in kinds(started()).values() and running.usage.sandboxed)
            pids = started()
            found = kinds(pids)
            first = next(it for it, kind in found.items() if not kind)
            renderers = [it for it, kind in found.items() if kind == "renderer"]
            assert renderers
            assert all(status(it, "Seccomp") == "2" for it in renderers)
            assert status(first, "NoNewPrivs") == "1"
            assert int(status(first, "CapEff"), 16) == 0
            if ROOT:
                assert all(int(status(it, "Uid").split()[0]) >= FIRST_USER for it in found)
            if "net" in running.isolation:
                assert devices(first) == ["lo"]
            if "mount" in running.isolation and ROOT:
                assert inside(first, "root") == inside(first, "home") == []
            assert megabytes(os.getpid()) > 100
            assert left_behind(profile) == []
            return running, pids

    running, pids = asyncio.run(run())
    assert alive(pids) == []
    assert running.version.startswith(("Chrome/", "Chromium/", "HeadlessChrome/"))


def test_three_visits_side_by_side_leave_nothing(profile: str) -> None:
    async def run() -> list[str]:
        async with Gallery() as gallery:

            async def dial(address: str, port: int) -> Streams:
                return await asyncio.open_connection(*gallery.dial(address, port))

            names = ("active-mail", "dialogs", "private-redirect")
            held: list[bytes] = []

            def keep(body: bytes) -> str:
                held.append(body)
                return "0" * 64

            asked = (visit(pages()[it].url, [PHONE], gallery.resolve, dial, keep, ROOMY) for it in names)
            told = await asyncio.gather(*asked)
            assert gallery.canary == []
            return [it["faces"][0]["title"] for it in told]

    assert asyncio.run(run())[:2] == ["Active! mail", "警告"]
    assert list(kinds(started())) == []
    assert left_behind(profile) == []


def test_a_killed_parent_takes_the_browser_with_it(profile: str) -> None:
    with subprocess.Popen([sys.executable, "-c", ORPHAN, profile], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pids = [int(it) for it in parent.stdout.readline().split()]
        assert len(kinds(pids)) > 3
        parent.send_signal(signal.SIGKILL)
        parent.wait(LONG)
    assert gone(pids)
    assert left_behind(profile) == []


def test_a_visit_that_is_given_up_leaves_nothing() -> None:
    async def run() -> list[int]:
        async with Gallery() as gallery:

            async def dial(address: str, port: int) -> Streams:
                return await asyncio.open_connection(*gallery.dial(address, port))

            going = asyncio.ensure_future(visit(pages()["drip"].url, [PHONE], gallery.resolve, dial, lambda _: "", ROOMY))
            await visited(gallery)
            pids = started()
            going.cancel()
            await asyncio.gather(going, return_exceptions=True)
            return pids

    pids = asyncio.run(run())
    assert pids
    assert gone(pids)


def test_a_browser_that_dies_is_an_error_of_the_visit() -> None:
    async def run() -> str:
        async with Gallery() as gallery:

            async def dial(address: str, port: int) -> Streams:
                return await asyncio.open_connection(*gallery.dial(address, port))

            going = asyncio.ensure_future(visit(pages()["drip"].url, [PHONE], gallery.resolve, dial, lambda _: "", ROOMY))
            await visited(gallery)
            for it, kind in kinds(started()).items():
                if not kind:
                    os.kill(it, signal.SIGKILL)
            return str((await going)["faces"][0]["error"])

    assert asyncio.run(run()) == "crashed"


def test_where_there_are_no_namespaces_the_browsers_own_sandbox_stands_and_nothing_stays(
    profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered = launch._order

    def together(*given: object) -> dict[str, object]:
        return {**ordered(*given), "apart": False}  # type: ignore[arg-type]

    monkeypatch.setattr(launch, "_order", together)

    async def run() -> tuple[tuple[str, ...], list[int]]:
        async with browser(nothing, (800, 600), ROOMY) as running:
            await until(lambda: running.usage.sandboxed)
            assert len(left_behind(profile)) == 1
            return running.isolation, started()

    isolation, pids = asyncio.run(run())
    assert isolation == (("user",) if ROOT else ())
    assert gone(pids)
    assert left_behind(profile) == []


@pytest.mark.parametrize(("path", "why"), [("/nonexistent", "no browser"), ("/bin/false", "does not start")])
def test_without_a_browser_it_is_said(path: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SABAKU_CHROMIUM", path)

    async def run() -> None:
        async with browser(nothing, (800, 600), ROOMY):
            pass

    with pytest.raises(NoBrowser, match=why):
        asyncio.run(run())
    assert (make(standard()).lacks == "browser") == (path == "/nonexistent")
