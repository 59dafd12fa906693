"""Whether an address leads back to the recipient: his mail address in it, plain, encoded or hashed. Pure; judges nothing.

Such a link must never be opened or published as it is: it tells the sender who looked.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote, unquote

from msgspec import Struct

from sabaku.model import Hop, Input, Observable

MAX_RECIPIENTS = 20
MAX_RUNS = 24
_RUN = re.compile(r"[A-Za-z0-9+/_-]{8,4000}={0,2}")
_DELIMITED = re.compile(r"[^A-Za-z0-9._+-]")
_COMMON = frozenset(
    (
        "info",
        "admin",
        "mail",
        "support",
        "sales",
        "contact",
        "office",
        "webmaster",
        "postmaster",
        "user",
        "test",
        "root",
        "abuse",
        "hello",
    )
)


class Recipient(Struct, frozen=True):
    """One address with the forms in which it hides in links."""

    address: str
    plain: tuple[str, ...]
    hashed: tuple[tuple[str, str], ...]
    local: str
    """The local part where it is telling enough to be looked for alone, else ""."""


def recipients(input: Input, so_far: Sequence[Observable]) -> tuple[Recipient, ...]:
    """Whom the mail was for, as far as the mail, the envelope and the house say. To addresses of a mailing list stay in."""
    found: dict[str, None] = {}
    if input.envelope is not None:
        found.update(dict.fromkeys(input.envelope.rcpt_to))
    for it in so_far:
        if it.kind == "address" and it.role in ("to", "cc", "delivered-to"):
            found[it.value] = None
        elif it.kind == "hop" and isinstance(it.detail, Hop) and it.detail.for_:
            found[it.detail.for_.strip("<>")] = None
    found.update(dict.fromkeys(input.home.accounts))
    usable = [it.lower() for it in found if "@" in it and 5 < len(it) < 250]
    return tuple(_forms(it) for it in list(dict.fromkeys(usable))[:MAX_RECIPIENTS])


def _forms(address: str) -> Recipient:
    local, _, domain = address.rpartition("@")
    raw = address.encode()
    plain = (address, quote(address, safe="").lower(), f"{local}%2540{domain}", raw.hex())
    hashed = tuple((name, hashlib.new(name, raw, usedforsecurity=False).hexdigest()) for name in ("md5", "sha1", "sha256"))
    alone = local if len(local) >= 6 and local not in _COMMON else ""
    return Recipient(address, plain, hashed, alone)


def carried(url: str, who: Iterable[Recipient]) -> str:
    """How the URL carries one of the recipients: plain, base64, hex, md5, sha1, sha256 or local; "" where it does not."""
    people = tuple(who)
    start = url.find("//") + 2
    rest = url[url.find("/", start) :] if url.find("/", start) > 0 else url[start:]
    if not people or len(rest) < 6:
        return ""
    low = rest.lower()
    text = unquote(unquote(low)) if "%" in low else low
    for one in people:
        found = _plainly(one, low, text)
        if found:
            return found
    return _in_base64(unquote(rest), people) or ("local" if _local(text, people) else "")


def _plainly(one: Recipient, low: str, text: str) -> str:
    if one.address in text or any(form in low for form in one.plain[:3]):
        return "plain"
    if one.plain[3] in low:
        return "hex"
    return next((name for name, digest in one.hashed if digest in low), "")


def _in_base64(text: str, people: Sequence[Recipient]) -> str:
    for n, run in enumerate(_RUN.finditer(text)):
        if n >= MAX_RUNS:
            break
        for part in {run[0], run[0].rpartition("/")[2]}:
            clear = _decoded(part)
            if any(it.address in clear for it in people):
                return "base64"
    return ""


def _decoded(run: str) -> str:
    text = run.rstrip("=").replace("-", "+").replace("_", "/")
    if len(text) < 8 or len(text) % 4 == 1:
        return ""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4)).decode("latin-1").lower()
    except (binascii.Error, ValueError):
        return ""


def _local(text: str, people: Sequence[Recipient]) -> bool:
    words = set(_DELIMITED.split(text))
    return any(it.local in words for it in people if it.local)
