"""A Redaction: the secrets of a case, and every text, URL, report and source without them. Immutable, pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sabaku.model import Case, Message, Report
from sabaku.render.redact import _masks
from sabaku.render.redact._collect import collect
from sabaku.render.redact._find import Finder, Found
from sabaku.render.redact._report import masked_report
from sabaku.render.redact._secret import Secret
from sabaku.render.redact._source import masked_source


class Masked(Struct, frozen=True):
    """One masked place of a text: where it stood, in which form, and which secret it was."""

    start: int
    end: int
    form: str
    secret: Secret


class Redaction(Struct, frozen=True, dict=True):
    """What must not be read, and texts without it."""

    secrets: tuple[Secret, ...]

    @property
    def finder(self) -> Finder:
        """The forms of the secrets, made ready once."""
        made: Finder | None = self.__dict__.get("finder_")
        if made is None:
            made = self.__dict__["finder_"] = Finder(self.secrets)
        return made

    def text(self, text: str) -> str:
        """The text with every form of every secret replaced by its mask, and everything else as it was."""
        return _replaced(text, self.finder.find(text))

    def url(self, url: str) -> str:
        """The URL without the recipient: their tokens and echoes masked, the rest as it was. Also an account in it, bare."""
        return _replaced(url, [*self.finder.find(url), *self._bare(url)])

    def report(self, report: Report) -> Report:
        """The report with all its strings masked. Places in the mail stay: they are offsets, and tell nobody."""
        return masked_report(report, self.text, self.url)

    def source(self, message: Message) -> bytes:
        """The mail's source, as long as before, with stars for every secret: places in the mail stay places."""
        return masked_source(message, self.finder)

    def where(self, text: str) -> tuple[Masked, ...]:
        """What of a text would be masked."""
        return tuple(Masked(it.start, it.end, it.form, self.secrets[it.secret]) for it in self.finder.find(text))

    def places(self, text: str) -> list[Found]:
        """The same with the masks, for a text that is put together of several pieces."""
        return self.finder.find(text)

    def _bare(self, url: str) -> Iterator[Found]:
        """Accounts that stand alone as a piece of the path or as a value."""
        accounts = {it.value.lower(): n for n, it in enumerate(self.secrets) if it.kind == "local-part"}
        start = url.find("/", url.find("//") + 2) if accounts and "//" in url else 0 if accounts else -1
        for piece in _PIECE.finditer(url, start) if start >= 0 else ():
            number = accounts.get(piece.group().lower())
            if number is not None:
                yield Found(piece.start(), piece.end(), number, "plain", _masks.LOCAL)


_PIECE = re.compile(r"[^/?&#=;]++")


def _replaced(text: str, found: Sequence[Found]) -> str:
    if not found:
        return text
    out: list[str] = []
    at = 0
    for it in sorted(found):
        if it.start >= at:
            out += (text[at : it.start], it.mask)
        at = max(at, it.end)
    return "".join((*out, text[at:]))


def redaction(case: Case, *, terms: Sequence[str] = (), owner: bool = False, codes: bool = False) -> Redaction:
    """What must not be read in anything that is published of this case.

    terms: what the operator adds. owner: for a letter to the holder of an abused domain, who is not masked in it.
    codes: for what everybody reads: long codes in links are masked too, as they may number the recipient.
    """
    return Redaction(collect(case, terms, owner, codes))
