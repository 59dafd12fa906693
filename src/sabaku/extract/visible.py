"""The text that the reader sees, folded for comparison once for all finders. No judgement."""

from __future__ import annotations

import re

from sabaku.model import Defect, Message, Span
from sabaku.text.fold import FILLER, fold

MOST_TEXT = 300_000
"""Characters of the visible text that are searched; nobody reads on, and the rest is named as a defect."""
_CODED = re.compile(r"&#(\d{2,5});")


def folded(message: Message) -> str:
    """The folded visible text, same places as in the view; call it as `message.once(folded)`."""
    text = message.view("visible").text
    if len(text) > MOST_TEXT:
        where = Span("visible", MOST_TEXT, len(text))
        message.found_defects.append(Defect("text-too-long", where, f"words were searched in the first {MOST_TEXT} characters"))
    return fold(_CODED.sub(_letter, text[:MOST_TEXT]) if "&#" in text else text[:MOST_TEXT])


def _letter(code: re.Match[str]) -> str:
    """The letter for which a code of HTML stands that a plain text shows as it is («yo&#252;r»), as long as the code."""
    letter = chr(int(code[1]))
    return letter + FILLER * (len(code[0]) - 1) if letter.isalpha() else code[0]
