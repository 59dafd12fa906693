"""Containers that hide a mail's parts from other mail programs: Outlook's winmail.dat, and S/MIME signed in one piece.

What is inside becomes parts of the mail; their place in the file is that of the container. Nothing is verified or decrypted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from sabaku.model import Part

if TYPE_CHECKING:
    from sabaku.mime import tnef

INSIDE = "x-inside"
"""The encoding of a part that was inside a container: its bytes are kept, its place in the file is the container's."""
TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
PKCS7 = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})


class Opened(NamedTuple):
    """What a container held: a MIME entity (S/MIME), or pieces (winmail.dat); `said`: kinds of defects."""

    said: tuple[str, ...]
    entity: bytes | None = None
    pieces: tuple[tnef.Piece, ...] = ()
    unpacked: int = 0
    """Bytes of rich text."""


def is_sealed(part: Part) -> bool:
    """Whether a part is such a container, by its type or by the name that mail programs give it."""
    if part.type in TNEF or part.type in PKCS7:
        return True
    return bool(part.filename) and part.type.startswith("application/") and part.filename.lower() in ("winmail.dat", "smime.p7m")


def opened(part: Part, data: bytes, most: int) -> Opened:
    """The inside of a container, of its rich text about `most` bytes. "sealed" where it is encrypted or cannot be read."""
    from sabaku.mime import pkcs7, tnef

    if data.startswith(tnef.MARK):
        held = tnef.held(data, most)
        said = ("limit-container",) if held.cut else () if held.pieces else ("sealed",)
        return Opened(said, None, held.pieces, held.unpacked)
    inner = pkcs7.opened(data) if part.type not in TNEF else None
    if inner is None:
        return Opened(("sealed",))
    return Opened(("smime-unverified",) if inner.how == "signed" else (), inner.content)


def part_of(outer: Part, path: str, piece: tnef.Piece) -> Part:
    """A body or attachment of winmail.dat as a part."""
    attached = piece.name or outer.encoding == INSIDE
    disposition = ("inline" if piece.content_id else "attachment") if attached else ""
    made = Part(path, piece.type, (), outer.start, outer.body_start, outer.end, INSIDE, piece.charset, piece.name, disposition)
    return structs.replace(made, content_id=piece.content_id)


def moved(outer: Part, inner: Part) -> Part:
    """A part of the entity inside, with the place of the container; its headers have no place in the file."""
    return structs.replace(inner, headers=(), start=outer.start, body_start=outer.body_start, end=outer.end, encoding=INSIDE)
