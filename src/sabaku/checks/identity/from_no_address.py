"""From holds no valid address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.model import Address, Case, Datum, Evidence, Observable, Span, Text
from sabaku.names.hosts import is_ip, registrable

_NOWHERE = ("localdomain", "local", "localhost", "lan", "internal", "invalid")
_FORM = re.compile(r"[\w.-]++|\[?[0-9a-f.:]++\]?", re.IGNORECASE)


@check(
    id="identity.from-no-address",
    over="message",
    group="identity",
    title=Text("差出人に有効なメールアドレスがありません", "From holds no valid mail address"),
    says=Text(
        "差出人欄は「{shown}」で、有効なメールアドレスがありません{reply}。会社からのメールなら、差出人のアドレスがあるはずです。",
        "From says “{shown}”, which is no valid mail address{reply}. Mail from a company has one.",
    ),
    experts=("FNOADDR", "FD"),
    attacks=(5,),
)
def from_no_address(case: Case, _: Observable) -> Iterator[Hit]:
    """RFC 5322 section 3.6.2 demands a mailbox in From; programs then show the name alone, or Sender instead.

    A domain that can't exist outside (`.localdomain`, `%example.com`) counts as none.
    Innocent causes: a misconfigured script on a server.
    """
    header = next(iter(case.message.named("from")), None)
    if header is None:
        if len(case.message.headers) > 1:
            where = Span("headers", 0, len(case.message.view("headers").text))
            yield Hit(Evidence(where), shown=Datum("text", "", Text("(なし)", "(nothing)")), reply=_answered(case))
        return
    if case.message.named("list-id"):  # some lists put `.invalid` behind addresses to spare their owners
        return
    whos = [it.detail for it in case.seen("address", "from") if isinstance(it.detail, Address)]
    if any(_exists(it.domain) for it in whos):
        return
    yield Hit(
        Evidence(case.message.span_of(header), found=header.text), shown=_shown(header.text.strip()[:80]), reply=_answered(case)
    )


def _answered(case: Case) -> Datum:
    """Where an answer would go all the same, if anywhere."""
    to = next((it.value for it in case.seen("address", "reply-to")), "")
    return Datum("text", to, Text(f"(返信は {to} に届きます)", f", and an answer goes to {to}") if to else Text("", ""))


def _shown(text: str) -> Datum:
    return Datum("text", text) if text else Datum("text", "", Text("(空欄)", "(nothing)"))


def _exists(domain: str) -> bool:
    """Whether a domain of that form can be reached from outside."""
    if not _FORM.fullmatch(domain):
        return False
    return "." in domain and (is_ip(domain) or registrable(domain).rpartition(".")[2] not in _NOWHERE)
