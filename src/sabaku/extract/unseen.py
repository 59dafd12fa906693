"""What stands in the mail and is not seen: hidden text of the HTML, invisible and direction-changing characters.

Says where and by what means; newsletters hide things too, so what it means is for the checks.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from sabaku.mime.html import page
from sabaku.model import Input, Kind, Message, Observable, Span
from sabaku.text.fold import SELECTORS, UNSEEN

MOST = 40
"""Places of each kind that are told."""
SHOWN = 160
"""Characters of a hidden text that are quoted."""

_BIDI = "\u202a-\u202e\u2066-\u2069"
# Inside a word: a letter on both sides. Joiners of emoji and of Indic and Arabic scripts stand between other characters.


@functools.cache
def _each() -> re.Pattern[str]:
    """One that changes the direction, or one or more inside a word."""
    unseen, letter = "\u00ad\u200b-\u200d\u2060-\u2064\ufeff\u180e\u034f", "0-9A-Za-zぁ-ヿ一-鿿"
    tags = f"{SELECTORS}\U000e0020-\U000e007f"
    behind = f"(?<=[{letter}][{unseen}])|(?<=[0-9A-Za-zぁ-ヿ][{tags}])"
    return re.compile(f"[{unseen}{tags}{_BIDI}](?:(?<=[{_BIDI}])|(?:{behind})[{unseen}{SELECTORS}]*+(?=[{letter}]))")


_SEEN = re.compile(f"[^{UNSEEN}\u2066-\u2069]*+")
"""Most texts have none of them, which this tells ten times faster: it needs not look behind, and `re` counts what is none of
them faster than it searches for one."""


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """`hidden` (role preheader, text or spelt), `unseen` (inside a word) and `bidi` observables."""
    yield from _hidden(message)
    yield from _turned(message)
    yield from _spelt(message)
    for key in ("subject", "from"):
        for header in message.named(key)[:1]:
            yield from _characters(f"header:{message.headers.index(header)}", key, header.text)
    for name in ("html", "text"):
        try:
            text = message.view(name).text
        except KeyError:
            continue
        if not text.isascii():
            yield from _characters(name, "text", text)


def _hidden(message: Message) -> Iterator[Observable]:
    html = None
    for it in message.once(page).hidden[:MOST]:
        html = message.view("html").text if html is None else html
        shown = html[it.start : min(it.end, it.start + SHOWN)]
        if shown.strip():
            yield Observable("hidden", it.why, "preheader" if it.preheader else "text", Span("html", it.start, it.end), shown)


def _turned(message: Message) -> Iterator[Observable]:
    for start, end in message.once(page).turned[:MOST]:
        shown = message.view("html").text[start : min(end, start + SHOWN)]
        yield Observable("bidi", "direction:rtl", "text", Span("html", start, end), shown)


def _spelt(message: Message) -> Iterator[Observable]:
    """Words whose letters each stand in an element of their own: what a filter reads is not what is seen."""
    for start, end in message.once(page).spelt[:MOST]:
        shown = message.view("html").text[start : min(end, start + SHOWN)]
        yield Observable("hidden", "spelt", "spelt", Span("html", start, end), shown)


def _characters(view: str, role: str, text: str) -> Iterator[Observable]:
    first = _SEEN.match(text)
    if first is None or first.end() == len(text):
        return
    found: dict[Kind, list[re.Match[str]]] = {"unseen": [], "bidi": []}
    for it in _each().finditer(text, first.end()):
        them = found["bidi" if "\u202a" <= it[0] <= "\u202e" or "\u2066" <= it[0] <= "\u2069" else "unseen"]
        if len(them) < MOST:
            them.append(it)
    for kind, them in found.items():
        for it in them:
            start, end = max(0, it.start() - 6), min(len(text), it.end() + 6)
            yield Observable(kind, f"U+{ord(it[0][0]):04X}", role, Span(view, start, end), text[start:end])
