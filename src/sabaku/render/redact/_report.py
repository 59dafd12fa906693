"""A report with all its strings masked. Codes, ids and digests stay: they are ours and say nothing of the recipient."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import PurePath
from typing import Any, cast

from msgspec import Struct, structs

from sabaku.model import (
    Address,
    AuthResult,
    Companion,
    Datum,
    Fact,
    File,
    Finding,
    Gap,
    Hop,
    Link,
    LinkLine,
    MessageSummary,
    Observable,
    Question,
    RecipientLine,
    Records,
    Report,
    Run,
    Signature,
    Span,
    Verdict,
    Versions,
)
from sabaku.render.redact._masks import ADDRESS

OURS: dict[type[Struct], frozenset[str]] = {
    Report: frozenset({"sha256", "profile", "zone"}),
    Finding: frozenset({"id", "group", "sure", "status", "silenced_by"}),
    Gap: frozenset({"source", "reason", "checks"}),
    Verdict: frozenset({"level", "category", "because", "open"}),
    Observable: frozenset({"kind", "role"}),
    Question: frozenset({"source"}),
    Fact: frozenset({"state"}),
    Datum: frozenset({"kind"}),
    File: frozenset({"part", "type", "sha256", "kind"}),
    Hop: frozenset({"standing", "dialect", "protocol"}),
    Link: frozenset({"scheme", "found_in", "tricks"}),
    AuthResult: frozenset({"method", "result"}),
    Signature: frozenset({"algorithm", "headers", "body_hash"}),
    Records: frozenset({"type"}),
    RecipientLine: frozenset({"how"}),
}
"""Fields that hold our own words and codes."""

URLS = frozenset({"url", "raw", "path", "wraps", "final_url", "chain", "check_at"})
CODED = frozenset({"brand", "claim", "phrase", "language", "odd-address", "file", "date"})
"""Kinds of observables whose value is a code, a digest or a day."""


@functools.cache
def _fields(kind: type[Struct], coded: bool) -> tuple[tuple[str, bool], ...]:
    """The fields that may hold words of the mail, each with whether it holds an address of the web."""
    if kind in (Versions, Span):
        return ()
    ours = OURS.get(kind, frozenset()) | ({"value"} if coded else set())
    return tuple((name, name in URLS or kind in (Link, LinkLine)) for name in kind.__struct_fields__ if name not in ours)


Mask = Callable[[str], str]


def masked_report(report: Report, text: Mask, url: Mask) -> Report:
    """The report without the secrets, by what masks a text and what masks a URL."""
    return cast("Report", _Walk(text, url).struct(report))


class _Walk:
    """One pass over the report; equal strings are masked once."""

    __slots__ = ("_mask", "_mask_url", "_texts", "_urls")

    def __init__(self, mask: Mask, mask_url: Mask) -> None:
        self._mask, self._mask_url = mask, mask_url
        self._texts: dict[str, str] = {}
        self._urls: dict[str, str] = {}

    def text(self, text: str) -> str:
        known = self._texts.get(text)
        if known is None:
            known = self._texts[text] = self._mask(text) if text else text
        return known

    def url(self, text: str) -> str:
        known = self._urls.get(text)
        if known is None:
            known = self._urls[text] = self._mask_url(text) if text else text
        return known

    def value(self, it: Any, url: bool = False) -> Any:
        kind = it.__class__
        if kind is str:
            return self.url(it) if url else self.text(it)
        if kind is tuple:
            return tuple([self.value(one, url) for one in it]) if it else it
        if kind is dict:
            return {key: self.value(one) for key, one in it.items()}
        return self.struct(it) if isinstance(it, Struct) else it

    def struct(self, it: Struct) -> Struct:
        changed = {}
        for name, url in _fields(type(it), isinstance(it, Observable) and it.kind in CODED):
            before = getattr(it, name)
            if before is None or before == "":
                continue
            after = self.value(before, url)
            if after is not before:
                changed[name] = after
        return self.special(structs.replace(it, **changed) if changed else it, it)

    def special(self, after: Struct, before: Struct) -> Struct:
        """What is secret as a whole, or by the field in which it stands."""
        if isinstance(after, Address) and isinstance(before, Address):
            return self.mailbox(after, before)
        if isinstance(after, (Run, Companion)) and isinstance(before, (Run, Companion)):
            return self.file(after, before)
        if isinstance(after, RecipientLine):  # nobody who reads of the mail needs to know whose house it reached
            return structs.replace(after, domains=(), addresses=(), border="")
        if isinstance(after, MessageSummary) and after.carrier is not None:
            return structs.replace(after, carrier=structs.replace(after.carrier, words="", sender="", subject="", message_id=""))
        return after

    def file(self, after: Run | Companion, before: Run | Companion) -> Struct:
        """Where a file lay is the operator's own affair; to whom a companion went is a victim's."""
        name = self.text(PurePath(before.input).name)
        if isinstance(after, Run):
            return structs.replace(after, input=name)
        return structs.replace(after, input=name, to=ADDRESS if "@" in after.to and "○" not in after.to else after.to)

    def mailbox(self, after: Address, before: Address) -> Address:
        """A mailbox whose two halves together are a secret, though neither is one."""
        whole = f"{before.local}@{before.domain}"
        masked = self.text(whole)
        if masked == whole or not before.domain:
            return after
        local, _, domain = masked.rpartition("@")
        return structs.replace(after, local=local, domain=domain)
