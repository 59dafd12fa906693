"""DKIM and ARC with own keys in a test zone (RFC 6376, RFC 8301, RFC 8463, RFC 8617)."""

from __future__ import annotations

import asyncio
import base64
import hashlib

import dkim as signer
import pytest
from auth_zone import FAIL, PEM, PUBLIC, WEAK_PEM, WEAK_PUBLIC, Zone, ed25519
from dkim.canonicalization import Relaxed
from dkim.crypto import RSASSA_PKCS1_v1_5_sign, parse_pem_private_key

from sabaku.app import prepare
from sabaku.model import Carrier, Case, Input
from sabaku.sources._auth import signed
from sabaku.sources._auth.dkim import verify
from sabaku.sources._auth.keys import BadKey, decoded, ed25519_fits, rsa_key

MAIL = (
    b"Received: from mail.shop.test (mail.shop.test [203.0.113.7]) by mx.recipient.example (Postfix) with ESMTP id 1;\r\n"
    b" Thu, 5 Feb 2026 10:00:00 +0900\r\nFrom: Shop <info@shop.test>\r\nTo: user@recipient.example\r\nSubject: =?utf-8?B?44GK55+l44KJ44Gb?=\r\n"
    b"Date: Thu, 5 Feb 2026 10:00:00 +0900\r\n\r\nHello  world \r\n\r\nthe end\r\n\r\n\r\n"
)
FIELDS = [b"from", b"to", b"subject", b"date"]


def zone(p: str = PUBLIC, **more: str) -> Zone:
    told = "".join(f" {key}={value};" for key, value in more.items())
    return Zone({"k1._domainkey.shop.test": {"TXT": [f"v=DKIM1;{told} p={p}"]}, "relay.test": {}})


def mail(way: bytes = b"relaxed", raw: bytes = MAIL, pem: bytes = PEM, **more: object) -> bytes:
    return signer.sign(raw, b"k1", b"shop.test", pem, canonicalize=(way, way), include_headers=FIELDS, **more) + raw


def case(raw: bytes) -> Case:
    return prepare(Input(raw))


def outcome(raw: bytes, zone: Zone, at: int | None = None) -> tuple[str, str]:
    (one, *_) = signed.dkim(case(raw))
    found = asyncio.run(verify(zone.ask, one, at))
    return found.result, found.code


@pytest.mark.parametrize("way", [b"relaxed", b"simple"])
@pytest.mark.parametrize("ends", [b"\r\n", b"\n"])
def test_good_signatures(way: bytes, ends: bytes) -> None:
    assert outcome(mail(way).replace(b"\r\n", ends), zone()) == ("pass", "pass")


def test_what_was_changed_is_said() -> None:
    good = mail()
    assert outcome(good.replace(b"the end", b"the END"), zone()) == ("fail", "body")
    assert outcome(good.replace(b"To: user", b"To: another"), zone()) == ("fail", "signature")
    assert outcome(good.replace(b"Hello  world ", b"Hello world"), zone()) == ("pass", "pass")
    assert outcome(mail(b"simple").replace(b"Hello  world ", b"Hello world"), zone()) == ("fail", "body")


def test_nothing_follows_from_a_mail_that_was_written_anew() -> None:
    anew = Carrier("msg", exact=False)

    def carried(raw: bytes) -> tuple[str, str]:
        (one, *_) = signed.dkim(prepare(Input(raw, carrier=anew)))
        found = asyncio.run(verify(zone().ask, one, None))
        return found.result, found.code

    good = mail()
    assert carried(good) == ("pass", "pass")
    assert carried(good.replace(b"the end", b"the END")) == ("neutral", "body-unknown")
    assert carried(good.replace(b"To: user", b"To: another")) == ("neutral", "written-anew")
    assert outcome(good.partition(b"\r\n\r\n")[0] + b"\r\n", zone()) == ("neutral", "body-unknown")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({}, ("permerror", "no-key")),
        ({"k1._domainkey.shop.test": {"TXT": ["v=DKIM1; p="]}}, ("permerror", "revoked")),
        ({"k1._domainkey.shop.test": {"TXT": ["v=DKIM1; p=AAAA"]}}, ("permerror", "bad-key")),
        ({"k1._domainkey.shop.test": {"TXT": ["v=DKIM1; p=@@@"]}}, ("permerror", "bad-key")),
        ({"k1._domainkey.shop.test": {"TXT": [f"v=DKIM1; k=ed25519; p={PUBLIC}"]}}, ("permerror", "other-key")),
        ({"k1._domainkey.shop.test": {"TXT": [f"v=DKIM1; h=sha1; p={PUBLIC}"]}}, ("permerror", "other-key")),
        ({"k1._domainkey.shop.test": {"TXT": [f"v=DKIM1; s=tlsrpt; p={PUBLIC}"]}}, ("permerror", "other-key")),
        ({"k1._domainkey.shop.test": {"TXT": [FAIL]}}, ("temperror", "no-answer")),
        ({"k1._domainkey.shop.test": {"TXT": [f"k=rsa; p={PUBLIC}"]}}, ("pass", "pass")),
        ({"k1._domainkey.shop.test": {"TXT": ["something else", f"v=DKIM1; p={PUBLIC}"]}}, ("pass", "pass")),
    ],
)
def test_keys(names: dict[str, dict[str, list[str]]], expected: tuple[str, str]) -> None:
    assert outcome(mail(), Zone(names)) == expected


def test_weak_keys_and_old_hashes_do_not_count() -> None:
    raw = mail(pem=WEAK_PEM)
    assert outcome(raw, zone(WEAK_PUBLIC)) == ("permerror", "weak-key")
    assert outcome(mail().replace(b"a=rsa-sha256", b"a=rsa-sha1"), zone()) == ("permerror", "sha1")


def test_testing_keys_are_told() -> None:
    (one,) = signed.dkim(case(mail()))
    assert asyncio.run(verify(zone(t="y").ask, one, None)).testing


def test_expiry_is_judged_by_the_time_of_arrival() -> None:
    (one,) = signed.dkim(case(mail()))
    late = one.__class__(one.d, one.s, one.a, one.b, one.hash, one.body, x=1_000)
    assert asyncio.run(verify(zone().ask, late, 2_000)).code == "expired"
    assert asyncio.run(verify(zone().ask, late, 500)).code == "pass"


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ((b"v=1;", b"v=2;"), "unknown version"),
        ((b"h=from", b"h=x-from"), "From is not signed"),
        ((b"a=rsa-sha256", b"a=rsa-md5"), "unknown algorithm"),
        ((b"d=shop.test;", b"d=shop.test; i=@evil.test;"), "i= is not within d="),
        ((b" s=k1;", b""), "no s="),
    ],
)
def test_form(change: tuple[bytes, bytes], trouble: str) -> None:
    raw = mail()
    if change[0] not in raw:
        change = (change[0].replace(b"h=from", b"h=From"), change[1])
    (one,) = signed.dkim(case(raw.replace(*change)))
    assert one.trouble == trouble
    assert asyncio.run(verify(zone().ask, one, None)).code == "form"


def test_ed25519() -> None:
    body = base64.b64encode(hashlib.sha256(b"Hello world\r\n\r\nthe end\r\n").digest()).decode()
    head = f"DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=shop.test; s=e1; h=from:to; bh={body}; b="
    (bare,) = signed.dkim(case(head.encode() + b"AAAA\r\n" + MAIL))
    public, made = ed25519(base64.b64decode(bare.hash))
    names = {"e1._domainkey.shop.test": {"TXT": [f"v=DKIM1; k=ed25519; p={base64.b64encode(public).decode()}"]}}
    raw = head.encode() + base64.b64encode(made) + b"\r\n" + MAIL
    assert outcome(raw, Zone(names)) == ("pass", "pass")
    assert outcome(raw.replace(b"To: user", b"To: other"), Zone(names)) == ("fail", "signature")


def test_ed25519_by_the_standards_own_vectors() -> None:
    """RFC 8032 section 7.1, tests 1 and 3."""
    key = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    made = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    assert ed25519_fits(key, made, b"")
    assert not ed25519_fits(key, made, b"x")
    key = bytes.fromhex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
    made = bytes.fromhex(
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    )
    assert ed25519_fits(key, made, bytes.fromhex("af82"))
    assert not ed25519_fits(b"\xff" * 32, made, b"")
    assert not ed25519_fits(key, made[:40], bytes.fromhex("af82"))


@pytest.mark.parametrize(
    "raw", [b"", b"\x30", b"\x30\x84\xff\xff\xff\xff", b"\x30\x02\x02\x00", b"\x30\x80" * 50, bytes(range(256))]
)
def test_hostile_keys(raw: bytes) -> None:
    with pytest.raises(BadKey):
        rsa_key(raw)
    with pytest.raises(BadKey):
        decoded("not base64 at all!")


# --- ARC ----------------------------------------------------------------------------------------------------------------


def seal(domain: str, raw: bytes) -> bytes:
    """The mail as a relay passes it on: results, message signature and seal on top (RFC 8617 section 5.1)."""
    head, _, body = raw.partition(b"\r\n\r\n")
    fields = [tuple(it.split(b":", 1)) for it in head.replace(b"\r\n ", b"\x00").split(b"\r\n")]
    fields = [(name, value.replace(b"\x00", b"\r\n ") + b"\r\n") for name, value in fields]
    n = sum(name == b"ARC-Seal" for name, _ in fields) + 1
    results = (b"ARC-Authentication-Results", b" i=%d; %s; spf=pass smtp.mailfrom=shop.test\r\n" % (n, domain.encode()))
    digest = base64.b64encode(hashlib.sha256(Relaxed.canonicalize_body(body)).digest())
    told = (n, domain.encode())
    bare = b" i=%d; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=k1; h=%s; bh=%s; b=" % (*told, b":".join(FIELDS), digest)
    chosen = [next(it for it in fields if it[0].lower() == name) for name in FIELDS]
    message = (b"ARC-Message-Signature", bare + _made([*chosen, (b"ARC-Message-Signature", bare)]) + b"\r\n")
    chain = b"none" if n == 1 else b"pass"
    bare = b" i=%d; a=rsa-sha256; cv=%s; d=%s; s=k1; b=" % (n, chain, domain.encode())
    steps = [it for step in range(1, n) for part in ARC_PARTS for it in fields if it[0] == part and b"i=%d;" % step in it[1]]
    sealed = (b"ARC-Seal", bare + _made([*steps, results, message, (b"ARC-Seal", bare)]) + b"\r\n")
    return b"".join(name + b":" + value for name, value in (sealed, message, results)) + raw


ARC_PARTS = (b"ARC-Authentication-Results", b"ARC-Message-Signature", b"ARC-Seal")


def _made(fields: list[tuple[bytes, bytes]]) -> bytes:
    """The signature over fields, of which the last is the signature's own."""
    data = b"".join(name + b":" + value for name, value in Relaxed.canonicalize_headers(fields)).removesuffix(b"\r\n")
    return base64.b64encode(RSASSA_PKCS1_v1_5_sign(hashlib.sha256(data), parse_pem_private_key(PEM)))


def arc_zone(*domains: str) -> Zone:
    return Zone({f"k1._domainkey.{domain}": {"TXT": [f"v=DKIM1; p={PUBLIC}"]} for domain in domains})


def arc(raw: bytes, zone: Zone) -> list[str]:
    chain, trouble = signed.arc(case(raw))
    if trouble:
        return [trouble]
    return [asyncio.run(verify(zone.ask, it, None)).code for it in chain]


def test_arc_chains() -> None:
    once = seal("relay.test", MAIL)
    twice = seal("list.test", once)
    assert arc(once, arc_zone("relay.test")) == ["pass", "pass"]
    assert arc(twice, arc_zone("relay.test", "list.test")) == ["pass", "pass", "pass"]
    assert arc(twice, arc_zone("list.test")) == ["no-key", "pass", "pass"]
    assert arc(once.replace(b"the end", b"changed"), arc_zone("relay.test")) == ["pass", "body"]
    assert arc(once.replace(b"spf=pass", b"spf=fail"), arc_zone("relay.test")) == ["signature", "pass"]
    assert arc(MAIL, arc_zone()) == ["none"]


def test_arc_structure() -> None:
    once = seal("relay.test", MAIL)
    assert arc(once.replace(b"cv=none", b"cv=fail"), arc_zone()) == ["a step says that it failed"]
    assert arc(once[once.index(b"ARC-Message") :], arc_zone()) == ["a field is missing"]
    assert arc(once[: once.index(b"Received")] + once, arc_zone()) == ["a field twice"]
    assert arc(once.replace(b"i=1;", b"i=2;"), arc_zone()) == ["a field is missing"]
