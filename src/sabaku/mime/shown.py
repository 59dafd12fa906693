"""Which parts of a mail are its own text: those that a mail program shows. Reads headers of parts only, never what they hold."""

from __future__ import annotations

from sabaku.model import Message, Part

PLAIN = frozenset({"text/plain", "text/enriched", "text/richtext", "text/markdown", "text/x-markdown"})
ATTACHED = frozenset({"message/rfc822", "message/global"})
HTML = frozenset({"text/html", "application/xhtml+xml"})


def shown(message: Message, types: frozenset[str]) -> list[Part]:
    """The parts of these types that a mail program shows as the mail's own text; not those of attached messages."""
    found, inside = [], ""
    for part in message.parts:
        if inside and part.path.startswith(inside):
            continue
        inside = f"{part.path}." if part.type in ATTACHED else ""
        if part.type in types and (part.disposition != "attachment" or part.path == "1"):
            found.append(part)
    return found


def beside(message: Message) -> list[Part]:
    """The plain parts that a mail program shows above or below the HTML: those that are no other version of it."""
    choices = [it.path + "." for it in message.parts if it.type == "multipart/alternative"]
    pages = [it.path for it in shown(message, HTML)]
    either = tuple(it for it in choices if any(path.startswith(it) for path in pages))
    return [it for it in shown(message, PLAIN) if not it.path.startswith(either)] if pages else []
