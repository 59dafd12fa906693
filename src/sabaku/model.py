"""The nouns: what every other module takes and gives. Frozen values, no behaviour beyond looking things up in themselves.

This file imports msgspec and the standard library only, and does no I/O: it is the contract between the layers, the
JSON that is written and the JSON Schema that is published (docs/report.schema.json), all from one definition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import IntEnum
from typing import Literal, TypeVar

from msgspec import Struct, field

T = TypeVar("T")
Lang = Literal["ja", "en"]
Profile = Literal["offline", "quiet", "full", "visit"]
Level = Literal["fraud", "suspicious", "no-sign"]
State = Literal["found", "none", "failed", "not-asked"]
Sure = Literal["confirmed", "inferred"]


class Text(Struct, frozen=True):
    """One sentence or label in both languages; `{name}` marks a value."""

    ja: str
    en: str

    def in_(self, lang: Lang) -> str:
        return self.ja if lang == "ja" else self.en


# --- the input ---------------------------------------------------------------------------------------------------


class Envelope(Struct, frozen=True):
    """What the receiving SMTP server knew (RFC 5321), where the caller knows it; a milter does, a file does not."""

    client_ip: str = ""
    client_name: str = ""
    helo: str = ""
    mail_from: str = ""
    rcpt_to: tuple[str, ...] = ()
    queue_id: str = ""


class Home(Struct, frozen=True):
    """What the operator told about his own house (`sabaku init`). Empty fields are unknown, not «none»."""

    domains: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    role_accounts: tuple[str, ...] = ()
    services: tuple[str, ...] | None = None
    subject_tag: str = ""
    borders: tuple[str, ...] = ()
    drill_senders: tuple[str, ...] = ()
    zone: str = "Asia/Tokyo"
    lang: Lang = "ja"


class Input(Struct, frozen=True):
    """One message to be examined. `now` is the time of judging; `carrier` says how it was forwarded, if it was."""

    raw: bytes
    name: str = "-"
    now: datetime | None = None
    profile: Profile = "offline"
    home: Home = Home()
    envelope: Envelope | None = None
    carrier: Carrier | None = None
    given: bytes | None = None
    """The bytes as the user gave them, where `raw` was taken out of them (an Outlook file, a forwarded mail)."""


class Carrier(Struct, frozen=True):
    """The mail or file in which the examined message arrived: kept, because its words and headers are evidence."""

    how: Literal["rfc822", "attachment", "inline", "msg", "mbox"]
    subject: str = ""
    sender: str = ""
    words: str = ""
    """What the forwarder wrote himself."""
    complete: bool = True
    """False where the headers of the examined message are gone (inline forwards)."""


# --- the message -------------------------------------------------------------------------------------------------


class Span(Struct, frozen=True, tag_field="is", tag="span"):
    """Characters `start` to `end` of a named view of the message (see `Message.view`)."""

    view: str
    start: int
    end: int


class Piece(Struct, frozen=True, array_like=True):
    """`start` to `end` of a view stands at `at` to `to` of `parent` ("" = bytes of the file).

    Equal lengths mean character by character; otherwise the piece maps as a whole.
    """

    start: int
    end: int
    parent: str
    at: int
    to: int


class View(Struct, frozen=True, dict=True):
    """A text made from the message, with the way back: `pieces` are computed only when somebody wants to go back."""

    name: str
    text: str
    trace: Callable[[], tuple[Piece, ...]]

    def pieces(self) -> tuple[Piece, ...]:
        known = self.__dict__.get("pieces_")
        if known is None:
            known = self.__dict__["pieces_"] = self.trace()
        return known  # type: ignore[no-any-return]


class Header(Struct, frozen=True):
    """One header field (RFC 5322 section 2.2): `name` as written, `key` in lower case, `text` unfolded and decoded."""

    name: str
    key: str
    text: str
    start: int
    value_start: int
    end: int


class Part(Struct, frozen=True):
    """One MIME entity (RFC 2045). `path` is "1" for the root, "1.2" for its second child. Offsets are file bytes."""

    path: str
    type: str
    headers: tuple[Header, ...]
    start: int
    body_start: int
    end: int
    encoding: str = ""
    charset: str = ""
    filename: str = ""
    disposition: str = ""
    content_id: str = ""
    params: tuple[tuple[str, str], ...] = ()


class Defect(Struct, frozen=True):
    """Something that could not be read as the standards want it, or a limit that was reached: evidence, not an error."""

    kind: str
    where: Span | None = None
    detail: str = ""


class Message(Struct, frozen=True, dict=True):
    """A mail taken apart. Views ("headers", "header:3", "part:1.2", "text", "html", "visible", "qr:1.3" …) open lazily."""

    raw: bytes
    headers: tuple[Header, ...]
    parts: tuple[Part, ...]
    open_view: Callable[[Message, str], View]
    read_part: Callable[[Message, Part], bytes]
    found_defects: list[Defect] = field(default_factory=list)

    def once(self, make: Callable[[Message], T]) -> T:
        """`make(self)`, computed at most once per message."""
        memo = self.__dict__.setdefault("memo", {})
        if make not in memo:
            memo[make] = make(self)
        return memo[make]  # type: ignore[no-any-return]

    def view(self, name: str) -> View:
        """The view of that name. Raises KeyError for a name that this message does not have."""
        views = self.__dict__.setdefault("views", {})
        if name not in views:
            views[name] = self.open_view(self, name)
        return views[name]  # type: ignore[no-any-return]

    def bytes_of(self, part: Part) -> bytes:
        """The part's body with its transfer encoding undone; never raises, what is broken is decoded as far as it goes."""
        bodies = self.__dict__.setdefault("bodies", {})
        if part.path not in bodies:
            bodies[part.path] = self.read_part(self, part)
        return bodies[part.path]  # type: ignore[no-any-return]

    @property
    def defects(self) -> tuple[Defect, ...]:
        """All defects known so far: a view that is opened later may add to them."""
        return tuple(self.found_defects)

    def named(self, key: str) -> tuple[Header, ...]:
        """The top-level header fields of that lower-case name, in file order."""
        index = self.__dict__.get("index")
        if index is None:
            index = self.__dict__["index"] = {}
            for header in self.headers:
                index.setdefault(header.key, []).append(header)
        return tuple(index.get(key, ()))

    def text_of(self, key: str) -> str:
        """The decoded text of the first such header field, or ""."""
        found = self.named(key)
        return found[0].text if found else ""

    def span_of(self, header: Header, start: int = 0, end: int | None = None) -> Span:
        """A place inside the decoded text of a top-level header field."""
        return Span(f"header:{self.headers.index(header)}", start, len(header.text) if end is None else end)

    def quote(self, span: Span) -> str:
        """The characters at that place."""
        return self.view(span.view).text[span.start : span.end]

    def raw_range(self, span: Span) -> tuple[int, int]:
        """The tightest known range of file bytes that holds the place."""
        pieces = self.view(span.view).pieces()
        ranges: list[tuple[int, int]] = []
        for piece in pieces:
            if piece.end < span.start or piece.start > span.end:
                continue
            start, end = max(span.start, piece.start), min(span.end, piece.end)
            if start >= end and (span.end > span.start or start > end):
                continue
            if piece.end - piece.start == piece.to - piece.at:
                at, to = piece.at + start - piece.start, piece.at + end - piece.start
            else:
                at, to = piece.at, piece.to
            ranges.append((at, to) if not piece.parent else self.raw_range(Span(piece.parent, at, to)))
        if not ranges:
            return (0, len(self.raw))
        return (min(at for at, _ in ranges), max(to for _, to in ranges))


# --- what was seen -----------------------------------------------------------------------------------------------


class Address(Struct, frozen=True, tag_field="is", tag="address"):
    """A mailbox (RFC 5322 section 3.4). `shown` is the display name; `local`@`domain` in lower case."""

    shown: str
    local: str
    domain: str
    shown_at: Span | None = None


class Hop(Struct, frozen=True, tag_field="is", tag="hop"):
    """One `Received` field (RFC 5321 section 4.4). `n` counts from the top (newest = 0)."""

    n: int
    helo: str = ""
    rdns: str = ""
    ip: str = ""
    by: str = ""
    protocol: str = ""
    queue_id: str = ""
    for_: str = ""
    at: datetime | None = None
    delay: float | None = None
    """Seconds since the hop before (below) it; negative when the clocks disagree."""
    dialect: str = ""
    standing: Literal["inside", "border", "claimed"] = "claimed"
    """inside the recipient's own side · written by his border server · below it, so the sender could have written it."""


class Origin(Struct, frozen=True, tag_field="is", tag="origin"):
    """Where the mail came from: `ip` is what the recipient's border saw, `claimed_ip` what the sender's side claims."""

    ip: str | None = None
    helo: str = ""
    rdns: str = ""
    by: str = ""
    hop: int | None = None
    claimed_ip: str | None = None
    claimed_from: str = ""
    """The header from which `claimed_ip` was taken."""
    reason: Text = Text("", "")
    confidence: float = 0.0
    border_at: datetime | None = None
    """The mail's own time: when the border took it."""
    through: str = ""
    """The mailing list or forwarder that was looked through, if any."""


class Link(Struct, frozen=True, tag_field="is", tag="link"):
    """A place that the mail leads to, as a browser reads it (WHATWG URL)."""

    url: str
    host: str
    domain: str
    """Registrable domain (public suffix list), or the IP address."""
    scheme: str = ""
    shown: str = ""
    """The text on which the reader clicks, as he sees it."""
    shown_at: Span | None = None
    found_in: str = ""
    """a[href], area, form[action], img[src], text, qr, pdf …"""
    raw: str = ""
    path: str = ""
    tricks: tuple[str, ...] = ()
    """userinfo, percent-host, numeric-ip, idn, invisible, backslash, fullwidth, port, data, nested …"""
    clicked: bool = True
    """False for what a program fetches or what only decorates (images, styles)."""
    wraps: str = ""
    """The gateway, tracker or redirector that was opened up to get here, if any."""
    token: bool = False
    """The URL carries the recipient's address or an identifier made from it."""


class File(Struct, frozen=True, tag_field="is", tag="file"):
    """An attachment or embedded file."""

    part: str
    name: str
    type: str
    size: int
    sha256: str
    kind: str = ""
    """What the bytes are (zip, pdf, html, png, exe …), whatever the label says."""
    inline: bool = False


class When(Struct, frozen=True, tag_field="is", tag="when"):
    """A date or time that the mail's text states. Fields that it does not state are None; `zone` as written."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """As stated, Monday = 0."""
    start: str = ""
    end: str = ""
    """HH:MM as stated, of a range or a single time."""
    role: str = ""
    """deadline, outage, start, event, header, issued …"""


class Claim(Struct, frozen=True, tag_field="is", tag="claim"):
    """Whom the mail says it comes from. `brand` is an id of data/brands.toml, or "home" for the recipient's own house."""

    brand: str
    names: Text
    confidence: float
    why: tuple[str, ...] = ()


class AuthResult(Struct, frozen=True, tag_field="is", tag="auth"):
    """One result of an Authentication-Results-like header (RFC 8601), with whose it is."""

    method: str
    result: str
    domain: str = ""
    by: str = ""
    trusted: bool = False
    why: str = ""


class Signature(Struct, frozen=True, tag_field="is", tag="signature"):
    """A DKIM signature (RFC 6376) as written: d=, s=, a=, h=, l=, t=, x=."""

    domain: str
    selector: str
    algorithm: str = ""
    headers: tuple[str, ...] = ()
    length: int | None = None
    signed_at: int | None = None
    expires_at: int | None = None
    body_hash: Literal["matches", "differs", "unknown"] = "unknown"
    identity: str = ""


Detail = Address | Hop | Origin | Link | File | When | Claim | AuthResult | Signature


class Observable(Struct, frozen=True):
    """A thing seen in the mail: `value` is canonical, `shown` as written, `seen` the place."""

    kind: str
    value: str
    role: str
    seen: Span
    shown: str = ""
    detail: Detail | None = None


# --- what was answered -------------------------------------------------------------------------------------------


class Reveals(IntEnum):
    """Who learns something by our asking."""

    NOBODY = 0
    RESOLVER = 1
    THIRD_PARTY = 2
    SUSPECT = 3


class Question(Struct, frozen=True, order=True, tag_field="is", tag="question"):
    """A question to a source; the key of everything external: `dns:example.jp?type=MX`."""

    source: str
    subject: str
    arguments: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        more = "&".join(f"{name}={value}" for name, value in self.arguments)
        subject = self.subject.replace("%", "%25").replace("?", "%3F")
        return f"{self.source}:{subject}" + (f"?{more}" if more else "")

    @classmethod
    def read(cls, text: str) -> Question:
        """The question written there; the inverse of `str`. Raises ValueError without a source."""
        head, _, more = text.partition("?")
        source, colon, subject = head.partition(":")
        if not colon:
            raise ValueError(f"not a question: {text}")
        pairs = (it.partition("=") for it in more.split("&") if it)
        return cls(source, subject.replace("%3F", "?").replace("%25", "%"), tuple(sorted((a, b) for a, _, b in pairs)))


class Place(Struct, frozen=True, tag_field="is", tag="place"):
    """Where an address is said to be. `precision` says what the place may be used for; `radius_km` how far off it may be."""

    country: str = ""
    """ISO 3166-1 alpha-2."""
    region: Text | None = None
    city: Text | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius_km: int | None = None
    precision: Literal["city", "region", "country", "cloud", "anycast", "unknown"] = "country"
    dataset: str = ""
    dataset_date: str = ""


class Network(Struct, frozen=True, tag_field="is", tag="network"):
    """Who runs the network of an address: autonomous system and organisation."""

    asn: int | None = None
    organisation: str = ""
    country: str = ""
    range: str = ""
    use: Literal["", "cloud", "hosting", "isp", "mobile", "vpn", "tor", "company"] = ""
    dataset: str = ""
    dataset_date: str = ""


class Records(Struct, frozen=True, tag_field="is", tag="records"):
    """DNS records of one type."""

    type: str
    values: tuple[str, ...]
    ttl: int | None = None


class Registration(Struct, frozen=True, tag_field="is", tag="registration"):
    """Who holds a domain or a network (whois, RDAP), as far as it is published."""

    name: str
    registrant: str = ""
    organisation: str = ""
    country: str = ""
    state: str = ""
    registrar: str = ""
    created: datetime | None = None
    updated: datetime | None = None
    expires: datetime | None = None
    status: tuple[str, ...] = ()
    nameservers: tuple[str, ...] = ()
    abuse: str = ""
    privacy: bool = False
    """The holder is hidden by a privacy service or by the registry's policy."""


class Listing(Struct, frozen=True, tag_field="is", tag="listing"):
    """What a list of fraudulent addresses says. Not listed is not clean: `covers` tells until when the list is complete."""

    list: str
    listed: bool
    threat: str = ""
    detail: str = ""
    covers: str = ""


class Form(Struct, frozen=True, tag_field="is", tag="form"):
    """A form on a landing page: the kinds of fields it asks for and the host it posts to."""

    fields: tuple[str, ...]
    posts_to: str = ""


class Site(Struct, frozen=True, tag_field="is", tag="site"):
    """What a landing page showed when it was visited."""

    state: Literal["up", "closed", "blocked", "parked", "error", "cloaked", "gone"]
    final_url: str = ""
    title: str = ""
    brand: str = ""
    """Brand id or product whose face the page wears."""
    product: str = ""
    forms: tuple[Form, ...] = ()
    screenshot: str = ""
    """sha256 of the picture in the case's blobs."""
    chain: tuple[str, ...] = ()
    text: str = ""


class Authenticated(Struct, frozen=True, tag_field="is", tag="authenticated"):
    """A result of our own verification (SPF, DKIM, DMARC, ARC), with the reason."""

    method: str
    result: Literal["pass", "fail", "softfail", "neutral", "none", "temperror", "permerror"]
    domain: str = ""
    aligned: bool | None = None
    why: Text = Text("", "")
    policy: str = ""


class Warned(Struct, frozen=True, tag_field="is", tag="warned"):
    """An official warning about the same mail (a council, a brand, a ministry)."""

    by: str
    title: str
    date: str
    url: str = ""


Value = Place | Network | Records | Registration | Listing | Site | Authenticated | Warned


class Fact(Struct, frozen=True):
    """A dated answer. none = an authoritative «no such thing»; failed = could not be had; not-asked = nobody asked."""

    question: Question
    state: State
    value: Value | None = None
    at: datetime | None = None
    why: str = ""
    check_at: str = ""
    """An address where the reader can check for himself; sabaku never opens it."""


class NotKnown(Exception):
    """Raised by `Case.need` where there is no answer; the runner of checks turns it into a Gap."""

    def __init__(self, question: Question, reason: str) -> None:
        super().__init__(f"{question}: {reason}")
        self.question, self.reason = question, reason


class Case(Struct, frozen=True, dict=True):
    """All that a check sees."""

    input: Input
    message: Message
    observables: tuple[Observable, ...]
    facts: Mapping[Question, Fact] = {}

    def seen(self, kind: str, *roles: str) -> tuple[Observable, ...]:
        """Observables of that kind (and of one of those roles, if any are named), in the order of the mail."""
        index = self.__dict__.get("index")
        if index is None:
            index = self.__dict__["index"] = {}
            for it in self.observables:
                index.setdefault(it.kind, []).append(it)
        found: Iterable[Observable] = index.get(kind, ())
        return tuple(it for it in found if not roles or it.role in roles)

    def first(self, kind: str, *roles: str) -> Observable | None:
        """The first such observable, or None."""
        found = self.seen(kind, *roles)
        return found[0] if found else None

    @property
    def origin(self) -> Origin:
        """Where the mail came from; an empty Origin where nothing can be said."""
        it = self.first("origin")
        return it.detail if it is not None and isinstance(it.detail, Origin) else Origin()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Whom the mail says it comes from, the surest first."""
        claims = (it.detail for it in self.seen("claim"))
        return tuple(it for it in claims if isinstance(it, Claim))

    def fact(self, source: str, subject: str, **arguments: str) -> Fact | None:
        """The recorded answer, whatever its state, or None."""
        return self.facts.get(Question(source, subject, tuple(sorted(arguments.items()))))

    def need(self, source: str, subject: str, **arguments: str) -> Value | None:
        """The answer, or None for an authoritative «no such thing». Raises NotKnown where there is none."""
        question = Question(source, subject, tuple(sorted(arguments.items())))
        fact = self.facts.get(question)
        if fact is None or fact.state == "not-asked":
            raise NotKnown(question, "not-asked")
        if fact.state == "failed":
            raise NotKnown(question, "failed")
        return fact.value

    def once(self, make: Callable[[Case], T]) -> T:
        """`make(self)`, computed at most once per case."""
        memo = self.__dict__.setdefault("memo", {})
        if make not in memo:
            memo[make] = make(self)
        return memo[make]  # type: ignore[no-any-return]


# --- what was concluded ------------------------------------------------------------------------------------------

DatumKind = Literal[
    "text", "address", "domain", "ip", "url", "brand", "country", "place", "time", "date", "weekday", "number", "duration", "code", "file"
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
    status: str = "in force"
    more: int = 0
    """How many further hits of the same check are not shown."""


class Gap(Struct, frozen=True):
    """Something that could not be looked at: which source, why, which checks wanted it, for how many subjects."""

    source: str
    reason: str
    checks: tuple[str, ...]
    subjects: int
    says: Text = Text("", "")


class Verdict(Struct, frozen=True):
    """The judgement. `because` names the decisive findings in order; `open` the gaps that could change the level."""

    level: Level
    category: str
    probability: float
    because: tuple[str, ...]
    open: tuple[str, ...]
    says: Text = Text("", "")


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
    brand: str
    names: Text
    confidence: float


class LinkLine(Struct, frozen=True):
    url: str
    host: str
    shown: str


class OriginLine(Struct, frozen=True):
    ip: str | None
    claimed_ip: str | None
    reason: Text
    helo: str = ""
    rdns: str = ""
    by: str = ""
    confidence: float = 0.0


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
