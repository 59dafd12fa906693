"""A publication's folder: what was made in it the last time, what its author has put there, and swapping in a new one.

Decides nothing about what is published. A folder that was not made here is never replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from sabaku.archive import folders
from sabaku.model import Text

RECORD = ".sabaku.json"
FORMAT = 1
LARGEST = 64 * 2**20


class NotOurs(Exception):
    """The folder holds something that no publication put there, or cannot be read; `says` tells what."""

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(en)
        self.says = Text(ja, en)


class Record(Struct, frozen=True):
    """What was made: for each file the digests of its blocks; () for one that is no text."""

    format: int = FORMAT
    made: dict[str, tuple[str, ...]] = {}


class Before(Struct, frozen=True):
    """A publication as it stands in its folder."""

    record: Record = Record()
    texts: dict[str, str] = {}
    """The texts among the files that were made, as they are now."""


def read_before(folder: Path) -> Before:
    """What stands in that folder; nothing for a new or empty one. Raises NotOurs for anything else."""
    if not folder.exists():
        return Before()
    if not folder.is_dir():
        raise NotOurs(f"{folder} はファイルです。フォルダーを指定してください。", f"{folder} is a file")
    if not (folder / RECORD).is_file():
        if any(folder.iterdir()):
            raise NotOurs(
                f"{folder} には、ほかのファイルが入っています。空のフォルダーか、新しい名前を指定してください。",
                f"{folder} holds other files; name an empty or a new folder",
            )
        return Before()
    try:
        record = msgspec.json.decode((folder / RECORD).read_bytes(), type=Record)
        wanted = {name: folder / name for name, made in record.made.items() if made and _plain(name)}
        texts = {name: path.read_text("utf-8") for name, path in wanted.items() if path.is_file() and _small(path)}
    except (OSError, ValueError, msgspec.MsgspecError) as fault:
        raise NotOurs(f"{folder / RECORD}: 読み取れません({fault})", f"{folder / RECORD}: {fault}") from fault
    return Before(record, texts)


def write(folder: Path, files: Mapping[str, bytes], record: Record) -> None:
    """Put the files into the folder at once: a reader sees the old publication or the new one. Raises OSError.

    What the author has added to the folder stays in it.
    """
    before = read_before(folder)
    with folders.replacing(folder, 0o777) as fresh:  # meant to be read by everybody, as far as the umask allows
        for name, body in {**files, RECORD: msgspec.json.encode(record) + b"\n"}.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        if folder.is_dir():
            folders.copy_tree(folder, fresh, {RECORD, *before.record.made})


def _plain(name: str) -> bool:
    """Whether the name stays inside the folder: the record may have been tampered with."""
    return not name.startswith("/") and ".." not in name.split("/") and "\\" not in name


def _small(path: Path) -> bool:
    return path.stat().st_size <= LARGEST
