"""What spam filters write into mail, as data/filters.toml lists it: typed rows. Finding it in a mail is extract/stamps.py's."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Literal

import msgspec

from sabaku.data import toml
from sabaku.model import Text

Verdict = Literal["spam", "suspect", "phishing", "virus", "bulk", "clean", "allowed", "internal", "unknown"]
"""What a filter thinks; allowed: by somebody's list, internal: the mail never left the house."""


class Meaning(msgspec.Struct, frozen=True):
    """What a value means: the verdict, and words for it that go on from «the filter …»."""

    verdict: Verdict
    ja: str
    en: str

    @property
    def says(self) -> Text:
        """The words in both languages."""
        return Text(self.ja, self.en)


class Range(Meaning, frozen=True):
    """What a number means that is at least `min`."""

    min: float


class Field(msgspec.Struct, frozen=True):
    """A filter's header field, `*` at one end standing for a customer's own part; with a key, one of the values in it."""

    filter: str
    header: str
    key: str = ""
    any: Meaning | None = None
    """What it means that the field is there at all."""
    ranges: tuple[Range, ...] = ()
    """From the highest down; the number is followed by `unit`."""
    unit: str = ""
    values: Mapping[str, Meaning] = msgspec.field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the value is called: by its key, or by the field without its `x-`."""
        return self.key or self.header.removeprefix("x-").strip("*-")

    def meaning(self, value: str) -> Meaning | None:
        """What the value means in this field, or None where that is not known. Raises ValueError where a range wants a number."""
        if self.any is not None:
            return self.any
        if self.ranges:
            number = float(value)
            return next((it for it in self.ranges if number >= it.min), None)
        return next((it for name, it in self.values.items() if name.lower() == value.lower()), None)


class Filter(msgspec.Struct, frozen=True):
    """A filter and what it is called."""

    id: str
    ja: str
    en: str


@functools.cache
def fields() -> tuple[Field, ...]:
    """The filters' fields, in the order of the list."""
    return msgspec.convert(toml("filters")["field"], tuple[Field, ...])


@functools.cache
def names() -> Mapping[str, Text]:
    """What the filters are called, by id."""
    return {it.id: Text(it.ja, it.en) for it in msgspec.convert(toml("filters")["filter"], tuple[Filter, ...])}
