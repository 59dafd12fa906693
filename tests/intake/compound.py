"""Writes Outlook files (MS-CFB, MS-OXMSG) for the tests: just enough of the format for a mail with parts and messages inside."""

from __future__ import annotations

import struct
from typing import Any

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, MINI, CUTOFF = 512, 64, 4096
Tree = dict[str, Any]


def compound(tree: Tree) -> bytes:
    """A compound file of nested storages (dict) and streams (bytes)."""
    entries: list[dict[str, Any]] = []
    _add(entries, "Root Entry", tree, 5)
    mini, mini_fat, big = bytearray(), list[int](), list[tuple[dict[str, Any], bytes]]()
    for entry in entries:
        data = entry["data"]
        if data is None:
            continue
        entry["size"] = len(data)
        if len(data) >= CUTOFF:
            big.append((entry, data))
        elif data:
            entry["start"] = len(mini) // MINI
            count = -(-len(data) // MINI)
            mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), END]
            mini += data.ljust(count * MINI, b"\0")
    sectors, fat = bytearray(), list[int]()

    def put(data: bytes) -> int:
        start, count = len(fat), -(-len(data) // SECTOR)
        fat.extend([*range(start + 1, start + count), END])
        sectors.extend(data.ljust(count * SECTOR, b"\0"))
        return start

    for entry, data in big:
        entry["start"] = put(data)
    if mini:
        entries[0]["start"], entries[0]["size"] = put(bytes(mini)), len(mini)
    first_mini_fat = (
        put(struct.pack(f"<{len(mini_fat)}I", *mini_fat).ljust(-(-len(mini_fat) * 4 // SECTOR) * SECTOR, b"\xff"))
        if mini_fat
        else END
    )
    first_directory = put(b"".join(_entry(it) for it in entries))
    count = 1
    while (len(fat) + count) * 4 > count * SECTOR:
        count += 1
    first_fat = len(fat)
    fat += [FAT] * count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(count * SECTOR, b"\xff")
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    mini_count = -(-len(mini_fat) * 4 // SECTOR)
    head += struct.pack("<IIIIIIIIII", 0, count, first_directory, 0, CUTOFF, first_mini_fat, mini_count, END, 0, 0)[:36]
    head += struct.pack("<109I", *(first_fat + n if n < count else FREE for n in range(109)))
    return head.ljust(SECTOR, b"\0")[:SECTOR] + bytes(sectors) + table


def _add(entries: list[dict[str, Any]], name: str, tree: Tree | bytes, kind: int) -> int:
    index = len(entries)
    entry: dict[str, Any] = {
        "name": name,
        "kind": kind,
        "left": FREE,
        "right": FREE,
        "child": FREE,
        "start": 0,
        "size": 0,
        "data": None,
    }
    entries.append(entry)
    if isinstance(tree, bytes):
        entry["data"] = tree
        entry["start"] = END
        return index
    found = [
        _add(entries, key, tree[key], 2 if isinstance(tree[key], bytes) else 1)
        for key in sorted(tree, key=lambda it: (len(it), it.upper()))
    ]
    entry["child"] = _balanced(entries, found)
    return index


def _balanced(entries: list[dict[str, Any]], found: list[int]) -> int:
    """The tree of these entries: readers go down into it, and a list of thousands would be too deep for them."""
    if not found:
        return FREE
    middle = len(found) // 2
    entries[found[middle]]["left"] = _balanced(entries, found[:middle])
    entries[found[middle]]["right"] = _balanced(entries, found[middle + 1 :])
    return found[middle]


def _entry(entry: dict[str, Any]) -> bytes:
    name = entry["name"].encode("utf-16-le")
    head = name.ljust(64, b"\0") + struct.pack("<HBB", len(name) + 2, entry["kind"], 1)
    links = struct.pack("<III", entry["left"], entry["right"], entry["child"])
    return head + links + bytes(36) + struct.pack("<IQ", entry["start"], entry["size"])


def properties(head: int, fixed: dict[int, bytes]) -> bytes:
    """The table of fixed properties; keys are (id << 16 | type)."""
    rows = b"".join(struct.pack("<II", tag, 6) + value.ljust(8, b"\0") for tag, value in fixed.items())
    return bytes(head) + rows


def storage(texts: dict[int, str | bytes], fixed: dict[int, bytes] | None = None, head: int = 32, codec: str = "") -> Tree:
    """A message, recipient or attachment: str = Unicode (or 8-bit in `codec`), bytes = binary."""
    tree: Tree = {"__properties_version1.0": properties(head, fixed or {})}
    for tag, value in texts.items():
        if isinstance(value, bytes):
            tree[f"__substg1.0_{tag:04X}0102"] = value
        elif codec:
            tree[f"__substg1.0_{tag:04X}001E"] = value.encode(codec)
        else:
            tree[f"__substg1.0_{tag:04X}001F"] = value.encode("utf-16-le")
    return tree


def code_page(page: int) -> dict[int, bytes]:
    return {0x3FFD0003: struct.pack("<i", page)}
