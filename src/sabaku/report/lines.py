"""What a report says of a case in short: its message, its origin, its claims and links, each finding with its sentence.

Puts into the report's form what others found; looks for nothing and judges nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import structs

from sabaku.checks._check import SHOWN_HITS, Ran
from sabaku.model import (
    ENCLOSED,
    Carrier,
    Case,
    ClaimLine,
    Datum,
    Evidence,
    Finding,
    Link,
    LinkLine,
    Message,
    MessageSummary,
    Observable,
    OriginLine,
    Span,
    Text,
)
from sabaku.render.say import say, say_all
from sabaku.text.caught import Deed, caught


def findings(case: Case, ran: Sequence[Ran], weights: Mapping[str, float]) -> tuple[Finding, ...]:
    """What the checks found, the weightiest first. `weights`: log-odds by the check's id; one without any informs."""
    hit = frozenset(it.check.id for it in ran if it.hits)
    found = (_finding(case, it, hit, weights) for it in ran if it.hits)
    return tuple(sorted(found, key=lambda it: (-abs(it.weight), it.id)))


def _finding(case: Case, ran: Ran, hit: frozenset[str], weights: Mapping[str, float]) -> Finding:
    """All hits of one check as one finding: it counts once, however often it hit."""
    check, first = ran.check, ran.hits[0]
    silenced = next((id for id in check.quiet_when if id in hit), "")
    weight = 0.0 if silenced or check.status == "trial" else weights.get(check.id, 0.0)
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
    """The evidence with its range of file bytes, and its page."""
    if not isinstance(evidence.where, Span):
        return evidence
    where = message.in_file(evidence.where)
    try:
        raw, page = message.raw_range(where), message.view(where.view).page(where.start)
    except KeyError:
        raw, page = None, 0
    return Evidence(where, evidence.found, evidence.expected, raw, page)


def message(case: Case) -> MessageSummary:
    """The mail as a reader would know it, and how it got here."""
    it = case.message
    return MessageSummary(
        subject=it.text_of("subject"),
        from_=it.text_of("from"),
        to=it.text_of("to"),
        date=it.text_of("date"),
        message_id=it.text_of("message-id"),
        text=_own_text(it),
        plain=it.view("text").text,
        defects=it.defects,
        carrier=case.input.carrier,
        priority=_priority(case.input.carrier),
    )


def _own_text(message: Message) -> str:
    """What a mail program shows of the mail, without the letter that it only encloses."""
    text, letter = message.view("visible").text, message.views.get(ENCLOSED)
    return text[: len(text) - len(letter.text)] if letter is not None else text


def observables(case: Case) -> tuple[Observable, ...]:
    """What was seen, each at its place in the mail or in its file."""
    if ENCLOSED not in case.message.views:
        return case.observables
    return tuple(structs.replace(it, seen=case.message.in_file(it.seen)) for it in case.observables)


CAUGHT: Mapping[Deed, Text] = {
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
    found = caught(carrier.words) if carrier is not None and carrier.how != "filter" else None
    if found is None:
        return None
    deed, words = found
    done = CAUGHT[deed]
    return say(CAUGHT_SAYS, {"words": Datum("text", words), "done": Datum("text", done.en, done)})


def origin(case: Case) -> OriginLine:
    """Where the mail came from."""
    it = case.origin
    return OriginLine(it.ip, it.claimed_ip, it.reason, it.helo, it.rdns, it.by, round(it.confidence, 3))


def claims(case: Case) -> tuple[ClaimLine, ...]:
    """Whom it claims to come from, the surest first."""
    return tuple(ClaimLine(it.brand, it.names, round(it.confidence, 3)) for it in case.claims)


def links(case: Case) -> tuple[LinkLine, ...]:
    """What a reader can click, each once."""
    found = (it.detail for it in case.seen("link"))
    return tuple(dict.fromkeys(LinkLine(it.url, it.host, it.shown) for it in found if isinstance(it, Link) and it.clicked))
