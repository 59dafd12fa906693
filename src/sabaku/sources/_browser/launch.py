"""Starts a browser in a cell and sees to it that nothing of it stays: one process group, one profile, one visit."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from sabaku.sources._browser import flags
from sabaku.sources._browser.cdp import Cdp, Gone
from sabaku.sources._browser.limits import Limits
from sabaku.sources._browser.usage import Usage

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
FIRST_USER, USERS = 61184, 4336
"""The range that systemd keeps for users that exist only for a while."""
CELL = Path(__file__).with_name("cell.py")
LONGEST_HEAD = 128 * 2**10
GRACE = 5.0


class NoBrowser(Exception):
    """The browser cannot be started here."""


@dataclass(slots=True)
class Running:
    """A browser in its cell."""

    cdp: Cdp
    usage: Usage
    isolation: tuple[str, ...]
    version: str = ""


def program() -> str:
    """The browser that is installed here, or "". Linux only: elsewhere there is no cell to put it into."""
    if not sys.platform.startswith("linux"):
        return ""
    told = os.environ.get("SABAKU_CHROMIUM", "")
    found = (it for it in ((told,) if told else flags.PROGRAMS) if os.access(it, os.X_OK) and Path(it).is_file())
    return next(found, "")


@contextlib.asynccontextmanager
async def browser(serve: Serve, size: tuple[int, int], limits: Limits) -> AsyncIterator[Running]:
    """A browser whose every connection arrives at `serve`. Raises NoBrowser. Afterwards nothing of it runs."""
    binary = program()
    if not binary:
        raise NoBrowser("no browser")
    async with contextlib.AsyncExitStack() as last:
        here, there = socket.socketpair()
        last.callback(here.close)
        to_read, to_write = os.pipe()
        from_read, from_write = os.pipe()
        ours = [last.enter_context(os.fdopen(from_read, "rb", 0)), last.enter_context(os.fdopen(to_write, "wb", 0))]
        order = _order(binary, size, limits, to_read, from_write)
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-I", "-S", str(CELL), str(there.fileno()),
                pass_fds=(there.fileno(), to_read, from_write), start_new_session=True,
                stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=_errors(),
            )  # fmt: skip
        finally:
            there.close()
            os.close(to_read)
            os.close(from_write)
        last.push_async_callback(_end, process, str(order["profile"]))
        usage = Usage(process.pid, limits.memory, lambda: _kill(process))
        last.push_async_callback(usage.stop)
        isolation, listening = await _cell(here, order, limits.start)
        last.callback(listening.close)
        server = await asyncio.start_server(serve, sock=listening, limit=LONGEST_HEAD)
        last.callback(server.close)
        cdp = await _talk(last, ours[0], ours[1], limits.answer)
        running = Running(cdp, usage, isolation)
        running.version = await _answers(cdp, limits.start)
        yield running


def _errors() -> int | None:
    """Where the browser's own complaints go: nowhere, unless somebody who works on this wants to read them."""
    return None if os.environ.get("SABAKU_CHROMIUM_TALKS") else asyncio.subprocess.DEVNULL


def _order(binary: str, size: tuple[int, int], limits: Limits, read: int, write: int) -> dict[str, object]:
    number = int.from_bytes(os.urandom(4), "big")
    profile = f"{flags.PROFILE}-{number:08x}"
    per_user = {"NPROC": limits.processes} if os.geteuid() == 0 else {}
    return {
        "program": binary,
        "apart": True,
        "words": flags.words(binary, size, profile, limits),
        "environment": flags.environment(profile),
        "profile": profile,
        "user": FIRST_USER + number % USERS,
        "disk": limits.disk,
        "limits": {"CORE": 0, "CPU": limits.processor, "FSIZE": limits.disk << 20, "NOFILE": 8192, **per_user},
        "read": read,
        "write": write,
    }


async def _cell(here: socket.socket, order: dict[str, object], patience: float) -> tuple[tuple[str, ...], socket.socket]:
    """Give the order, and take the socket on which the cell's only way out is listened for. Raises NoBrowser."""
    loop = asyncio.get_running_loop()
    here.setblocking(False)
    try:
        async with asyncio.timeout(patience):
            await loop.sock_sendall(here, json.dumps(order).encode() + b"\n")
            await _readable(here)
            told, handed, _, _ = socket.recv_fds(here, 4096, 1)
    except (OSError, TimeoutError) as fault:
        raise NoBrowser("the browser could not be isolated") from fault
    if not handed:
        raise NoBrowser("the browser could not be isolated")
    listening = socket.socket(fileno=handed[0])
    listening.setblocking(False)
    return tuple(json.loads(told)["isolation"]), listening


async def _readable(it: socket.socket) -> None:
    loop, ready = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(it.fileno(), ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(it.fileno())


async def _talk(last: contextlib.AsyncExitStack, read: FileIO, write: FileIO, patience: float) -> Cdp:
    """Speak over two pipes, until the end of `last`."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=2**20)
    heard, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), read)
    last.callback(heard.close)
    said, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, write)
    cdp = Cdp(reader, said, patience)
    last.callback(cdp.close)
    return cdp


async def _answers(cdp: Cdp, patience: float) -> str:
    try:
        told = await cdp.ask("Browser.getVersion", patience=patience)
    except (Gone, TimeoutError) as fault:
        raise NoBrowser("the browser does not start") from fault
    return str(told.get("product", ""))


def _kill(process: asyncio.subprocess.Process) -> None:
    """End the browser: its parent in the cell kills it, and the kernel all that descends from it."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()


async def _end(process: asyncio.subprocess.Process, profile: str) -> None:
    """Wait until the whole cell is gone; a parent that does not obey is killed with its group."""
    _kill(process)
    try:
        async with asyncio.timeout(GRACE):
            await asyncio.shield(process.wait())
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
    shutil.rmtree(profile, ignore_errors=True)
