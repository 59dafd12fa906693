"""Is the origin right? `python -m sabaku.fit.origins CORPUS` prints, per folder, right / with truth, and how it was found.

Truth: where the receiving provider (Outlook) wrote its own note of the connecting address (`X-Sender-IP`), the origin has
to be equal to it. That field is taken away before the mail is read, so it can't be an input. Folders without it show only
how the origin was found (border, list, ...) and how many lists were looked through.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sabaku.extract.received import canonical
from sabaku.extract.route import find
from sabaku.mime import parse
from sabaku.model import Input, Observable, Origin

_RECEIVED = re.compile(rb"(?im)^Received:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*")
_NOTE = re.compile(rb"(?im)^X-Sender-IP:[ \t]*([^\r\n]*)\r?\n")


class Seen(NamedTuple):
    """One mail: its folder and file, the truth if there is one, and what was found."""

    folder: str
    file: str
    truth: str
    ip: str
    role: str
    through: str


def seen(path: Path) -> Seen:
    """Read one mail without its note of the truth."""
    raw = path.read_bytes()
    top = _RECEIVED.search(raw)
    note = _NOTE.search(raw) if top and b".outlook.com" in top.group().lower() else None
    truth = canonical(note.group(1).decode("ascii", "replace")) if note else ""
    bare = _NOTE.sub(b"", raw)
    it = origin(bare)
    detail = it.detail if isinstance(it.detail, Origin) else Origin()
    return Seen(path.parent.name, path.name, truth, it.value, it.role, detail.through)


def origin(raw: bytes) -> Observable:
    """The origin of a raw mail."""
    return next(it for it in find(parse(raw), Input(raw), ()) if it.kind == "origin")


def measure(root: Path) -> Iterator[Seen]:
    """Every mail below a folder, in order."""
    for path in sorted(root.rglob("*.eml")):
        yield seen(path)


def main(arguments: list[str]) -> int:
    """Print the table; the exit code is 1 where an origin differs from its truth."""
    every = [it for name in arguments for it in measure(Path(name))]
    wrong = [it for it in every if it.truth and it.truth != it.ip]
    print(f"{'folder':<22}{'mails':>7}{'truth':>7}{'right':>7}  found by")
    for folder in sorted({it.folder for it in every}):
        mails = [it for it in every if it.folder == folder]
        truth = [it for it in mails if it.truth]
        right = sum(it.truth == it.ip for it in truth)
        ways = ", ".join(f"{role} {count}" for role, count in Counter(it.role for it in mails).most_common())
        print(f"{folder:<22}{len(mails):>7}{len(truth):>7}{right:>7}  {ways}")
    for it in wrong:
        print(f"wrong: {it.folder}/{it.file}: {it.ip or 'nothing'} instead of {it.truth}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["."]))
