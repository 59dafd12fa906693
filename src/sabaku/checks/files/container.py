"""One check: a file that opens like a folder and carries programs past the warnings."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_KINDS = frozenset(("iso", "img", "vhd", "onenote", "cab", "wim", "ace", "arj", "lzh"))


@check(
    id="files.container",
    over="file",
    group="files",
    title=Text(ja="警告をすり抜ける種類の入れ物が添付されています", en="A container that gets past warnings"),
    says=Text(
        ja="添付ファイル「{name}」はディスクイメージなどの入れ物({kind})です。"
        "中のプログラムには「インターネットから取得した」という警告が付きません。",
        en="The file “{name}” is a container such as a disk image ({kind}); "
        "programs in it are not marked as coming from the internet.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
    attacks=(71,),
)
def container(case: Case, it: Observable) -> Iterator[Hit]:
    """Windows opens them with a double click and does not hand the mark of the web on to what is inside (MITRE ATT&CK T1553.005).

    Innocent: software that specialists send each other.
    """
    file = _files.file(it)
    if file.kind in _KINDS or (_files.ends(file.name, "container") and file.kind in ("", *_KINDS)):
        yield Hit(_files.at(case, it), name=datum("file", file.name), kind=file.kind or f".{_files.last(file.name)}")
