"""The three steps: prepare (mail -> observables), gather (questions -> facts), conclude (case -> report).

The two outer ones are pure; only `gather` waits. Knows the order of things and nothing about any one of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from sabaku import checks, judge, leftout, mime
from sabaku.caught import caught
from sabaku.checks._check import SHOWN_HITS, Ran, run
from sabaku.extract import observe
from sabaku.gaps import gaps_of
from sabaku.model import (
    Allowance,
    Carrier,
    Case,
    ClaimLine,
    Datum,
    Evidence,
    Finding,
    Input,
    Link,
    LinkLine,
    Message,
    MessageSummary,
    Origin,
    OriginLine,
    Report,
    Span,
    Text,
)
from sabaku.recipient import recipient
from sabaku.reliance import reliance
from sabaku.render.say import say, say_all
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

    return structs.replace(case, facts=offline_facts(case))


def recorded(case: Case, tape: bytes) -> tuple[Case, Tape]:
    """The case with the answers of a recording, and nothing else: nobody is asked. Raises ValueError for a broken recording."""
    from sabaku.sources import all_sources
    from sabaku.sources.tape import loads

    read = loads(tape)
    return structs.replace(case, facts=read.facts(all_sources())), read


async def gather(case: Case, ledger: Ledger) -> tuple[Case, Tape]:
    """The case with all answers that its profile allows to ask for, and the tape of them."""
    from sabaku.sources import rounds
    from sabaku.sources.tape import Tape

    tape = Tape()
    facts = await rounds(case, ledger, tape)
    return structs.replace(case, facts=facts), tape


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
    hit = frozenset(it.check.id for it in ran if it.hits)
    findings = tuple(sorted((_finding(it, case, hit, scale) for it in ran if it.hits), key=lambda it: (-abs(it.weight), it.id)))
    gaps = (*leftout.gaps(case.message.allowance.left_out, list(catalogue)), *gaps_of(ran, case.facts.values()))
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
        message=_summary(case),
        origin=_origin(case.origin),
        claims=tuple(ClaimLine(it.brand, it.names, round(it.confidence, 3)) for it in case.claims),
        links=_links(case),
        observables=case.observables,
        facts=tuple(sorted(case.facts.values(), key=lambda it: it.question)),
        findings=findings,
        gaps=gaps,
        verdict=structs.replace(verdict, reliance=reliance(findings, languages)),
        zone=case.input.home.zone,
        recipient=recipient(case),
    )


def _finding(ran: Ran, case: Case, hit: frozenset[str], scale: judge.Weights) -> Finding:
    """All hits of one check as one finding: it counts once, however often it hit."""
    check, first = ran.check, ran.hits[0]
    silenced = next((id for id in check.quiet_when if id in hit), "")
    weight = 0.0 if silenced or check.status == "trial" else scale.of.get(check.id, 0.0)
    shown = ran.hits[:SHOWN_HITS]
    return Finding(
        id=check.id,
        group=check.group,
        weight=weight,
        title=check.title,
        says=say_all(check.says, [it.values for it in shown], case.input.home.zone),
        sure=first.sure or check.sure,
        advice=check.advice,
        values=first.values,
        evidence=tuple(_placed(it, case.message) for hit in shown for it in hit.evidence),
        silenced_by=silenced,
        status=check.status,
        more=len(ran.hits) - len(shown),
    )


def _placed(evidence: Evidence, message: Message) -> Evidence:
    """The evidence with its range of file bytes."""
    if not isinstance(evidence.where, Span):
        return evidence
    try:
        raw = message.raw_range(evidence.where)
    except KeyError:
        raw = None
    return Evidence(evidence.where, evidence.found, evidence.expected, raw)


def _summary(case: Case) -> MessageSummary:
    message = case.message
    return MessageSummary(
        subject=message.text_of("subject"),
        from_=message.text_of("from"),
        to=message.text_of("to"),
        date=message.text_of("date"),
        message_id=message.text_of("message-id"),
        text=message.view("visible").text,
        plain=message.view("text").text,
        defects=message.defects,
        carrier=case.input.carrier,
        priority=_priority(case.input.carrier),
    )


CAUGHT: Mapping[str, Text] = {
    "clicked": Text("リンクを開いた", "followed the link"),
    "typed": Text("情報を入力した", "typed something in"),
    "paid": Text("お金を支払った", "paid"),
    "opened": Text("添付ファイルを開いた", "opened the attachment"),
}
CAUGHT_SAYS = Text(
    "転送した方の文面に「{words}」とあり、すでに{done}可能性があります。優先して対応してください。",
    "The forwarder writes “{words}” and may already have {done}. Deal with this one first.",
)


def _priority(carrier: Carrier | None) -> Text | None:
    """Whether the forwarder's own words say that somebody has been caught already; the gravest of it."""
    found = caught(carrier.words) if carrier is not None and carrier.words else None
    if found is None:
        return None
    deed, words = found
    done = CAUGHT[deed]
    return say(CAUGHT_SAYS, {"words": Datum("text", words), "done": Datum("text", done.en, done)})


def _origin(origin: Origin) -> OriginLine:
    return OriginLine(
        origin.ip, origin.claimed_ip, origin.reason, origin.helo, origin.rdns, origin.by, round(origin.confidence, 3)
    )


def _links(case: Case) -> tuple[LinkLine, ...]:
    found = (it.detail for it in case.seen("link"))
    lines = (LinkLine(it.url, it.host, it.shown) for it in found if isinstance(it, Link) and it.clicked)
    return tuple(dict.fromkeys(lines))
