"""The whole report in words, in one language and safe to print: every renderer lays this out and adds nothing.

Pure; reads no clock. Puts the tellers' pieces together and writes no sentence itself.
"""

from __future__ import annotations

from sabaku.model import Lang, Level, Message, Report
from sabaku.render import attached, findings, route, sites, summary, tame, words
from sabaku.render.advice import advice
from sabaku.render.forwarding import FORWARD
from sabaku.render.nouns import Outline
from sabaku.render.teller import Teller

SHOWN_SITES = 12


def outline(report: Report, lang: Lang, raw: bytes = b"", message: Message | None = None) -> Outline:
    """The report in that language. `raw` names lines and headers, `message` lines of decoded bodies."""
    return told(Teller(report, lang, raw, message))


def told(it: Teller) -> Outline:
    """What this teller has to tell; afterwards their marks are numbered."""
    report, level = it.report, it.report.verdict.level
    guide, message = advice(report, it.lang), report.message
    in_order = [one for one in findings.in_order(it) if not findings.told_beside_the_route(one)]
    by_id = {one.id: findings.finding(it, one) for one in in_order}
    counted = [one for one in in_order if findings.counted(one)]
    origin, found, brought = route.origin(it), sites.sites(it), attached.files(it)
    against = sum(one.weight > 0 for one in counted)
    return Outline(
        level=level,
        word=it.t(words.LITTLE if level == "no-sign" and against else words.LEVELS[level]),
        headline=findings.headline(it, guide),
        probability=findings.probability(it),
        model=findings.model(it),
        note=_note(it, level, against),
        advice=guide,
        summary=summary.summary(it),
        reasons=tuple(by_id[one] for one in report.verdict.because if one in by_id),
        families=findings.families(it, [one for one in counted if one.weight >= 0], by_id),
        good=tuple(by_id[one.id] for one in counted if one.weight < 0),
        explained=tuple(by_id[one.id] for one in in_order if findings.explains(one) and findings.belongs(one, level)),
        trial=tuple(by_id[one.id] for one in in_order if one.status == "trial"),
        subject=it.v(message.subject, 400) or it.t(words.NO_SUBJECT),
        sender=it.v(message.from_, 200),
        to=it.v(message.to, 200),
        date=it.v(message.date),
        text=_without_holes(tame.defang(message.text, lines=True)),
        origin=origin,
        origin_says=route.reason(it),
        stops=route.stops(it),
        more_stops=max(len(it.hops()) - route.SHOWN, 0),
        sites=found[:SHOWN_SITES],
        more_sites=max(len(found) - SHOWN_SITES, 0),
        attached=attached.names(it),
        files=tuple(brought[: attached.SHOWN]),
        more_files=max(len(brought) - attached.SHOWN, 0),
        facts=sites.other_facts(it),
        missing=summary.missing(it),
        defects=summary.defects(it),
        companions=summary.companions(it),
        forward=FORWARD if message.carrier is not None and not message.carrier.complete else (),
        fuller=summary.fuller(it),
        command=summary.command(it),
        about=summary.about(it),
    )


def _note(it: Teller, level: Level, against: int) -> str:
    """What to bear in mind about the verdict; where nothing decided but something was found, that first."""
    note = it.t(words.LEVEL_NOTES[level])
    if level != "no-sign" or not against:
        return note
    told = it.t(words.TOO_LITTLE[against > 1]).format(n=against)
    return told + note if it.ja else f"{told} {note}"


def _without_holes(text: str) -> str:
    """The text with one empty line where there are many: laid-out mail leaves holes of dozens where its pictures were."""
    lines = text.split("\n")
    kept = (line for n, line in enumerate(lines) if line.strip() or (n and lines[n - 1].strip()))
    return "\n".join(kept)
