"""Words that all nouns use: a text in both languages, the languages, the levels, and what an operator is told of a setting."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Lang = Literal["ja", "en"]
Profile = Literal["offline", "quiet", "full", "visit"]
Level = Literal["fraud", "suspicious", "no-sign"]
State = Literal["found", "none", "failed", "not-asked"]
Sure = Literal["confirmed", "inferred"]
Status = Literal["trial", "in force"]
"""Of a check: on trial it is shown and weighs nothing."""


class Text(Struct, frozen=True):
    """One sentence or label in both languages; `{name}` marks a value."""

    ja: str
    en: str

    def in_(self, lang: Lang) -> str:
        return self.ja if lang == "ja" else self.en


class NotUsable(ValueError):
    """A setting of the operator's that cannot be used; `says` tells which and what to write instead."""

    def __init__(self, ja: str, en: str) -> None:
        self.says = Text(ja, en)
        super().__init__(en)
