"""What all tellers of a report share: its language, its places, its numbers, and the ways to put a value."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from sabaku.model import Evidence, Hop, Lang, Link, Message, Report, Span, Text
from sabaku.render import tame
from sabaku.render.reading import TEXT_LIMIT, down_to
from sabaku.render.say import LONG_NAME, short
from sabaku.render.whereabouts import Places

LONG_MARK, LONG_SILENCE = 8000, 300
"""Characters above which a place is a region: what is found in it, and what is missing from it."""


class Mark(Struct, frozen=True):
    """A cited place: its number, the decoded part ("part:1.2") or "" for the file, and the first finding that cites it."""

    number: int
    view: str
    start: int
    end: int
    cited: str


class Teller:
    """One report being told in one language."""

    def __init__(self, report: Report, lang: Lang, raw: bytes = b"", message: Message | None = None) -> None:
        self.report, self.lang, self.raw, self.message = report, lang, raw, message
        self.ja = lang == "ja"
        self.places = Places(report, raw, message, lang)
        self.marks: dict[tuple[str, int, int], Mark] = {}
        self.told_facts: set[int] = set()

    def t(self, text: Text) -> str:
        """Our own words in the reader's language."""
        return text.in_(self.lang)

    def v(self, value: str, limit: int = LONG_NAME) -> str:
        """A hostile value, tamed, defanged, and cut in the middle where it is long."""
        return short(tame.defang(value), limit, self.lang)

    def host(self, name: str) -> str:
        """A host name, broken; an IP address as it is."""
        return short(tame.defang(name) if is_number(name) else tame.host(name), LONG_NAME, self.lang)

    def listed(self, parts: Iterable[str]) -> str:
        """Several things in a row."""
        return ("、" if self.ja else ", ").join(it for it in parts if it)

    def joined(self, *sentences: str) -> str:
        """Sentences in a row."""
        return ("" if self.ja else " ").join(it for it in sentences if it)

    def sentence(self, text: str) -> str:
        """The text with a capital at its head."""
        return text[:1].upper() + text[1:]

    def mark(self, evidence: Evidence, cited: str) -> int:
        """The number of that place in the source, in the order of citation; 0 where it cannot be pointed at."""
        spot = self._spot(evidence)
        if spot is None:
            return 0
        known = self.marks.get(spot)
        if known is None:
            known = self.marks[spot] = Mark(len(self.marks) + 1, *spot, cited)
        return known.number

    def _spot(self, evidence: Evidence) -> tuple[str, int, int] | None:
        """View, start and end: of a decoded part if the body is encoded, else ("") of the file's bytes."""
        if not self.raw or evidence.raw is None or not isinstance(evidence.where, Span):
            return None
        part = down_to(self.message, evidence.where, "part:") if self.message else None
        spot = (part.view, part.start, part.end) if part and self._coded(part.view) else ("", *evidence.raw)
        whole = spot[2] - spot[1] > (LONG_MARK if evidence.found else LONG_SILENCE)
        return None if whole or spot[1] >= spot[2] or evidence.raw[1] > min(len(self.raw), TEXT_LIMIT) else spot

    def _coded(self, view: str) -> bool:
        """Whether the bytes of that part are not what one reads."""
        path = view.partition(":")[2]
        part = next((it for it in self.message.parts if it.path == path), None) if self.message else None
        plain = {"", "us-ascii", "ascii", "utf-8", "utf8"}
        return part is not None and (part.encoding in {"base64", "quoted-printable"} or part.charset.lower() not in plain)

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
