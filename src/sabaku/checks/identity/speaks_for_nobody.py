"""From's name is an office without an owner, and the domain says nothing about whose."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _house, _said
from sabaku.checks._check import Hit, check
from sabaku.checks.identity._who import author, claims, domain, place
from sabaku.checks.identity.name_unlike_domain import LURES, words_of
from sabaku.model import Case, Datum, Observable, Text


@check(
    id="identity.speaks-for-nobody",
    over="message",
    said=LURES,
    group="identity",
    sure="inferred",
    title=Text("差出人の名前が役割だけで、どこの会社か分かりません", "The sender's name is an office, and no company's"),
    says=Text(
        "差出人は「{name}」とだけ名乗り、どの会社かを言いません。ドメイン {domain} の名前も、本文のどこにも出てきません。",
        "It calls itself “{name}” and does not say whose; nor does its text anywhere name {domain}, from which it comes.",
    ),
    experts=("NOBR", "FDISP"),
    speaks_for=("disguised",),
)
def speaks_for_nobody(case: Case, _: Observable) -> Iterator[Hit]:
    """«Support», «Parcel service», «Security notice» fit every reader. A company says its name, in From or in the text.

    Judged where the mail has links and wants or offers something, and claims no known brand. Inferred. The house's own notices
    to its people are left out. Innocent causes: those of a house that does not say which domains are its own.
    """
    sender = author(case)
    if sender is None or case.seen("list") or claims(case) or not _said.leads(case):
        return
    if _house.own_notice(case):
        return
    told, naming = words_of(sender.who.shown)
    if told and not naming and not _author.named_in_words(case, sender.domain):
        yield Hit(place(sender), name=Datum("text", sender.who.shown[:80]), domain=domain(sender.domain))
