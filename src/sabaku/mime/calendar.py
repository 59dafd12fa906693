"""What a calendar entry tells its reader (RFC 5545): title, place, note and organizer's name, with the way back to the part.

Mail programs show an invitation as the mail itself. Reads no time, follows no link, judges nothing, never raises.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from sabaku.mime import limits
from sabaku.mime.html_text import entity
from sabaku.model import Defect, Message, Part, Piece, Span, View
from sabaku.text import late
from sabaku.text.forms import INVISIBLE

TYPES = frozenset({"text/calendar", "application/ics", "text/x-vcalendar"})

_LINE = late.pattern(
    r"^(?:BEGIN:VALARM|END:VALARM|(SUMMARY|LOCATION|DESCRIPTION|COMMENT|ORGANIZER)[;:])", re.IGNORECASE | re.MULTILINE
)
_END = late.pattern(r"\n(?![ \t])|\Z")
_FOLD = late.pattern(r"\n[ \t]")
_VALUE = late.pattern(r"(?>[^:\"]++|\"[^\"]*+\")*+:")
"""What stands before a property's value: its name and parameters, of which quoted ones may hold a colon (section 3.1)."""
_NAME = late.pattern(r";CN=(?:\"([^\"]{1,200})\"|([^;:\"]{1,200}))", re.IGNORECASE)
_TAG = r"</?(?:a|b|i|u|p|br|div|span|ul|ol|li|strong|em|font|html-blob|html|body|table|tbody|tr|td|h[1-6])\b[^<>]{0,2000}+>"
_MARKED = late.pattern(_TAG, re.IGNORECASE)
_TOKEN = late.pattern(
    rf"\\([\\;,nN])|({_TAG})|(&(?:#[xX]?[0-9A-Fa-f]{{1,7}}|[A-Za-z]{{2,31}})\\?;)|[{INVISIBLE}]++", re.IGNORECASE
)
_BREAKS = ("<br", "<p", "</p", "<div", "</div", "<li", "<tr", "</tr", "</h", "</ul", "</table")


class _Told:
    """Text in reading order, with the pieces that lead back to the part's view."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.pieces: list[Piece] = []
        self.size = 0
        self.left = limits.CALENDAR_TEXT

    def add(self, text: str, parent: str, at: int, to: int) -> None:
        if text:
            self.pieces.append(Piece(self.size, self.size + len(text), parent, at, to))
            self.text.append(text)
            self.size += len(text)


def with_entries(message: Message, shown: View) -> View:
    """The visible text, and after it what the mail's calendar entries say that does not stand in it or in the subject already."""
    parts = _entries(message)
    if not parts:
        return shown
    said = _squash(message.text_of("subject")) + "\n" + _squash(shown.text)
    more = _Told()
    more.size = len(shown.text)
    for part in parts:
        said += _append(message, part, more, said)
    if not more.pieces:
        return shown
    return View(
        shown.name,
        shown.text + "".join(more.text),
        lambda: (*shown.pieces(), *more.pieces),
        near=lambda start, end: (*_near(shown, start, end), *more.pieces),
    )


def _near(shown: View, start: int, end: int) -> tuple[Piece, ...]:
    if start > len(shown.text):
        return ()
    return shown.near(start, min(end, len(shown.text))) if shown.near is not None else shown.pieces()


def _entries(message: Message) -> list[Part]:
    """The calendar parts of the mail itself, attached or not; not those of mails inside it."""
    found, inside = [], ""
    for part in message.parts:
        if inside and part.path.startswith(inside):
            continue
        inside = f"{part.path}." if part.type.startswith("message/") else ""
        if part.type in TYPES:
            found.append(part)
    if len(found) > limits.CALENDARS:
        where = Span(f"part:{found[limits.CALENDARS].path}", 0, 0)
        message.found_defects.append(Defect("limit-text", where, f"{limits.CALENDARS}/{len(found)} calendars"))
    return found[: limits.CALENDARS]


def _append(message: Message, part: Part, more: _Told, said: str) -> str:
    """Adds the part's values that are not `said`; gives them, squashed."""
    view = f"part:{part.path}"
    text = message.view(view).text
    fresh = ""
    for n, (start, end) in enumerate(_values(text)):
        if n >= limits.CALENDAR_VALUES:
            message.found_defects.append(Defect("limit-text", Span(view, start, len(text)), "calendar"))
            break
        room = min(limits.CALENDAR_CHARS, more.left)
        if end - start > room:
            end = start + room
            message.found_defects.append(Defect("limit-text", Span(view, end, len(text)), "calendar"))
        more.left -= end - start
        one = _read(text, start, end, view)
        squashed = _squash("".join(one.text))
        if squashed and squashed not in said and squashed not in fresh:
            fresh += "\n" + squashed
            _line_break(more, view, start)
            for piece, words in zip(one.pieces, one.text, strict=True):
                more.add(words, view, piece.at, piece.to)
    return fresh


def _line_break(more: _Told, view: str, at: int) -> None:
    if more.size:
        more.add("\n", view, at, at)


def _squash(text: str) -> str:
    return "".join(text.split()).casefold()


def _values(text: str) -> Iterator[tuple[int, int]]:
    """Where the values stand that a program shows, of the entries and not of their alarms."""
    alarm = False
    for line in itertools.islice(_LINE.finditer(text), limits.CALENDAR_LINES):
        if line[1] is None:
            alarm = line[0][:1] in "bB"
            continue
        stop = _END.search(text, line.end())
        end = stop.start() if stop else len(text)
        if alarm:
            continue
        if line[1].upper() == "ORGANIZER":
            name = _NAME.search(text, line.start(), end)
            if name is not None:
                yield name.span(1 if name[1] else 2)
            continue
        lead = _VALUE.match(text, line.start(), end)
        if lead is not None:
            yield lead.end(), end


def _read(text: str, start: int, end: int, view: str) -> _Told:
    """The value unfolded and unescaped (sections 3.1 and 3.3.11), without the tags that some calendars put into it."""
    told = _Told()
    marked = _MARKED.search(text, start, end) is not None
    at = start
    for fold in (*_FOLD.finditer(text, start, end), None):
        stop = fold.start() if fold else end
        _run(told, text, at, stop, view, marked=marked)
        at = fold.end() if fold else end
    return told


def _run(told: _Told, text: str, start: int, end: int, view: str, *, marked: bool) -> None:
    at = start
    for it in _TOKEN.finditer(text, start, end):
        told.add(text[at : it.start()], view, at, it.start())
        told.add(_meant(it[0], it[1], marked=marked), view, *it.span())
        at = it.end()
    told.add(text[at:end], view, at, end)


def _meant(token: str, escaped: str | None, *, marked: bool) -> str:
    if escaped:
        return "\n" if escaped in "nN" else escaped
    if token[0] == "<":
        return "\n" if token.lower().startswith(_BREAKS) else ""
    if token[0] == "&":
        plain = token.replace("\\", "")
        return entity(plain).replace("\xa0", " ") if marked else plain
    return ""
