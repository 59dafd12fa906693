"""The parts of a mail (RFC 2046): multiparts cut at their boundaries, attached messages opened, limits kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sabaku.mime import limits, params, scan, transfer, words
from sabaku.model import Defect, Header, Part, Span

GUESSED = re.compile(rb"(?:\A|\n)--([^\s][^\n]{0,199}?)[ \t]*\r?\n(?=[Cc]ontent-[A-Za-z-]{1,40}:)")
CLOSED = re.compile(rb"(--)?[ \t]*+\r*+(?:\n|\Z)")
STANDARD_PREAMBLE = 300


class Cut(NamedTuple):
    """Where the parts of a multipart are, and where its epilogue starts (-1 without closing boundary)."""

    parts: list[tuple[int, int]]
    epilogue: int


class Reader:
    """One walk through one mail: collects parts and defects, counts against the limits."""

    def __init__(self, raw: bytes, text: bytes, defects: list[Defect]) -> None:
        self.raw, self.text, self.defects = raw, text, defects
        self.parts: list[Part] = []
        self.tries = 0
        self.full = False

    def note(self, kind: str, start: int, end: int, detail: str = "") -> None:
        """A defect at these bytes of the file."""
        self.defects.append(Defect(kind, Span("raw", start, end), detail))

    def headers(self, block: scan.Block) -> tuple[Header, ...]:
        """The fields of a block, decoded."""
        found = []
        if block.fields:
            offset = block.fields[0].start
            chars = self.raw[offset : block.fields[-1].end].decode("latin-1")
            whole = words.plain(chars)
            for start, name_end, value_start, end in block.fields:
                name, value = chars[start - offset : name_end - offset], chars[value_start - offset : end - offset]
                short = len(value) <= limits.FIELD_BYTES
                text = words.unfold(value) if short and (whole or words.plain(value)) else self.value(start, value_start, end)
                found.append(Header(name, name.lower(), text, start, value_start, end))
        for kind, at, to, detail in block.odd:
            self.note(kind, at, to, detail)
        return tuple(found)

    def value(self, start: int, value_start: int, end: int) -> str:
        """A value with more than plain ASCII in it, or a very long one."""
        if end - value_start > limits.FIELD_BYTES:
            self.note("limit-field-bytes", start, end, str(limits.FIELD_BYTES))
            end = value_start + limits.FIELD_BYTES
        reading = words.read(self.raw[value_start:end])
        for kind, at, to, detail in reading.said:
            self.note(kind, value_start + at, value_start + to, detail)
        return reading.text

    def entity(self, path: str, start: int, end: int, depth: int, default: str, top: bool = False) -> None:
        """The entity at these bytes and everything in it."""
        if len(self.parts) >= limits.PARTS:
            if not self.full:
                self.note("limit-parts", start, end, str(limits.PARTS))
            self.full = True
            return
        block = scan.block(self.text, start, end, top)
        part = self.part(path, self.headers(block), start, min(block.body_start, end), end, default)
        self.parts.append(part)
        if part.type.startswith("multipart/"):
            self.inside(part, depth)
        elif part.type in ("message/rfc822", "message/global"):
            if part.encoding not in transfer.IDENTITY:
                self.note("message-encoded", part.start, part.body_start, part.encoding)
            elif self.deep(part, depth):
                self.entity(f"{path}.1", part.body_start, end, depth + 1, "text/plain", top=True)

    def deep(self, part: Part, depth: int) -> bool:
        if depth >= limits.DEPTH:
            self.note("limit-depth", part.start, part.end, str(limits.DEPTH))
        return depth < limits.DEPTH

    def inside(self, part: Part, depth: int) -> None:
        """The children of a multipart."""
        if part.encoding not in transfer.IDENTITY:
            self.note("multipart-encoded", part.start, part.body_start, part.encoding)
        boundary = self.boundary(part)
        if not boundary or not self.deep(part, depth):
            return
        cut = self.cut(part, boundary)
        if not cut.parts:
            self.note("boundary-never", part.body_start, part.end, boundary.decode("latin-1"))
            return
        self.around(part, cut, boundary)
        default = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
        for number, (start, end) in enumerate(cut.parts, 1):
            self.entity(f"{part.path}.{number}", start, end, depth + 1, default)

    def around(self, part: Part, cut: Cut, boundary: bytes) -> None:
        """What stands before the first and behind the last part, where no mail program shows it."""
        if cut.epilogue < 0:
            self.note("boundary-unclosed", cut.parts[-1][0], part.end, boundary.decode("latin-1"))
        elif self.text[cut.epilogue : part.end].strip():
            self.note("epilogue", cut.epilogue, part.end)
        first = self.text.rfind(b"--" + boundary, part.body_start, cut.parts[0][0])
        preamble = self.text[part.body_start : max(first, part.body_start)].strip()
        if len(preamble) > STANDARD_PREAMBLE or b"http" in preamble:
            self.note("preamble", part.body_start, first)

    def boundary(self, part: Part) -> bytes:
        """The boundary as declared, else the one that the body plainly uses."""
        declared = dict(part.params).get("boundary", "")
        if declared:
            return declared.encode("utf-8", "surrogatepass") if not declared.isascii() else declared.encode("ascii")
        guessed = GUESSED.search(self.text, part.body_start, min(part.end, part.body_start + limits.HEADER_BYTES))
        self.note("boundary-missing", part.start, part.body_start, guessed[1].decode("latin-1") if guessed else "")
        return guessed[1] if guessed else b""

    def cut(self, part: Part, boundary: bytes) -> Cut:
        """The byte ranges between the delimiter lines (RFC 2046 section 5.1.1)."""
        parts: list[tuple[int, int]] = []
        open_at = -1
        for start, end, closing in self.delimiters(b"--" + boundary, part.body_start, part.end):
            if open_at >= 0:
                parts.append((open_at, self.before(open_at, start)))
            if closing:
                return Cut(parts, end)
            open_at = end
        if open_at >= 0:
            parts.append((open_at, part.end))
        return Cut(parts, -1)

    def before(self, open_at: int, start: int) -> int:
        """The end of a part: the line break before a delimiter belongs to the delimiter."""
        end = start
        if end > open_at and self.text[end - 1 : end] == b"\n":
            end -= 1
            while end > open_at and self.raw[end - 1 : end] == b"\r" and self.text[end - 1 : end] == b"\r":
                end -= 1
        return end

    def delimiters(self, mark: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """(start, end, closing) of each delimiter line."""
        text = self.text
        at = start
        while (at := text.find(mark, at, end)) >= 0:
            self.tries += 1
            if self.tries > limits.BOUNDARY_TRIES:
                self.note("limit-boundaries", at, end, str(limits.BOUNDARY_TRIES))
                return
            after = CLOSED.match(text, at + len(mark), end) if at == start or text[at - 1] == 10 else None
            if after:
                yield at, after.end(), after[1] is not None
                at = after.end()
            else:
                at += len(mark)

    def part(self, path: str, headers: tuple[Header, ...], start: int, body_start: int, end: int, default: str) -> Part:
        """A Part from its headers."""
        content = self.field(headers, "content-type")
        placed = self.field(headers, "content-disposition")
        given = content.main if content else default
        kind = given if params.TYPE.fullmatch(given) else self.odd_type(given, start, body_start)
        parameters = content.params if content else {}
        name = placed.params.get("filename", "") if placed else ""
        if name and parameters.get("name", name) != name:
            self.note("filename-contradicts", start, body_start, f"{name} / {parameters['name']}")
        return Part(
            path, kind, headers, start, body_start, end,
            encoding=self.encoding(headers),
            charset=parameters.get("charset", ""),
            filename=name or parameters.get("name", ""),
            disposition=placed.main if placed else "",
            content_id=next((it.text.strip("<> ") for it in headers if it.key == "content-id"), ""),
            params=tuple(parameters.items()),
        )  # fmt: skip

    def odd_type(self, given: str, start: int, body_start: int) -> str:
        if given:
            self.note("content-type-odd", start, body_start, given)
        return {"text": "text/plain", "html": "text/html", "multipart": "multipart/mixed"}.get(given, "text/plain")

    def field(self, headers: tuple[Header, ...], key: str) -> params.Structured | None:
        """The first field of that name, taken apart; another one that differs is a defect."""
        found = [it for it in headers if it.key == key]
        if not found:
            return None
        parsed = params.parse(self.raw[found[0].value_start : found[0].end])
        for kind, detail in parsed.said:
            self.note(kind, found[0].start, found[0].end, detail)
        for other in found[1:]:
            same = other.text == found[0].text
            self.note(f"{key}-twice" if same else f"{key}-contradicts", other.start, other.end, other.text[:200])
        return parsed

    def encoding(self, headers: tuple[Header, ...]) -> str:
        found = [it for it in headers if it.key == "content-transfer-encoding"]
        if not found:
            return ""
        names = [it.text.partition(";")[0].partition("(")[0].strip(" \t\"'").lower() for it in found]
        for other, name in zip(found[1:], names[1:], strict=True):
            kind = "transfer-encoding-twice" if name == names[0] else "transfer-encoding-contradicts"
            self.note(kind, other.start, other.end, name)
        return names[0]
