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
_ACTIVE = frozenset(
    (
        "exe",
        "msi",
        "lnk",
        "html",
        "svg",
        "script",
        "zip",
        "zip-encrypted",
        "rar",
        "rar-encrypted",
        "7z",
        "7z-encrypted",
        "iso",
        "img",
        "onenote",
        "chm",
        "office-macro",
        "jar",
        "apk",
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
    """What a program does with a file is decided by its bytes. Innocent: pictures under the wrong kind, which are left out."""
    file = _files.file(it)
    right = _RIGHT.get(_files.last(file.name))
    if right is not None and file.kind in _ACTIVE and file.kind not in right:
        yield Hit(_files.at(case, it), name=datum("file", file.name), kind=file.kind)
