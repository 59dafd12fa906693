"""What an answer to `sabaku init` has to be like: a domain, a brand, a time zone. Asks nothing and writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from sabaku.model import Text

_DOMAIN = re.compile(r"(?=.{3,253}\Z)(?:[^\s@./:]{1,63}\.){1,10}[^\s@./:0-9][^\s@./:]{1,62}")


def domain(word: str) -> str:
    """The domain, in small letters; "" for what is none (a mail address, a company's name)."""
    return word.lower() if _DOMAIN.fullmatch(word) else ""


def brand(word: str) -> str:
    """The id of the brand of that id or name; "" for one that is not known."""
    from sabaku.names.brands import brand as by_id
    from sabaku.names.brands import brands
    from sabaku.text.fold import fold

    folded = fold(word)
    if (found := by_id(word.lower())) is not None:
        return found.id
    return next((it.id for it in brands().values() if folded in {fold(one) for one in it.aliases}), "")


def zone(word: str) -> str:
    """The name of the time zone; "" for one that is not known (a system without any knows none: then it is believed)."""
    try:
        return ZoneInfo(word).key if available_timezones() else word
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


TESTS: Mapping[str, tuple[Callable[[str], str], Text]] = {
    "domains": (
        domain,
        Text(
            "{word} はドメインではありません。example.jp のように入力してください。",
            "{word} is no domain; write it like example.jp.",
        ),
    ),
    "drill_senders": (
        domain,
        Text(
            "{word} はドメインではありません。example.jp のように入力してください。",
            "{word} is no domain; write it like example.jp.",
        ),
    ),
    "services": (
        brand,
        Text(
            "{word} は収録されていない会社・サービスです。IDか正式な名称で入力してください(なければ空欄のまま)。",
            "{word} is not among the known brands; write its id or its full name, or leave it out.",
        ),
    ),
    "zone": (
        zone,
        Text(
            "{word} は不明なタイムゾーンです。Asia/Tokyo のように入力してください。",
            "{word} is no time zone; write it like Asia/Tokyo.",
        ),
    ),
}
"""By the key of a question: what an answer's word is written as, and what is said of one that will not do."""
