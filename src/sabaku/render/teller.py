"""What all tellers of a report share: its language, its places, its numbers, and the ways to put a value."""

from __future__ import annotations

from collections.abc import Iterable

from sabaku.model import Hop, Lang, Link, Message, Report, Text
from sabaku.render import tame
from sabaku.render.say import LONG_NAME, short
from sabaku.render.whereabouts import Places


class Teller:
    """One report being told in one language."""

    def __init__(self, report: Report, lang: Lang, raw: bytes = b"", message: Message | None = None) -> None:
        self.report, self.lang, self.raw = report, lang, raw
        self.ja = lang == "ja"
        self.places = Places(report, raw, message, lang)
        self.marks: dict[tuple[int, int], int] = {}
        self.told_facts: set[int] = set()

    def t(self, text: Text) -> str:
        """Our own words in the reader's language."""
        return text.in_(self.lang)

    def v(self, value: str, limit: int = LONG_NAME) -> str:
        """A hostile value, tamed, defanged, and cut in the middle where it is long."""
        return short(tame.defang(value), limit, self.lang)

    def host(self, name: str) -> str:
        """A host name, broken; an IP address as it is."""
        return short(tame.tame(name) if is_number(name) else tame.host(name), LONG_NAME, self.lang)

    def listed(self, parts: Iterable[str]) -> str:
        """Several things in a row."""
        return ("、" if self.ja else ", ").join(it for it in parts if it)

    def mark(self, raw: tuple[int, int] | None) -> int:
        """The number of that range of file bytes, in the order of citation; 0 for none, an empty one and the whole file."""
        if raw is None or not self.raw or raw[0] >= raw[1] or (raw[0] == 0 and raw[1] >= len(self.raw)):
            return 0
        return self.marks.setdefault(raw, len(self.marks) + 1)

    def hops(self) -> list[Hop]:
        """The route, newest first."""
        hops = [it.detail for it in self.report.observables if it.kind == "hop" and isinstance(it.detail, Hop)]
        return sorted(hops, key=lambda it: it.n)

    def links(self) -> list[Link]:
        """The links that a reader could follow."""
        found = [it.detail for it in self.report.observables if it.kind == "link" and isinstance(it.detail, Link)]
        return [it for it in found if it.clicked]


def is_number(name: str) -> bool:
    """Whether this looks like an IP address, which no program makes a link of."""
    return ":" in name or name.strip("[]").replace(".", "").isdigit()
