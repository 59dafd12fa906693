"""The files that a mail brings: attachments, embedded pictures, and what is in its archives. Named and hashed; nothing is run.

Members of archives, disk images and attached mails have the role "archived", and a `part` of the form "1.2/name of the member"
("1.2/a.iso/b.exe" where one lies in another). A member that could not be read has the value "<sha256 of the archive>!<name>",
because it has no hash.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct, structs

from sabaku.extract import archives, packed
from sabaku.extract.archives import MAX_ARCHIVE, passwords
from sabaku.extract.hinted import hinted
from sabaku.extract.kinds import kind_of, last_name
from sabaku.extract.packed import Contents, Member
from sabaku.mime.sealed import INSIDE
from sabaku.model import FILES, Defect, File, Input, Message, Observable, Part, Piece, Span, View

MAX_FILES = 200
MAX_ALL = 600
"""Files of one mail, those in archives included."""
MAX_CONTENTS = 12
"""Archives of one mail whose members are listed, those in other archives included."""
MAX_NESTED = 4
"""Archives within archives."""
MAX_UNPACKED = 24 * 1024 * 1024
"""Bytes of all members of all archives of one mail."""
_ZIPS = frozenset(("zip", "zip-encrypted"))
_LOCKED = {"rar": "rar-encrypted", "7z": "7z-encrypted"}
_BODY = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html", "text/watch-html"})
_NAME = re.compile(rb"name", re.IGNORECASE)


class Held(Struct, frozen=True):
    """A file with its bytes. `data` is None where they were not read; `path` is that of File.part."""

    path: str
    part: Part
    name: str
    kind: str
    size: int
    sha256: str
    data: bytes | None
    role: str
    seen: Span
    locked: bool = False
    opened: bool = False


T = TypeVar("T")


def once_each(make: Callable[[Message, Held], T]) -> Callable[[Message, Held], T]:
    """`make`, computed at most once for each file of a message."""

    def known(_: Message) -> dict[str, T]:
        return {}

    @functools.wraps(make)
    def kept(message: Message, it: Held) -> T:
        found = message.once(known)
        if it.path not in found:
            found[it.path] = make(message, it)
        return found[it.path]

    return kept


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """One observable of kind "file" for each file, role attachment, inline or archived."""
    for it in message.once(held):
        label = it.part.type if it.role != "archived" else ""
        detail = File(it.path, it.name, label, it.size, it.sha256, it.kind, it.role == "inline")
        yield Observable("file", it.sha256, it.role, it.seen, it.name, detail)


def held(message: Message) -> tuple[Held, ...]:
    """All files of the mail, each archive followed by its members. Use `message.once(held)`."""
    found: list[Held] = []
    desk = Desk()
    for number, part in enumerate(part for part in message.parts if _is_file(part)):
        if number >= MAX_FILES or len(found) >= MAX_ALL:
            message.found_defects.append(Defect("limit-files", Span("raw", part.start, part.end), str(len(found))))
            break
        found.extend(desk.opened(message, _held(message, part)))
    return tuple(found[:MAX_ALL])


class Desk:
    """Where the archives of one mail are opened: counts them, and their bytes, against the limits."""

    def __init__(self) -> None:
        self.archives = 0
        self.left = MAX_UNPACKED

    def opened(self, message: Message, it: Held, depth: int = 0) -> Iterator[Held]:
        """The file, and what is in it, and what is in that."""
        if it.kind in packed.CLOSED:
            message.found_defects.append(Defect("archive-kind", it.seen, it.kind))
        if not _opens(it) or it.data is None:
            yield it
            return
        if depth >= MAX_NESTED or self.archives >= MAX_CONTENTS or self.left <= 0:
            message.found_defects.append(Defect("limit-nested", it.seen, it.name))
            yield it
            return
        if not in_time(message, it, "archive"):
            yield it
            return
        self.archives += 1
        inside = _contents(message, it)
        yield structs.replace(it, kind=_LOCKED.get(it.kind, it.kind)) if inside.locked else it
        for member in _inside(message, it, inside):
            self.left -= member.size if member.data is not None else 0
            yield from self.opened(message, member, depth + 1)


def _opens(it: Held) -> bool:
    return it.kind in _ZIPS or packed.look(it.kind) or (it.kind == "eml" and not it.part.type.startswith("message/"))


def _is_file(part: Part) -> bool:
    if part.type.startswith("multipart/"):
        return False
    if part.disposition == "attachment" or part.filename:
        return part.path != "1" or part.type not in _BODY
    if part.type in _BODY or part.type.startswith("message/delivery") or part.type == "text/rfc822-headers":
        return False
    return part.path != "1" or not part.type.startswith("text/")


def _held(message: Message, part: Part) -> Held:
    own = part.type.startswith("message/rfc822") and part.encoding != INSIDE
    data = message.raw[part.body_start : part.end] if own else message.bytes_of(part)
    inline = part.disposition != "attachment" and (part.disposition == "inline" or bool(part.content_id))
    kind = "eml" if part.type == "message/rfc822" else kind_of(data, part.filename)
    digest = hashlib.sha256(data).hexdigest()
    return Held(
        part.path, part, part.filename, kind, len(data), digest, data, "inline" if inline else "attachment", _place(message, part)
    )


def _place(message: Message, part: Part) -> Span:
    """Where the file is named: the field of its headers that carries the name, else all of its headers."""
    for key in ("content-disposition", "content-type"):
        for header in part.headers:
            if header.key == key and _NAME.search(message.raw, header.value_start, header.end):
                return Span("raw", header.start, header.end)
    return Span("raw", part.start, part.body_start)


def _contents(message: Message, outer: Held) -> Contents:
    data = outer.data or b""
    if len(data) > MAX_ARCHIVE:
        return Contents((), (("archive-large", f"{len(data)}>{MAX_ARCHIVE}"),))
    if outer.kind == "eml":
        return _attached(data)
    if outer.kind in _ZIPS:
        return archives.contents(data, message.once(given_passwords) if outer.kind == "zip-encrypted" else ())
    return packed.contents(data, outer.kind, outer.name)


def _attached(data: bytes) -> Contents:
    """The files of a mail that is itself a file."""
    from sabaku.mime import parse

    inner = parse(data)
    parts = [part for part in inner.parts if _is_file(part) and part.filename][: packed.MAX_MEMBERS]
    bodies = [inner.bytes_of(part) for part in parts]
    return Contents(tuple(Member(part.filename, len(body), False, False, body) for part, body in zip(parts, bodies, strict=True)))


def _inside(message: Message, outer: Held, inside: Contents) -> Iterator[Held]:
    listed = inside.members
    message.found_defects.extend(Defect(kind, outer.seen, detail) for kind, detail in inside.said)
    if not listed and not inside.said and outer.kind != "eml":
        kind = "archive-unreadable" if outer.kind in _ZIPS else "archive-empty"
        message.found_defects.append(Defect(kind, outer.seen, outer.name))
    if any(it.locked and not it.opened for it in listed):
        message.found_defects.append(Defect("archive-closed", outer.seen, outer.name))
    view = f"zip:{outer.path}"
    if listed:
        register(message, view, "\n".join(it.name for it in listed), outer.part)
    at = 0
    for it in listed:
        yield _member(outer, it, Span(view, at, at + len(it.name)))
        at += len(it.name) + 1


def _member(outer: Held, it: Member, seen: Span) -> Held:
    path = f"{outer.path}/{it.name}"
    if it.data is None:
        unknown = f"{outer.sha256}!{it.name}"
        kind = (kind_of(it.head, it.name) if it.head else "") or last_name(it.name)
        return Held(path, outer.part, it.name, kind, it.size, unknown, None, "archived", seen, it.locked)
    digest = hashlib.sha256(it.data).hexdigest()
    return Held(
        path, outer.part, it.name, kind_of(it.data, it.name), it.size, digest, it.data, "archived", seen, it.locked, it.opened
    )


def in_time(message: Message, it: Held, what: str) -> bool:
    """Whether there is time to look into the file; says so where there is none."""
    granted = message.allowance.grants(f"{what}:{it.path}", FILES)
    if not granted:
        message.found_defects.append(Defect("limit-time", it.seen, it.name))
    return granted


def given_passwords(message: Message) -> tuple[str, ...]:
    """The passwords that the mail's own text gives, then those that it describes."""
    return (*passwords(message.view("visible").text[:200_000]), *hinted(message))


def register(message: Message, name: str, text: str, part: Part, pages: tuple[int, ...] = ()) -> View:
    """Give the message a derived view: a text that was made from the bytes of a part."""
    size = len(text)
    view = View(name, text, lambda: (Piece(0, size, "", part.body_start, part.end),), pages=pages)
    message.views[name] = view
    return view
