"""How this machine visits: as whom, through which way out, for how long. Settings only; checks what an operator may write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sabaku.sources._embedding import Embedding, embedding

STANDARD = ("phone-ja", "desktop-bot")
SHORTEST, LONGEST = 8.0, 60.0
KNOWN = {"visitors", "seconds", "proxy", "referrer", "languages", "zone", "keep_tokens", "timestamp", "embedding", "refuse"}
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
    """The settings written there (the table `[visit]`). Raises ValueError with what to mend."""
    unknown = set(told) - KNOWN
    if unknown:
        raise ValueError(f"[visit] does not know {', '.join(sorted(unknown))}")
    seconds = told.get("seconds", 25.0)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not SHORTEST <= seconds <= LONGEST:
        raise ValueError(f"[visit] seconds: a number from {SHORTEST:.0f} to {LONGEST:.0f}")
    return Visiting(
        visitors=_visitors(told.get("visitors")),
        seconds=float(seconds),
        proxy=_proxy(told.get("proxy", "")),
        referrer=_address(told.get("referrer", ""), "referrer", "https://www.example.com/"),
        languages=_words(told.get("languages", []), "languages", LANGUAGE),
        zone="".join(_words([told["zone"]] if told.get("zone") else [], "zone", ZONE)),
        refuse=_refuse(told.get("refuse", [])),
        keep_tokens=told.get("keep_tokens") is True,
        timestamp=_address(told.get("timestamp", ""), "timestamp", "http://tsa.example.com/"),
        embedding=embedding(told.get("embedding")),
    )


def _visitors(told: object) -> tuple[str, ...]:
    from sabaku.sources._browser.visitors import VISITORS

    names = STANDARD if told is None else _words(told, "visitors", re.compile("[a-z-]{1,40}"))
    wrong = [it for it in names if it not in VISITORS]
    if wrong or not names or len(names) > 4:
        raise ValueError(f"[visit] visitors: one to four of {', '.join(VISITORS)}")
    return tuple(dict.fromkeys(names))


def _refuse(told: object) -> tuple[str, ...]:
    from sabaku.sources._browser.policy import own_of

    listed = told if isinstance(told, list | tuple) else [told]
    try:
        own_of(str(it) for it in listed)
    except ValueError as fault:
        raise ValueError(f'[visit] refuse: {fault}; write ["198.51.100.0/24", "example.co.jp"]') from fault
    return tuple(str(it) for it in listed)


def _proxy(told: object) -> str:
    from sabaku.sources._browser.upstream import exit_of

    if told:
        exit_of(str(told))
    return str(told or "")


def _address(told: object, name: str, like: str) -> str:
    if told and not (isinstance(told, str) and told.startswith(("http://", "https://"))):
        raise ValueError(f"[visit] {name}: an address like {like}")
    return str(told or "")[:2000]


def _words(told: object, name: str, shape: re.Pattern[str]) -> tuple[str, ...]:
    listed = told if isinstance(told, list | tuple) else [told]
    if not all(isinstance(it, str) and shape.fullmatch(it) for it in listed):
        raise ValueError(f"[visit] {name}: not understood")
    return tuple(str(it) for it in listed)
