"""How long a visit takes and how much memory: `python -m sabaku.fit.visits [COUNT]`. Visits a page of its own on loopback.

Prints the figures as a Markdown table for docs/measured.md; judges nothing.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Sequence

from sabaku.sources._browser.launch import NoBrowser, browser, program
from sabaku.sources._browser.limits import Limits
from sabaku.sources._browser.upstream import Streams
from sabaku.sources._browser.visit import size, visit
from sabaku.sources._browser.visitors import VISITORS
from sabaku.sources._visiting import STANDARD

COUNT = 12
ADDRESS = "93.184.215.14"
"""A public address that stands for the page on loopback; nothing is sent to it."""
FIELDS = "".join(f"<p><label>項目{it} <input name=f{it}></label></p>" for it in range(20))
PAGE = (
    "<!DOCTYPE html><html lang=ja><meta charset=utf-8><title>ログイン</title><link rel=stylesheet href=/s.css>"
    f"<img src=/i.svg><h1>ログイン</h1><form action=/p method=post>{FIELDS}<input type=password name=p></form>"
    "<script src=/s.js></script></html>"
)
FILES = {
    "/s.css": ("text/css", "body{font-family:sans-serif}" * 400),
    "/s.js": ("text/javascript", "navigator.plugins.length;" * 400),
    "/i.svg": (
        "image/svg+xml",
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80"><rect width="200" height="80"/></svg>',
    ),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print. 1 where there is no browser."""
    words = list(sys.argv[1:] if argv is None else argv)
    count = int(words[0]) if words else COUNT
    if not program():
        print("no browser here: nothing measured", file=sys.stderr)
        return 1
    try:
        asyncio.run(_measure(count))
    except NoBrowser as fault:
        print(f"nothing measured: {fault}", file=sys.stderr)
        return 1
    return 0


async def _measure(count: int) -> None:
    server = await asyncio.start_server(_page, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    starts = [await _start() for _ in range(3)]
    alone = [await _visit(port) for _ in range(count)]
    begin = time.perf_counter()
    three = await asyncio.gather(*(_visit(port) for _ in range(3)))
    together = time.perf_counter() - begin
    server.close()
    faces = [face for whole in alone for face in whole[1]]
    print("| | median | slowest |\n|---|---|---|")
    print(_line("start of the browser, s", starts))
    print(_line(f"one visit as {' and '.join(STANDARD)} ({count} visits), s", [it[0] for it in alone]))
    print(_line("of it for one visitor, s", faces))
    print(f"| three visits side by side, s | {together:.1f} | |")
    print(_line("memory of one browser at its peak, MB", [float(it[2]) for it in alone], 0))
    print(f"| memory of three side by side, MB | {sum(it[2] for it in three)} | |")


def _line(name: str, values: Sequence[float], digits: int = 1) -> str:
    return f"| {name} | {statistics.median(values):.{digits}f} | {max(values):.{digits}f} |"


async def _start() -> float:
    begin = time.perf_counter()
    visitors = [VISITORS[it] for it in STANDARD]
    async with browser(_page, size(visitors), Limits()):
        return time.perf_counter() - begin


async def _visit(port: int) -> tuple[float, list[float], int]:
    """The time of a visit, of each of its visitors, and the memory in MB."""

    async def resolve(host: str) -> list[str]:
        return [ADDRESS] if host == "page.test" else []

    async def dial(address: str, at: int) -> Streams:
        del address, at
        return await asyncio.open_connection("127.0.0.1", port)

    begin = time.perf_counter()
    told = await visit("http://page.test/", [VISITORS[it] for it in STANDARD], resolve, dial, lambda _: "", Limits())
    faults = [it["error"] or it["cut"] for it in told["faces"] if it["error"] or it["cut"]]
    if faults:
        raise NoBrowser(f"the page could not be seen ({', '.join(faults)})")
    return time.perf_counter() - begin, [it["took_ms"] / 1000 for it in told["faces"]], told["memory_mb"]


async def _page(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The web server: one answer for each connection."""
    try:
        path = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].decode("latin-1")
        kind, text = FILES.get(path, ("text/html", PAGE))
        body = text.encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()
    except (OSError, IndexError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


if __name__ == "__main__":
    sys.exit(main())
