"""What was seen in the mail: observables and their typed details."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from msgspec import Struct

from sabaku.model._mail import Span
from sabaku.model._words import Text


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
    """inside the recipient's own side · written by their border server · below it, so the sender could have written it."""


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
    """The text on which the reader clicks, as they see it."""
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
    """deadline, outage, start, event, issued; "" where the words beside it tell none."""


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


Kind = Literal[
    "address",
    "amount",
    "auth",
    "bidi",
    "brand",
    "claim",
    "date",
    "domain",
    "file",
    "hidden",
    "hop",
    "host",
    "ip",
    "language",
    "letter",
    "link",
    "list",
    "mailer",
    "message",
    "odd-address",
    "origin",
    "phone",
    "phrase",
    "platform",
    "reference",
    "script",
    "signature",
    "stamp",
    "unseen",
    "user",
    "wallet",
]
"""What can be seen in a mail; "message" is the mail itself, for checks that look at nothing smaller."""

_FIELDS = frozenset(("from", "sender", "reply-to", "return-path", "to", "cc", "delivered-to", "resent-from", "author"))
_LINKS = frozenset(("href", "text", "form", "image", "css", "refresh", "base", "qr", "pdf", "file", "calendar"))
_HOSTS = _LINKS | {"from", "sender", "reply-to", "return-path", "message-id", "helo", "dkim"}
_WORDS = frozenset(("subject", "text"))
ROLES: Mapping[Kind, frozenset[str]] = {
    "address": _FIELDS | {"delivered-claimed", "text", "mailto"},
    "amount": _WORDS,
    "auth": frozenset(("trusted", "claimed")),
    "bidi": _WORDS | {"from"},
    "brand": _WORDS | {"from", "signature", "host", "path", "shown"},
    "claim": frozenset(("claimed",)),
    "date": frozenset(("", "deadline", "outage", "start", "event", "issued")),
    "domain": _HOSTS,
    "file": frozenset(("attachment", "inline", "archived")),
    "hidden": frozenset(("preheader", "text", "spelt")),
    "hop": frozenset(("inside", "border", "claimed")),
    "host": _LINKS,
    "ip": frozenset(("hop", "origin", "claimed-origin", "href")),
    "language": frozenset(("text", "beside")),
    "letter": frozenset(("paper", "page", "macro")),
    "link": _LINKS,
    "list": frozenset(("mailing-list", "group", "forwarder", "filter")),
    "message": frozenset(("",)),
    "odd-address": _FIELDS,
    "origin": frozenset(("border", "list", "forwarder", "envelope", "top", "none")),
    "phone": _WORDS,
    "platform": frozenset(("origin", "claimed")),
    "reference": _WORDS,
    "signature": frozenset(("dkim", "arc", "arc-seal")),
    "stamp": frozenset(("subject", "header")),
    "unseen": _WORDS | {"from"},
    "wallet": _WORDS,
}
"""The roles of each kind. One that is not here has a language (phrase) or the name of a header field (mailer, script, user)."""


class Observable(Struct, frozen=True):
    """A thing seen in the mail: `value` is canonical, `shown` as written, `seen` the place; `role`: see ROLES."""

    kind: Kind
    value: str
    role: str
    seen: Span
    shown: str = ""
    detail: Detail | None = None
