"""Tells the files that a mail brings: their names, what they are, their sizes, and the sums by which others know them.

Pictures that only belong to the text's layout are not told. Judges nothing: that is the checks' part.
"""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.model import File, Lang
from sabaku.render import words
from sabaku.render.nouns import Row
from sabaku.render.teller import Teller

SHOWN, NAMED = 20, 6
"""So many files are told one by one, and named in the mail's head."""
_LAYOUT = ("image/", "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")


def files(it: Teller) -> list[Row]:
    """A row for each file in the order of the mail, each archive followed by what is in it: its name, what it is, its SHA-256."""
    return [_row(it, role, file) for role, file in _files(it)]


def names(it: Teller) -> str:
    """The files as a mail program shows them below a mail: names only, what is packed in them left out."""
    shown = [_name(it, file) for role, file in _files(it) if role != "archived"]
    more = it.t(words.MORE).format(n=len(shown) - NAMED) if len(shown) > NAMED else ""
    return " ".join(filter(None, (it.listed(shown[:NAMED]), more)))


def _files(it: Teller) -> Iterator[tuple[str, File]]:
    for one in it.report.observables:
        if one.kind == "file" and isinstance(one.detail, File) and not (one.role == "inline" and _layout(one.detail)):
            yield one.role, one.detail


def _layout(file: File) -> bool:
    return file.type.startswith(_LAYOUT)


def _name(it: Teller, file: File) -> str:
    return it.v(file.name) or it.t(words.UNNAMED_FILE)


def _row(it: Teller, role: str, file: File) -> Row:
    kind, locked, _ = file.kind.partition("-encrypted")
    told = [it.v(kind)] if kind else []
    told += [size(file.size, it.lang)] if file.size or file.sha256 else []
    told += [it.t(words.LOCKED_FILE)] if locked else []
    told += [it.t(words.PACKED_FILE)] if role == "archived" else []
    return Row(_name(it, file), it.listed(told) or it.t(words.NOT_EXAMINED), note=file.sha256)


def size(count: int, lang: Lang) -> str:
    """A number of bytes as one reads it (1 KB is 1,024 bytes)."""
    if count < 1024:
        return f"{count}バイト" if lang == "ja" else f"{count} byte{'s' if count != 1 else ''}"
    kilo = count / 1024
    return f"{kilo:,.1f} KB" if kilo < 1000 else f"{kilo / 1024:,.1f} MB"
