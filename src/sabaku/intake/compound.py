"""Storages and streams of a compound file (MS-CFB), found by their names and read within a budget. Knows nothing of mails."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sabaku.mime import limits

if TYPE_CHECKING:
    from olefile.olefile import OleDirectoryEntry as Entry

STORAGE, STREAM = 1, 2
READINGS = 4
"""How often the bytes of a file may be read: a text is read once for its code page and once for itself."""
FAULTS = (OSError, ValueError, IndexError, KeyError, struct.error, TypeError, AttributeError, RecursionError, OverflowError)
"""What a broken file makes its reader raise."""


class Compound:
    """An open compound file. Many streams can claim the same sectors: what is read is counted, `cut` says what was not."""

    def __init__(self, data: bytes) -> None:
        """Raises one of FAULTS where the bytes are no such file."""
        import olefile

        self.cut: set[str] = set()
        self._left = READINGS * len(data)
        self._named: dict[int, Mapping[str, Entry]] = {}
        self._ole = olefile.OleFileIO()
        try:
            self._ole.open(io.BytesIO(data))
        except FAULTS:
            self.close()
            raise

    def close(self) -> None:
        """Lets the file go: its entries point back to it, and it would wait for the collector."""
        vars(self._ole).update(dict.fromkeys(vars(self._ole)))

    @property
    def root(self) -> Entry:
        """The storage that holds all others."""
        return self._ole.root

    def inside(self, storage: Entry) -> Mapping[str, Entry]:
        """What a storage holds, by name in lower case; of several with one name the first."""
        found = self._named.get(storage.sid)
        if found is None:
            found = self._named[storage.sid] = {it.name.lower(): it for it in reversed(storage.kids)}
        return found

    def stream(self, storage: Entry, name: str) -> bytes | None:
        """The bytes of a stream, or None. Raises one of FAULTS where it is broken."""
        entry = self.inside(storage).get(name.lower())
        if entry is None or entry.entry_type != STREAM:
            return None
        if entry.size > self._left:
            self.cut.add("size")
            return None
        self._left -= entry.size
        # openstream() would search the whole tree for it once more, and a hostile file has many names
        with self._ole._open(entry.isectStart, entry.size) as stream:
            return bytes(stream.read(limits.MESSAGE_BYTES))

    def storages(self, storage: Entry, prefix: str) -> list[Entry]:
        """The storages inside whose name starts so, in the order of their names."""
        found = [it for it in storage.kids if it.entry_type == STORAGE and it.name.startswith(prefix)]
        return sorted(found, key=lambda it: str(it.name))
