"""DKIM and ARC signatures as written, and the body hash checked without any key (RFC 6376)."""

from __future__ import annotations

import base64
import hashlib

import pytest

from sabaku.extract.signatures import find, relaxed_body, simple_body
from sabaku.mime import parse
from sabaku.model import Input, Signature
from sabaku.text.tags import tag_list


def signature(body: bytes, way: str, signed: bytes, more: str = "", algorithm: str = "rsa-sha256") -> Signature:
    hashed = base64.b64encode(hashlib.sha256(signed).digest()).decode()
    head = f"DKIM-Signature: v=1; a={algorithm}; c={way}; d=Shop.example;\r\n s=k1; h=From : To:Subject; {more} bh={hashed[:20]}\r\n {hashed[20:]}; b=AAAA\r\n"
    raw = head.encode() + b"From: a@shop.example\r\n\r\n" + body
    it = next(it for it in find(parse(raw), Input(raw), ()) if it.kind == "signature")
    assert isinstance(it.detail, Signature)
    return it.detail


@pytest.mark.parametrize(
    ("body", "way", "signed", "more", "expected"),
    [
        (b" C \r\nD \t E\r\n\r\n\r\n", "simple/simple", b" C \r\nD \t E\r\n", "", "matches"),
        (b" C \r\nD \t E\r\n\r\n\r\n", "relaxed/relaxed", b" C\r\nD E\r\n", "", "matches"),
        (b"a\nb\n", "relaxed/simple", b"a\r\nb\r\n", "", "matches"),
        (b"", "relaxed/simple", b"\r\n", "", "matches"),
        (b"", "relaxed/relaxed", b"", "", "matches"),
        (b"no end", "relaxed/relaxed", b"no end\r\n", "", "matches"),
        (b"signed\r\nappended\r\n", "relaxed/relaxed", b"signed\r\n", "l=8;", "matches"),
        (b"x\r\n", "relaxed/relaxed", b"x\r\n", "l=99;", "differs"),
        (b"changed\r\n", "relaxed/relaxed", b"original\r\n", "", "differs"),
        (b"x\r\n", "strange/strange", b"x\r\n", "", "unknown"),
        (b"x\r\n", "relaxed", b"x\r\n", "", "matches"),
    ],
)
def test_body_hash(body: bytes, way: str, signed: bytes, more: str, expected: str) -> None:
    assert signature(body, way, signed, more).body_hash == expected


def test_tags() -> None:
    found = signature(b"x\r\n", "relaxed/relaxed", b"x\r\n", "t=1770000000; x=1770086400; i=@mail.shop.example; l=3;")
    assert (found.domain, found.selector, found.headers) == ("shop.example", "k1", ("from", "to", "subject"))
    assert (found.signed_at, found.expires_at, found.identity, found.length) == (1770000000, 1770086400, "@mail.shop.example", 3)
    assert signature(b"x\r\n", "relaxed/relaxed", b"x\r\n", algorithm="rsa-md5").body_hash == "unknown"
    assert tag_list("a=1; a=2; b = x y;; c") == {"a": "1", "b": "xy"}


def test_roles() -> None:
    raw = b"ARC-Seal: i=1; a=rsa-sha256; d=l.example; s=s; cv=none; b=AA\r\nARC-Message-Signature: i=1; d=l.example; s=s; bh=AA==\r\nDKIM-Signature: garbage\r\n\r\nx"
    assert [(it.role, it.value) for it in find(parse(raw), Input(raw), ())] == [
        ("arc-seal", "l.example"),
        ("arc", "l.example"),
        ("dkim", ""),
    ]


def test_long_runs_of_space_are_linear() -> None:
    raw = b"DKIM-Signature: c=relaxed/relaxed\r\n\r\n" + b" " * 3_000_000 + b"x" + b"\r\n" * 300_000
    message = parse(raw)
    assert relaxed_body(message) == b" x\r\n"
    assert (simple_body(message) or b"").endswith(b" x\r\n")
