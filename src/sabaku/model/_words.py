"""Words that all nouns use: a text in both languages, the languages, the levels."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Lang = Literal["ja", "en"]
Profile = Literal["offline", "quiet", "full", "visit"]
Level = Literal["fraud", "suspicious", "no-sign"]
State = Literal["found", "none", "failed", "not-asked"]
Sure = Literal["confirmed", "inferred"]


class Text(Struct, frozen=True):
    """One sentence or label in both languages; `{name}` marks a value."""

    ja: str
    en: str

    def in_(self, lang: Lang) -> str:
        return self.ja if lang == "ja" else self.en
