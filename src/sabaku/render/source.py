"""The message source as HTML: line by line, every cited place marked with its number. All of it is escaped and defanged."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sabaku.model import Lang, Message
from sabaku.render import tame, words
from sabaku.render.reading import of_bytes
from sabaku.render.teller import Mark

SHOWN_LINES, SHOWN_HEAD = 400, 300
LONG_LINE, AROUND = 2400, 240
RUN = 8
"""Lines of base64 from which on the middle is left out."""
_BASE64 = re.compile(r"[A-Za-z0-9+/]{40,80}={0,2}\s*")
_LINKING = re.compile(r"https?\s{0,3}:|ftps?:|[a-z][a-z0-9+.-]{1,8}://|www\.|mailto:|javascript:", re.IGNORECASE)
_LINE = re.compile(r"[^\n]*+(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Pane:
    """One text with marks. `text` is what offsets count in, `show` turns a stretch of it into what is printed."""

    text: str
    marks: Sequence[Mark]
    show: Callable[[str], str]
    notes: Mapping[int, str]
    """By line index: what is said below that line, as HTML."""
    lang: Lang
    bytes: bool = False
    """Whether each character of `text` is one byte of the file."""


def raw_pane(raw: bytes, marks: Iterable[Mark], message: Message | None, lang: Lang) -> str:
    """The source as it was received, as the rows of a list."""
    text = raw.decode("latin-1")
    notes = _notes(text, message, lang) if message else {}
    head = text.find("\n\n") if "\n\n" in text[:400_000] else text.find("\r\n\r\n")
    pane = Pane(text, [it for it in marks if not it.view], of_bytes, notes, lang, bytes=True)
    return _rows(pane, text.count("\n", 0, max(head, 0)) + 1)


def part_pane(message: Message, view: str, marks: Iterable[Mark], lang: Lang) -> str:
    """The decoded text of a part, as the rows of a list."""
    return _rows(Pane(message.view(view).text, [it for it in marks if it.view == view], str, {}, lang), 0)


def _notes(text: str, message: Message, lang: Lang) -> dict[int, str]:
    """Below an encoded header what it says; below a coded body where its decoded text stands."""
    notes: dict[int, str] = {}
    for header in message.headers[:SHOWN_HEAD]:
        written = text[header.value_start : header.end]
        if "=?" in written or not written.isascii():
            line = text.count("\n", 0, max(header.end - 1, 0))
            notes[line] = f'<span class="said">{tame.html_safe(header.text[:600])}</span>'
    for part in message.parts[:200]:
        if part.encoding in {"base64", "quoted-printable"} and part.type.startswith("text/"):
            line = text.count("\n", 0, part.body_start)
            said = words.DECODED_BELOW.in_(lang).format(encoding=tame.html_safe(part.encoding))
            notes[max(line - 1, 0)] = f'<span class="said">{said}</span>'
    return notes


# --- which lines -------------------------------------------------------------------------------------------------


def _rows(pane: Pane, head: int) -> str:
    lines = [(it.start(), it.end()) for it in _LINE.finditer(pane.text) if it.end() > it.start()]
    wanted = _wanted(pane, lines, head)
    out, before = [], -1
    for n in wanted:
        if n > before + 1:
            out.append(_skipped(n - before - 1, pane.lang))
        out.append(_row(pane, n, *lines[n]))
        before = n
    if before + 1 < len(lines):
        out.append(_skipped(len(lines) - before - 1, pane.lang))
    return "".join(out)


def _wanted(pane: Pane, lines: Sequence[tuple[int, int]], head: int) -> list[int]:
    """All lines of a short source; of a long one the headers, the beginning, and what surrounds the marks."""
    starts = [start for start, _ in lines]
    near: set[int] = set()
    for mark in pane.marks:
        first, last = bisect_right(starts, mark.start) - 1, bisect_right(starts, max(mark.end - 1, mark.start)) - 1
        near.update(range(max(first - 2, 0), min(first + 3, len(lines))))
        near.update(range(max(last - 1, first), min(last + 3, len(lines))))
    usual = set(range(min(len(lines), max(min(head, SHOWN_HEAD), 0)))) | set(range(head, min(head + SHOWN_LINES, len(lines))))
    return sorted((usual - _runs(pane.text, lines)) | near)


def _runs(text: str, lines: Sequence[tuple[int, int]]) -> set[int]:
    """The inner lines of long runs of base64, which nobody reads."""
    inner: set[int] = set()
    run: list[int] = []
    for n, (start, end) in enumerate(lines):
        if end - start < 90 and _BASE64.fullmatch(text, start, end):
            run.append(n)
            continue
        inner.update(run[3:-1] if len(run) > RUN else ())
        run = []
    inner.update(run[3:-1] if len(run) > RUN else ())
    return inner


def _skipped(count: int, lang: Lang) -> str:
    return f'<li class="skip">{words.SKIPPED_LINES.in_(lang).format(n=f"{count:,}")}</li>'


# --- one line ----------------------------------------------------------------------------------------------------


def _row(pane: Pane, n: int, start: int, end: int) -> str:
    stop = start + len(pane.text[start:end].rstrip("\r\n"))
    here = [it for it in pane.marks if it.start < max(stop, start + 1) and it.end > start]
    body = "".join(_stretches(pane, start, stop, here)) + "".join(_badge(it) for it in pane.marks if stop <= it.start < end)
    note = pane.notes.get(n, "")
    return f'<li value="{n + 1}">{body or "<br>"}{note}</li>'


def _stretches(pane: Pane, start: int, stop: int, here: Sequence[Mark]) -> Iterable[str]:
    """The line cut at the edges of its marks; of a very long line only its beginning and what surrounds the marks."""
    edges = {start, stop}
    for it in here:
        edges.update((max(it.start, start), min(it.end, stop)))
    if stop - start > LONG_LINE:
        edges.add(min(start + AROUND * 2, stop))
        for it in here:
            edges.update((max(it.start - AROUND, start), min(it.end + AROUND, stop)))
    points = sorted(_edge(pane, edge) if start < edge < stop else edge for edge in edges)
    for a, b in pairwise(points):
        if a < b:
            yield _stretch(pane, a, b, [it for it in here if it.start < b and it.end > a], start, stop)


def _edge(pane: Pane, at: int) -> int:
    """The edge, moved to the left where it would cut a character of UTF-8 or what makes a link."""
    text = pane.text
    for _ in range(3 if pane.bytes else 0):
        at -= 0x80 <= ord(text[at]) < 0xC0
    window = max(at - 9, 0)
    cut = next((it for it in _LINKING.finditer(text, window, at + 9) if it.start() < at < it.end()), None)
    return cut.start() if cut else at


def _stretch(pane: Pane, a: int, b: int, over: Sequence[Mark], start: int, stop: int) -> str:
    text = pane.text[a:b]
    if not over:
        far = stop - start > LONG_LINE and a >= start + AROUND * 2 and not _beside(pane.marks, a, b)
        if far or len(text) > LONG_LINE:
            left = words.SKIPPED_CHARACTERS.in_(pane.lang).format(n=f"{len(text):,}")
            return f'<span class="skip">{left}</span>'
        return _safe(pane.show(text))
    if len(text) > LONG_LINE:
        text = text[:LONG_LINE]
    badges = "".join(_badge(it) for it in over if a <= it.start < b)
    return f"{badges}<mark>{_safe(pane.show(text))}</mark>"


def _beside(marks: Sequence[Mark], a: int, b: int) -> bool:
    return any(it.start - AROUND <= a < it.start or it.end <= a < it.end + AROUND or a < it.start <= b for it in marks)


def _safe(text: str) -> str:
    return tame.html_safe(text, lines=True)


def _badge(mark: Mark) -> str:
    """The number of the mark: the place to which findings link, itself a link back to the first of them."""
    return f'<a class="n" id="m{mark.number}" href="#{mark.cited}">{mark.number}</a>'
