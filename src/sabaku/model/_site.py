"""What visits to a landing page showed: each visitor's page, the way to it, what it asks for and where that goes."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

Drop = Literal["", "same", "elsewhere", "telegram", "discord", "mailer", "form-service", "storage"]
"""Where typed data go: to the page's own site, to another host, or to a service whose kind is known."""


class Form(Struct, frozen=True, tag_field="is", tag="form"):
    """A form on a landing page: the kinds of fields it asks for and the host it posts to."""

    fields: tuple[str, ...]
    posts_to: str = ""
    to: Drop = ""


class Step(Struct, frozen=True, omit_defaults=True):
    """One address on the way to a page. how: start, http, meta, script, header; status 0 = no answer; at_ms since the start."""

    url: str
    how: str = ""
    status: int = 0
    at_ms: int = 0


class SiteCertificate(Struct, frozen=True, omit_defaults=True):
    """The certificate that the page's server showed."""

    subject: str = ""
    issuer: str = ""
    names: tuple[str, ...] = ()
    not_before: datetime | None = None
    not_after: datetime | None = None
    sha256: str = ""
    self_signed: bool = False
    fault: str = ""
    """Why a browser would not trust it, in the browser's word; "" where it would."""


class Offered(Struct, frozen=True, omit_defaults=True):
    """A file that the page wanted to put on the visitor's machine. It was not opened; sha256 "" where only the offer was seen."""

    name: str
    url: str = ""
    sha256: str = ""
    bytes: int = 0


class Likeness(Struct, frozen=True, omit_defaults=True):
    """How like the page is to a genuine page that the operator has had learnt."""

    brand: str
    reference: str
    """sha256 of the learnt picture."""
    by: Literal["picture", "logo", "favicon", "vector"]
    """vector: by the operator's image encoder, which is never more than a hint."""
    percent: int
    """100 = the same."""
    url: str = ""
    """Where the genuine page was seen, if it was."""


PageState = Literal["up", "closed", "blocked", "parked", "error", "cloaked", "gone"]
"""What became of a visit. closed: told that there is no page; blocked: a provider's warning instead; parked: a seller of domains;
cloaked: sent to a harmless site; gone: no connection."""


class Face(Struct, frozen=True, omit_defaults=True):
    """What one visitor was shown: a phone in Japan, a plain computer."""

    visitor: str
    state: PageState
    final_url: str = ""
    status: int = 0
    error: str = ""
    title: str = ""
    lang: str = ""
    brand: str = ""
    why: tuple[str, ...] = ()
    """By what the brand was recognised: title, text, host, layout, fields, resources, picture, logo, favicon, vector."""
    kind: str = ""
    """What sort of page: webmail, hosting, office, card, bank, carrier, courier, shop, login…"""
    forms: tuple[Form, ...] = ()
    sends_to: tuple[Form, ...] = ()
    """Hosts to which scripts of the page would send what was typed; no fields."""
    steps: tuple[Step, ...] = ()
    screenshot: str = ""
    text: str = ""
    read_by: Literal["", "ocr"] = ""
    """ocr: the page's words are drawn as a picture, and were read from the screenshot."""
    signs: tuple[str, ...] = ()
    """What the page does: human-check, geofence, paste-command, device-code, watches-visitor, basic-auth, dialogs, popups,
    workers, sockets, hidden-document, private-address, endless-redirect, cut-off, stopped-by-provider."""
    looks_at: tuple[str, ...] = ()
    """By what its scripts tell visitors apart, e.g. navigator.webdriver."""
    kits: tuple[str, ...] = ()
    certificate: SiteCertificate | None = None
    downloads: tuple[Offered, ...] = ()
    likeness: tuple[Likeness, ...] = ()
    refused: tuple[str, ...] = ()
    """Hosts to which the page wanted to connect and was not let, with the reason: `127.0.0.1 private`."""
    took_ms: int = 0


class Stamped(Struct, frozen=True, omit_defaults=True):
    """A time-stamping authority's word about what a visit brought (RFC 3161), unverified; or why there is none."""

    by: str
    at: datetime | None = None
    manifest: str = ""
    """sha256 of the list of sums that was stamped, in the case's blobs."""
    stamp: str = ""
    """sha256 of the authority's answer, there too."""
    why: str = ""


class Site(Struct, frozen=True, tag_field="is", tag="site"):
    """What a landing page showed when it was visited: in short that of the visitor who saw most, then each visitor's."""

    state: PageState
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
    faces: tuple[Face, ...] = ()
    """The face that was taken for the summary above comes first."""
    differs: tuple[str, ...] = ()
    """In what the visitors' pages differ: state, host, face, asks."""
    decoys: tuple[str, ...] = ()
    """What of the address would have told who was visiting, and was replaced: `query.id address`."""
    browser: str = ""
    stamped: Stamped | None = None
    unencoded: str = ""
    """Why pages were not held against learnt ones by the operator's image encoder; "" = they were, or there is none."""
