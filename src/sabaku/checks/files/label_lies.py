"""One check: a file that is something else than its name says."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_RIGHT: dict[str, frozenset[str]] = {
    "pdf": frozenset(("pdf", "pdf-encrypted")),
    "png": _files.PICTURES,
    "jpg": _files.PICTURES,
    "jpeg": _files.PICTURES,
    "gif": _files.PICTURES,
    "docx": frozenset(("docx", "office-encrypted", "office-macro", "doc", "zip")),
    "xlsx": frozenset(("xlsx", "office-encrypted", "office-macro", "xls", "zip")),
    "pptx": frozenset(("pptx", "office-encrypted", "office-macro", "ppt", "zip")),
    "txt": frozenset(("text", "html", "eml", "xml", "ics", "vcf", "pgp", "script", "url", "")),
    "mp3": frozenset(("audio", "video", "")),
    "wav": frozenset(("audio", "video", "")),
}
_ZIPS = frozenset(("zip", "zip-encrypted", "jar", "apk", "docx", "xlsx", "pptx", "odf", "office-macro"))
_PACKED: dict[str, frozenset[str]] = {
    **dict.fromkeys(("zip", "zipx"), _ZIPS),
    "rar": frozenset(("rar", "rar-encrypted")),
    "7z": frozenset(("7z", "7z-encrypted")),
    "iso": frozenset(("iso", "img")),
    "img": frozenset(("iso", "img", "vhd")),
    **dict.fromkeys(("gz", "tgz", "tar", "bz2", "xz", "z", "cab", "arj", "ace", "lzh", "uu", "uue"), frozenset[str]()),
    **dict.fromkeys((f"r{n:02}" for n in range(10)), frozenset[str]()),
}
"""What archives of that name may be of all kinds of _PACKS: a program that unpacks goes by the bytes, a filter by the name.

The volumes r00, r01 … belong to one that is called rar, and open with it alone.
"""
_PACKS = frozenset(
    ("exe", "msi", "lnk", "zip", "zip-encrypted", "rar", "rar-encrypted", "7z", "7z-encrypted", "iso", "img", "onenote", "chm")
)
_ACTIVE = frozenset(
    (
        *("exe", "msi", "lnk", "html", "svg", "script", "zip", "zip-encrypted", "rar", "rar-encrypted", "7z", "7z-encrypted"),
        *("iso", "img", "onenote", "chm", "office-macro", "jar", "apk"),
    )
)


@check(
    id="files.label-lies",
    over="file",
    group="files",
    title=Text(ja="ファイルの中身が名前と違います", en="The file is not what its name says"),
    says=Text(
        ja="添付ファイル「{name}」の中身は、名前が示す種類ではなく「{kind}」です。",
        en="The file “{name}” is not of the kind that its name says: its bytes are “{kind}”.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
    attacks=(72,),
)
def label_lies(case: Case, it: Observable) -> Iterator[Hit]:
    """What a program does with a file is decided by its bytes. Innocent: pictures under the wrong kind, which are left out; the
    volumes of a large RAR archive, where its first one comes along.
    """
    file = _files.file(it)
    ending = _files.last(file.name)
    right = _RIGHT.get(ending)
    lies = right is not None and file.kind in _ACTIVE and file.kind not in right
    packed = _PACKED.get(ending)
    if lies or (packed is not None and file.kind in _PACKS and file.kind not in packed and not _has_first(case, ending)):
        yield Hit(_files.at(case, it), name=datum("file", file.name), kind=file.kind)


def _has_first(case: Case, ending: str) -> bool:
    """Whether it is a later volume of a RAR archive whose first one is there."""
    return ending[0] == "r" and ending != "rar" and any(_files.last(_files.file(it).name) == "rar" for it in case.seen("file"))
