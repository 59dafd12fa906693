"""DKIM: whose key made a signature (RFC 6376, RFC 8301, RFC 8463). Evaluates; the digest was made in signed.py."""

from __future__ import annotations

import base64
import binascii
from typing import Literal, NamedTuple

from sabaku.sources._auth.keys import BadKey, decoded, ed25519_fits, rsa_fits, rsa_key
from sabaku.sources._auth.lookup import LookupFailed, texts
from sabaku.sources._auth.signed import HASHES, Signed
from sabaku.sources._source import Ask
from sabaku.text.tags import tag_list

Outcome = Literal["pass", "fail", "softfail", "neutral", "none", "temperror", "permerror"]
SMALLEST_BITS = 1024
KEY_CODES = frozenset({"no-key", "revoked", "other-key", "strict-key"})


class Verified(NamedTuple):
    """The outcome for one signature. `code` names the reason (see words.py)."""

    signed: Signed
    result: Outcome
    code: str
    testing: bool = False


async def verify(ask: Ask, signed: Signed, at: int | None) -> Verified:
    """One signature. at: the time of arrival (seconds since 1970): expiry is judged by it, never by today."""
    if signed.trouble or signed.a == "rsa-sha1":
        return Verified(signed, "permerror", "form" if signed.trouble else "sha1")
    try:
        key = await _key(ask, signed)
        fits, code = _fits(signed, key)
    except LookupFailed:
        return Verified(signed, "temperror", "no-answer")
    except BadKey as fault:
        code = str(fault) if str(fault) in KEY_CODES else "bad-key"
        return Verified(signed, "permerror", code)
    testing = "y" in key.get("t", "").split(":")
    if code:
        return Verified(signed, "permerror", code, testing)
    return Verified(signed, *_judged(signed, fits, at), testing)


def _judged(signed: Signed, fits: bool, at: int | None) -> tuple[Outcome, str]:
    """Result and reason of a signature whose key is at hand; the body first, because it tells most."""
    if signed.body == "differs":
        return "fail", "body"
    if not fits:
        return ("fail", "signature") if signed.exact else ("neutral", "written-anew")
    if signed.x is not None and at is not None and signed.x < at:
        return "fail", "expired"
    return ("neutral", "body-unknown") if signed.body == "unknown" else ("pass", "pass")


async def _key(ask: Ask, signed: Signed) -> dict[str, str]:
    """The key record. Raises BadKey with a code where there is none to be used."""
    found = [tag_list(it) for it in await texts(ask, f"{signed.s}._domainkey.{signed.d}", "dkim")]
    usable = [it for it in found if it.get("v", "DKIM1") == "DKIM1" and "p" in it]
    if not usable:
        raise BadKey("no-key")
    key = usable[0]
    services = key.get("s", "*").split(":")
    kind, _, hashed = signed.a.partition("-")
    if not key["p"]:
        raise BadKey("revoked")
    if (
        key.get("k", "rsa") != kind
        or ("h" in key and hashed not in key["h"].lower().split(":"))
        or not {"*", "email"} & set(services)
    ):
        raise BadKey("other-key")
    if "s" in key.get("t", "").split(":") and signed.i and signed.i.rpartition("@")[2].lower() not in ("", signed.d):
        raise BadKey("strict-key")
    return key


def _fits(signed: Signed, key: dict[str, str]) -> tuple[bool, str]:
    """Whether key, signature and digest fit, and a code where the key may not be used. Raises BadKey."""
    try:
        signature = base64.b64decode(signed.b, validate=False)
    except (binascii.Error, ValueError):
        return False, ""
    digest = base64.b64decode(signed.hash)
    if signed.a.startswith("ed25519"):
        return ed25519_fits(decoded(key["p"]), signature, digest), ""
    public = rsa_key(decoded(key["p"]))
    if public.bits < SMALLEST_BITS:
        return False, "weak-key"
    return rsa_fits(public, signature, digest, HASHES[signed.a]), ""
