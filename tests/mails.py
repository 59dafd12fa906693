"""Builds mails for tests from short descriptions, so that a fixture shows what matters in it and nothing else."""

from __future__ import annotations

import base64
import tomllib
from dataclasses import dataclass
from datetime import datetime
from email.header import Header as EncodedHeader
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from sabaku.model import Envelope, Fact, Home, Input, Question

BASES: dict[str, dict[str, Any]] = {
    "ja": {
        "headers": {
            "Return-Path": "<tanaka@sender.example>",
            "Received": "from mail.sender.example (mail.sender.example [192.0.2.25]) by mx.recipient.example (Postfix) "
            "with ESMTPS id 4F2307292395 for <user@recipient.example>; Thu,  5 Feb 2026 10:15:02 +0900 (JST)",
            "Date": "Thu, 5 Feb 2026 10:15:00 +0900",
            "From": "田中一郎 <tanaka@sender.example>",
            "To": "user@recipient.example",
            "Subject": "打ち合わせの件",
            "Message-ID": "<20260205101500.1A2B@mail.sender.example>",
            "MIME-Version": "1.0",
        },
        "body": {
            "text": "佐藤様\n\nお世話になっております。田中です。\n先日お話しした打ち合わせの議事録をお送りします。\nご確認ください。\n\n田中一郎\n"
        },
    },
    "en": {
        "headers": {
            "Return-Path": "<alice@sender.example>",
            "Received": "from mail.sender.example (mail.sender.example [192.0.2.25]) by mx.recipient.example (Postfix) "
            "with ESMTPS id 4F2307292395 for <user@recipient.example>; Thu, 5 Feb 2026 09:15:02 +0000 (UTC)",
            "Date": "Thu, 5 Feb 2026 09:15:00 +0000",
            "From": "Alice Miller <alice@sender.example>",
            "To": "user@recipient.example",
            "Subject": "Minutes of Monday's meeting",
            "Message-ID": "<20260205091500.1A2B@mail.sender.example>",
            "MIME-Version": "1.0",
        },
        "body": {
            "text": "Hello Bob,\n\nhere are the minutes of our meeting. Tell me if I forgot anything.\n\nBest regards\nAlice\n"
        },
    },
    "bare": {"headers": {}, "body": {"text": "\n"}},
}


@dataclass(frozen=True)
class Fixture:
    """A mail with all that a case needs besides it."""

    input: Input
    facts: dict[Question, Fact]


@cache
def load(path: Path) -> Fixture:
    """The fixture in that file: `.eml` as it is (with an optional `.toml` beside it for home and facts), or a `.toml` that builds one."""
    if path.suffix == ".eml":
        beside = path.with_suffix(".eml.toml")
        told = tomllib.loads(beside.read_text("utf-8")) if beside.exists() else {}
        return _fixture(path.read_bytes(), told, path.name)
    told = tomllib.loads(path.read_text("utf-8"))
    return _fixture(build(told), told, path.name)


def _fixture(raw: bytes, told: dict[str, Any], name: str) -> Fixture:
    now = told.get("now", "2026-02-05T12:00:00+09:00")
    home = msgspec.convert(told.get("home", {}), Home)
    envelope = msgspec.convert(told["envelope"], Envelope) if "envelope" in told else None
    moment = now if isinstance(now, datetime) else datetime.fromisoformat(now)
    facts = [_fact(it) for it in told.get("facts", [])]
    return Fixture(Input(raw, name=name, now=moment, home=home, envelope=envelope), {it.question: it for it in facts})


def _fact(told: dict[str, Any]) -> Fact:
    question = Question.read(told["question"])
    plain = {
        **told,
        "question": {
            "is": "question",
            "source": question.source,
            "subject": question.subject,
            "arguments": list(question.arguments),
        },
    }
    return msgspec.convert(plain, Fact)


def build(told: dict[str, Any]) -> bytes:
    """The bytes of the mail that the description tells of, with LF line ends."""
    base = BASES[told.get("base", "ja")]
    headers = _border_first({**base["headers"], **told.get("headers", {})}, told)
    body = told.get("body", base["body"])
    lines: list[str] = []
    for name, value in headers.items():
        for one in value if isinstance(value, list) else [value]:
            if one != "":
                lines.append(f"{name}: {one if told.get('raw_headers') else _encoded(name, one)}")
    head, content = _entity(body)
    return "\n".join(lines + head).encode() + b"\n\n" + content


RESULTS = ("authentication-results", "received-spf")


def _border_first(headers: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """Results above the Received fields, where only the receiving side can put them; as they come with `results = "below"`."""
    if told.get("results") == "below":
        return headers
    top = {name: value for name, value in headers.items() if name.lower() in RESULTS}
    return {**top, **{name: value for name, value in headers.items() if name not in top}}


def _encoded(name: str, value: str) -> str:
    if value.isascii():
        return value
    before, mark, address = value.rpartition(" <")
    if name.lower() in ("from", "to", "sender", "reply-to", "cc") and mark:
        return f"{_word(before.strip(chr(34)))} <{address}"
    return _word(value)


def _word(value: str) -> str:
    return EncodedHeader(value, "utf-8", maxlinelen=900).encode() if not value.isascii() else f'"{value}"'


def _entity(body: dict[str, Any]) -> tuple[list[str], bytes]:
    shown = [_leaf(f"text/{sub}", body[key], body) for key, sub in (("text", "plain"), ("html", "html")) if key in body]
    whole = shown[0] if len(shown) == 1 else _multipart("alternative", shown)
    files = [_file(it) for it in body.get("files", [])]
    return _multipart("mixed", [whole, *files]) if files else whole


def _leaf(type: str, text: str, body: dict[str, Any]) -> tuple[list[str], bytes]:
    charset = body.get("charset", "utf-8")
    content = text.encode(charset, "replace")
    head = [f"Content-Type: {type}; charset={charset}"]
    if body.get("encoding") == "base64":
        return [*head, "Content-Transfer-Encoding: base64"], base64.encodebytes(content)
    return [*head, "Content-Transfer-Encoding: 8bit"], content


def _file(told: dict[str, Any]) -> tuple[list[str], bytes]:
    content = base64.b64decode(told["base64"]) if "base64" in told else told.get("text", "").encode()
    name = told.get("name", "")
    quoted = name if name.isascii() else EncodedHeader(name, "utf-8", maxlinelen=900).encode()
    head = [f"Content-Type: {told.get('type', 'application/octet-stream')}", "Content-Transfer-Encoding: base64"]
    disposition = told.get("disposition", "attachment")
    return [*head, f'Content-Disposition: {disposition}; filename="{quoted}"', *told.get("headers", [])], base64.encodebytes(
        content
    )


def _multipart(kind: str, parts: list[tuple[list[str], bytes]]) -> tuple[list[str], bytes]:
    mark = f"=_{kind}_7d1f"
    body = b"".join(
        f"--{mark}\n".encode() + "\n".join(head).encode() + b"\n\n" + content.rstrip(b"\n") + b"\n" for head, content in parts
    )
    return [f'Content-Type: multipart/{kind}; boundary="{mark}"'], body + f"--{mark}--\n".encode()
