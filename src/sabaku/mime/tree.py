"""The parts of a mail (RFC 2046): multiparts cut at their boundaries, attached messages opened, limits kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sabaku.mime import limits, lines, scan, sealed, transfer
from sabaku.mime.fields import Fields
from sabaku.model import Defect, Part

GUESSED = re.compile(rb"(?:\A|(?<=\n))--([^\s][^\n]{0,199}?)[ \t]{0,20}\r?\n(?=[Cc]ontent-[A-Za-z-]{1,40}:)")
CLOSED = re.compile(rb"(--)?[ \t]*+\r*+(?:\n|\Z)")
UU = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,255})\r*\n(?=[!-`])", re.MULTILINE)
UU_END = re.compile(rb"^end[ \t]*\r*$", re.MULTILINE)
MESSAGES = frozenset({"message/rfc822", "message/global"})
PREAMBLE = 300
"""Bytes of preamble that are usual: "This is a multi-part message in MIME format." in some language."""
BOUNDARY = 70
"""Characters of a boundary (RFC 2046 section 5.1.1)."""


class Cut(NamedTuple):
    """Where the parts of a multipart are, and where its epilogue starts (-1 without closing boundary)."""

    parts: list[tuple[int, int]]
    epilogue: int


class Reader(Fields):
    """One walk through one mail: collects parts and defects, counts against the limits."""

    def __init__(self, raw: bytes, text: bytes, defects: list[Defect]) -> None:
        super().__init__(raw, defects)
        self.text = text
        self.parts: list[Part] = []
        self.bodies: dict[str, bytes] = {}
        self.tries = self.scanned = 0
        self.rich = limits.RICH_TEXT

    def entity(self, path: str, start: int, end: int, depth: int, default: str, top: bool = False) -> None:
        """The entity at these bytes and everything in it."""
        if len(self.parts) >= limits.PARTS or self.fields >= limits.FIELDS:
            full = len(self.parts) >= limits.PARTS
            self.note_once(
                "limit-parts" if full else "limit-header-count", start, end, str(limits.PARTS if full else limits.FIELDS)
            )
            return
        block = scan.block(self.text, start, end, top)
        headers = self.headers(block, path == "1")
        if top and not headers and start < end:
            self.note("header-missing", start, end)
        part = self.part(path, headers, start, min(block.body_start, end), end, default)
        self.parts.append(part)
        if part.type.startswith("multipart/"):
            self.multipart(part, depth)
        elif part.type in MESSAGES:
            self.message(part, depth)
        elif sealed.is_sealed(part):
            self.sealed(part, depth)
        elif part.type == "text/plain" and part.encoding in transfer.IDENTITY:
            self.uuencoded(part)

    def sealed(self, part: Part, depth: int) -> None:
        """A container that hides its parts (winmail.dat, S/MIME in one piece): they follow it and have its place in the file."""
        if self.shallow(part, depth):
            self.unseal(part, transfer.undo(self.raw[part.body_start : part.end], part.encoding).data, depth)

    def unseal(self, part: Part, data: bytes, depth: int) -> None:
        """The parts that such a container's bytes hold; bodies of a mail attached within are files, not text of this mail."""
        if not self.fits(part, len(data)):
            return
        opened = sealed.opened(part, data, max(0, self.rich))
        self.rich -= opened.unpacked
        for kind in opened.said:
            self.note(kind, part.start, part.body_start, part.type)
        if opened.entity is not None:
            self.adopt(part, opened.entity, depth)
        for number, piece in enumerate(opened.pieces[: max(0, limits.PARTS - len(self.parts))], 1):
            inside = sealed.part_of(part, f"{part.path}.{number}", piece)
            self.parts.append(inside)
            self.bodies[inside.path] = piece.data
            if sealed.is_sealed(inside) and self.shallow(inside, depth + 1):
                self.unseal(inside, piece.data, depth + 1)

    def adopt(self, part: Part, entity: bytes, depth: int) -> None:
        """The parts of a MIME entity that was inside another one's code."""
        inner = type(self)(entity, lines.prepare(entity, lambda *_: None)[1], [])
        inner.fields, inner.scanned, inner.tries, inner.rich = self.fields, self.scanned + len(entity), self.tries, self.rich
        inner.entity(f"{part.path}.1", 0, len(entity), depth + 1, "text/plain", top=True)
        self.fields, self.scanned, self.tries, self.rich = inner.fields, inner.scanned, inner.tries, inner.rich
        for defect in inner.defects[: limits.SAME_DEFECT]:
            self.note(defect.kind, part.start, part.end, defect.detail)
        for it in inner.parts[: max(0, limits.PARTS - len(self.parts))]:
            self.parts.append(sealed.moved(part, it))
            if it.path in inner.bodies:
                self.bodies[it.path] = inner.bodies[it.path]
            elif not it.type.startswith("multipart/"):
                self.bodies[it.path] = transfer.undo(entity[it.body_start : it.end], it.encoding).data
            else:
                self.bodies[it.path] = b""

    def message(self, part: Part, depth: int) -> None:
        """An attached message; an encoded one, which RFC 2046 section 5.2.1 forbids, is opened as mail programs open it."""
        encoded = part.encoding not in transfer.IDENTITY
        if encoded:
            self.note("message-encoded", part.start, part.body_start, part.encoding)
        if not self.shallow(part, depth):
            return
        if not encoded:
            self.entity(f"{part.path}.1", part.body_start, part.end, depth + 1, "text/plain", top=True)
            return
        inner = transfer.undo(self.raw[part.body_start : part.end], part.encoding).data
        if self.fits(part, len(inner)):
            self.adopt(part, inner, depth)

    def fits(self, part: Part, size: int) -> bool:
        """Whether so many more bytes may be looked through."""
        self.scanned += size
        if self.scanned > limits.SCANNED:
            self.note_once("limit-scanned", part.start, part.end, str(limits.SCANNED))
        return self.scanned <= limits.SCANNED

    def shallow(self, part: Part, depth: int) -> bool:
        """Whether one may still go deeper."""
        if depth >= limits.DEPTH:
            self.note("limit-depth", part.start, part.end, str(limits.DEPTH))
        return depth < limits.DEPTH

    def multipart(self, part: Part, depth: int) -> None:
        """The children of a multipart; where no boundary can be found, its body as one part."""
        if part.encoding not in transfer.IDENTITY:
            self.note("multipart-encoded", part.start, part.body_start, part.encoding)
        if not self.shallow(part, depth):
            return
        default = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
        cut = self.cut_up(part)
        if not cut.parts and self.text[part.body_start : part.end].strip():
            if scan.KNOWN.match(self.text, part.body_start, part.end):
                cut = Cut([(part.body_start, part.end)], -1)
            else:
                self.lone(part, default)
        for number, (start, end) in enumerate(cut.parts, 1):
            self.entity(f"{part.path}.{number}", start, end, depth + 1, default)

    def lone(self, part: Part, default: str) -> None:
        """The undivided body of a multipart as a part without headers."""
        kind = "text/plain" if default == "message/rfc822" else default
        self.parts.append(Part(f"{part.path}.1", kind, (), part.body_start, part.body_start, part.end, encoding=part.encoding))

    def cut_up(self, part: Part) -> Cut:
        """The parts between the declared boundary, else between the one that the body plainly uses."""
        declared = _boundary(part)
        cut = self.cut(part, declared) if declared else Cut([], -1)
        if cut.parts:
            self.around(part, cut, declared)
            return cut
        guessed = GUESSED.search(self.text, part.body_start, min(part.end, part.body_start + limits.HEADER_BYTES))
        used = guessed[1] if guessed else b""
        detail = f"{declared.decode('latin-1')} → {used.decode('latin-1')}"
        self.note("boundary-never" if declared else "boundary-missing", part.start, part.body_start, detail)
        if not used or used == declared:
            return cut
        cut = self.cut(part, used)
        if cut.parts:
            self.around(part, cut, used)
        return cut

    def around(self, part: Part, cut: Cut, boundary: bytes) -> None:
        """The boundary itself, and what stands before the first and behind the last part, where no mail program shows it."""
        shown = boundary.decode("latin-1")
        if len(boundary) > BOUNDARY:
            self.note("boundary-long", part.start, part.body_start, shown)
        if cut.epilogue < 0:
            self.note("boundary-unclosed", cut.parts[-1][0], part.end, shown)
        elif self.text[cut.epilogue : part.end].strip():
            self.note("epilogue", cut.epilogue, part.end, str(part.end - cut.epilogue))
        first = max(self.text.rfind(b"--" + boundary, part.body_start, cut.parts[0][0]), part.body_start)
        preamble = self.text[part.body_start : first].strip()
        if len(preamble) > PREAMBLE or b"http" in preamble:
            self.note("preamble", part.body_start, first, str(len(preamble)))

    def cut(self, part: Part, boundary: bytes) -> Cut:
        """The byte ranges between the delimiter lines (RFC 2046 section 5.1.1)."""
        parts: list[tuple[int, int]] = []
        open_at = -1
        if not self.fits(part, part.end - part.body_start):
            return Cut([], -1)
        for start, end, closing in self.delimiters(b"--" + boundary, part.body_start, part.end):
            if open_at >= 0:
                parts.append((open_at, self.before(open_at, start)))
            if closing:
                return Cut(parts, end)
            open_at = end
            if len(parts) > limits.PARTS:
                break
        if open_at >= 0:
            parts.append((open_at, part.end))
        return Cut(parts, -1)

    def before(self, open_at: int, start: int) -> int:
        """The end of a part: the line break before a delimiter belongs to the delimiter."""
        end = start
        if end > open_at and self.text[end - 1] == 10:
            end -= 1
            while end > open_at and self.text[end - 1] == 13:
                end -= 1
        return end

    def delimiters(self, mark: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """(start, end, closing) of each delimiter line."""
        text = self.text
        at = start
        while (at := text.find(mark, at, end)) >= 0:
            self.tries += 1
            if self.tries > limits.BOUNDARY_TRIES:
                self.note_once("limit-boundaries", at, end, str(limits.BOUNDARY_TRIES))
                return
            after = CLOSED.match(text, at + len(mark), end) if at == start or text[at - 1] == 10 else None
            if after:
                yield at, after.end(), after[1] is not None
            at = after.end() if after else at + len(mark)

    def uuencoded(self, part: Part) -> None:
        """Files written into a text the way it was done before MIME; some mail programs still offer them."""
        at, number = self.text.find(b"begin ", part.body_start, part.end), 0
        while at >= 0 and (begin := UU.search(self.text, at, part.end)) and len(self.parts) < limits.PARTS:
            stop = UU_END.search(self.text, begin.end(), part.end)
            at = stop.end() if stop else part.end
            number += 1
            name = begin[1].decode("utf-8", "replace")
            self.note("uu-in-text", begin.start(), at, name)
            self.parts.append(_file(f"{part.path}.uu{number}", begin.start(), at, name))


def _file(path: str, start: int, end: int, name: str) -> Part:
    kind = "application/octet-stream"
    return Part(path, kind, (), start, start, end, encoding="x-uuencode", filename=name, disposition="attachment")


def _boundary(part: Part) -> bytes:
    declared = next((value for name, value in part.params if name == "boundary"), "")
    return declared.rstrip(" ").encode("utf-8", "replace")
