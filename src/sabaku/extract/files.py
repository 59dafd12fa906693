"""The files that a mail brings: attachments, embedded pictures, and what is in its archives. Named and hashed; nothing is run.

Archive members have the role "archived", and a `part` of the form "1.2/name of the member". A locked member that could not
be read has the value "<sha256 of the archive>!<name>", because it has no hash.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sabaku.extract.archives import MAX_ARCHIVE, Member, members, passwords, readable
from sabaku.extract.kinds import kind_of, last_name
from sabaku.model import Defect, File, Input, Message, Observable, Part, Piece, Span, View

MAX_FILES = 200
MAX_CONTENTS = 4
"""Archives of one mail whose members are listed."""
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


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:  # noqa: ARG001
    """One observable of kind "file" for each file, role attachment, inline or archived."""
    for it in message.once(held):
        label = it.part.type if it.role != "archived" else ""
        detail = File(it.path, it.name, label, it.size, it.sha256, it.kind, it.role == "inline")
        yield Observable("file", it.sha256, it.role, it.seen, it.name, detail)


def held(message: Message) -> tuple[Held, ...]:
    """All files of the mail, each archive followed by its members. Use `message.once(held)`."""
    found: list[Held] = []
    archives = 0
    for part in message.parts:
        if not _is_file(part):
            continue
        if len(found) >= MAX_FILES:
            message.found_defects.append(Defect("limit-files", Span("raw", part.start, part.end), str(MAX_FILES)))
            break
        it = _held(message, part)
        found.append(it)
        if it.kind in ("zip", "zip-encrypted") and archives < MAX_CONTENTS:
            archives += 1
            found.extend(_inside(message, it))
        elif it.kind in ("7z", "rar", "iso", "vhd", "cab", "onenote"):
            message.found_defects.append(Defect("archive-kind", it.seen, it.kind))
    return tuple(found)


def _is_file(part: Part) -> bool:
    if part.type.startswith("multipart/"):
        return False
    if part.disposition == "attachment" or part.filename:
        return part.path != "1" or part.type not in _BODY
    if part.type in _BODY or part.type.startswith("message/delivery") or part.type == "text/rfc822-headers":
        return False
    return part.path != "1" or not part.type.startswith("text/")


def _held(message: Message, part: Part) -> Held:
    data = message.bytes_of(part) if not part.type.startswith("message/rfc822") else message.raw[part.body_start : part.end]
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


def _inside(message: Message, outer: Held) -> Iterator[Held]:
    data = outer.data or b""
    if not readable(data):
        message.found_defects.append(Defect("archive-large", outer.seen, f"{len(data)}>{MAX_ARCHIVE}"))
        return
    words = message.once(given_passwords) if outer.kind == "zip-encrypted" else ()
    listed = members(data, words)
    if not listed:
        message.found_defects.append(Defect("archive-unreadable", outer.seen, outer.name))
        return
    if any(it.locked and not it.opened for it in listed):
        message.found_defects.append(Defect("archive-closed", outer.seen, outer.name))
    names = "\n".join(it.name for it in listed)
    register(message, f"zip:{outer.path}", names, outer.part)
    at = 0
    for it in listed:
        yield _member(outer, it, Span(f"zip:{outer.path}", at, at + len(it.name)))
        at += len(it.name) + 1


def _member(outer: Held, it: Member, seen: Span) -> Held:
    path = f"{outer.path}/{it.name}"
    if it.data is None:
        unknown = f"{outer.sha256}!{it.name}"
        return Held(path, outer.part, it.name, last_name(it.name), it.size, unknown, None, "archived", seen, it.locked)
    digest = hashlib.sha256(it.data).hexdigest()
    return Held(
        path, outer.part, it.name, kind_of(it.data, it.name), it.size, digest, it.data, "archived", seen, it.locked, it.opened
    )


def given_passwords(message: Message) -> tuple[str, ...]:
    """The passwords that the mail's own text gives."""
    return passwords(message.view("visible").text[:200_000])


def register(message: Message, name: str, text: str, part: Part) -> View:
    """Give the message a derived view: a text that was made from the bytes of a part."""
    size = len(text)
    view = View(name, text, lambda: (Piece(0, size, "", part.body_start, part.end),))
    message.__dict__.setdefault("views", {})[name] = view
    return view
