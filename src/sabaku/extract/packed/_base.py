"""What all readers of archives and disk images share: the result, the limits, numbers in bytes. Knows no format.

Readers are linear in the bytes they are given, follow each place at most once, run nothing and write nothing to disk.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable

from msgspec import Struct

MAX_MEMBERS = 300
"""Members of one archive that are listed."""
MAX_MEMBER = 2 * 1024 * 1024
"""Bytes of one member that are read whole; of a larger one only the head is."""
MAX_TOTAL = 12 * 1024 * 1024
"""Bytes of all members of one archive that are read."""
MAX_RATIO = 1100
"""Bytes that one compressed byte may become: images padded with zeros are a usual trick, and what is read is bounded anyway."""
HEAD = 4096
"""Bytes at the front of a member that is too large: enough to tell its kind."""


_BOXES = (".iso", ".img", ".udf", ".tar", ".rar", ".7z", ".zip", ".cab")


def most_of(name: str) -> int:
    """How many bytes of a member are read: more of one that holds others."""
    return MAX_TOTAL if name.lower().endswith(_BOXES) else MAX_MEMBER


class Member(Struct, frozen=True):
    """A file in an archive. `data` is None where it was not read; `locked`: it needs a password; `opened`: the mail's worked.

    `head` are the first bytes of a member that is too large to be read whole.
    """

    name: str
    size: int
    locked: bool
    opened: bool
    data: bytes | None
    head: bytes = b""


class Contents(Struct, frozen=True):
    """What an archive holds. `said`: what could not be read, as (kind, detail) of a Defect; `locked`: a password is needed."""

    members: tuple[Member, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    locked: bool = False


class Shelf:
    """Members as they are found, with the limits kept: what goes beyond them is told once."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self.said: dict[tuple[str, str], None] = {}
        self.left = MAX_TOTAL

    @property
    def full(self) -> bool:
        """Whether no more members are listed; says so if it is."""
        if len(self.members) >= MAX_MEMBERS:
            self.say("limit-members", str(MAX_MEMBERS))
        return len(self.members) >= MAX_MEMBERS

    def say(self, kind: str, detail: str = "") -> None:
        """Note a defect, each only once."""
        if len(self.said) < 20:
            self.said[(kind, detail)] = None

    def put(self, name: str, size: int, pieces: Iterable[bytes] | None = None, locked: bool = False) -> None:
        """A member. `pieces`: its bytes, in order; None where they cannot be read."""
        shown = name[:500]
        if pieces is None:
            self.members.append(Member(shown, size, locked, False, None))
            return
        most = min(most_of(name), self.left)
        data = joined(pieces, size if size <= most else min(HEAD, size))
        whole = len(data) == size <= most
        if len(data) < min(size, HEAD):
            self.say("archive-damaged", shown)
        self.left -= len(data)
        self.members.append(Member(shown, size, locked, False, data if whole else None, b"" if whole else data[:HEAD]))

    def take(self, name: str, size: int, data: bytes, places: Iterable[tuple[int, int]]) -> None:
        """A member whose bytes lie in `data` as they are, at these places (start, length)."""
        wanted = size if size <= min(most_of(name), self.left) else HEAD
        self.put(name, size, (data[at : at + min(length, wanted)] for at, length in places))

    def contents(self, locked: bool = False) -> Contents:
        """All that was put on the shelf."""
        return Contents(tuple(self.members), tuple(self.said), locked or any(it.locked for it in self.members))


def joined(pieces: Iterable[bytes], size: int) -> bytes:
    """The first `size` bytes of the pieces."""
    found = bytearray()
    for piece in pieces:
        found += piece[: size - len(found)]
        if len(found) >= size:
            break
    return bytes(found)


def u16(data: bytes, at: int) -> int:
    """Two bytes as a number, low byte first; what is missing at the end counts as zero."""
    return int.from_bytes(data[at : at + 2], "little")


def zip_body(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """The packed bytes of a member of a ZIP archive, which stand behind its own header (APPNOTE 6.3.10, 4.3.7)."""
    start = entry.header_offset + 30 + u16(data, entry.header_offset + 26) + u16(data, entry.header_offset + 28)
    return data[start : start + entry.compress_size]


def u32(data: bytes, at: int) -> int:
    """Four bytes as a number, low byte first."""
    return int.from_bytes(data[at : at + 4], "little")


def u64(data: bytes, at: int) -> int:
    """Eight bytes as a number, low byte first."""
    return int.from_bytes(data[at : at + 8], "little")


def zero_ended(data: bytes, at: int, most: int = 1000) -> bytes:
    """The bytes from `at` to the next zero byte."""
    end = data.find(b"\0", at, at + most)
    return data[at : end if end >= 0 else at + most]


def old_name(name: bytes) -> str:
    """A file name that was written without saying in which character set: UTF-8 if it is that, else Japanese Windows."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("cp932", "replace")
