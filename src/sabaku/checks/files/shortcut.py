"""One check: a shortcut that leads to a site or a program elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="files.shortcut",
    over="file",
    group="files",
    title=Text(ja="ショートカットファイルが添付されています", en="A shortcut file is attached"),
    says=Text(
        ja="添付ファイル「{name}」は文書ではなくショートカットで、開くと別の場所のページやプログラムにつながります。",
        en="The file “{name}” is no document but a shortcut: opening it leads to a page or a program elsewhere.",
    ),
    speaks_for=("malware", "credential-phishing"),
    experts=("ATT",),
    attacks=(71,),
)
def shortcut(case: Case, it: Observable) -> Iterator[Hit]:
    """`.url` and `.webloc` files hide their target and can name a program on a foreign server (WebDAV, SMB)."""
    file = _files.file(it)
    if file.kind in ("url", "url-file") or _files.last(file.name) in ("url", "webloc", "website"):
        yield Hit(_files.at(case, it), name=datum("file", file.name))
