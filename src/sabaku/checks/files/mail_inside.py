"""One check: a mail inside the mail."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="files.mail-inside",
    over="file",
    group="files",
    title=Text(ja="メールの中に別のメールが添付されています", en="A mail is attached to the mail"),
    says=Text(
        ja="別のメール「{name}」が添付されています。中のリンクや添付も調べましたが、その差出人の認証は確かめられません。",
        en="Another mail, “{name}”, is attached. Its links and files were looked at too; who sent it cannot be verified.",
    ),
    attacks=(70,),
)
def mail_inside(case: Case, it: Observable) -> Iterator[Hit]:
    """Filters look less closely at attached mail. Innocent: forwarded mail, bounces and digests. Only informs."""
    file = _files.file(it)
    if file.kind == "eml":
        yield Hit(_files.at(case, it), name=datum("file", file.name or file.type))
