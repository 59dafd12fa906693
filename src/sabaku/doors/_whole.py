"""A file is replaced whole, or stays as it was: a full disk or a kill takes nothing that was there before."""

from __future__ import annotations

from pathlib import Path


def put(path: Path, body: bytes) -> None:
    """Write the file, or what is no file (a pipe, `/dev/stdout`), as it is asked for. Raises OSError."""
    if path.exists() and not path.is_file():
        path.write_bytes(body)
        return
    there = path.resolve()  # a link stays one
    fresh = there.with_name(f".{there.name[:200]}.new")
    try:
        fresh.write_bytes(body)
        fresh.replace(there)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
