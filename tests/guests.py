"""The connections that a server of the tests has had: none of them outlives its server, whatever its guests left undone.

asyncio leaves that to the collector: a connection whose serving was cancelled before it began is closed by nobody, and the
warning about it then falls on whatever test happens to run.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
TURNS = 5
"""Turns of the event loop in which a connection that was accepted comes to whom it is for (asyncio takes three)."""


class Guests:
    """All connections of some servers."""

    def __init__(self) -> None:
        self._writers: list[asyncio.StreamWriter] = []
        self._tasks: list[asyncio.Task[None]] = []

    def served(self, serve: Serve) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], None]:
        """What `asyncio.start_server` is given, so that each connection is served like that and closed in the end."""

        async def whole(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await serve(reader, writer)
            if not writer.is_closing():  # Python 3.11.2 cannot abort an encrypted connection that was closed twice
                writer.close()

        def come(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._writers.append(writer)
            self._tasks.append(asyncio.ensure_future(whole(reader, writer)))

        return come

    async def part(self) -> None:
        """Hang up on everybody, also on who came a moment ago, and wait until the sockets are closed."""
        for _ in range(TURNS):
            await asyncio.sleep(0)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for it in self._writers:
            it.transport.abort()
        await asyncio.gather(*(it.wait_closed() for it in self._writers), return_exceptions=True)
