"""A forwarder excuses what forwarding breaks, and nothing that a mail says, asks for or leads to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mails import load
from sabaku.app import examine
from sabaku.model import Input

HERE = Path(__file__).parent / "checks"
SAID = (
    "body.codes-of-cards",
    "body.coins-demanded",
    "body.fee-before-money",
    "body.goods-unseen",
    "body.help-by-remote",
    "body.pushed-to-new-payee",
    "body.secret-deal",
    "files.program-as-paper",
    "identity.office-of-nobody",
    "identity.share-notice-forged",
    "links.grants-access",
    "links.program-offered",
)
"""Checks that leave mail of lists alone: what is written to many is no letter."""
LURES = sorted(
    it for id in SAID for it in (HERE / id / "fires").iterdir() if it.suffix in (".toml", ".eml") and ".eml.toml" not in it.name
)
_OF_DELIVERY = re.compile(rb"(?i)(?:return-path|received|delivered-to|authentication-results|received-spf|x-[a-z-]+):")


def forwarded(raw: bytes) -> bytes:
    """The mail as a hoster passes it on that rewrites the envelope sender (SRS); his own route, which anybody can write, is gone."""
    head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    kept = [it for it in re.split(rb"\n(?![ \t])", head) if not _OF_DELIVERY.match(it)]
    own = b"from out2.hoster-net.example (out2.hoster-net.example [198.51.100.52]) by mx.recipient.example (Postfix) with ESMTPS"
    his = b"from mail.origin.example (mail.origin.example [192.0.2.14]) by mx2.hoster-net.example (Postfix) with ESMTPS"
    top = (
        b"Return-Path: <SRS0=k3Xz=Q7=origin.example=someone@hoster-net.example>",
        b"Received: %s id 4F2307292395 for <user@recipient.example>; Thu, 5 Feb 2026 10:15:04 +0900" % own,
        b"Received: %s id 5F2307292395 for <user@old-address.example>; Thu, 5 Feb 2026 10:15:01 +0900" % his,
    )
    return b"\n".join((*top, *kept)) + b"\n\n" + body


@pytest.mark.parametrize("path", LURES, ids=lambda it: f"{it.parent.parent.name}/{it.stem}")
def test_what_a_mail_says_stays_said(path: Path) -> None:
    given = load(path).input
    report = examine(Input(forwarded(given.raw), name=given.name, now=given.now))
    found = {it.id for it in report.findings}
    assert found & {"route.forwarder", "route.forwarder-unproven"}
    assert path.parent.parent.name in found


def test_forwarding_is_not_held_against_the_sender() -> None:
    plain = load(HERE / "auth.dmarc-fail" / "fires" / "fail.toml").input
    top = b"Authentication-Results: mx.recipient.example; dmarc=fail header.from=sender.example; spf=fail smtp.mailfrom=a@sender.example"
    weights = {it.id: it.weight for it in examine(Input(top + b"\n" + forwarded(plain.raw), now=plain.now)).findings}
    assert weights["auth.dmarc-fail"] == weights["auth.spf-fail"] == 0
