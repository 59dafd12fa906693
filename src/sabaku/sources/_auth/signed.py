"""What a mail's signatures cover, reduced to what a verifier needs: digest, signature, who signed (RFC 6376, RFC 8617). Pure.

The digest is made here, from the mail's bytes; the key is asked for later. So a question about a signature carries no text of
the mail.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from sabaku.model import Case, Header, Message, Signature
from sabaku.text.tags import tag_list

MOST = 8
MOST_SETS = 50

_OWN_VALUE = re.compile(rb"((?:\A|;)[ \t\r\n]*+b[ \t\r\n]*+=)[^;]*+")
_RUN = re.compile(rb"[ \t\r\n]++")
_LINE = re.compile(rb"\r\n|\r|\n")
HASHES = {"rsa-sha256": "sha256", "ed25519-sha256": "sha256", "rsa-sha1": "sha1"}


class Signed(Struct, frozen=True, omit_defaults=True):
    """A signature as a verifier needs it. `hash` and `b` are base64; `trouble` names a mistake in its form."""

    d: str
    s: str
    a: str
    b: str
    hash: str = ""
    body: str = "unknown"
    i: str = ""
    x: int | None = None
    n: int = 0
    """ARC instance; 0 for DKIM."""
    cv: str = ""
    trouble: str = ""
    exact: bool = True
    """False where the mail is not byte for byte the one that was sent: nothing follows from a signature that does not fit."""


def raw_field(message: Message, header: Header) -> bytes:
    """The field's bytes with CRLF line ends, without the last."""
    return _LINE.sub(b"\r\n", message.raw[header.start : header.end].rstrip(b"\r\n"))


def canonical(field: bytes, way: str) -> bytes:
    """A header field in canonical form, simple or relaxed (RFC 6376 sections 3.4.1, 3.4.2), without its line end."""
    if way == "simple":
        return field
    name, _, value = field.partition(b":")
    return name.strip().lower() + b":" + _RUN.sub(b" ", value).strip()


def without_value(field: bytes) -> bytes:
    """The signature's own field with b= emptied."""
    name, colon, value = field.partition(b":")
    return name + colon + _OWN_VALUE.sub(rb"\1", value, count=1)


def dkim(case: Case) -> tuple[Signed, ...]:
    """The DKIM signatures, the newest first, at most eight."""
    found = [(n, header) for n, header in enumerate(case.message.headers) if header.key == "dkim-signature"][:MOST]
    return tuple(_read(case, n, header) for n, header in found)


def _read(case: Case, n: int, header: Header) -> Signed:
    told = tag_list(header.text)
    way = told.get("c", "simple").lower().partition("/")[0]
    names = _names(told)
    trouble = _trouble(told, names, way)
    bare = Signed(
        told.get("d", "").lower().rstrip("."), told.get("s", ""), told.get("a", "").lower(), told.get("b", ""), trouble=trouble
    )
    if trouble:
        return bare
    data = _covered(case.message, names, header, way)
    return Signed(
        bare.d, bare.s, bare.a, bare.b, _digest(data, bare.a), _body(case, n), told.get("i", ""), _number(told.get("x")),
        exact=case.input.carrier is None or case.input.carrier.exact,
    )  # fmt: skip


def _names(told: dict[str, str]) -> list[str]:
    """The names of the fields that are signed."""
    return [name.strip().lower() for name in told.get("h", "").split(":") if name.strip()]


def _covered(message: Message, names: list[str], header: Header, way: str) -> bytes:
    """What the signature in that header field is over: the named fields, then the field itself with b= emptied."""
    fields = (raw_field(message, it) for it in _chosen(message, names, header))
    own = canonical(without_value(raw_field(message, header)), way)
    return b"".join(canonical(field, way) + b"\r\n" for field in fields) + own


def _trouble(told: dict[str, str], names: list[str], way: str) -> str:
    """What is wrong with the form of a signature, or ""."""
    missing = next((tag for tag in ("d", "s", "a", "b", "h") if not told.get(tag)), "")
    checks = (
        (bool(missing), f"no {missing}="),
        (told.get("v", "1") != "1", "unknown version"),
        (told.get("a", "").lower() not in HASHES, "unknown algorithm"),
        (way not in ("simple", "relaxed"), "unknown form"),
        ("from" not in names, "From is not signed"),
        (not _covers(told.get("i", ""), told.get("d", "")), "i= is not within d="),
    )
    return next((text for wrong, text in checks if wrong), "")


def _covers(identity: str, domain: str) -> bool:
    host = identity.rpartition("@")[2].lower()
    return not host or host == domain.lower() or host.endswith("." + domain.lower())


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() and len(text) <= 12 else None


def _chosen(message: Message, names: Iterable[str], own: Header | None) -> list[Header]:
    """The fields that h= names: of several with one name the lowest first (RFC 6376 section 5.4.2)."""
    by_name: dict[str, list[Header]] = defaultdict(list)
    for header in message.headers:
        if header is not own:
            by_name[header.key].append(header)
    return [by_name[name].pop() for name in names if by_name[name]]


def _digest(data: bytes, algorithm: str) -> str:
    return base64.b64encode(hashlib.new(HASHES[algorithm], data, usedforsecurity=False).digest()).decode("ascii")


def _body(case: Case, n: int) -> str:
    """Whether the body hash fits, as it was found when the mail was read."""
    view = f"header:{n}"
    for it in case.seen("signature"):
        if it.seen.view == view and isinstance(it.detail, Signature):
            return it.detail.body_hash
    return "unknown"


# --- ARC ----------------------------------------------------------------------------------------------------------------

_PARTS = ("arc-authentication-results", "arc-message-signature", "arc-seal")


def arc(case: Case) -> tuple[tuple[Signed, ...], str]:
    """Seals and the newest message signature of an ARC chain, in order, and what is wrong with its structure ("" = nothing)."""
    sets: dict[int, dict[str, tuple[int, Header]]] = defaultdict(dict)
    for n, header in enumerate(case.message.headers):
        if header.key in _PARTS:
            instance = _number(tag_list(header.text).get("i")) or 0
            if header.key in sets[instance]:
                return (), "a field twice"
            sets[instance][header.key] = (n, header)
    if not sets:
        return (), "none"
    if (
        len(sets) > MOST_SETS
        or sorted(sets) != list(range(1, len(sets) + 1))
        or any(len(it) != len(_PARTS) for it in sets.values())
    ):
        return (), "a field is missing"
    seals = [_seal(case.message, sets, n) for n in sorted(sets)]
    if any(it.cv != ("none" if it.n == 1 else "pass") for it in seals):
        return (), "a step says that it failed"
    number, header = sets[len(sets)]["arc-message-signature"]
    return (*seals, _message_signature(case, number, header, len(sets))), ""


def _seal(message: Message, sets: dict[int, dict[str, tuple[int, Header]]], last: int) -> Signed:
    """The seal of one instance: over all fields of all instances up to it (RFC 8617 section 5.1.1)."""
    data = b""
    for n in range(1, last + 1):
        for part in _PARTS:
            field = raw_field(message, sets[n][part][1])
            if n == last and part == "arc-seal":
                data += canonical(without_value(field), "relaxed")
            else:
                data += canonical(field, "relaxed") + b"\r\n"
    told = tag_list(sets[last]["arc-seal"][1].text)
    algorithm = told.get("a", "").lower()
    trouble = "unknown algorithm" if algorithm not in HASHES else ""
    digest = "" if trouble else _digest(data, algorithm)
    return Signed(
        told.get("d", "").lower(), told.get("s", ""), algorithm, told.get("b", ""), digest, "matches", n=last,
        cv=told.get("cv", "").lower(), trouble=trouble,
    )  # fmt: skip


def _message_signature(case: Case, number: int, header: Header, instance: int) -> Signed:
    told = tag_list(header.text)
    way = told.get("c", "simple").lower().partition("/")[0]
    algorithm = told.get("a", "").lower()
    if algorithm not in HASHES or way not in ("simple", "relaxed"):
        return Signed(
            told.get("d", "").lower(), told.get("s", ""), algorithm, told.get("b", ""), n=instance, trouble="unknown form"
        )
    data = _covered(case.message, _names(told), header, way)
    return Signed(
        told.get("d", "").lower(), told.get("s", ""), algorithm, told.get("b", ""), _digest(data, algorithm), _body(case, number),
        n=instance,
    )  # fmt: skip
