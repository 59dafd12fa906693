"""From stands at a domain of the kind that is bought by the dozen and thrown away."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._links import clicked, is_cheap
from sabaku.checks.identity._who import author, domain, place
from sabaku.hosts import registrable, tld
from sabaku.model import Case, Datum, Observable, Text

_RESOLD = re.compile(r"\.(?:(?:sa|za|ru|us|uk|eu|de|br|cn|jpn|gr|co|mex|se|no|hu|africa)\.com|(?:in|uk|se|jp|gb|hu)\.net)\Z")
SHORT = 3
"""One- or two-letter labels in a row that no mail server's name has."""


@check(
    id="identity.from-throwaway",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("差出人のドメインが使い捨ての特徴を持っています", "The From domain is of the throw-away kind"),
    says=Text(
        "差出人のドメイン {domain} は{kind}です。大量に取得して使い捨てる送信者がよく使います。",
        "The From domain {domain} {kind}: the sort that senders buy by the dozen and throw away.",
    ),
    experts=("FRAND",),
)
def from_throwaway(case: Case, _: Observable) -> Iterator[Hit]:
    """Names under the cheapest endings, under a reseller's `sa.com`, or with a ladder of single letters below them cost next to
    nothing. Judged where the mail has links. Inferred. Innocent causes: small projects and shops that liked the ending.
    """
    sender = author(case)
    kind = _kind(sender.domain) if sender is not None else None
    if sender is not None and kind is not None and any(it.role != "text" for it in clicked(case)):
        yield Hit(place(sender), domain=domain(sender.domain), kind=Datum("text", tld(sender.domain), kind))


def thrown_away(case: Case) -> bool:
    """Whether the author's domain is of that kind."""
    sender = author(case)
    return sender is not None and _kind(sender.domain) is not None


@functools.lru_cache(maxsize=4096)
def _kind(name: str) -> Text | None:
    ending = tld(name)
    if is_cheap(name) and len(ending) > 2:
        return Text(f"安価で悪用の多い「.{ending}」のドメイン", f"ends in “.{ending}”, which is cheap and much abused")
    resold = _RESOLD.search(name)
    if resold:
        return Text(f"国別を装う「{resold[0]}」の下のドメイン", f"lies under “{resold[0]}”, which only looks like a country's")
    below = name[: -len(registrable(name))].split(".")
    if sum(0 < len(it) < 3 for it in below) >= SHORT:
        return Text("一文字ずつのラベルを並べた名前", "is a ladder of single letters")
    return None
