"""One check: a locked file, and its password in the same mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku import late
from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text

_KINDS = frozenset(("zip-encrypted", "office-encrypted", "pdf-encrypted", "rar", "rar-encrypted", "7z", "7z-encrypted"))
_PASSWORD = late.pattern(
    r"(?:(?<![A-Za-z])(?:PWD?|ＰＷ)(?![A-Za-z])|パスワード|ﾊﾟｽﾜｰﾄﾞ|解凍キー|暗証番号|\bpass(?:word|code)?\b|\bpasswor[td]\b"
    r"|contraseña|\bsenha\b|mot de passe|wachtwoord|密码|密碼)"
    r"(?: (?:de l['’]archive|du fichier|of the (?:file|archive)|(?:to|for) (?:open|the file|the archive)|(?:des|zum) Archivs?"
    r"|für die Datei|del (?:archivo|fichero|file)|do arquivo|do ficheiro|dell['’]archivio|van het bestand))?"
    r"(?:(?:は|[ \t\u3000]?[:：=＝→⇒「『\"“])[ \t\u3000:：=＝→⇒「『\"“]{0,8}(?:[!-~]{3,32}|[！-～]{3,32})"
    r"|[ \t](?:is|ist|lautet|est|es|è|é)?[ \t:]{0,3}(?=[!-~]{0,31}[0-9])[!-~]{3,32})",
    re.IGNORECASE,
)


@check(
    id="files.password-in-mail",
    over="file",
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
    if file.kind not in _KINDS or it.role != "attachment":
        return
    text = case.message.view("visible").text
    found = _PASSWORD.search(text[:100_000])
    if found:
        password = Evidence(Span("visible", *found.span()), found[0])
        yield Hit(_files.at(case, it), password, name=datum("file", file.name))
