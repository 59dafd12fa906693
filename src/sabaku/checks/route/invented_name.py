"""One check: failures, opting out or the mail's own number are at a domain that no person thought up."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _route
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.hosts import registrable, tld

LEAST = 12
"""Letters and digits from which a name can be told to be thrown together."""

_BOUNCES = Text(ja="エンベロープFrom(Return-Path)", en="the envelope sender (Return-Path)")
_OFF = Text(ja="配信停止の宛先(List-Unsubscribe)", en="the place for opting out (List-Unsubscribe)")
_ID = Text(ja="Message-ID", en="the Message-ID")


@check(
    id="route.invented-name",
    over="message",
    group="route",
    sure="inferred",
    title=Text(
        ja="ヘッダーのドメイン名が、でたらめに作った文字列です",
        en="A domain in the header is made of random letters",
    ),
    says=Text(
        ja="{place}のドメイン {domain} は意味のない文字の並びです。差出人({sender})とは別の、その場で作った名前とみられます。",
        en="{domain}, which {place} names, is a meaningless run of letters and not the sender's {sender}: a name made up for the "
        "occasion.",
    ),
    speaks_for=("disguised",),
    experts=("RPM", "MID"),
    attacks=(23, 46),
)
def invented_name(case: Case, it: Observable) -> Iterator[Hit]:
    """Programs that send for those who hide fill every field with new letters; a mail service writes its own name there.

    Of From's own domain identity.from-random tells. Left out: lists, known services, abbreviations of a few letters, and names
    of machines (UUIDs, private endings).
    """
    sender = case.first("domain", "from")
    if sender is None or case.seen("list") or _route.platform(case) is not None:
        return
    for place, name, at in _named(case):
        domain = registrable(name)
        if domain != sender.value and _invented(domain):
            yield Hit(
                at, place=datum("text", place.en, place), domain=datum("domain", domain), sender=datum("domain", sender.value)
            )
            return


def _named(case: Case) -> Iterator[tuple[Text, str, Evidence]]:
    for place, role in ((_BOUNCES, "return-path"), (_ID, "message-id")):
        for it in case.seen("domain", role):
            yield place, it.value, _route.at(case, it.seen, it.shown)
    for host, at in _route.opt_outs(case):
        yield _OFF, host, at


def _invented(domain: str) -> bool:
    label, _, ending = domain.partition(".")
    if len(label) < LEAST or "-" in label or _route.nowhere(tld(domain)) or not ending:
        return False
    return _hosts.meaningless(label) and not _route.platform_name(domain)
