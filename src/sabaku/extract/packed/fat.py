"""Disk images (.img, VHD of fixed size) with FAT file systems and long names. Other file systems are only named."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sabaku.extract.packed._base import MAX_MEMBERS, Contents, Shelf, u16, u32

MAX_FOLDERS = 300
MAX_FOLDER = 256 * 1024
"""Bytes of one folder that are read."""
MAX_LISTED = 1024 * 1024


class Disk(Struct, frozen=True):
    """Where things lie: all in bytes but `bits` (of an entry of the table) and `clusters`. `root` is a cluster, or 0."""

    table: int
    bits: int
    root_at: int
    root_size: int
    root: int
    first: int
    cluster: int
    clusters: int


def is_fat(data: bytes) -> bool:
    """Whether an image begins with the boot sector of a FAT file system."""
    return data[510:512] == b"\x55\xaa" and _disk(data, 0) is not None


def contents(data: bytes) -> Contents:
    """The files of an image."""
    shelf = Shelf()
    disk = next((it for at in _starts(data) if (it := _disk(data, at)) is not None), None)
    if disk is None:
        shelf.say("archive-kind", "NTFS" if any(data[at + 3 : at + 7] == b"NTFS" for at in _starts(data)) else "img")
        return shelf.contents()
    for name, size, cluster in _files(data, disk, shelf):
        if shelf.full:
            break
        shelf.put(name, size, _chain(data, disk, cluster, size))
    return shelf.contents()


def _starts(data: bytes) -> list[int]:
    """Where file systems may start: at the front, or where the partition table says."""
    return [0, *(u32(data, at + 8) * 512 for at in range(446, 510, 16) if data[510:512] == b"\x55\xaa" and u32(data, at + 8))]


def _disk(data: bytes, at: int) -> Disk | None:
    """The boot sector's own words (Microsoft FAT specification, 3.1)."""
    if data[at : at + 1] not in (b"\xeb", b"\xe9"):
        return None
    sector, per = u16(data, at + 11), data[at + 13] if at + 13 < len(data) else 0
    tables, size = data[at + 16] if at + 16 < len(data) else 0, u16(data, at + 22) or u32(data, at + 36)
    if sector not in (512, 1024, 2048, 4096) or per not in (1, 2, 4, 8, 16, 32, 64, 128) or not 1 <= tables <= 4 or not size:
        return None
    table = at + u16(data, at + 14) * sector
    root_at = table + tables * size * sector
    root_size = u16(data, at + 17) * 32
    first = root_at + -(-root_size // sector) * sector
    total = (u16(data, at + 19) or u32(data, at + 32)) * sector
    clusters = max(0, at + total - first) // (per * sector)
    bits = 12 if clusters < 4085 else 16 if clusters < 65525 else 32
    root = u32(data, at + 44) if bits == 32 else 0
    return Disk(table, bits, root_at, root_size, root, first, per * sector, clusters)


def _next(data: bytes, disk: Disk, cluster: int) -> int:
    """The cluster behind this one; 0 at the end."""
    if disk.bits == 12:
        pair = u16(data, disk.table + cluster + cluster // 2)
        after = pair >> 4 if cluster & 1 else pair & 0xFFF
    elif disk.bits == 16:
        after = u16(data, disk.table + 2 * cluster)
    else:
        after = u32(data, disk.table + 4 * cluster) & 0x0FFFFFFF
    return after if 2 <= after < disk.clusters + 2 else 0


def _chain(data: bytes, disk: Disk, cluster: int, size: int) -> Iterator[bytes]:
    """The clusters of a file, no more than its size asks for: a chain that runs in a circle ends there."""
    for _ in range(-(-size // disk.cluster)):
        if not 2 <= cluster < disk.clusters + 2:
            return
        at = disk.first + (cluster - 2) * disk.cluster
        if at >= len(data):
            return
        yield data[at : at + disk.cluster]
        cluster = _next(data, disk, cluster)


def _files(data: bytes, disk: Disk, shelf: Shelf) -> Iterator[tuple[str, int, int]]:
    """Path, size and first cluster of each file; each folder once."""
    todo: list[tuple[int, str]] = [(disk.root, "")]
    visited, left, found = {disk.root}, MAX_LISTED, 0
    while todo and found <= MAX_MEMBERS:
        cluster, before = todo.pop(0)
        listed = _folder(data, disk, cluster)
        left -= len(listed)
        if left < 0:
            shelf.say("limit-members", str(MAX_LISTED))
            return
        for name, folder, start, size in _entries(listed):
            if not folder:
                found += 1
                yield f"{before}{name}", size, start
            elif start not in visited and len(visited) < MAX_FOLDERS:
                visited.add(start)
                todo.append((start, f"{before}{name}/"[-400:]))


def _folder(data: bytes, disk: Disk, cluster: int) -> bytes:
    if not cluster:
        return data[disk.root_at : disk.root_at + disk.root_size]
    return b"".join(_upto_end(_chain(data, disk, cluster, MAX_FOLDER)))


def _upto_end(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The clusters of a folder up to the one that says that no more entries follow."""
    for piece in pieces:
        yield piece
        if any(piece[at] == 0 for at in range(0, len(piece), 32)):
            return


def _entries(listed: bytes) -> Iterator[tuple[str, bool, int, int]]:
    """Name, whether a folder, first cluster and size of each entry that is not deleted (long names: FAT specification, 7)."""
    long: list[bytes] = []
    for at in range(0, len(listed) - 31, 32):
        entry = listed[at : at + 32]
        if entry[0] == 0:
            return
        if entry[0] == 0xE5:
            long = []
        elif entry[11] & 0x3F == 0x0F:
            long = [*long[-20:], entry[1:11] + entry[14:26] + entry[28:32]]
        else:
            name = _long(long) or _short(entry)
            long = []
            if not entry[11] & 8 and name not in (".", ".."):
                yield name, bool(entry[11] & 16), u16(entry, 20) << 16 | u16(entry, 26), u32(entry, 28)


def _long(pieces: list[bytes]) -> str:
    return b"".join(reversed(pieces)).decode("utf-16-le", "replace").partition("\0")[0].rstrip("\uffff")


def _short(entry: bytes) -> str:
    first = b"\xe5" if entry[0] == 5 else entry[:1]
    stem, last = (first + entry[1:8]).rstrip(b" "), entry[8:11].rstrip(b" ")
    return (stem + (b"." + last if last else b"")).decode("cp932", "replace")
