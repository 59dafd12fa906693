"""One check: an Office file with programs in it."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="files.macro",
    over="file",
    group="files",
    title=Text(ja="マクロ入りのOffice文書が添付されています", en="An Office file with macros"),
    says=Text(
        ja="添付ファイル「{name}」にはマクロ(自動で動くプログラム)が入っています。「コンテンツの有効化」を押してはいけません。",
        en="The file “{name}” holds macros, which are programs. Do not press “Enable Content”.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
)
def macro(case: Case, it: Observable) -> Iterator[Hit]:
    """Macros in mailed documents are how Emotet and its kin came in. Innocent: colleagues who share a calculation sheet."""
    file = _files.file(it)
    unread = ("zip", "ole", "text", "", _files.last(file.name))  # the last: all that is known of what lies in a locked archive
    if file.kind == "office-macro" or (_files.ends(file.name, "macro") and file.kind in unread):
        yield Hit(_files.at(case, it), name=datum("file", file.name))
