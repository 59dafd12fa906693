"""Header fields of an entity: decoded texts, and what Content-Type and its kin say about the body."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from sabaku.mime import emoji, limits, params, scan, transfer, words
from sabaku.model import Defect, Header, Part, Span

TYPES = {"text": "text/plain", "html": "text/html", "multipart": "multipart/mixed", "message": "message/rfc822"}
"""What a type without subtype is taken for; everything else that is none is text/plain."""
ONCE = frozenset({"from", "sender", "reply-to", "to", "cc", "bcc", "message-id", "in-reply-to", "references", "subject", "date"})
"""Fields of which RFC 5322 section 3.6 allows one."""
HIDDEN = re.compile(rb"\n[ \t]++((?:from|sender|reply-to|subject):[ \t]++[^\s:;][^\n]{0,200})", re.IGNORECASE)
COMMENT = re.compile(r"\([^()]{0,200}\)")
RUN = re.compile(rb"\s*+[A-Za-z0-9+/]{40}")
"""How base64 begins, and hardly any text."""
CUT = "X-Sabaku-Cut"
"""What intake writes into a mail that it had to make from another file and could not read to the end."""
SIGNATURES = ("dkim", "arc", "x-google", "domainkey")


class Fields:
    """Decodes the header fields of one mail and notes what is odd about them."""

    def __init__(self, raw: bytes, defects: list[Defect]) -> None:
        self.raw, self.defects = raw, defects
        self.counted: Counter[str] = Counter()
        self.fields = 0
        self.head = (0, 0)
        self.carrier: str | None = None

    def note(self, kind: str, start: int, end: int, detail: str = "") -> None:
        """A defect at these bytes of the file."""
        self.counted[kind] += 1
        if self.counted[kind] <= limits.SAME_DEFECT:
            self.defects.append(Defect(kind, Span("raw", start, end), detail))
        elif self.counted[kind] == limits.SAME_DEFECT + 1:
            self.defects.append(Defect("limit-defects", Span("raw", start, end), kind))

    def note_once(self, kind: str, start: int, end: int, detail: str = "") -> None:
        """A defect that is said only once for the mail."""
        if not self.counted[kind]:
            self.note(kind, start, end, detail)

    def headers(self, block: scan.Block, root: bool) -> tuple[Header, ...]:
        """The fields of a block, decoded."""
        for kind, at, to, detail in block.odd:
            self.note(kind, at, to, detail)
        if not block.fields:
            return ()
        self.fields += len(block.fields)
        offset, end = block.fields[0][0], block.fields[-1][3]
        if root:
            self.head = (offset, end)
        chars = self.raw[offset:end].decode("latin-1")
        whole = words.plain(chars)
        found = []
        for start, name_end, value_start, end in block.fields:
            name, value = chars[start - offset : name_end - offset], chars[value_start - offset : end - offset]
            short = len(value) <= limits.FIELD_BYTES
            text = words.unfold(value) if short and (whole or words.plain(value)) else self.value(start, value_start, end)
            found.append(Header(name, name.lower(), text, start, value_start, end))
        if root:
            self.doubtful(found)
        return tuple(found)

    def value(self, start: int, value_start: int, end: int) -> str:
        """A value with more than plain ASCII in it, or a very long one."""
        if end - value_start > limits.FIELD_BYTES:
            self.note("limit-field-bytes", start, end, str(limits.FIELD_BYTES))
            end = value_start + limits.FIELD_BYTES
        if self.carrier is None:
            self.carrier = emoji.carrier_of(self.raw[slice(*self.head)])
        reading = words.read(self.raw[value_start:end], self.carrier)
        for kind, at, to, detail in reading.said:
            self.note(kind, value_start + at, value_start + to, detail)
        return reading.text

    def doubtful(self, headers: list[Header]) -> None:
        """Fields that mail programs read differently: given twice, or hidden in the folding of another."""
        seen: dict[str, Header] = {}
        for header in headers:
            if header.key in ONCE and seen.setdefault(header.key, header) is not header:
                self.note("header-twice", header.start, header.end, header.name)
            if header.name == CUT:
                self.note("limit-container", header.start, header.end, header.text)
        for found in itertools.islice(HIDDEN.finditer(self.raw, *self.head), limits.SAME_DEFECT):
            inside = next((it for it in headers if it.start < found.start() < it.end), None)
            if inside and not inside.key.startswith(SIGNATURES):
                self.note("header-hidden-in-folding", found.start(1), found.end(1), inside.name)

    def part(self, path: str, headers: tuple[Header, ...], start: int, body_start: int, end: int, default: str) -> Part:
        """A Part from its headers."""
        content = self.structured(headers, "content-type")
        placed = self.structured(headers, "content-disposition")
        parameters = content.params if content else {}
        name = placed.params.get("filename", "") if placed else ""
        if name and parameters.get("name", name) != name:
            self.note("filename-contradicts", start, body_start, f"{name} / {parameters['name']}")
        return Part(
            path,
            self.kind(content.main if content else default, start, body_start),
            headers,
            start,
            body_start,
            end,
            encoding=self.encoding(headers, (body_start, end)),
            charset=parameters.get("charset", ""),
            filename=name or parameters.get("name", ""),
            disposition=placed.main if placed else "",
            content_id=next((it.text.strip("<> ") for it in headers if it.key == "content-id"), ""),
            params=tuple(parameters.items()),
        )

    def kind(self, given: str, start: int, body_start: int) -> str:
        """The media type; what is none is plain text (RFC 2045 section 5.2)."""
        if params.TYPE.fullmatch(given):
            return given
        self.note("content-type-odd", start, body_start, given)
        return TYPES.get(given.partition("/")[0], "text/plain")

    def structured(self, headers: tuple[Header, ...], key: str) -> params.Structured | None:
        """The first field of that name, taken apart; another one that differs is a defect."""
        found = [it for it in headers if it.key == key]
        if not found:
            return None
        first = found[0]
        parsed = params.parse(self.raw[first.value_start : first.end])
        for kind, detail in parsed.said:
            self.note(kind, first.start, first.end, detail)
        for other in found[1:]:
            same = other.text == first.text
            self.note(f"{key}-twice" if same else f"{key}-contradicts", other.start, other.end, other.text[:200])
        return parsed

    def encoding(self, headers: tuple[Header, ...], body: tuple[int, int]) -> str:
        """The transfer encoding in lower case, "" where none is given; of several the first that is one."""
        found = [it for it in headers if it.key == "content-transfer-encoding"]
        names = [COMMENT.sub("", it.text).partition(";")[0].strip(" \t\"'").lower() for it in found]
        for other, name in zip(found[1:], names[1:], strict=True):
            kind = "transfer-encoding-twice" if name == names[0] else "transfer-encoding-contradicts"
            self.note(kind, other.start, other.end, name)
        if len(names) > 1 and names[0] in transfer.IDENTITY:
            return next(
                (it for it in names if it in transfer.QP or (it in transfer.BASE64 and RUN.match(self.raw, *body))), names[0]
            )
        return names[0] if names else ""
