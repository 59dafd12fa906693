"""One check: a locked file, and its password in the same mail."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_KINDS = frozenset(("zip-encrypted", "office-encrypted", "pdf-encrypted", "rar", "rar-encrypted", "7z", "7z-encrypted"))


@check(
    id="files.password-in-mail",
    over="file:attachment",
    group="files",
    title=Text(
        ja="暗号化ファイルのパスワードが同じメールに書かれています", en="A locked file with its password in the same mail"
    ),
    says=Text(
        ja="添付ファイル「{name}」は暗号化されているのに、そのパスワードが本文に書かれています。"
        "秘密を守るためではなく、ウイルス検査を避けるためのやり方です。",
        en="The file “{name}” is locked, yet the mail itself gives the password: "
        "that protects no secret, it only keeps scanners out.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
    attacks=(71,),
)
def password_in_mail(case: Case, it: Observable) -> Iterator[Hit]:
    """A usual way of Emotet and other malware campaigns.

    Innocent: some Japanese offices do it by habit, usually in a second mail.
    """
    file = _files.file(it)
    if file.kind not in _KINDS:
        return
    password = _files.password(case)
    if password is not None:
        yield Hit(_files.at(case, it), password, name=datum("file", file.name))
