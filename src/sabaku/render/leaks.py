"""The proof that nothing of the victim is left: published bytes are searched for every form of every secret.

Stops nothing by itself and masks nothing: it says where a leak is, what was looked at, and what could not be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from sabaku.model import Text
from sabaku.render.innards import Unread, texts
from sabaku.render.layers import Layer
from sabaku.render.redact import Redaction, by_chance

MOST_PER_FILE = 50


class Leak(Struct, frozen=True, order=True):
    """A secret that is still there: the file, the place in it, in which form, and what kind of secret. Never the secret."""

    file: str
    place: str
    form: str
    kind: str


class Unscanned(Struct, frozen=True):
    """A place that could not be searched, and why."""

    file: str
    place: str
    why: Text


class Scan(Struct, frozen=True):
    """What a search of published files gave."""

    leaks: tuple[Leak, ...]
    files: int
    layers: int
    """How many readable layers were searched: the files' own text, and what is coded, compressed or drawn in them."""
    unscanned: tuple[Unscanned, ...]
    pixels: bool = False
    """Whether the text in pictures was read, too."""


def leaks(files: Mapping[str, bytes], redaction: Redaction) -> tuple[Leak, ...]:
    """Every place of these files where a form of a secret is left; () proves that there is none in what could be searched."""
    return scan(files, redaction).leaks


def scan(files: Mapping[str, bytes], redaction: Redaction, *, pixels: bool = False) -> Scan:
    """The same, with what was searched and what could not be. `pixels`: read pictures, too, where tesserocr is installed."""
    found: dict[Leak, None] = {}
    unscanned: list[Unscanned] = []
    layers = 0
    for name, body in files.items():
        found.update(dict.fromkeys(_in_text(name, Layer("file name", name), redaction)))
        before = len(found)
        for it in _texts(body, pixels):
            if isinstance(it, Unread):
                unscanned.append(Unscanned(name, it.place, it.why))
                continue
            layers += 1
            if len(found) - before < MOST_PER_FILE:
                found.update(dict.fromkeys(_in_text(name, it, redaction)))
    return Scan(tuple(found), len(files), layers, tuple(unscanned), pixels)


def _texts(body: bytes, pixels: bool) -> Iterator[Layer | Unread]:
    yield from texts(body)
    if pixels:
        from sabaku.render.pixels import texts as read

        yield from read(body)


def _in_text(name: str, layer: Layer, redaction: Redaction) -> Iterator[Leak]:
    for it in redaction.where(layer.text):
        if layer.glued and by_chance(it.secret):
            continue
        yield Leak(name, _place(layer, it.start), it.form, it.secret.kind)


def _place(layer: Layer, at: int) -> str:
    """Where in the layer: its line, and its name unless it is the file's own text."""
    line = layer.text.count("\n", 0, at) + 1
    return f"{layer.place}, line {line}" if layer.place else f"line {line}"
