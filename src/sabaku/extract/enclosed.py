"""The letter that a mail only encloses: where the mail itself says next to nothing, what its files say is read as its text.

«Please see attached» above a page, a PDF or a document is all that its reader sees of it before reading the file. Its text is put
below the mail's own in the view "visible", so that whatever reads that reads it, too; places lead back to the file. No judgement.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sabaku.extract.files import Held, held, in_time
from sabaku.extract.papers import mail, speaks, text_of
from sabaku.mime.shown import HTML, PLAIN, shown
from sabaku.model import ENCLOSED, Defect, Input, Message, Observable, Piece, Span, View
from sabaku.text.suspected import SUSPECTED

LITTLE = 600
"""Letters of a mail that says next to nothing, signature included; a Japanese or Chinese one counts twice."""
LETTER, HEAD = 8000, 3000
"""Characters of a file that can be a letter, and of the beginning that is read of a longer one: pages appended hide no letter."""
MOST, MOST_READ = 4, 12
"""Files that are taken for the letter, and those that are looked at for it."""
MOST_OF_FIELD = 2000
"""Characters of a field that are looked at for addresses."""
_CJK = "\u3000"
UNREAD = "letter-unread"
"""The defect of a mail that says next to nothing, and whose paper could not be read either."""
_ROLES = {"html": "page", "svg": "page", "office-macro": "macro"}


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """One `letter` for each file that is read as the mail's own text, by what kind of file it is."""
    if not _has_files(message) or _letters(message.view("visible").text) > LITTLE:
        return
    files = list(itertools.islice(_papers(message), MOST_READ))
    said = [(it, view) for it in files if (view := text_of(message, it)) is not None]
    papers = [(it, _letter(message, it, view)) for it, view in said[:MOST]]
    if files and not said:
        message.found_defects.append(Defect(UNREAD, files[0].seen, files[0].name))
    if not papers:
        return
    _put_below(message, [view for _, view in papers])
    for it, view in papers:
        yield Observable("letter", it.path, _ROLES.get(it.kind, "paper"), Span(view.name, 0, len(view.text)), it.name)


def _letter(message: Message, it: Held, view: View) -> View:
    """What is read of that text: all, or whole lines of its beginning."""
    if len(view.text) <= LETTER:
        return view
    message.found_defects.append(Defect("limit-letter", it.seen, it.name))
    end = view.text.rfind("\n", HEAD // 2, HEAD)
    return View(view.name, view.text[: end if end > 0 else HEAD], view.trace)


def _has_files(message: Message) -> bool:
    return any(it.filename or not it.type.startswith(("text/", "multipart/")) for it in message.parts)


def _letters(text: str) -> int:
    text = text.strip()
    return len(text) if len(text) > LITTLE or text.isascii() else sum(1 + (it > _CJK) for it in text)


def _papers(message: Message) -> Iterator[Held]:
    """The files that may hold the letter, and that a mail program does not show as the mail's own text."""
    own = {part.path for part in (*shown(message, HTML), *shown(message, PLAIN))}
    for it in message.once(held):
        if it.path in own or not speaks(it) or (it.kind == "eml" and not _for_the_reader(message, it)):
            continue
        if in_time(message, it, "text"):
            yield it


def _for_the_reader(message: Message, it: Held) -> bool:
    """Whether an attached mail is put on as a letter to the one who gets this mail: not what came to somebody else and was passed
    on, came back, was put together with others, or is asked about."""
    if (
        message.named("list-id")
        or SUSPECTED.search(message.view("visible").text)
        or any(one.type in ("multipart/report", "multipart/digest") for one in message.parts)
    ):
        return False
    inner = _addresses(mail(message, it)[0], *_RECIPIENTS)
    return not inner or (
        inner.isdisjoint(_addresses(message, "from")) and not inner.isdisjoint(_addresses(message, *_RECIPIENTS))
    )


_RECIPIENTS = ("to", "cc", "delivered-to")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,253}")


def _addresses(message: Message, *fields: str) -> frozenset[str]:
    texts = (header.text[:MOST_OF_FIELD] for key in fields for header in message.named(key)[:2])
    return frozenset(found[0].lower() for text in texts for found in _ADDRESS.finditer(text))


def _put_below(message: Message, views: Sequence[View]) -> None:
    own = message.view("visible")
    texts: list[str] = []
    parts: list[Piece] = []
    at = 0
    for view in views:
        texts += ["\n", view.text]
        parts.append(Piece(at + 1, at + 1 + len(view.text), view.name, 0, len(view.text)))
        at += 1 + len(view.text)
    below, size, near = "".join(texts), len(own.text), own.near
    more = tuple(replace(it, start=size + it.start, end=size + it.end) for it in parts)

    def around(start: int, end: int) -> tuple[Piece, ...]:
        before = near(start, min(end, size)) if near is not None else own.pieces()
        return (*before, *more) if start <= size else more

    message.views[ENCLOSED] = View(ENCLOSED, below, lambda: tuple(parts))
    message.views["visible"] = View(own.name, own.text + below, lambda: (*own.pieces(), *more), near=around)
