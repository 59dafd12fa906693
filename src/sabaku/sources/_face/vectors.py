"""Pages as vectors of the operator's own encoder, and how like two of them are. The encoder runs in a process of its own.

Without a model, or where it cannot be used, there are no vectors, and it is said why. Vectors are compared only where the same
model made them of pictures prepared in the same way: their mark is a sum over both.
"""

from __future__ import annotations

import array
import base64
import hashlib
import json
import operator
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sabaku.data import genuine
from sabaku.sources._embedding import Embedding
from sabaku.sources._face import pictures
from sabaku.sources._site import _told

if TYPE_CHECKING:
    from PIL.Image import Image

ENCODER = Path(__file__).with_name("encoder.py")
START, EACH = 12.0, 3.0
"""Seconds for loading a model, and for one picture."""
MEMORY = 1500
"""MB of address space beside five times the model's size."""
MOST = 100
"""Pictures that are encoded in one go."""
LOOKED_AT, TOLD = 20, 3
"""Of the learnt pages that are like one by their vectors: how many pictures are opened, and how many are told."""
WHYS = frozenset((
    "not installed", "file", "too large", "not a model", "takes no picture", "no such output", "gives no vector", "does not run",
    "memory", "time", "crashed",
))  # fmt: skip
"""Why there are no vectors."""


class Encoded(NamedTuple):
    """A vector for each picture (None where it is none), under the model's mark; or why there are none."""

    vectors: tuple[Sequence[float] | None, ...] = ()
    mark: str = ""
    model: str = ""
    """sha256 of the model's file."""
    prepared: str = ""
    """How pictures were prepared, as JSON."""
    why: str = ""


def encoded(pictures: Sequence[bytes], how: Embedding) -> Encoded:
    """The vectors of these pictures, in their order. Never raises for what model and pictures are."""
    pictures = pictures[:MOST]
    seconds = START + EACH * len(pictures)
    path = str(Path(how.model).expanduser().absolute())
    order = {
        "model": path, "size": how.size, "layout": how.layout, "mean": how.mean, "spread": how.spread, "output": how.output,
        "pictures": [len(it) for it in pictures], "seconds": int(seconds), "memory": MEMORY,
    }  # fmt: skip
    words = [sys.executable, "-I", str(ENCODER)]
    said = json.dumps(order).encode() + b"\n" + b"".join(pictures)
    alone = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    try:
        done = subprocess.run(words, input=said, capture_output=True, timeout=seconds, env=alone, cwd="/", check=False)  # noqa: S603  our own file
        told = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return Encoded(why="time")
    except (OSError, ValueError):
        return Encoded(why="crashed")
    return _read(told if isinstance(told, dict) else {}, len(pictures))


def _read(told: _told.Told, count: int) -> Encoded:
    if why := _told.text(told.get("why"), 40):
        return Encoded(why=why if why in WHYS else "crashed")
    rows = [vector(it) for it in _told.items(told.get("vectors"), MOST)]
    if len(rows) != count:
        return Encoded(why="crashed")
    model, prepared = _told.text(told.get("model"), 64), json.dumps(told.get("prepared"), sort_keys=True)
    return Encoded(tuple(rows), hashlib.sha256(f"{model} {prepared}".encode()).hexdigest(), model, prepared)


def vector(text: object) -> Sequence[float] | None:
    """A vector as it is written down (float32, little-endian, base64); None where nothing is."""
    try:
        body = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
        row = array.array("f", body)
    except ValueError:
        return None
    if sys.byteorder == "big":
        row.byteswap()
    return row or None


def written(row: Sequence[float]) -> str:
    """A vector as `vector` reads it."""
    kept = array.array("f", row)
    if sys.byteorder == "big":
        kept.byteswap()
    return base64.b64encode(kept.tobytes()).decode()


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    """How like two vectors of length 1 are; 0 where they are of different models."""
    return sum(map(operator.mul, one, other)) if len(one) == len(other) else 0.0


def learn(folder: Path, how: Embedding) -> tuple[int, str]:
    """Give every learnt page its vector by this model, where it has none: how many were made, and why others were not."""
    pages = [it for it in genuine.references(folder) if it.kind == "page"]
    first = encoded([], how)
    if first.why:
        return 0, first.why
    lacking = [it for it in pages if genuine.vector(folder, it.sha256, first.mark) is None]
    made = 0
    for start in range(0, len(lacking), MOST):
        some = lacking[start : start + MOST]
        told = encoded([it.picture for it in some], how)
        if told.why:
            return made, told.why
        made += _keep(folder, some, told)
    return made, ""


def _keep(folder: Path, pages: Iterable[genuine.Reference], told: Encoded) -> int:
    kept = [(it.sha256, row) for it, row in zip(pages, told.vectors, strict=True) if row is not None]
    for sha256, row in kept:
        genuine.keep_vector(folder, sha256, told.mark, genuine.Vector(told.model, told.prepared, written(row)))
    return len(kept)


class Compared(NamedTuple):
    """For each picture the learnt pages that are like it, in percent, the likest first; `without`: learnt pages that have no
    vector by this model; or why nothing was compared."""

    alike: tuple[tuple[tuple[int, genuine.Reference], ...], ...] = ()
    model: str = ""
    without: int = 0
    why: str = ""


def compared(shots: Sequence[bytes], pages: Sequence[genuine.Reference], folder: Path | None, how: Embedding) -> Compared:
    """Hold screenshots (PNG) against learnt pages. Where nothing was learnt the model is not even loaded."""
    if not pages or not any(shots):
        return Compared()
    told = encoded(shots, how)
    if told.why:
        return Compared(why=told.why)
    kept = [(it, _kept(folder, it, told.mark)) for it in pages]
    known = [(it, row) for it, row in kept if row is not None]
    found = tuple(_alike(shot, row, known, how.least) for shot, row in zip(shots, told.vectors, strict=False))
    return Compared(found, told.model, len(kept) - len(known))


def _kept(folder: Path | None, page: genuine.Reference, mark: str) -> Sequence[float] | None:
    found = genuine.vector(folder, page.sha256, mark)
    return vector(found.vector) if found is not None else None


def _alike(
    shot: bytes, row: Sequence[float] | None, known: Sequence[tuple[genuine.Reference, Sequence[float]]], least: float
) -> tuple[tuple[int, genuine.Reference], ...]:
    """As for edges: a plain page is like none, and a tall page is not held against a wide one."""
    found = [(same, it) for it, theirs in known if row is not None and (same := cosine(row, theirs)) >= least]
    found.sort(key=lambda one: (-one[0], one[1].sha256))
    mine = pictures.opened(shot) if found else None
    if mine is None or pictures.plain(mine):
        return ()
    fit = ((same, it) for same, it in found[:LOOKED_AT] if _comparable(mine, it.picture))
    return tuple((min(round(same * 100), 100), it) for same, it in fit)[:TOLD]


def _comparable(mine: Image, body: bytes) -> bool:
    theirs = pictures.opened(body)
    return theirs is not None and pictures.same_shape(mine, theirs) and not pictures.plain(theirs)
