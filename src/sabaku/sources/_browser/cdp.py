"""Speaks the browser's own protocol (CDP) over two pipes: questions with time limits, and events. Knows no page.

What comes in was made by a browser that runs hostile pages: messages are limited in size, and their content is looked at
with care by whoever uses it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import msgspec

from sabaku.sources._browser.limits import MESSAGE

Params = dict[str, Any]
Hear = Callable[[str, Params], None]
"""Is told of an event: its name and what it says."""
PIECE = 256 * 2**10


class Gone(Exception):
    """The browser, or the page that was asked, is no longer there, or refused the question."""


class Cdp:
    """The browser at the other end of two pipes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.WriteTransport, patience: float) -> None:
        self.patience = patience
        self._writer, self._number = writer, 0
        self._waiting: dict[int, asyncio.Future[Params]] = {}
        self._hears: dict[str, Hear] = {}
        self._reading = asyncio.ensure_future(self._read(reader))

    @property
    def gone(self) -> bool:
        """Whether the browser is no longer there."""
        return self._reading.done()

    def hear(self, session: str, hear: Hear | None) -> None:
        """Who is told of the events of that session ("" = the browser's own)."""
        if hear is None:
            self._hears.pop(session, None)
        else:
            self._hears[session] = hear

    async def ask(self, method: str, session: str = "", patience: float | None = None, **params: object) -> Params:
        """The answer. Raises Gone, or TimeoutError after `patience` seconds."""
        number, answer = self._send(method, session, params)
        try:
            async with asyncio.timeout(patience or self.patience):
                return await answer
        finally:
            self._waiting.pop(number, None)

    def tell(self, method: str, session: str = "", **params: object) -> None:
        """Ask without waiting for the answer."""
        number, answer = self._send(method, session, params)
        answer.add_done_callback(lambda it: self._forget(number, it))

    def _forget(self, number: int, answer: asyncio.Future[Params]) -> None:
        self._waiting.pop(number, None)
        if not answer.cancelled():
            answer.exception()

    def _send(self, method: str, session: str, params: Params) -> tuple[int, asyncio.Future[Params]]:
        if self._reading.done():
            raise Gone("the browser has gone")
        self._number += 1
        message: Params = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        answer = self._waiting[self._number] = asyncio.get_running_loop().create_future()
        self._writer.write(msgspec.json.encode(message) + b"\0")
        return self._number, answer

    async def _read(self, reader: asyncio.StreamReader) -> None:
        rest = bytearray()
        try:
            while piece := await reader.read(PIECE):
                start = max(len(rest) - 1, 0)
                rest += piece
                if rest.find(b"\0", start) >= 0:
                    *whole, last = bytes(rest).split(b"\0")
                    rest = bytearray(last)
                    for it in whole:
                        self._take(it)
                if len(rest) > MESSAGE:
                    break
        except OSError:
            pass
        finally:
            self.close()

    def _take(self, raw: bytes) -> None:
        try:
            message = msgspec.json.decode(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return
        if not isinstance(message, dict):
            return
        answer = self._waiting.get(message.get("id", 0))
        if answer is not None and not answer.done():
            if "error" in message:
                answer.set_exception(Gone(str(message["error"])[:300]))
            else:
                answer.set_result(message.get("result") or {})
        elif "method" in message:
            hear = self._hears.get(str(message.get("sessionId", "")))
            if hear is not None:
                hear(str(message["method"]), message.get("params") or {})

    def close(self) -> None:
        """No more questions; whoever waits is told that the browser has gone."""
        self._reading.cancel()
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(Gone("the browser has gone"))
        if not self._writer.is_closing():
            self._writer.abort()  # closing would wait for whatever a browser that hangs has not read
