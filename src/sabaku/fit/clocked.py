"""What all measurements of time share: which mails are read, and when it is. Times nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sabaku.intake import outlook

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def mails_of(folders: Sequence[Path], most: int) -> list[bytes]:
    """The mails of these folders and the folders in them, evenly thinned out to `most` (0: all)."""
    files = sorted(it for folder in folders for it in folder.rglob("*") if it.is_file())
    step = max(1, len(files) // most) if most else 1
    return [mail_of(it.read_bytes()) for it in files[::step]]


def mail_of(data: bytes) -> bytes:
    """The mail in a file: of Outlook's format, which no other reader here knows, as it is taken in."""
    try:
        return outlook.build(data).raw if data.startswith(outlook.MAGIC) else data
    except outlook.NotOutlook:
        return data
