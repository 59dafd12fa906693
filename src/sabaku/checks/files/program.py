"""One check: a file that runs as soon as it is opened."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _house
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="files.program",
    over="file",
    group="files",
    title=Text(ja="開くと動くプログラムが添付されています", en="An attached program"),
    says=Text(
        ja="添付ファイル「{name}」は文書ではなく、開くとその場で実行される種類のファイル({kind})です。",
        en="The file “{name}” is no document: it is of a kind ({kind}) that runs as soon as it is opened.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
    attacks=(71,),
)
def program(case: Case, it: Observable) -> Iterator[Hit]:
    """Nobody sends customers programs by mail; most mail services refuse them for that reason.

    Counted too: a shortcut to a file on somebody's server, a connection that hands the reader's disks to a foreign desktop
    (CERT-UA and Microsoft on .rdp, 2024), a script without a name inside a notebook. Innocent: scripts and patches among
    programmers, which come as plain text parts and are left out; a connection that the house's own desk sends.
    """
    file = _files.file(it)
    ending = _files.last(file.name)
    by_bytes = file.kind in _files.RUN or (file.kind == "script" and not ending)
    by_name = _files.ends(file.name, "program") and file.kind not in ("text", "pgp", "pdf", *_files.PICTURES)
    if (
        file.kind == "script"
        and file.type.startswith("text/")
        and ending not in ("js", "jse", "vbs", "vbe", "wsf", "hta", "bat", "cmd")
    ):
        return
    if file.kind == "rdp" and _house.inside(case):
        return
    if by_bytes or by_name:
        yield Hit(
            _files.at(case, it),
            name=datum("file", file.name),
            kind=file.kind if by_bytes and file.kind != "url-file" else f".{ending}",
        )
