"""What the user gives (files, folders, mailboxes, packs, Outlook files, standard input) to one Input per mail. Judges nothing.

An unreadable or empty input is said and never stops the others. Nothing here looks at the clock or the network.
"""

from __future__ import annotations

import mmap
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Protocol

from sabaku.intake import files, mbox, packs
from sabaku.intake.files import Given, Unreadable, is_case
from sabaku.intake.forwarded import unwrap
from sabaku.mime import limits
from sabaku.model import Home, Input, Profile, Text

__all__ = ["Unreadable", "file_of", "is_case", "is_many", "read"]

NOT_IN_IT = Text("その中に、この番号や名前のメールはありません。", "there is no mail of that number or name in it.")

CHUNK = 1024 * 1024


class Readable(Protocol):
    """Anything that bytes can be read from, one after the other."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""


def read(
    paths: Sequence[str],
    stdin: BinaryIO | None = None,
    home: Home | None = None,
    now: datetime | None = None,
    profile: Profile = "offline",
) -> Iterator[Input | Unreadable]:
    """Each mail of the files and folders (`-` = standard input), forwarded ones taken out of their carriers.

    Folders are walked in the order of their names. Names are paths as given, with `#n` for the n-th mail of a mailbox and
    `#name` for a mail in a pack; such a name is also taken for that mail alone.
    """
    for path in paths:
        file = file_of(path)
        if file != path:
            yield from _chosen(path, file, home or Home(), now, profile)
            continue
        found = _standard_input(stdin) if path == "-" else _path(Path(path))
        for it in found:
            if isinstance(it, Unreadable):
                yield it
            else:
                yield from unwrap(_input(it, home or Home(), now, profile))


def is_many(path: str) -> bool:
    """Whether the file is a mailbox or pack of several mails. Raises OSError where it cannot be read."""
    with Path(path).open("rb") as file:
        head = file.read(4096)
    return (packs.is_pack(head) or mbox.is_mbox(head)) and next(islice(_path(Path(path)), 1, None), None) is not None


def file_of(path: str) -> str:
    """The file that a name such as `box.mbox#3` or `a.zip#b.eml` means; the path itself where it is one, or none is meant."""
    if Path(path).exists():
        return path
    heads = (path[:at] for at, character in enumerate(path) if character == "#" and at)
    return next((it for it in heads if Path(it).is_file()), path)


def _chosen(path: str, file: str, home: Home, now: datetime | None, profile: Profile) -> Iterator[Input | Unreadable]:
    """The mail of that name, with all that was forwarded in it."""
    there = False
    for it in _path(Path(file)):
        if not f"{path}#".startswith(f"{it.name}#"):
            continue
        for mail in (it,) if isinstance(it, Unreadable) else unwrap(_input(it, home, now, profile)):
            if isinstance(mail, Unreadable) or f"{mail.name}#".startswith(f"{path}#"):
                there = True
                yield mail
    if not there:
        yield Unreadable(path, NOT_IN_IT)


def _input(it: Given, home: Home, now: datetime | None, profile: Profile) -> Input:
    return Input(it.raw, it.name, now, profile, home, carrier=it.carrier, given=it.given)


def _standard_input(stdin: BinaryIO | None) -> Iterator[Given | Unreadable]:
    if stdin is None:
        yield Unreadable("-", files.MISSING)
    else:
        yield from _stream("-", stdin)


def _stream(name: str, stream: Readable, out_of_pack: bool = False) -> Iterator[Given | Unreadable]:
    """The mails that come out of a stream; a large mailbox or a pack is kept in a file without a name meanwhile.

    What comes `out_of_pack` and is a pack itself is no mail: such can hold each other without end.
    """
    data = stream.read(limits.MESSAGE_BYTES + 1)
    packed = packs.is_pack(data) and not out_of_pack
    if not packed and (len(data) <= limits.MESSAGE_BYTES or not mbox.is_mbox(data[:4096])):
        yield from _mails(name, data)
        return
    with tempfile.TemporaryFile() as kept:
        kept.write(data)
        while more := stream.read(CHUNK):
            kept.write(more)
        kept.seek(0)
        yield from _packed(name, kept) if packed else _mapped(name, kept)


def _mapped(name: str, file: BinaryIO) -> Iterator[Given | Unreadable]:
    """The mails of a large mailbox."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        yield from _mailbox(name, whole)


def _packed(name: str, file: BinaryIO) -> Iterator[Given | Unreadable]:
    """The mails of a pack."""
    for it in packs.members(name, file):
        if isinstance(it, Unreadable):
            yield it
            continue
        inside, stream = it
        try:
            yield from _stream(inside, stream, out_of_pack=True)
        except packs.Fault as fault:
            yield Unreadable(inside, fault.reason)


def _path(path: Path) -> Iterator[Given | Unreadable]:
    """The mails of a file, or of all the files below a folder that are mails."""
    if path.is_dir():
        for file, sure in files.walk(path):
            yield from _file(file, sure)
    else:
        yield from _file(path, sure=True)


def _file(path: Path, sure: bool) -> Iterator[Given | Unreadable]:
    """The mails of one file; a file that only lies in a folder and is no mail is passed over."""
    name = str(path)
    try:
        with path.open("rb") as file:
            head = file.read(limits.MESSAGE_BYTES + 1)
            if sure and packs.is_pack(head):
                file.seek(0)
                yield from _packed(name, file)
                return
            if mbox.is_mbox(head[:4096]) and len(head) > limits.MESSAGE_BYTES:
                yield from _mapped(name, file)
                return
    except OSError as fault:
        yield Unreadable(name, files.because(fault))
        return
    if sure or files.is_mail(head):
        yield from _mails(name, head)


def _mails(name: str, data: bytes) -> Iterator[Given | Unreadable]:
    """The mails in these bytes: one, or those of a mailbox."""
    if mbox.is_mbox(data[:4096]):
        yield from _mailbox(name, data.lstrip(b"\xef\xbb\xbf\r\n \t"))
    else:
        yield files.mail(name, data)


def _mailbox(name: str, data: mbox.Buffer) -> Iterator[Given | Unreadable]:
    """Each mail of a mailbox by its number; a mailbox of one mail is that mail."""
    mails = enumerate(mbox.split(data), 1)
    number, held = next(mails, (0, b""))
    for number, following in mails:
        yield files.mail(f"{name}#{number - 1}", held)
        held = following
    yield files.mail(f"{name}#{number}" if number > 1 else name, held)
