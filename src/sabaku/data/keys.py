"""The operator's file of keys: one TOML line per service. Read only where nobody else could have read it."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path

LARGEST = 65536


class BadKeys(Exception):
    """The file of keys can't be used; the message says why and what to do, and holds nothing of what stands in it."""


def read(path: Path) -> Mapping[str, str]:
    """The keys by service; none where there is no such file. Raises BadKeys."""
    try:
        with path.open("rb") as file:
            _private(path, os.fstat(file.fileno()))
            told = tomllib.loads(file.read(LARGEST).decode("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as fault:
        raise BadKeys(f"{path}: {fault.strerror or type(fault).__name__}") from fault
    except ValueError:
        raise BadKeys(f'{path}: not TOML; write lines like virustotal = "..."') from None
    if not all(isinstance(it, str) for it in told.values()):
        raise BadKeys(f'{path}: a key is no text; write lines like virustotal = "..."')
    return {name: value for name, value in told.items() if value}


def _private(path: Path, seen: os.stat_result) -> None:
    """Refuse a file that others may read, or that belongs to somebody else."""
    if os.name != "posix":
        return
    if seen.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise BadKeys(f"{path}: others may read it; chmod 600 it")
    if seen.st_uid not in (os.getuid(), 0):
        raise BadKeys(f"{path}: belongs to somebody else")
