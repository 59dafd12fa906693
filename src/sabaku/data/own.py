"""The operator's data folder, and the files in it that take the place of shipped ones. Knows no network."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

SUFFIXES, BRANDS = "public_suffix_list.dat", "brands.toml"
INSTEAD = (BRANDS, SUFFIXES)
"""What is read by code that has to come to the same result again: a report names the digest of it."""


class Damaged(BaseException):
    """The operator's copy of a list can't be read as one: `name` says which list, `path` where it is, `why` what is wrong.

    No Exception: what keeps a report whole where a mail meets a fault of ours would make one that knows no brand and no domain.
    """

    def __init__(self, name: str, path: Path, why: str) -> None:
        super().__init__(name, path, why)  # all of it: it has to come out of a worker whole
        self.name, self.path, self.why = name, path, why


def folder(env: Mapping[str, str]) -> Path:
    """Where the operator's tables and lists are: SABAKU_DATA, else the XDG data folder."""
    if env.get("SABAKU_DATA"):
        return Path(env["SABAKU_DATA"])
    base = env.get("XDG_DATA_HOME") or str(Path(env.get("HOME") or env.get("USERPROFILE") or ".") / ".local" / "share")
    return Path(base) / "sabaku"


@functools.cache
def file(name: str) -> Path | None:
    """The operator's copy of that file, or None where the shipped one is to be used."""
    path = folder(os.environ) / name
    return path if path.is_file() else None


@contextlib.contextmanager
def reading(name: str) -> Iterator[None]:
    """Around the reading of that file: raises Damaged where the operator's copy can't be read; a fault of ours stays as it is."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as fault:
        path = file(name)
        if path is None:
            raise
        raise Damaged(name, path, str(fault)) from fault


@functools.cache
def digest() -> str:
    """The digest of those copies; "" where there are none."""
    told = hashlib.sha256()
    found = [it for it in map(file, INSTEAD) if it is not None]
    for path in found:
        told.update(path.name.encode() + b"\0" + path.read_bytes())
    return told.hexdigest()[:16] if found else ""
