"""How this machine visits: as whom, through which way out, for how long. Settings only; checks what an operator may write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sabaku.model import NotUsable
from sabaku.sources._embedding import Embedding, embedding

if TYPE_CHECKING:
    from sabaku.sources._browser.visitors import Visitor

STANDARD = ("phone-ja", "desktop-bot")
SHORTEST, LONGEST = 8.0, 60.0
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}", re.ASCII)
ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,30}(?:/[A-Za-z0-9_+-]{1,30}){0,2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Visiting:
    """What an operator may set for visits. Nothing in it can open a way to private addresses."""

    visitors: tuple[str, ...] = STANDARD
    """Names of _browser/visitors.py, in the order in which they go."""
    seconds: float = 25.0
    """For one visitor."""
    proxy: str = field(default="", repr=False)
    """The operator's way out, `http://…` or `socks5://…`; "" = the one that all sources use, or straight."""
    referrer: str = ""
    languages: tuple[str, ...] = ()
    """Instead of the visitors' own."""
    zone: str = ""
    """Time zone (IANA) instead of the visitors' own."""
    refuse: tuple[str, ...] = ()
    """Networks and domains of one's own that are reached by nothing, though their addresses are public."""
    keep_tokens: bool = False
    """Tokens in links stay as they are: the site may then learn which mail was opened. Addresses never stay."""
    timestamp: str = ""
    """A time-stamping authority (RFC 3161) that is sent a hash of what each visit brought; "" = none."""
    embedding: Embedding | None = None
    """The operator's image encoder, for one likeness more."""


def visiting(told: Mapping[str, object]) -> Visiting:
    """The settings written there (the table `[visit]`). Raises NotUsable."""
    if unknown := ", ".join(sorted(set(told) - set(Visiting.__dataclass_fields__))):
        raise NotUsable(f"[visit] に {unknown} という項目はありません。", f"[visit] does not know {unknown}")
    keep_tokens = told.get("keep_tokens", False)
    if not isinstance(keep_tokens, bool):
        raise NotUsable("[visit]: keep_tokens は true か false です。", "[visit] keep_tokens: true or false")
    return Visiting(
        visitors=_visitors(told.get("visitors")),
        seconds=_seconds(told.get("seconds", 25)),
        proxy=_proxy(told.get("proxy", "")),
        referrer=_address(told.get("referrer", ""), "referrer", "https://www.example.com/"),
        languages=_words(told.get("languages", []), "languages", LANGUAGE, '["ja-JP", "ja"]'),
        zone="".join(_words([told["zone"]] if told.get("zone") else [], "zone", ZONE, '"Asia/Tokyo"')),
        refuse=_refuse(told.get("refuse", [])),
        keep_tokens=keep_tokens,
        timestamp=_address(told.get("timestamp", ""), "timestamp", "http://tsa.example.com/"),
        embedding=embedding(told.get("embedding")),
    )


def chosen(how: Visiting) -> tuple[Visitor, ...]:
    """The visitors that an operator wants, with their language, zone and referrer where they have set them."""
    from sabaku.sources._browser.visitors import VISITORS

    return tuple(
        replace(it, languages=how.languages or it.languages, zone=how.zone or it.zone, referrer=how.referrer)
        for it in (VISITORS[name] for name in how.visitors)
    )


def _seconds(told: object) -> float:
    if isinstance(told, bool) or not isinstance(told, int | float) or not SHORTEST <= told <= LONGEST:
        bounds = f"{SHORTEST:.0f}", f"{LONGEST:.0f}"
        raise NotUsable(
            "[visit]: seconds は{}から{}までの数です。".format(*bounds), "[visit] seconds: a number from {} to {}".format(*bounds)
        )
    return float(told)


def _visitors(told: object) -> tuple[str, ...]:
    from sabaku.sources._browser.visitors import VISITORS

    names = STANDARD if told is None else tuple(told) if isinstance(told, list | tuple) else (told,)
    found = tuple(it for it in names if isinstance(it, str) and it in VISITORS)
    if len(found) < len(names) or not names or len(names) > 4:
        known = ", ".join(VISITORS)
        raise NotUsable(
            f"[visit]: visitors には {known} から1つから4つを書いてください。", f"[visit] visitors: one to four of {known}"
        )
    return tuple(dict.fromkeys(found))


def _refuse(told: object) -> tuple[str, ...]:
    from sabaku.sources._browser.policy import own_of

    listed = tuple(str(it) for it in (told if isinstance(told, list | tuple) else [told]))
    for it in listed:
        try:
            own_of([it])
        except ValueError as fault:
            like = '["198.51.100.0/24", "example.co.jp"]'
            raise NotUsable(
                f"[visit]: refuse の {it!r} は、ネットワークでもドメインでもありません。{like} のように書いてください。",
                f"[visit] refuse: {fault}; write {like}",
            ) from fault
    return listed


def _proxy(told: object) -> str:
    from sabaku.sources._browser.upstream import exit_of

    try:
        if told:
            exit_of(str(told))
    except ValueError as fault:
        raise NotUsable(
            "[visit]: proxy は http://192.0.2.1:3128 や socks5://192.0.2.1:1080 のように書いてください。",
            f"[visit] proxy: {fault}",
        ) from fault
    return str(told or "")


def _address(told: object, name: str, like: str) -> str:
    if told and not (isinstance(told, str) and told.startswith(("http://", "https://"))):
        raise NotUsable(f"[visit]: {name} は {like} のように書いてください。", f"[visit] {name}: an address like {like}")
    return str(told or "")[:2000]


def _words(told: object, name: str, shape: re.Pattern[str], like: str) -> tuple[str, ...]:
    listed = told if isinstance(told, list | tuple) else [told]
    if not all(isinstance(it, str) and shape.fullmatch(it) for it in listed):
        raise NotUsable(f"[visit]: {name} は {like} のように書いてください。", f"[visit] {name}: it is written like {like}")
    return tuple(str(it) for it in listed)
