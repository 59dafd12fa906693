"""What was concluded: findings, gaps, verdict, report."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from sabaku.model._answers import Fact, Question
from sabaku.model._mail import Carrier, Defect, Span
from sabaku.model._seen import Observable
from sabaku.model._words import Level, Profile, Status, Sure, Text

DatumKind = Literal[
    "text",
    "address",
    "domain",
    "ip",
    "url",
    "brand",
    "country",
    "place",
    "time",
    "date",
    "weekday",
    "number",
    "duration",
    "code",
    "file",
]


class Datum(Struct, frozen=True):
    """A value in a sentence, with the kind that tells a renderer how to write it in either language."""

    kind: DatumKind
    value: str
    names: Text | None = None


class Evidence(Struct, frozen=True):
    """A place in the mail or a recorded answer; `found` stands there, `expected` is what should have."""

    where: Span | Question
    found: str = ""
    expected: str = ""
    raw: tuple[int, int] | None = None
    """The range of file bytes, filled in when the report is made."""
    page: int = 0
    """The page of an attached document on which it stands, from 1, filled in likewise; 0 where it has but one, or none."""


class Finding(Struct, frozen=True):
    """What a check states. `weight` is what it added to the log-odds; `silenced_by` says who put it to 0, if anyone."""

    id: str
    group: str
    weight: float
    title: Text
    says: Text
    sure: Sure = "confirmed"
    advice: Text | None = None
    values: dict[str, Datum] = {}
    evidence: tuple[Evidence, ...] = ()
    silenced_by: str = ""
    status: Status = "in force"
    more: int = 0
    """How many further hits of the same check are not shown."""


class Gap(Struct, frozen=True):
    """Something that could not be looked at: which source, why, which checks wanted it, for how many subjects."""

    source: str
    reason: str
    checks: tuple[str, ...]
    subjects: int
    says: Text = Text("", "")


FalseAlarms = Literal["measured", "hardly measured", "not measured", "unknown"]


class Reliance(Struct, frozen=True):
    """What the probability rests on: whether false alarms were measured for mail like this, and how much was only judged."""

    language: str = ""
    """The language (ISO 639-1) of the mail of whose legitimate kind too little was measured; "" where that is none."""
    false_alarms: FalseAlarms = "unknown"
    untried: float = 0.0
    """Log-odds of the findings that no labelled mail has tried: their weights are judged, not fitted."""


class Verdict(Struct, frozen=True):
    """The judgement. `because` names the decisive findings in order; `open` the gaps that could change the level."""

    level: Level
    category: str
    probability: float
    because: tuple[str, ...]
    open: tuple[str, ...]
    says: Text = Text("", "")
    reliance: Reliance = Reliance()


class Versions(Struct, frozen=True):
    """Digests of what made the report."""

    tool: str
    code: str
    data: str
    weights: str


class MessageSummary(Struct, frozen=True, rename={"from_": "from"}):
    """The message in short, as a reader would know it."""

    subject: str
    from_: str
    to: str
    date: str
    message_id: str
    text: str
    plain: str
    defects: tuple[Defect, ...] = ()
    carrier: Carrier | None = None
    priority: Text | None = None


class ClaimLine(Struct, frozen=True):
    """Whom the mail claims to be, in short."""

    brand: str
    names: Text
    confidence: float


class LinkLine(Struct, frozen=True):
    """A link, in short: where it goes and what is shown."""

    url: str
    host: str
    shown: str


class OriginLine(Struct, frozen=True):
    """Where the mail came from, in short, with the reason."""

    ip: str | None
    claimed_ip: str | None
    reason: Text
    helo: str = ""
    rdns: str = ""
    by: str = ""
    confidence: float = 0.0


Known = Literal["home", "envelope", "delivered-to", "for", "to", "unknown"]
"""Whence the recipient is known: the settings, the envelope, their side's note of the delivery, its Received field, only To."""


class RecipientLine(Struct, frozen=True):
    """For whom the mail was judged: house, addresses, the server that took it for them; whence known, and how surely."""

    domains: tuple[str, ...] = ()
    """Their registrable domains; () where the mailbox is with a provider, or nobody is known."""
    addresses: tuple[str, ...] = ()
    border: str = ""
    how: Known = "unknown"
    confidence: float = 0.0
    says: Text = Text("", "")


class Companion(Struct, frozen=True):
    """Another mail of the same run that carries the same lure: which one, to whom, and what the two have in common."""

    input: str
    sha256: str
    to: str
    same: tuple[Literal["subject", "body", "links", "sender", "origin"], ...]


class Run(Struct, frozen=True):
    """The run's own things: outside the report's identity."""

    input: str
    elapsed_ms: float
    companions: tuple[Companion, ...] = ()
    case: str = ""
    """The case folder that holds it; "" where it is not kept."""
    options: tuple[str, ...] = ()
    """The words of the command line that a command to look further has to repeat: whose mail it is (`--home`, `--config`)."""


class Report(Struct, frozen=True):
    """Everything that is said about one mail; the JSON that is published is this."""

    format: int
    sha256: str
    versions: Versions
    examined_at: datetime | None
    profile: Profile
    message: MessageSummary
    origin: OriginLine
    claims: tuple[ClaimLine, ...]
    links: tuple[LinkLine, ...]
    observables: tuple[Observable, ...]
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    verdict: Verdict
    zone: str = "Asia/Tokyo"
    run: Run | None = None
    recipient: RecipientLine = RecipientLine()
