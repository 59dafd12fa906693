"""Whether a domain is of a kind that is thrown away after use, by its name alone. No judgement of a mail."""

from __future__ import annotations

import functools

from sabaku.checks._hosts import is_cheap, listed
from sabaku.checks._who import author
from sabaku.model import Case, Text
from sabaku.names.endings import resold
from sabaku.names.hosts import registrable, tld

SHORT = 3
"""One- or two-letter labels in a row that no mail server's name has."""


@functools.lru_cache(maxsize=4096)
def throwaway(name: str) -> Text | None:
    """Of what throw-away kind this domain is, or None."""
    ending = tld(name)
    if is_cheap(name) and len(ending) > 2:
        return Text(f"安価で悪用の多い「.{ending}」のドメイン", f"ends in “.{ending}”, which is cheap and much abused")
    if ending := resold(name):
        return Text(f"国別を装う「.{ending}」の下のドメイン", f"lies under “.{ending}”, which only looks like a country's")
    if service := listed(name, "ddns"):
        return Text(f"無料のダイナミックDNSサービス「{service}」の名前", f"is a free name of the dynamic DNS service “{service}”")
    below = name[: -len(registrable(name))].split(".")
    if sum(0 < len(it) < 3 for it in below) >= SHORT:
        return Text("一文字ずつのラベルを並べた名前", "is a ladder of single letters")
    return None


def thrown_away(case: Case) -> bool:
    """Whether the author's domain is of that kind."""
    sender = author(case)
    return sender is not None and throwaway(sender.domain) is not None
