"""Mails packed to be handed on: saved mails in a ZIP file, a mail or mailbox under gzip. Unpacked in memory, never by a name.

What is locked is opened with the words under which samples are passed around. What cannot be opened, or is too large, is said.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from sabaku.extract.packed import aes
from sabaku.intake import files
from sabaku.intake.files import Unreadable
from sabaku.mime import limits
from sabaku.model import Text

ZIP, GZIP = b"PK\x03\x04", b"\x1f\x8b"
WORDS = ("infected", "virus", "malware")
"""Passwords under which those who exchange samples lock them, so that no scanner takes them away on the way."""
LISTED = b"PK\x01\x02"
"""What stands before each member in the list of a ZIP file (APPNOTE 6.3.10, 4.3.12)."""
MEMBERS = 10_000
"""Members of a ZIP file that is opened."""
CHUNK = 1024**2
UNPACKED = 2 * 1024**3
"""Bytes that are unpacked of one file."""
ATTACHED = 16 * 1024**2
"""Bytes that are unpacked of a ZIP file which came with a mail."""
LOCKED_BYTES = 2 * 1024**2
"""Bytes of a member locked by AES that are opened; that takes three seconds a megabyte."""
SLOW = 64
"""How many bytes a locked one counts for among those that are unpacked of a file."""
SERVICE = ("__MACOSX", ".")
"""How names begin under which packers keep their own notes."""
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError)
"""What reading a broken or locked pack may raise."""

NO_MAIL_IN = Text("ZIPファイルの中に、保存されたメールがありません。", "a ZIP file in which there is no saved mail.")
LOCKED = Text(
    "パスワードで保護されていて開けません。解凍してから、中のメールを指定してください。",
    "locked with a password. Unpack it and name the mail itself.",
)
MANY = Text(
    "ZIPファイルの中身が多すぎます(上限は{most}個)。解凍してから、中のメールを指定してください。",
    "a ZIP file with too many files in it (at most {most}). Unpack it and name the mails themselves.",
)
BROKEN = Text("圧縮ファイルが壊れていて展開できません。", "a damaged archive, which cannot be unpacked.")
LARGE = Text(
    "展開すると大きすぎます(上限は{gb}GB)。展開してから、中のメールを指定してください。",
    "too large when unpacked (at most {gb} GB). Unpack it and name the mails themselves.",
)


class Fault(Exception):
    """Nothing more can be read out of a pack."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Stream:
    """What is unpacked, piece by piece: a `Fault` where it is damaged, or where more comes out of the pack than is unpacked."""

    def __init__(self, packed: BinaryIO, left: list[int]) -> None:
        self.packed, self.left = packed, left

    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""
        try:
            got = self.packed.read(size)
        except FAULTS as fault:
            raise Fault(BROKEN) from fault
        self.left[0] -= len(got)
        if self.left[0] < 0:
            raise Fault(_large())
        return got


def is_pack(head: bytes) -> bool:
    """Whether a file that begins so is a ZIP file or packed by gzip."""
    return head.startswith((ZIP, GZIP))


def members(name: str, file: BinaryIO, most: int | None = None) -> Iterator[tuple[str, Stream] | Unreadable]:
    """The name and the bytes of each mail or mailbox in a pack: `a.zip#b/c.eml`; what gzip packed keeps its name.

    At most so many bytes are unpacked, `UNPACKED` if nothing is said.
    """
    left = [most or UNPACKED]
    if file.read(len(ZIP)) != ZIP:
        file.seek(0)
        yield name, Stream(cast("BinaryIO", gzip.GzipFile(fileobj=file)), left)
        return
    if not _few(file, MEMBERS):
        yield Unreadable(name, Text(MANY.ja.format(most=MEMBERS), MANY.en.format(most=MEMBERS)))
        return
    try:
        archive = zipfile.ZipFile(file)
    except FAULTS:
        yield Unreadable(name, BROKEN)
        return
    with archive:
        entries = sorted(filter(_is_mails, archive.infolist()), key=lambda it: it.filename)
        sealed = _sealed(file) if any(map(aes.name_of, entries)) else b""
        for entry in entries:
            inside = f"{name}#{entry.filename}"
            left[0] -= SLOW * entry.compress_size if _is_locked(entry) else 0
            unpacked = _opened(archive, entry, sealed) if left[0] > 0 else _large()
            yield Unreadable(inside, unpacked) if isinstance(unpacked, Text) else (inside, Stream(unpacked, left))
    if not entries:
        yield Unreadable(name, NO_MAIL_IN)


def _few(file: BinaryIO, most: int) -> bool:
    """Whether a ZIP file lists at most so many members, told before any list of them is made. Leaves the file at its start."""
    file.seek(0)
    listed, end = 0, b""
    while listed <= most and (read := file.read(CHUNK)):
        listed += (end + read).count(LISTED)
        end = (end + read)[1 - len(LISTED) :]
    file.seek(0)
    return listed <= most


def only_mails(data: bytes, count: int) -> list[bytes]:
    """The mails of a small ZIP file that holds nothing but saved mails, at most so many; none of any other, or a broken one."""
    if not data.startswith(ZIP) or not _few(io.BytesIO(data), count):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
        if not all(map(_is_mails, entries)):
            return []
        found = [it[1].read(ATTACHED + 1) for it in members("", io.BytesIO(data), ATTACHED) if not isinstance(it, Unreadable)]
    except (Fault, *FAULTS):
        return []
    return found if len(found) == len(entries) else []


def _is_mails(entry: zipfile.ZipInfo) -> bool:
    """Whether a member is a mail or a mailbox by its name."""
    path = PurePosixPath(entry.filename)
    return not entry.is_dir() and path.suffix.lower() in files.SUFFIXES and not any(it.startswith(SERVICE) for it in path.parts)


def _is_locked(entry: zipfile.ZipInfo) -> bool:
    return bool(entry.flag_bits & 1)


def _sealed(file: BinaryIO) -> bytes:
    """The file's bytes, out of which members locked by AES are cut; those that lie further behind stay locked."""
    file.seek(0)
    return file.read(limits.MESSAGE_BYTES)


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, sealed: bytes) -> BinaryIO | Text:
    """A member as a stream, or why it cannot be opened: one that is damaged or locked stops no other."""
    if aes.name_of(entry):
        found = aes.content(sealed, entry, WORDS, LOCKED_BYTES)
        return io.BytesIO(found[0]) if found and found[0] is not None else LOCKED
    if _is_locked(entry):
        return _unlocked(archive, entry)
    try:
        return cast("BinaryIO", archive.open(entry))
    except FAULTS:
        return BROKEN


def _unlocked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> BinaryIO | Text:
    for word in WORDS:
        try:
            with archive.open(entry, pwd=word.encode()) as member:
                return io.BytesIO(member.read(limits.MESSAGE_BYTES + 1))
        except FAULTS:  # another word; of 256 wrong ones one is noticed only behind the last byte
            continue
    return LOCKED


def _large() -> Text:
    return Text(LARGE.ja.format(gb=UNPACKED >> 30), LARGE.en.format(gb=UNPACKED >> 30))
