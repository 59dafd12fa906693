"""Nothing that names the recipient leaves the machine, in no encoding and to no service, with every source at work."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import secrets
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from test_keyed import settings
from world import LONG, World, running

from sabaku import app
from sabaku.model import Home, Input
from sabaku.sources import all_sources, rounds
from sabaku.sources.ledger import Ledger
from sabaku.sources.tape import Tape

NOW = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
VICTIM = "taro.victim@recipient.example"


def forms(address: str) -> dict[str, str]:
    """The address as campaigns write it into links."""
    raw = address.encode()
    return {
        "plain": address,
        "upper": address.upper(),
        "percent": quote(address, safe=""),
        "percent twice": quote(quote(address, safe=""), safe=""),
        "all percent": "".join(f"%{it:02x}" for it in raw),
        "base64": base64.b64encode(raw).decode(),
        "base64url": base64.urlsafe_b64encode(b"u=" + raw).decode().rstrip("="),
        "base64 shifted": base64.b64encode(b"x" + raw + b"!").decode(),
        "hex": raw.hex(),
        "md5": hashlib.md5(raw, usedforsecurity=False).hexdigest(),
        "sha1": hashlib.sha1(raw, usedforsecurity=False).hexdigest(),
        "sha256": hashlib.sha256(raw).hexdigest(),
        "verp": address.replace("@", "="),
    }


def mail(links: list[str]) -> bytes:
    head = (
        "Received: from mail.evil.test (mail.evil.test [9.9.9.9])\r\n"
        "\tby mx.recipient.example with ESMTP; Thu, 5 Feb 2026 11:00:00 +0900\r\n"
        f"Return-Path: <bounce+{VICTIM.replace('@', '=')}@evil.test>\r\n"
        f"From: info@evil.test\r\nReply-To: {VICTIM.replace('@', '.')}@evil.test\r\nTo: {VICTIM}\r\nSubject: x\r\n"
        "Date: Thu, 5 Feb 2026 11:00:00 +0900\r\nMessage-ID: <1@evil.test>\r\n\r\n"
    )
    return (head + "\r\n".join(links) + "\r\n").encode()


def heard_of(links: list[str], profile: str = "visit") -> tuple[bytes, World]:
    """All bytes that reached the servers."""
    names = {f"{n}.evil.test": {"A": ["9.9.9.8"]} for n in range(9)} | {"evil.test": {"A": ["9.9.9.8"]}}
    it = World(
        zone=names,
        certificate="good",
        answering=lambda head, body: (200, {}, b'{"cacheDuration": "9s", "results": [], "total": 0}'),
    )

    async def go() -> None:
        async with running(it):
            told = settings(it)
            endpoints = {
                **told.endpoints,
                "registry": f"{it.http}/iana/",
                "whois": f"127.0.0.1:{it.whois_port}",
                "safebrowsing": it.http,
            }
            told = type(told)(**{**vars(told), "endpoints": endpoints})
            sources = it.unhurried({name: one for name, one in all_sources(told).items() if name != "visit"})
            home = Home(domains=("recipient.example",))
            case = app.prepare(Input(mail(links), now=NOW, profile=profile, home=home))  # type: ignore[arg-type]
            await rounds(case, Ledger(None, profile, sources=sources, clock=lambda: NOW), Tape(), budget=LONG)  # type: ignore[arg-type]

    asyncio.run(go())
    return b"\n".join(it.heard), it


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    "place", ["https://evil.test/a/{}/b", "https://evil.test/a?u={}", "https://evil.test/#{}", "https://evil.test/a-{}.html"]
)
def test_no_form_of_the_address_leaves_the_machine(place: str) -> None:
    told = forms(VICTIM)
    heard, it = heard_of([place.format(form) for form in told.values()])
    assert len(it.heard) > 10, "every service was asked something"
    lower = heard.lower()
    for name, form in told.items():
        assert form.lower().encode() not in lower, name
        wire = base64.b64encode(form.encode()).rstrip(b"=")
        assert wire[: len(wire) - 2] not in heard, f"{name}, once more in base64"
    assert b"taro.victim" not in lower


@pytest.mark.enable_socket
@pytest.mark.parametrize("name", ["hex", "md5", "sha1", "verp"])
def test_no_host_name_carries_it_either(name: str) -> None:
    label = forms(VICTIM)[name].replace("=", ".")
    pieces = [label[at : at + 60] for at in range(0, len(label), 60)]
    heard, _ = heard_of([f"https://{'.'.join(pieces)}.evil.test/"])
    assert pieces[0].lower().encode() not in heard.lower()


@pytest.mark.enable_socket
@pytest.mark.parametrize("profile", ["quiet", "full"])
def test_a_host_name_made_for_one_recipient_is_asked_of_nobody(profile: str) -> None:
    token = secrets.token_hex(8)
    _, it = heard_of([f"https://{token}.evil.test/"], profile)
    assert it.heard
    names = [line for line in it.heard if token.encode() in line.lower() and b"HTTP/1.1" not in line]
    assert names == [], "a name below the registrable domain tells its owner who has read the mail"
