"""Who sends mail for others, and with what programs it is written (data/platforms.toml): typed rows. No judgement."""

from __future__ import annotations

import functools
from typing import Literal

import msgspec

from sabaku.data import toml
from sabaku.model import Text

Use = Literal["esp", "mailbox", "cloud", "hosting", "line", "gateway"]
"""esp: newsletters and notices of others; mailbox: a provider of mailboxes; cloud: virtual machines; hosting: shared or rented
servers; line: access lines of homes, offices, phones; gateway: a filter on the way out."""


class Platform(msgspec.Struct, frozen=True):
    """One that sends for others: the ends of its machines' names, and the header fields that only it writes."""

    id: str
    use: Use
    ja: str
    en: str
    hosts: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()

    @property
    def name(self) -> Text:
        """What it is called."""
        return Text(self.ja, self.en)


class Mailer(msgspec.Struct, frozen=True):
    """A mail program by the beginnings of what it writes of itself."""

    id: str
    kind: Literal["obsolete", "foreign", "mass", "script"]
    ja: str
    en: str
    marks: tuple[str, ...]
    country: str = ""
    """Of a foreign one: where it is made and used."""
    until: int = 0
    """Of an obsolete one: the year in which it was given up."""

    @property
    def name(self) -> Text:
        """What it is called."""
        return Text(self.ja, self.en)


@functools.cache
def platforms() -> dict[str, Platform]:
    """The platforms by id, in the order of the list."""
    return {it.id: it for it in msgspec.convert(toml("platforms")["platform"], tuple[Platform, ...])}


@functools.cache
def mailers() -> tuple[Mailer, ...]:
    """The mail programs, in the order of the list."""
    return msgspec.convert(toml("platforms")["mailer"], tuple[Mailer, ...])
