"""The genuine pages that the operator has had learnt, to hold fakes against: pictures with where and when they were seen.

Ships empty: pictures of other people's pages are theirs. Layout of the data folder: `faces/index.json`, `faces/<sha256>.png`,
and beside a picture `faces/<sha256>-<mark>.vector`, its vector by the operator's model; the mark is of model and preparation.
Reading and writing of files only; comparing is sources/_face.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

FOLDER = "faces"
INDEX = "index.json"
MOST = 2000
LARGEST = 20 * 2**20
LONGEST = 100_000
"""Bytes of a vector's file."""


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One learnt picture as the index holds it. kind: a whole page, or a logo that stands somewhere in one."""

    brand: str
    sha256: str
    learnt: str
    """When (ISO 8601)."""
    kind: Literal["page", "logo"] = "page"
    url: str = ""
    title: str = ""
    visitor: str = ""
    icon: str = ""
    """sha256 of the page's favicon."""


class Reference(msgspec.Struct, frozen=True):
    """A learnt picture with its bytes (PNG)."""

    brand: str
    sha256: str
    kind: str
    url: str
    icon: str
    picture: bytes


class Vector(msgspec.Struct, frozen=True):
    """A picture's vector by one model. `model`: sha256 of its file; `prepared`: how it was shown the picture."""

    model: str
    prepared: str
    vector: str
    """As sources/_face/vectors.py writes it."""


def lines(folder: Path | None) -> tuple[Line, ...]:
    """What was learnt, by brand and time. Nothing where there is no such folder, or its index can't be read."""
    path = folder / FOLDER / INDEX if folder is not None else None
    if path is None or not path.is_file():
        return ()
    try:
        return tuple(msgspec.json.decode(path.read_bytes(), type=list[Line]))[:MOST]
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return ()


def references(folder: Path | None) -> tuple[Reference, ...]:
    """The learnt pictures. A picture that is missing or was changed is left out."""
    found = []
    for it in lines(folder):
        body = picture(folder, it.sha256)
        if body is not None:
            found.append(Reference(it.brand, it.sha256, it.kind, it.url, it.icon, body))
    return tuple(found)


def picture(folder: Path | None, sha256: str) -> bytes | None:
    """One learnt picture, if it is there and is still what its name says."""
    if folder is None or not _is_sum(sha256):
        return None
    path = folder / FOLDER / f"{sha256}.png"
    try:
        body = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError:
        return None
    return body if hashlib.sha256(body).hexdigest() == sha256 else None


def learn(folder: Path, line: Line, body: bytes) -> bool:
    """Keep a picture; False where it is known already for that brand. Raises OSError; ValueError where it is too large."""
    if len(body) > LARGEST:
        raise ValueError(f"larger than {LARGEST >> 20} MB")
    known = lines(folder)
    if any((it.brand, it.sha256) == (line.brand, line.sha256) for it in known):
        return False
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    _put(folder / FOLDER / f"{line.sha256}.png", body)
    _index(folder, (*known, line))
    return True


def vector(folder: Path | None, sha256: str, mark: str) -> Vector | None:
    """The vector of a learnt picture under that mark, if there is one that can be read."""
    if folder is None or not (_is_sum(sha256) and _is_sum(mark)):
        return None
    path = folder / FOLDER / f"{sha256}-{mark}.vector"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Vector) if path.stat().st_size <= LONGEST else None
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return None


def keep_vector(folder: Path, sha256: str, mark: str, it: Vector) -> None:
    """Keep a picture's vector beside it. Raises OSError."""
    _put(folder / FOLDER / f"{sha256}-{mark}.vector", msgspec.json.encode(it))


def _is_sum(text: str) -> bool:
    return len(text) == 64 and text.isascii() and text.isalnum()


def forget(folder: Path, brand: str) -> int:
    """Remove what was learnt of a brand; how many pictures that were. Raises OSError."""
    known = lines(folder)
    kept = tuple(it for it in known if it.brand != brand)
    if len(kept) < len(known):
        _index(folder, kept)
    still = {it.sha256 for it in kept}
    for it in known:
        if it.sha256 not in still:
            for path in (folder / FOLDER).glob(f"{it.sha256}[.-]*"):
                path.unlink(missing_ok=True)
    return len(known) - len(kept)


def _index(folder: Path, every: Iterable[Line]) -> None:
    ordered = sorted(every, key=lambda it: (it.brand, it.learnt, it.sha256))
    _put(folder / FOLDER / INDEX, msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n")


def _put(path: Path, body: bytes) -> None:
    """All at once: a reader has the old file or the new one."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    fresh.write_bytes(body)
    fresh.replace(path)
