"""One check: a locked file that no filter can look into."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_KINDS = frozenset(("zip-encrypted", "rar-encrypted", "7z-encrypted", "office-encrypted", "pdf-encrypted"))


@check(
    id="files.locked",
    over="file",
    group="files",
    title=Text(ja="パスワードで保護されたファイルが添付されています", en="A file locked with a password"),
    says=Text(
        ja="添付ファイル「{name}」はパスワードで暗号化されており、ウイルス検査が中を調べられません。",
        en="The file “{name}” is locked with a password, so that no virus scanner can look into it.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
    attacks=(69, 71),
    quiet_when=("files.password-in-mail",),
)
def locked(case: Case, it: Observable) -> Iterator[Hit]:
    """Locking a file keeps scanners out, not crooks.

    Innocent: companies that still send locked archives (PPAP), and statements of banks.
    """
    file = _files.file(it)
    if file.kind in _KINDS:
        yield Hit(_files.at(case, it), name=datum("file", file.name))
