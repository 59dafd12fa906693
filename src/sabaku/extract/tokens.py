"""Whether an address leads back to the recipient: their mail address in it, plain, encoded or hashed. Pure; judges nothing.

Such a link must never be opened or published as it is: it tells the sender who looked.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from urllib.parse import quote, unquote

from msgspec import Struct

from sabaku.model import Hop, Input, Observable
from sabaku.names.brands import may_be_house
from sabaku.names.hosts import registrable
from sabaku.text.forms import base64_cores, digests

MAX_RECIPIENTS = 20
_TELLING = re.compile(r"[0-9._]")
_DELIMITED = re.compile(r"[^A-Za-z0-9._+-]")


class Recipient(Struct, frozen=True):
    """One address with the forms in which it hides in links. A link to their own house does not give them away."""

    address: str
    plain: tuple[str, ...]
    hashed: tuple[tuple[str, str], ...]
    cores: tuple[str, ...]
    """What of the address is the same in every base64 that holds it (RFC 4648, both alphabets, three alignments)."""
    house: str
    local: str
    """The local part where it is telling enough to be looked for alone, else ""."""


def recipients(input: Input, so_far: Sequence[Observable]) -> tuple[Recipient, ...]:
    """Whom the mail was for, as far as the mail, the envelope and the house say. To addresses of a mailing list stay in."""
    found: dict[str, None] = {}
    if input.envelope is not None:
        found.update(dict.fromkeys(input.envelope.rcpt_to))
    for it in so_far:
        if it.kind == "address" and it.role in ("to", "cc", "delivered-to", "delivered-claimed"):
            found[it.shown if it.shown.lower() == it.value else it.value] = None
        elif it.kind == "hop" and isinstance(it.detail, Hop) and it.detail.for_:
            found[it.detail.for_.strip("<>")] = None
    found.update(dict.fromkeys(input.home.accounts))
    usable = {it.lower(): it for it in found if "@" in it and 5 < len(it) < 250}
    return tuple(_forms(it, usable[it]) for it in list(usable)[:MAX_RECIPIENTS])


def houses(input: Input, so_far: Sequence[Observable]) -> frozenset[str]:
    """The registrable domains that are the recipient's own by the word of their own side: settings, envelope, delivery."""
    boxes = [*input.home.accounts, *(input.envelope.rcpt_to if input.envelope else ())]
    for it in so_far:
        if it.kind == "address" and it.role == "delivered-to":
            boxes.append(it.value)
        elif it.kind == "hop" and it.role in ("border", "inside") and isinstance(it.detail, Hop):
            boxes.append(it.detail.for_.strip("<>"))
    owned = {*input.home.domains, *(it.rpartition("@")[2].lower() for it in boxes)}
    return frozenset(registrable(it) for it in owned if it and may_be_house(it))


@functools.lru_cache(maxsize=1024)
def _forms(address: str, written: str) -> Recipient:
    local, _, domain = address.rpartition("@")
    raw = address.encode()
    plain = (address, quote(address, safe="").lower(), f"{local}%2540{domain}", raw.hex())
    hashed = tuple((name, made.hex()) for name, made in digests(raw))
    alone = local if len(local) >= 6 and _TELLING.search(local) else ""
    cores = base64_cores(raw, 1) + (() if written == address else base64_cores(written.encode(), 1))
    return Recipient(address, plain, hashed, cores, registrable(domain), alone)


def carried(url: str, domain: str, who: Sequence[Recipient]) -> str:
    """How a URL to `domain` carries one of the recipients: plain, base64, hex, md5, sha1, sha256, local; "" where not."""
    people = [it for it in who if it.house != domain]
    if not people:
        return ""
    start = url.find("/", url.find("//") + 2)
    rest = url[start:] if start > 0 else url
    if len(rest) < 6:
        return ""
    low = rest.lower()
    text = unquote(unquote(low)) if "%" in low else low
    for one in people:
        found = _plainly(one, low, text)
        if found:
            return found
    exact = unquote(rest) if "%" in rest else rest
    if any(core in exact for one in people for core in one.cores):
        return "base64"
    return "local" if _local(text, people) else ""


def _plainly(one: Recipient, low: str, text: str) -> str:
    if one.address in text or one.plain[0] in low or one.plain[1] in low or one.plain[2] in low:
        return "plain"
    if len(low) < 24:
        return ""
    if one.plain[3] in low:
        return "hex"
    return next((name for name, digest in one.hashed if digest in low), "")


def _local(text: str, people: Sequence[Recipient]) -> bool:
    near = [it.local for it in people if it.local and it.local in text]
    return bool(near) and not set(near).isdisjoint(_DELIMITED.split(text))
