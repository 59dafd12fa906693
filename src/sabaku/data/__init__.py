"""The lists: readable by a person, dated, each with where it is from and its licence. Reading only; no judgement."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

import tomli

from sabaku.data import own


@functools.cache
def toml(name: str) -> dict[str, Any]:
    """The TOML list of that name, e.g. `toml("brands")`; the operator's copy of the brands where they keep a newer one.

    Raises FileNotFoundError for a name that does not exist.
    """
    if f"{name}.toml" in own.INSTEAD and (path := own.file(f"{name}.toml")) is not None:
        return tomli.loads(path.read_text("utf-8"))
    return tomli.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


def raw(name: str) -> bytes:
    """The bytes of a data file. Raises FileNotFoundError for a name that does not exist."""
    return resources.files(__name__).joinpath(name).read_bytes()


@functools.cache
def names(folder: str) -> tuple[str, ...]:
    """The names of the TOML lists in a folder, sorted, e.g. "threat" for words/threat.toml."""
    files = resources.files(__name__).joinpath(folder).iterdir()
    return tuple(sorted(it.name.removesuffix(".toml") for it in files if it.name.endswith(".toml")))
