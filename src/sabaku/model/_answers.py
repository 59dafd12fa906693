"""What was asked and answered: questions, dated facts, their typed values."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum
from typing import Literal

from msgspec import Struct

from sabaku.model._site import Site
from sabaku.model._words import State, Text


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
    use: Literal["", "cloud", "hosting", "cdn", "isp", "mobile", "vpn", "tor", "company"] = ""
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


class Authenticated(Struct, frozen=True, tag_field="is", tag="authenticated"):
    """A result of our own verification (SPF, DKIM, DMARC, ARC), with the reason."""

    method: str
    result: Literal["pass", "fail", "softfail", "neutral", "none", "temperror", "permerror"]
    domain: str = ""
    aligned: bool | None = None
    why: Text = Text("", "")
    policy: str = ""


class Warned(Struct, frozen=True, tag_field="is", tag="warned"):
    """A warning about the same mail (a council, a brand, a ministry); not `official`: another's report of it."""

    by: str
    title: str
    date: str
    url: str = ""
    official: bool = True


class Certificate(Struct, frozen=True, tag_field="is", tag="certificate"):
    """A TLS certificate: for which names, by whom and since when; `fault` is what a browser would object to."""

    names: tuple[str, ...]
    issuer: str = ""
    not_before: datetime | None = None
    not_after: datetime | None = None
    fault: Literal["", "self-signed", "expired", "other-host", "untrusted"] = ""


class Certificates(Struct, frozen=True, tag_field="is", tag="certificates"):
    """The certificates that were logged for a domain (certificate transparency): the first of all, and the newest ones."""

    total: int
    first: datetime | None = None
    newest: tuple[Certificate, ...] = ()


class Capture(Struct, frozen=True):
    """What somebody else saw of a site, and when: its address then, its title, where the capture can be looked at."""

    at: datetime | None = None
    url: str = ""
    ip: str = ""
    country: str = ""
    operator: str = ""
    title: str = ""
    page: str = ""


class Captures(Struct, frozen=True, tag_field="is", tag="captures"):
    """Earlier captures of a domain, the newest first; `total` also counts those that are not named."""

    total: int
    newest: tuple[Capture, ...] = ()


class Resolution(Struct, frozen=True):
    """An address that a name led to, and when that was recorded."""

    ip: str
    at: datetime


class Resolutions(Struct, frozen=True, tag_field="is", tag="resolutions"):
    """Passive DNS: the addresses that a name led to, the newest record first; `whole`: there are no older ones."""

    by: str
    records: tuple[Resolution, ...] = ()
    whole: bool = True


class Neighbour(Struct, frozen=True, omit_defaults=True):
    """A registrable domain that was seen at the same address, and what is recorded against it."""

    domain: str
    seen: str
    """ISO date of the last answer of DNS that led it to the address."""
    list: str = ""
    threat: str = ""
    at: str = ""
    """ISO date of the listing or the visit."""
    brand: str = ""
    """Id of the brand whose face its page wore when it was visited."""


class Neighbours(Struct, frozen=True, tag_field="is", tag="neighbours"):
    """What this machine has recorded of the names at an address: how many domains, and those that were reported."""

    domains: int
    reported: tuple[Neighbour, ...] = ()


class Contacts(Struct, frozen=True, tag_field="is", tag="contacts", omit_defaults=True):
    """Whom an operator names on its own site for reports of security trouble (security.txt, RFC 9116), the preferred first."""

    contacts: tuple[str, ...]
    """mailto:, https: or tel:"""
    expires: datetime | None = None
    canonical: tuple[str, ...] = ()
    """Addresses for which the file says that it is meant."""
    languages: tuple[str, ...] = ()
    policy: str = ""
    signed: bool = False
    """Whether it stands in an OpenPGP signature; nobody has verified that."""


Value = (
    Place
    | Network
    | Records
    | Registration
    | Listing
    | Site
    | Authenticated
    | Warned
    | Certificate
    | Certificates
    | Captures
    | Neighbours
    | Resolutions
    | Contacts
)


class Fact(Struct, frozen=True):
    """A dated answer. none = an authoritative «no such thing»; failed = could not be had; not-asked = nobody asked."""

    question: Question
    state: State
    value: Value | None = None
    at: datetime | None = None
    why: str = ""
    check_at: str = ""
    """An address where the reader can check for themselves; sabaku never opens it."""


class NotKnown(Exception):
    """Raised by `Case.need` where there is no answer; the runner of checks turns it into a Gap."""

    def __init__(self, question: Question, reason: str) -> None:
        self.question, self.reason = question, reason

    def __str__(self) -> str:
        return f"{self.question}: {self.reason}"
