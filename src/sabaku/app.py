"""The three steps: prepare (mail -> observables), gather (questions -> facts), conclude (case -> report).

The two outer ones are pure; only `gather` waits. Knows the order of things and nothing about any one of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from sabaku import checks, judge, mime
from sabaku.checks._check import run
from sabaku.extract import observe
from sabaku.model import Allowance, Case, Input, Report
from sabaku.report import leftout, lines
from sabaku.report.gaps import gaps_of
from sabaku.report.recipient import recipient
from sabaku.report.reliance import reliance
from sabaku.versions import versions

if TYPE_CHECKING:  # asyncio and sqlite3 cost more than a whole offline run may
    from sabaku.sources.ledger import Ledger
    from sabaku.sources.tape import Tape

FORMAT = 1


def prepare(given: Input, late: Callable[[float], bool] | None = None) -> Case:
    """Read the mail and everything that it shows. Never raises, whatever the bytes are.

    `late`: says whether that share (0 to 1) of the time for it is used up. What it stops is kept in `left_out`, and shown.
    """
    message = mime.parse(given.raw, Allowance(late, given.left_out) if late else Allowance(left_out=given.left_out))
    return Case(given, message, observe(message, given))


def offline(case: Case) -> Case:
    """The case with the facts that nobody needs to be asked for."""
    from sabaku.sources import offline_facts

    return case.told(offline_facts(case))


def recorded(case: Case, tape: bytes) -> tuple[Case, Tape]:
    """The case with the answers of a recording, and nothing else: nobody is asked. Raises ValueError for a broken recording."""
    from sabaku.sources import all_sources
    from sabaku.sources.tape import loads

    read = loads(tape)
    return case.told(read.facts(all_sources())), read


async def gather(case: Case, ledger: Ledger) -> tuple[Case, Tape]:
    """The case with all answers that its profile allows to ask for, and the tape of them."""
    from sabaku.sources import rounds
    from sabaku.sources.tape import Tape

    tape = Tape()
    facts = await rounds(case, ledger, tape)
    return case.told(facts), tape


def gather_now(case: Case, state: Path, visit: Mapping[str, object] | None = None) -> tuple[Case, Tape]:
    """`gather` for a door that has no event loop; answers are shared through the store in the state folder.

    `visit`: the operator's settings for visits. Raises NotUsable.
    """
    import asyncio

    from sabaku.sources import sources_for
    from sabaku.sources.ledger import Ledger

    state.mkdir(parents=True, exist_ok=True)
    sources = sources_for(state, visit or {})
    return asyncio.run(gather(case, Ledger(state / "answers.sqlite", case.input.profile, sources=sources)))


def visits(case: Case, state: Path, visit: Mapping[str, object] | None = None) -> tuple[tuple[str, ...], str]:
    """The addresses that a visit would open, decoys put in, and what is missing to open them ("" = nothing)."""
    from sabaku.sources import sources_for

    source = sources_for(state, visit or {}, only="visit")["visit"]
    return tuple(it.subject for it in source.wants(case)), source.lacks


def blobs_of(tape: Tape, state: Path) -> dict[str, bytes]:
    """What the visits on that tape brought (pictures, pages, recordings of requests) by sha256, as far as it is kept."""
    from sabaku.sources._blobs import Blobs, of_tape

    return of_tape(tape, Blobs(state / "blobs"))


def pictures(state: Path) -> Callable[[str], bytes | None]:
    """Gives what visits brought by its sha256, as far as it is kept on this machine."""

    def one(sha256: str) -> bytes | None:
        from sabaku.sources._blobs import Blobs

        return Blobs(state / "blobs").get(sha256)

    return one


def tape_of(case: Case) -> Tape:
    """The tape of an offline case: the answers of the tables on this machine."""
    from sabaku.sources.tape import Tape, entry_of

    return Tape(entry_of(it) for it in case.facts.values())


def examine(given: Input) -> Report:
    """One mail, from bytes to report, without asking anybody."""
    return conclude(offline(prepare(given)))


def conclude(case: Case, scale: judge.Weights | None = None) -> Report:
    """Run all checks over the case and say what they found; `scale`: weights other than those that ship."""
    scale = scale or judge.weights()
    catalogue = checks.catalogue()
    ran = run(catalogue.values(), case)
    findings = judge.told_once(lines.findings(case, ran, scale.of), scale)
    cut = leftout.cut(case.message, case.input.carrier)
    unread = (*leftout.gaps(case.message.allowance.left_out, list(catalogue)), *leftout.unread(case.message))
    gaps = (*cut, *unread, *gaps_of(ran, case.facts.values()))
    verdict = judge.judge(
        findings,
        gaps,
        decisive=[it.check.id for it in ran if it.check.decisive],
        speaks_for={it.check.id: it.speaks_for for it in ran},
        scale=scale,
    )
    languages = {it.value for it in case.seen("language")}
    return Report(
        format=FORMAT,
        sha256=hashlib.sha256(case.input.given or case.input.raw).hexdigest(),
        versions=versions(scale.learnt),
        examined_at=case.input.now,
        profile=case.input.profile,
        message=lines.message(case),
        origin=lines.origin(case),
        claims=lines.claims(case),
        links=lines.links(case),
        observables=lines.observables(case),
        facts=tuple(sorted(case.facts.values(), key=lambda it: it.question)),
        findings=findings,
        gaps=gaps,
        verdict=structs.replace(verdict, reliance=reliance(findings, languages)),
        zone=case.input.home.zone,
        recipient=recipient(case),
    )
