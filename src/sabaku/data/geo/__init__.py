"""The table of all networks: address -> AS number, organisation, country. Mapped into memory, no judgement.

networks.bin (made by tools/build_geo.py): "sabakuG1", length of the head, head as JSON (date, countries, sections as
[type code, offset, bytes]), then the sections, little-endian, each on a multiple of 8. A point is an address where
(AS number, country) changes; it holds up to the next point. IPv4 points: `four_index` has for each /16 the number of its
first point, `four_low` the lower 16 bits. IPv6 points: `six`, the upper 48 bits. Each point has the number of its holder
(24 bits in two arrays); a holder has the number of its network (`holder_asn`) and of its country (`holder_country`).
"""

from __future__ import annotations

import functools
import ipaddress
import mmap
import sys
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import msgspec

MAGIC = b"sabakuG1"
DATASET = "ip-location-db (DB-IP, RouteViews, NRO)"
MAPPED = bytes(10) + b"\xff\xff"


class Row(NamedTuple):
    """What the table says of an address; AS number 0 and "" are «not in the table»."""

    asn: int
    organisation: str
    country: str
    """ISO 3166-1 alpha-2."""


class Table:
    """The mapped file. One look-up takes some microseconds."""

    def __init__(self, body: memoryview) -> None:
        if body[:8] != MAGIC:
            raise ValueError("not a table of networks")
        length = int.from_bytes(body[8:12], "little")
        head = msgspec.json.decode(bytes(body[12 : 12 + length]))
        self.date: str = head["date"]
        self._countries: list[str] = head["countries"]
        rest = body[12 + length :]
        part = {name: _numbers(rest[at : at + size], code) for name, (code, at, size) in head["sections"].items()}
        self._index, self._low = part["four_index"], part["four_low"]
        self._four = part["four_holder_low"], part["four_holder_high"]
        self._six = part["six"]
        self._six_holder = part["six_holder_low"], part["six_holder_high"]
        self._holder_asn, self._holder_country = part["holder_asn"], part["holder_country"]
        self._asn, self._name_start = part["asn"], part["name_start"]
        self._names = bytes(part["name"])
        self._row = functools.lru_cache(4096)(self._holder)

    def at(self, ip: str) -> Row:
        """The row of an address, given as text. What is not an address is not in the table."""
        number = _four(ip)
        return self._at_four(number) if number is not None else self._at_six(ip)

    def name(self, asn: int) -> str:
        """The organisation of an AS number, "" for one that the table does not have."""
        place = bisect_right(self._asn, asn) - 1
        return self._name(place) if self._asn[place] == asn else ""

    def _at_four(self, number: int) -> Row:
        top = number >> 16
        point = bisect_right(self._low, number & 0xFFFF, self._index[top], self._index[top + 1]) - 1
        return self._row(self._four[0][point] | self._four[1][point] << 16)

    def _at_six(self, ip: str) -> Row:
        try:
            raw = ipaddress.IPv6Address(ip).packed
        except ValueError:
            return NOWHERE
        if raw.startswith(MAPPED):
            return self._at_four(int.from_bytes(raw[12:], "big"))
        point = bisect_right(self._six, int.from_bytes(raw[:6], "big")) - 1
        return self._row(self._six_holder[0][point] | self._six_holder[1][point] << 16)

    def _holder(self, number: int) -> Row:
        place = self._holder_asn[number]
        return Row(self._asn[place], self._name(place), self._countries[self._holder_country[number]])

    def _name(self, place: int) -> str:
        return self._names[self._name_start[place] : self._name_start[place + 1]].decode("utf-8", "replace")


NOWHERE = Row(0, "", "")


def _four(ip: str) -> int | None:
    """The number of an IPv4 address in dotted decimal; None for anything else. (`ipaddress` takes three times as long.)"""
    pieces = ip.split(".", 4)
    if len(pieces) != 4:
        return None
    number = 0
    for it in pieces:
        if not (it.isascii() and it.isdigit() and len(it) < 4) or (value := int(it)) > 255:
            return None
        number = number << 8 | value
    return number


def _numbers(part: memoryview, code: str) -> Sequence[int]:
    if sys.byteorder == "little":
        return part.cast(code)  # type: ignore[call-overload, no-any-return]
    turned = array(code, bytes(part))
    turned.byteswap()
    return turned


@functools.cache
def table() -> Table:
    """The table that ships with the package."""
    found = resources.files(__name__).joinpath("networks.bin")
    return read(found) if isinstance(found, Path) else Table(memoryview(found.read_bytes()))


def read(path: Path) -> Table:
    """The table in that file. Raises OSError, ValueError and LookupError for what is none."""
    with path.open("rb") as file:
        return Table(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


@functools.cache
def newest(folder: Path | None) -> Table:
    """The operator's table where it is newer than the shipped one, else that."""
    path = folder / "geo" / "networks.bin" if folder is not None else None
    if path is None or not path.is_file():
        return table()
    try:
        return max(table(), read(path), key=lambda it: it.date)
    except (OSError, ValueError, LookupError, OverflowError):
        return table()
