"""Keeps the recipient out of every question: their address in any usual encoding must not leave the machine. Pure."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from urllib.parse import quote, unquote_to_bytes, urlsplit, urlunsplit

from sabaku.model import Case, Question
from sabaku.names import hosts
from sabaku.text.forms import base64_cores, digests

RECIPIENTS = ("to", "cc", "delivered-to", "delivered-claimed")
ADDRESS = re.compile(r"[^\s<>\"@]{1,64}@[A-Za-z0-9.-]{1,255}")
SHORTEST = 6
ROUNDS = 3


class Secrets:
    """What must not be said: the recipient's addresses, and their domains where they don't belong to the question itself."""

    __slots__ = ("domains", "marks")

    def __init__(self, addresses: Iterable[str]) -> None:
        known = {form for it in addresses if "@" in it for form in (it.strip(), it.strip().lower())}
        self.marks = tuple(sorted({mark for it in known for mark in _marks(it)}))
        self.domains = tuple(sorted({it.rpartition("@")[2].lower() for it in known} - {""}))

    def in_(self, text: str) -> bool:
        """Whether the text carries the recipient's address in plain, percent, base64, hexadecimal or hashed form."""
        if not self.marks:
            return False
        return any(mark in form for form in _forms(text) for mark in self.marks)

    def carried_by(self, question: Question) -> bool:
        """Whether asking this would tell somebody who received the mail."""
        whole = " ".join((question.subject, *(value for _, value in question.arguments)))
        return self.in_(whole) or any(_names(question.subject, domain) for domain in self.domains)

    def without(self, url: str) -> str:
        """The URL as it may be told to others: without user, query and fragment, cut before what names the recipient."""
        try:
            parts = urlsplit(url)
            host = parts.netloc.rpartition("@")[2]
        except ValueError:
            return ""
        kept: list[str] = []
        for piece in parts.path.split("/"):
            if self.in_(piece) or any(domain in piece.lower() for domain in self.domains):
                break
            kept.append(piece)
        return urlunsplit((parts.scheme, host, "/".join(kept) or "/", "", ""))


def secrets(case: Case) -> Secrets:
    """The secrets of a case: whom it was sent to, as the headers, the envelope and the operator tell."""
    told = [it.value for it in case.seen("address", *RECIPIENTS)]
    told += [written for it in case.seen("address", *RECIPIENTS) for written in ADDRESS.findall(it.shown)]
    if case.input.envelope is not None:
        told += case.input.envelope.rcpt_to
    home = case.input.home
    accounts = [*home.accounts, *home.role_accounts]
    told += [it for it in accounts if "@" in it]
    told += [f"{it}@{domain}" for it in accounts if "@" not in it for domain in home.domains]
    return Secrets(told)


def _marks(address: str) -> Iterable[str]:
    raw = address.encode("utf-8", "replace")
    yield address
    yield quote(address, safe="").lower()
    yield address.replace("@", "=")  # VERP
    yield raw.hex()
    for _, made in digests(raw):
        yield made.hex()
        yield base64.b64encode(made).decode().rstrip("=")
    yield from base64_cores(raw, SHORTEST)


def _forms(text: str) -> tuple[str, ...]:
    """The text as written and in lower case, each also with its percent escapes undone, at most three times."""
    forms = [text, text.lower()]
    for _ in range(ROUNDS):
        plain = unquote_to_bytes(forms[-2]).decode("utf-8", "replace")
        if plain == forms[-2]:
            break
        forms += [plain, plain.lower()]
    return tuple(forms)


HOST = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}://)?(?:[^/?#@]{0,255}@)?(\[[^\]]{0,64}\]|[^/?#:@]{0,255})", re.ASCII)


def _names(subject: str, domain: str) -> bool:
    """Whether a subject about somebody else's host names the recipient's domain."""
    lower = subject.lower()
    if domain not in lower:
        return False
    found = HOST.match(lower)
    host = found[1] if found else ""
    own = hosts.registrable(domain)
    return hosts.registrable(host) != own or domain in lower[found.end() if found else 0 :]
