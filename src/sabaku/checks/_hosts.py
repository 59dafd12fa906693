"""What kind of host a link leads to, by the lists of hosts: plain functions over a name. Knows no mail."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Literal

from sabaku import data
from sabaku.model import Text
from sabaku.names import brands
from sabaku.names.hosts import address, suffixes, tld
from sabaku.text import late

_FORMS = late.pattern(
    r"//(?:docs\.google\.com/(?:forms|drawings|presentation|document/d/e)/|forms\.gle/|sites\.google\.com/"
    r"|script\.google\.com/macros/|(?:[a-z]{2,10}\.)?jotform\.com/|tally\.so/|[\w-]{2,40}\.typeform\.com/to/|forms\.zoho(?:public)?\."
    r"|airtable\.com/(?:app|shr|embed)|(?:www\.)?cognitoforms\.com/|[\w-]{2,40}\.wufoo\.com/forms/|[\w-]{0,20}\.?123formbuilder\.com/"
    r"|drive\.google\.com/file/|forms\.(?:office|microsoft)\.com/|forms\.yandex\.|telegra\.ph/|www\.canva\.com/design/)"
)
_STORES = late.pattern(
    r"(?:\A|\.)(?:(?:s3(?:[.-][a-z0-9-]{2,24}){0,3})\.amazonaws\.com|s3-website[.-][a-z0-9-]{4,24}\.amazonaws\.com"
    r"|(?:firebase)?storage\.googleapis\.com|(?:blob|web)\.core\.windows\.net|z\d{1,2}\.web\.core\.windows\.net"
    r"|digitaloceanspaces\.com|backblazeb2\.com|r2\.dev|cloudfront\.net|aliyuncs\.com|myqcloud\.com|linodeobjects\.com"
    r"|vultrobjects\.com|wasabisys\.com|objectstorage\.[a-z0-9-]{4,24}\.oraclecloud\.com|storageapi\.fleek\.co|appdomain\.cloud)\Z"
)
_PAGE = late.pattern(r"\.(?:[sx]?html?|php|aspx?)\Z", re.IGNORECASE)
PRIVATE = ("127.", "10.", "192.168.", "169.254.", "0.", *(f"172.{n}." for n in range(16, 32)))


@functools.cache
def _hosts(group: str, part: str) -> frozenset[str]:
    table = data.toml("link_hosts")[group]
    found = table[part] if part else table
    return frozenset(found["hosts"] if isinstance(found, dict) and "hosts" in found else found)


CHATS = frozenset(("line.me", "lin.ee", "t.me", "wa.me", "chat.whatsapp.com", "telegram.me", "api.whatsapp.com", "discord.gg"))
"""Hosts whose links open a talk in a messenger."""


@functools.lru_cache(maxsize=8192)
def listed(host: str, group: str, part: str = "") -> str:
    """The name under which the host stands in that group of data/link_hosts.toml, or ""."""
    names = _hosts(group, part)
    return next((it for it in suffixes(host) if it in names), "")


def is_cheap(host: str) -> bool:
    """Whether the top-level domain is one of the cheap and much abused ones."""
    return tld(host) in _hosts("cheap", "tlds")


def is_form(url: str) -> bool:
    """Whether it is a form, drawing or shared file such as anybody makes in their office account."""
    return _FORMS.search(url) is not None


def is_page_in_store(host: str, path: str) -> bool:
    """Whether it is a page in HTML in storage that anybody rents: pictures and papers in such places are ordinary."""
    return _PAGE.search(path) is not None and _STORES.search(host) is not None


def is_kept(host: str) -> bool:
    """Whether it is storage that anybody rents, where files lie under whatever name."""
    return _STORES.search(host) is not None


def tracker(host: str) -> str:
    """Whose click counter this host is, or ""."""
    found = listed(host, "trackers")
    return str(data.toml("link_hosts")["trackers"][found]) if found else ""


def service_kinds(wraps: str) -> frozenset[str]:
    """Of what kinds the services are that a link was opened from (Link.wraps)."""
    return frozenset(kind for name in wraps.split(", ") for kind in _kinds("name").get(name, ()))


@functools.lru_cache(maxsize=8192)
def is_filters(host: str) -> bool:
    """Whether a mail filter stands there, by which the reader's house wraps links or keeps mail back."""
    return any("gateway" in _kinds("host").get(it, ()) for it in suffixes(host))


def keeps_back(host: str) -> bool:
    """Whether it is the site of a mail filter on which held mail is released, and no address that such a filter has wrapped."""
    return bool(listed(host, "held")) and not host.startswith(_WRAPS)


_WRAPS = ("protect", "url", "link", "click", "safe", "clicktime")
"""Beginnings of the hosts under which filters wrap what others linked."""


@functools.cache
def _kinds(by: Literal["host", "name"]) -> Mapping[str, frozenset[str]]:
    """Of what kinds the services are from which links are opened."""
    found: dict[str, set[str]] = {}
    for it in data.toml("link_hosts")["opens"]:
        found.setdefault(it[by], set()).add(it["kind"])
    return {key: frozenset(kinds) for key, kinds in found.items()}


def is_private(host: str) -> bool:
    """Whether this is an address of somebody's own network or machine."""
    found = address(host)
    return found is not None and (host.startswith(PRIVATE) or found.is_loopback or found.is_link_local)


def country(host: str) -> tuple[str, Text] | None:
    """The country whose top-level domain a host has, with its name; None for generic ones and those sold for their sound."""
    last = tld(host)
    if len(last) != 2 or last in data.toml("link_hosts")["generic_use"]["tlds"]:
        return None
    code = {"uk": "GB", "su": "RU"}.get(last, last.upper())
    names = data.toml("places")["countries"].get(code)
    return (code, Text(names["ja"], names["en"])) if names else None


LEADING_ON = ("lnkd.in", "t.co")
"""Networks' own short addresses, behind which stands whatever a member wrote."""


def of_others(host: str) -> bool:
    """Links that every company's mail has: to shops of applications and social networks, not their shorteners, which lead on."""
    return host not in LEADING_ON and bool(
        {"apple", "google", "facebook", "instagram", "twitter", "line", "linkedin"} & set(brands.owners(host))
    )


_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}")
_RUNS = re.compile(r"[a-z]+|[0-9]+")
_VOWEL = re.compile(r"[aeiouy]")
_INITIALS = re.compile(
    r"[a-z]{2,4}(?:bank|cards?|group|club|tech|online|insurance|shop|store|media|systems?|services?|energy|direct)"
)
"""How companies are called that go by their initials."""
MANY_TURNS = 4
_HEX = re.compile(r"[0-9a-f]{16,}")


def meaningless(label: str) -> bool:
    """A long run without a vowel and few besides, or letters and digits in turns, in a name of some length."""
    longest = max(label.split("-"), key=len)
    if label.startswith("xn--") or len(longest) < 7 or _INITIALS.fullmatch(longest):
        return False
    vowels = len(_VOWEL.findall(longest))
    if _HEX.fullmatch(longest):
        return True
    if _CONSONANTS.search(longest):
        return vowels * 5 < len(longest)
    digits = sum(it.isdigit() for it in longest)
    return len(_RUNS.findall(longest)) >= MANY_TURNS and 2 <= digits < len(longest) - 2 and vowels * 5 <= len(longest)
