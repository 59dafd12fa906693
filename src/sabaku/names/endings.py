"""Who can have a name under an ending: a state, an organisation of some kind, anybody. By data/endings.toml; knows no mail."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from sabaku import data
from sabaku.model import Text
from sabaku.names.hosts import is_ip, registrable, suffix, tld

Kind = Literal["firm", "body", "association", "school", "state", "network"]


class _Kept(Struct, frozen=True):
    """Of an ending that not anybody can have: what kind of organisation does, and how it is called."""

    kind: Kind
    names: Text


@functools.cache
def _organisations() -> Mapping[str, _Kept]:
    told = data.toml("endings")["organisations"]
    return {ending: _Kept(it["kind"], Text(it["ja"], it["en"])) for ending, it in told.items()}


@functools.cache
def _words(key: str) -> frozenset[str]:
    return frozenset(data.toml("endings")[key].split())


def _kept(domain: str) -> _Kept | None:
    return _organisations().get(registrable(domain).partition(".")[2])


def kind(domain: str) -> Kind | None:
    """Of what kind the organisation must be that registered the domain; None where anybody could."""
    found = _kept(domain)
    return found.kind if found else None


def organisation(domain: str) -> Text | None:
    """What must have registered the domain («a company in Japan»); None where anybody can be behind it, as at a network's."""
    found = _kept(domain)
    return found.names if found and found.kind != "network" else None


def is_organisations(domain: str) -> bool:
    """Whether only an organisation of some kind can have registered the domain, and only its people have addresses there."""
    return organisation(domain) is not None


def is_house_of_japan(domain: str) -> bool:
    """Whether only a firm, body, school, office or network of Japan can have registered the domain, on proof that it exists."""
    return tld(domain) == "jp" and kind(domain) not in (None, "association")


def is_anybodys(host: str) -> bool:
    """Whether its ending is a general one that anybody can have, wherever they are."""
    return tld(host) in _words("anybodys")


def resold(host: str) -> str:
    """The ending below which the host stands that only looks like a country's and is sold by its holder («uk.com»), or ""."""
    ending = ".".join(host.rsplit(".", 2)[1:])
    return ending if ending in _words("resold") else ""


@functools.lru_cache(maxsize=16384)
def state(host: str) -> str:
    """The ending that only a state's authorities can have («go.jp», «gov», «bund.de»), the host's own or itself, or ""."""
    labels = [] if is_ip(host) else host.rstrip(".").lower().split(".")
    tails = (".".join(labels[-count:]) for count in (1, 2, 3) if count <= len(labels))
    return next((it for it in tails if it in _words("states") or _is_authorities(it)), "")


def _is_authorities(ending: str) -> bool:
    """Whether it is a label of authorities before a country's ending: `gob.es`; of «gov» also where no public list has it."""
    label, _, country = ending.partition(".")
    return len(country) == 2 and label in _words("authorities") and (label == "gov" or suffix(ending) == ending)
