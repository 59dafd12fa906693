"""The side store of visits: pictures, pages and recordings under their sha256, in files of the state folder.

Recorded answers stay small and complete without it; a case takes copies of the blobs that its recordings name.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from sabaku.sources.tape import Tape

HASH = re.compile(r"[0-9a-f]{64}")
MOST = 512 * 2**20
"""Bytes that are kept; the blobs longest unused go first."""
LARGEST = 32 * 2**20
NAMED = ("screenshot", "full", "html", "har")
PROOF = ("recording", "manifest", "stamp")
"""The files with which a visit's time is proved: what was recorded, the sums of all files, the authority's answer."""


class Blobs:
    """Blobs by their sha256. Without a folder they are held in memory, for as long as the run."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._held: dict[str, bytes] = {}

    def put(self, body: bytes) -> str:
        """Keep it; its sha256. Raises OSError where the folder cannot be written."""
        digest = hashlib.sha256(body).hexdigest()
        if self._folder is None:
            self._held[digest] = body
            return digest
        path = self._folder / digest[:2] / digest
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = path.with_name(f".{secrets.token_hex(8)}")
            fresh.write_bytes(body)
            fresh.replace(path)
        return digest

    def get(self, digest: str) -> bytes | None:
        """The blob, or None where it is no longer kept or is not what its name says."""
        if not HASH.fullmatch(digest):
            return None
        if self._folder is None:
            return self._held.get(digest)
        path = self._folder / digest[:2] / digest
        try:
            if path.stat().st_size > LARGEST:
                return None
            body = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return body if hashlib.sha256(body).hexdigest() == digest else None

    def prune(self, most: int = MOST) -> None:
        """Let go of those that were not used for longest, until the rest takes no more than so many bytes."""
        if self._folder is None:
            return
        left = most
        for path, size in sorted(_files(self._folder), key=_last_used, reverse=True):
            left -= size
            if left < 0:
                with contextlib.suppress(OSError):
                    path.unlink()


def _files(folder: Path) -> Iterator[tuple[Path, int]]:
    for path in folder.glob("??/*"):
        with contextlib.suppress(OSError):
            yield path, path.stat().st_size


def _last_used(it: tuple[Path, int]) -> float:
    try:
        return it[0].stat().st_mtime
    except OSError:
        return 0.0


def named_in(tape: Tape) -> tuple[str, ...]:
    """The blobs that the visits on that tape name, each once."""
    found: dict[str, None] = {}
    for entry in tape:
        if entry.question.source == "visit" and entry.raw is not None:
            with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError):
                found.update(dict.fromkeys(named(msgspec.json.decode(entry.raw))))
    return tuple(it for it in found if HASH.fullmatch(it))


def named(told: Any) -> Iterable[str]:
    """The blobs that the recording of one visit names; some are empty."""
    faces = told.get("faces") if isinstance(told, dict) else None
    for face in [told, *(faces if isinstance(faces, list) else [])]:
        if isinstance(face, dict):
            icon = face.get("favicon")
            every = [*(face.get(it) for it in NAMED), icon.get("sha256") if isinstance(icon, dict) else None]
            proof = face.get("timestamp")
            every += [proof.get(it) for it in PROOF] if isinstance(proof, dict) else []
            like = face.get("likeness")
            every += [it.get("reference") for it in (like if isinstance(like, list) else []) if isinstance(it, dict)]
            yield from (it for it in every if isinstance(it, str))


def of_tape(tape: Tape, blobs: Blobs) -> dict[str, bytes]:
    """The blobs that the visits on that tape name, as far as they are still kept."""
    return {it: body for it in named_in(tape) if (body := blobs.get(it)) is not None}
