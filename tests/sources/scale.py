"""Many mails against the small outside world: how fast, how often each question goes out, and what a kill costs.

    python tests/sources/scale.py [MAILS]

Starts the world in this process and the asking in another one, kills that in the middle, starts it again on the same store, and
prints the figures; then two at once on one store. `test_scale.py` runs a smaller one.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import dns.message

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(1, str(Path(__file__).parent.parent))
from world import HOST, World, running

from sabaku.sources._store import Store

MAILS = 1000
CAMPAIGNS = 25
"""Mails come in campaigns: those of one share the sender, and the registries are asked once for all of them."""
AT_ONCE = 32
MAIL = """Received: from mail.c{campaign}.test (mail.c{campaign}.test [{ip}])\r
\tby mx.recipient.example; Thu, 5 Feb 2026 11:00:00 +0900\r
From: info@c{campaign}.test\r
To: user@recipient.example\r
Subject: notice {n}\r
Date: Thu, 5 Feb 2026 11:00:00 +0900\r
Message-ID: <{n}@c{campaign}.test>\r
\r
https://n{n}.example/login/?u={n}\r
"""


def mail(n: int) -> bytes:
    """The n-th mail: a link of its own, the sender and the origin of its campaign."""
    campaign = n % CAMPAIGNS
    return MAIL.format(n=n, campaign=campaign, ip=f"9.9.{campaign}.9").encode()


def world(mails: int) -> World:
    """A world that knows all that the mails lead to."""
    zone = {f"n{n}.example": {"A": [f"9.8.{n // 250}.{n % 250 + 1}"], "NS": ["ns.example."]} for n in range(mails)}
    zone |= {f"c{n}.test": {"A": [f"9.9.{n}.9"], "MX": [f"10 mail.c{n}.test."]} for n in range(CAMPAIGNS)}
    return World(
        zone=zone,
        whois={f"c{n}.test": f"Domain Name: C{n}.TEST\r\nCreation Date: 2026-02-02T00:00:00Z\r\n" for n in range(CAMPAIGNS)},
    )


class Figures(NamedTuple):
    """What one run of the asking told."""

    mails: int
    questions: int
    answered: int
    fetched: int
    seconds: float
    by_source: dict[str, int]
    again: list[str]
    """What was under way when an earlier run was killed, and was asked once more."""
    gap: float
    """The shortest time between two questions to the registries, in seconds; their pace is one in half a second."""


def asked(it: World) -> Counter[str]:
    """How often each DNS question reached the servers (name and type)."""
    told: Counter[str] = Counter()
    for raw in it.heard:
        try:
            query = dns.message.from_wire(raw)
        except Exception:  # noqa: BLE001  names and other services' requests are heard too
            continue
        told[str(query.question[0])] += 1
    return told


async def ask(mails: int, store: Path, places: dict[str, Any]) -> Figures:
    """Examine the mails against a world that runs elsewhere. Prints a line for each that is done."""
    from sabaku import app
    from sabaku.model import Input, Question
    from sabaku.sources import all_sources, rounds
    from sabaku.sources._source import Settings
    from sabaku.sources.ledger import Ledger, utc_now
    from sabaku.sources.tape import Tape

    settings = Settings(
        nameservers=(f"{HOST}:{places['dns']}",),
        endpoints={"registry": f"http://{HOST}:{places['http']}/iana/", "whois": f"{HOST}:{places['whois']}"},
        trusted=frozenset({f"{HOST}:{places['http']}"}),
    )
    wanted = ("dns", "dnsbl", "network", "geoip", "auth", "whois")
    sources = {name: it for name, it in all_sources(settings).items() if name in wanted}
    ledger = Ledger(store, "full", sources=sources)
    start, now, gate = time.monotonic(), utc_now(), asyncio.Semaphore(AT_ONCE)
    questions: Counter[str] = Counter()
    answered: set[str] = set()
    fetches: Counter[str] = Counter()
    times: list[float] = []
    for it in sources.values():
        _count(it, fetches, times)
    # names of test worlds have registries with RDAP; the senders' are asked of by whois here, whose pace is slow
    sources["whois"].wants = lambda case: [Question("whois", it.value) for it in case.seen("domain", "from")]  # type: ignore[method-assign]

    async def one(n: int) -> None:
        async with gate:
            case = app.prepare(Input(mail(n), name=str(n), now=now, profile="full"))
            facts = await rounds(case, ledger, Tape(), budget=120.0)
            told = {str(question): fact.state for question, fact in facts.items() if question.source not in ("network", "geoip")}
            questions.update(told.keys())
            answered.update(it for it, state in told.items() if state in ("found", "none"))
            print(n, flush=True)

    await asyncio.gather(*(one(n) for n in range(mails)))
    gap = min((after - before for before, after in itertools.pairwise(times)), default=0.0)
    took, again = time.monotonic() - start, [str(it) for it in ledger.asked_again]
    return Figures(mails, len(questions), len(answered), sum(fetches.values()), took, dict(fetches), again, gap)


def _count(source: Any, fetches: Counter[str], times: list[float]) -> None:
    fetch = getattr(source, "fetch", None)
    if fetch is None:
        return

    async def counted(question: Any, ask: Any) -> bytes | None:
        fetches[source.name] += 1
        if source.name == "whois":
            times.append(time.monotonic())
        found: bytes | None = await fetch(question, ask)
        return found

    source.fetch = counted


@asynccontextmanager
async def child(mails: int, store: Path, it: World) -> AsyncIterator[asyncio.subprocess.Process]:
    """The asking as a process of its own."""
    places = json.dumps({"dns": it.dns_port, "http": it.http_port, "whois": it.whois_port})
    words = [sys.executable, __file__, str(mails), "--store", str(store), "--places", places]
    process = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE, env={**os.environ, "TZ": "UTC"})
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


class Result(NamedTuple):
    """Both runs: how many mails were done before the kill, what the second one told, and how often each question went out."""

    before: int
    figures: Figures
    first: Counter[str]
    second: Counter[str]
    under_way: list[str]
    """The questions that the killed run had noted as under way."""

    @property
    def again(self) -> list[str]:
        """Questions that the second run asked although the first had asked them already."""
        return [it for it in self.second if it in self.first]

    @property
    def unexplained(self) -> list[str]:
        """Those of them that had not been noted as under way."""
        named = {form for it in self.under_way for form in _on_the_wire(it)}
        return [it for it in self.again if not any(it.startswith(form) for form in named)]


def _on_the_wire(question: str) -> tuple[str, ...]:
    """How a question's DNS names begin: a name as it is, an address turned round."""
    subject = question.partition(":")[2].partition("?")[0]
    return f"{subject}.", ".".join(reversed(subject.split(".")))


async def killed_and_started_again(mails: int, folder: Path) -> Result:
    """Ask, kill in the middle, ask again on the same store."""
    store, done = folder / "answers.sqlite", 0
    async with running(world(mails)) as it:
        it.pages["/iana/dns.json"] = (200, {}, b'{"services": []}')
        async with child(mails, store, it) as process:
            assert process.stdout is not None
            while done < mails // 2 and await process.stdout.readline():
                done += 1
            if process.returncode is None:
                process.send_signal(signal.SIGKILL)
            await process.wait()
        first, under_way = asked(it), list(Store(store).under_way())
        it.heard.clear()
        async with child(mails, store, it) as process:
            assert process.stdout is not None
            told = (await process.stdout.read()).splitlines()
        return Result(done, Figures(**json.loads(told[-1])), first, asked(it), under_way)


async def two_at_once(mails: int, folder: Path) -> tuple[Figures, Figures, Counter[str]]:
    """Two processes examine the same mails at the same time over one store: their figures, and how often each question went out."""
    store = folder / "shared.sqlite"
    async with running(world(mails)) as it:
        it.pages["/iana/dns.json"] = (200, {}, b'{"services": []}')
        async with child(mails, store, it) as one, child(mails, store, it) as other:
            assert one.stdout is not None
            assert other.stdout is not None
            told = await asyncio.gather(one.stdout.read(), other.stdout.read())
        first, second = (Figures(**json.loads(text.splitlines()[-1])) for text in told)
        return first, second, asked(it)


def _main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("mails", type=int, nargs="?", default=MAILS)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--places", type=json.loads)
    told = parser.parse_args()
    if told.store:
        print(json.dumps(asyncio.run(ask(told.mails, told.store, told.places))._asdict()))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        it = asyncio.run(killed_and_started_again(told.mails, Path(folder)))
    run = it.figures
    print(f"{run.mails:,} mails, {run.questions:,} different questions, {run.answered:,} answered")
    print(f"killed after {it.before:,} mails; the second run took {run.seconds:.1f} s: {run.mails / run.seconds:,.0f} mails/s")
    print(f"fetched by the second run: {run.fetched:,} ({', '.join(f'{k} {v:,}' for k, v in sorted(run.by_source.items()))})")
    if run.gap:
        print(f"shortest time between two questions to registries: {run.gap:.2f} s (their pace: 0.5 s)")
    print(f"DNS questions that reached the servers: {it.first.total():,} before the kill, {it.second.total():,} after it")
    print(f"asked twice within one run: {sum(n > 1 for n in it.first.values())} and {sum(n > 1 for n in it.second.values())}")
    print(f"noted as under way when the kill came: {len(it.under_way)} questions; asked once more: {len(run.again)}")
    print(f"DNS questions that went out in both runs: {len(it.again)}; of them not noted as under way: {len(it.unexplained)}")
    with tempfile.TemporaryDirectory() as folder:
        one, other, out = asyncio.run(two_at_once(max(told.mails // 4, 1), Path(folder)))
    twice = sum(n > 1 for n in out.values())
    print(f"two processes at once, {one.mails:,} mails each: {out.total():,} DNS questions, asked twice: {twice}")
    told_of = " and ".join(f"{it.answered:,} of {it.questions:,}" for it in (one, other))
    print(f"answered: {told_of}, in {max(one.seconds, other.seconds):.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(_main())
