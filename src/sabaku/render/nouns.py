"""The parts of a report in words: plain values between the tellers, which fill them, and the renderers, which lay them out.

All strings in here are tamed and defanged; a renderer still escapes them for its format.
"""

from __future__ import annotations

from msgspec import Struct

from sabaku.model import Text
from sabaku.render.advice import Advice


class Row(Struct, frozen=True):
    """A labelled value; `code` where it should stand in a fixed-width face; `note` stands smaller beside it."""

    label: str
    value: str
    code: bool = False
    note: str = ""


class Proof(Struct, frozen=True):
    """One piece of evidence: where, what stands there, what would be normal; `mark` numbers it in the source (0 = not there)."""

    where: str
    found: str
    expected: str
    mark: int


class Told(Struct, frozen=True):
    """A finding in words. `anchor` names its place in a page."""

    id: str
    anchor: str
    title: str
    says: str
    values: tuple[tuple[str, bool], ...]
    """The told values of the sentence; True for one that is code."""
    sure: str
    inferred: bool
    dots: int
    strength: str
    weight: float
    proofs: tuple[Proof, ...]
    note: str


class Family(Struct, frozen=True):
    """The findings of one group."""

    name: str
    findings: tuple[Told, ...]


class Stop(Struct, frozen=True):
    """One `Received` field as a row of the route."""

    n: int
    standing: str
    """inside, border, relay or claimed."""
    who: str
    rows: tuple[Row, ...]
    at: str
    line: str = ""
    """What is to be said above it: how far it, and what follows, can be believed."""


class Answer(Struct, frozen=True):
    """A recorded answer in words."""

    source: str
    about: str
    says: str
    at: str
    data: str
    """The data set from which it was read, with its date."""
    check_at: str
    known: bool


class Url(Struct, frozen=True):
    """One link, defanged, with what the reader sees of it."""

    url: str
    shown: str
    notes: str


class Step(Struct, frozen=True):
    """One address on the way to a page: after how many seconds, and how."""

    url: str
    at: str
    how: str


class Shot(Struct, frozen=True):
    """A picture by its sha256 ("" = none): what it may be called (fake, genuine, ""), its stamp, what is below it."""

    sha256: str
    standing: str
    stamp: str
    caption: str
    url: str


class Seen(Struct, frozen=True):
    """What one visitor of a landing site was shown."""

    visitor: str
    shot: Shot
    rows: tuple[Row, ...]


class Visited(Struct, frozen=True):
    """A visit: the way of the first visitor, each different page, and the genuine one where it was learnt."""

    url: str
    at: str
    differs: str
    steps: tuple[Step, ...]
    seen: tuple[Seen, ...]
    genuine: tuple[Shot, ...]
    decoys: str = ""
    """What of the address was replaced before the visit."""
    proof: tuple[Row, ...] = ()
    """When that was so by the word of a time-stamping authority, and how to verify it."""


class Site(Struct, frozen=True):
    """One registrable domain that links lead to."""

    domain: str
    urls: tuple[Url, ...]
    more: int
    answers: tuple[Answer, ...]
    addresses: tuple[str, ...]
    """The IP addresses and names whose places go with it."""
    visits: tuple[Visited, ...] = ()


class Missing(Struct, frozen=True):
    """Something that could not be examined."""

    says: str
    opens: bool


class Outline(Struct, frozen=True):
    """The whole report in words."""

    level: str
    """fraud, suspicious or no-sign."""
    word: str
    headline: str
    probability: str
    model: str
    """How far the probability can be relied on."""
    note: str
    advice: Advice
    summary: tuple[Row, ...]
    reasons: tuple[Told, ...]
    families: tuple[Family, ...]
    good: tuple[Told, ...]
    explained: tuple[Told, ...]
    trial: tuple[Told, ...]
    subject: str
    sender: str
    to: str
    date: str
    text: str
    origin: tuple[Row, ...]
    origin_says: str
    stops: tuple[Stop, ...]
    more_stops: int
    sites: tuple[Site, ...]
    more_sites: int
    attached: str
    """The names of the files, as a mail program shows them; "" where there is none."""
    files: tuple[Row, ...]
    more_files: int
    facts: tuple[Answer, ...]
    missing: tuple[Missing, ...]
    defects: tuple[str, ...]
    companions: tuple[str, ...]
    forward: tuple[tuple[Text, Text], ...]
    """How to have the mail forwarded with its headers, where they were lost."""
    fuller: tuple[str, ...]
    command: str
    about: tuple[Row, ...]
