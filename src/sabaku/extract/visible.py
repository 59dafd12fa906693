"""The text that the reader sees, folded for comparison once for all finders. No judgement."""

from __future__ import annotations

from sabaku.fold import fold
from sabaku.model import Defect, Message, Span

MOST_TEXT = 300_000
"""Characters of the visible text that are searched; nobody reads on, and the rest is named as a defect."""


def folded(message: Message) -> str:
    """The folded visible text, same places as in the view; call it as `message.once(folded)`."""
    text = message.view("visible").text
    if len(text) > MOST_TEXT:
        where = Span("visible", MOST_TEXT, len(text))
        message.found_defects.append(Defect("text-too-long", where, f"words were searched in the first {MOST_TEXT} characters"))
    return fold(text[:MOST_TEXT])
