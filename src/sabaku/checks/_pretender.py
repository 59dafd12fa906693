"""A user who poses as the platform that passes the words on: who it is, what is said, where it leads. Look-ups, no judgement."""

from __future__ import annotations

import functools
import re

from msgspec import Struct

from sabaku.checks import _author, _links, _said
from sabaku.checks._who import Sender, senders
from sabaku.model import Case, Evidence, Observable, Span, once
from sabaku.names.brands import names_of, owners
from sabaku.names.whose import authentic
from sabaku.text.fold import fold

_TALKING = frozenset(
    ("github", "google", "microsoft", "facebook", "instagram", "twitter", "linkedin", "discord", "slack", "zoom", "dropbox")
)
"""Brands whose signed notices carry comments, messages and invitations of their users."""
_NOTICES = re.compile(
    r"(?:[a-z]{1,20}[-_]){0,3}(?:notifications?|notify|no-?reply|comments|invitations|messages|updates)(?:-noreply)?"
)


class Pretender(Struct, frozen=True):
    """A user whose words a platform passes on, and who speaks in its name; the words, and the link that leads elsewhere."""

    platform: str
    user: Evidence
    said: Evidence
    link: Observable


@once
def pretender(case: Case) -> Pretender | None:
    """The user who signs as the team of the platform whose notice this provably is, and leads away from it."""
    for sender in senders(case)[:1]:
        platform, at = _talking(case, sender), sender.who.shown_at
        if not platform:
            continue
        said = _as_team(case, platform) or _of_the_account(case, platform)
        links = (it for it in _author.own_links(case) if platform not in owners(_links.link(it).host))
        link = next(links, None)
        if said is not None and link is not None and at is not None:
            return Pretender(platform, Evidence(at, found=sender.who.shown), said, link)
    return None


def _talking(case: Case, sender: Sender) -> str:
    """The platform whose notice this provably is, where From shows a user's name and not the platform's; or ""."""
    platform = next((id for id in owners(sender.domain) if id in _TALKING), "")
    if not platform or not _NOTICES.fullmatch(sender.who.local.lower()) or authentic(case, sender.domain) is None:
        return ""
    return "" if not sender.who.shown or fold(names_of(platform).en) in fold(sender.who.shown) else platform


def _as_team(case: Case, platform: str) -> Evidence | None:
    """Where somebody signs or introduces themselves as the platform: a line of nothing but «… Security Team» with its name."""
    found = _signature(fold(names_of(platform).en)).search(_said.folded(case))
    return Evidence(place := Span("visible", *found.span(1)), found=case.message.quote(place)) if found else None


def _of_the_account(case: Case, platform: str) -> Evidence | None:
    """Where somebody tells of the reader's account as only the platform could, and their link bears the platform's name."""
    told = _said.first(case, "scare.login", "threat.suspend", "threat.delete")
    others = (_links.link(it).host for it in _author.own_links(case) if platform not in owners(_links.link(it).host))
    posed = any(platform in host for host in others)
    if told is None or not posed or told.seen.view != "visible":
        return None
    rest = _TO_ITS_END.match(_said.folded(case), told.seen.start)
    place = Span("visible", told.seen.start, max(told.seen.end, rest.end() if rest else 0))
    return Evidence(place, found=case.message.quote(place))


_TO_ITS_END = re.compile(r"[^.,!?。、\n]{1,60}")
"""The rest of a clause, so that a reader sees what is said."""


@functools.lru_cache(maxsize=32)
def _signature(name: str) -> re.Pattern[str]:
    team = r"(?:'s)? (?:[a-z]{2,20} )?(?:team|staff|support|department)"
    desk = r"(?:の)?(?:カスタマー|セキュリティ|アカウント)?(?:運営|サポート|事務局|チーム|センター){1,2}"
    signed = rf"^[^\w\n]{{0,8}}(?:the |your )?({re.escape(name)}(?:{team}|{desk}))(?:です|より)?[^\w\n]{{0,8}}$"
    return re.compile(signed, re.MULTILINE)
