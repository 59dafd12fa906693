"""Views of a message: its texts under their names, each with the way back to the bytes of the file."""

from __future__ import annotations

import re

from sabaku.mime import charsets, emoji, limits, places, sealed, transfer, words
from sabaku.mime.html import visible_view
from sabaku.mime.shown import HTML, PLAIN, shown
from sabaku.model import Defect, Header, Message, Part, Piece, Span, View

SOFT = re.compile(r"(?<!\n--) \n(?![>\n]) ?")


def open_view(message: Message, name: str) -> View:
    """The view of that name. Raises KeyError for a name that this message does not have."""
    if name == "raw":
        return _bytes(message, name, 0, len(message.raw))
    if name == "headers":
        root = message.parts[0]
        return _bytes(message, name, root.start, root.body_start)
    if name in ("text", "html"):
        return _joined(message, name)
    if name == "visible":
        return visible_view(message)
    kind, _, which = name.partition(":")
    if kind == "header" and which.isdecimal() and int(which) < len(message.headers):
        return _header(message, name, message.headers[int(which)])
    if kind == "part":
        return _part(message, name, _find(message, which))
    raise KeyError(name)


def _find(message: Message, path: str) -> Part:
    """The part of that path. Raises KeyError where there is none."""
    return message.once(_by_path)[path]


def _by_path(message: Message) -> dict[str, Part]:
    return {part.path: part for part in message.parts}


def _bytes(message: Message, name: str, start: int, end: int) -> View:
    text = message.raw[start:end].decode("latin-1")
    return View(name, text, lambda: (Piece(0, len(text), "", start, end),))


def _header(message: Message, name: str, header: Header) -> View:
    raw = message.raw  # a view that held its message would die only when the collector comes by
    carrier = "" if header.text.isascii() else message.once(carrier_of)

    def trace() -> tuple[Piece, ...]:
        value = raw[header.value_start : header.end][: limits.FIELD_BYTES]
        pieces: list[Piece] = []
        at = 0
        if words.plain(value.decode("latin-1")):
            for start, end in words.lines(value):
                pieces.append(Piece(at, at + end - start, "", header.value_start + start, header.value_start + end))
                at += end - start
            if at == len(header.text):
                return tuple(pieces)
            pieces, at = [], 0
        for bit in words.read(value, carrier, exact=True).bits:
            pieces.append(Piece(at, at + len(bit.text), "", header.value_start + bit.at, header.value_start + bit.to))
            at += len(bit.text)
        return tuple(pieces)

    return View(name, header.text, trace)


def read_part(message: Message, part: Part) -> bytes:
    """The part's body with its transfer encoding undone, what was wrong noted."""
    data = _undo(message, part, part.end)
    if len(data) > limits.DECODED_BYTES:
        message.found_defects.append(Defect("limit-decoded", Span("raw", part.body_start, part.end), str(len(data))))
        data = data[: limits.DECODED_BYTES]
    return data


def _undo(message: Message, part: Part, end: int) -> bytes:
    undone = transfer.undo(message.raw[part.body_start : end], part.encoding)
    for kind, detail in undone.said:
        message.found_defects.append(Defect(kind, Span("raw", part.body_start, end), detail))
    return undone.data


def _part(message: Message, name: str, part: Part) -> View:
    data, sent = _readable(message, part)
    carrier = "" if data.isascii() and b"\x1b" not in data else message.once(carrier_of)
    decoded = charsets.decode(data, part.charset, part.type in HTML, carrier)
    if decoded.codec == "cp1252" and decoded.said and _mangled(message, part, sent):
        decoded = charsets.as_declared(data, part.charset)
    for kind, detail in decoded.said:
        message.found_defects.append(Defect(kind, Span("raw", part.body_start, part.end), detail))
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in decoded.text else decoded.text
    known: list[places.Body] = []
    raw = message.raw

    def body() -> places.Body:
        if not known:
            sent_as = raw[part.body_start : sent]
            known.append(places.Body(sent_as, part.body_start, part.encoding, data, text, (decoded.codec, decoded.skip, carrier)))
        return known[0]

    return View(name, text, lambda: body().pieces(), lambda start, end: body().locate(start, end))


def _mangled(message: Message, part: Part, sent: int) -> bool:
    """Whether the stray bytes come from quoted-printable that wasn't encoded (`align=center`), and say nothing of the charset."""
    return part.encoding in transfer.QP and transfer.BROKEN.search(message.raw, part.body_start, sent) is not None


def _readable(message: Message, part: Part) -> tuple[bytes, int]:
    """The bytes of a text part that are decoded (all, or as many lines as the limits allow), and where they end in the file."""
    sent = part.end
    if sent - part.body_start > limits.TEXT_SENT and part.encoding != sealed.INSIDE:
        sent = part.body_start + limits.TEXT_SENT
        data = _undo(message, part, sent)
    else:
        data = message.bytes_of(part)
    if len(data) <= limits.TEXT_BYTES and sent == part.end:
        return data, sent
    message.found_defects.append(Defect("limit-text", Span("raw", part.body_start, part.end), str(part.end - part.body_start)))
    if len(data) > limits.TEXT_BYTES:
        data = data[: data.rfind(b"\n", limits.TEXT_BYTES - 10_000, limits.TEXT_BYTES) + 1 or limits.TEXT_BYTES]
    return data, sent


def carrier_of(message: Message) -> str:
    """The mobile carrier from whose handset the mail came, for its emoji; or ""."""
    root = message.parts[0]
    return emoji.carrier_of(message.raw[root.start : root.body_start])


def _joined(message: Message, name: str) -> View:
    texts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for part in shown(message, PLAIN if name == "text" else HTML):
        text = message.view(f"part:{part.path}").text
        if at + len(text) > limits.TEXT_CHARS:
            message.found_defects.append(Defect("limit-text", Span(f"part:{part.path}", limits.TEXT_CHARS - at, len(text)), name))
            text = text[: limits.TEXT_CHARS - at]
        for start, end in _unbroken(part, text):
            texts.append(text[start:end])
            pieces.append(Piece(at, at + end - start, f"part:{part.path}", start, end))
            at += end - start
        texts.append("\n")
        at += 1
        if at >= limits.TEXT_CHARS:
            break
    return View(name, "".join(texts[:-1]), lambda: tuple(pieces))


def _unbroken(part: Part, text: str) -> list[tuple[int, int]]:
    """The pieces of a text between the line breaks that its writer's program put in, which cut words and addresses (RFC 3676
    section 4.3: format=flowed; delsp=yes)."""
    given = dict(part.params)
    if given.get("delsp", "").lower() != "yes" or given.get("format", "").lower() != "flowed":
        return [(0, len(text))]
    ends = [(it.start(), it.end()) for it in SOFT.finditer(text)]
    return list(zip([0, *(to for _, to in ends)], [*(at for at, _ in ends), len(text)], strict=True))
