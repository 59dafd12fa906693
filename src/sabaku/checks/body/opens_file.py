"""One check: wording that wants an attached file opened."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, File, Observable, Text

_HARMLESS = ("image/", "text/", "application/pgp", "application/pkcs7", "message/")


@check(
    id="body.opens-file",
    over="message",
    said=("malware.macro", "malware.archive", "malware.attached", "action.open"),
    group="body",
    title=Text(ja="添付ファイルを開かせようとしています", en="It wants an attached file opened"),
    says=Text(
        ja="「{phrase}」と、添付ファイル「{file}」を開くよう求めています。",
        en="“{phrase}”: it wants the attached file “{file}” opened.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
)
def opens_file(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Ordinary business mail says the same; the file itself decides (see the checks of files). A weak sign."""
    for file in case.seen("file"):
        if isinstance(file.detail, File) and not file.detail.inline and not _shown(file.detail):
            page = () if file.detail.kind in ("html", "svg") else None  # which may ask for anything
            name = datum("file", file.detail.name or file.detail.type)
            yield Hit(_said.quote(phrase), speaks_for=page, phrase=phrase.shown, file=name)
            return


def _shown(file: File) -> bool:
    """Whether mail programs show it themselves, or it is a signature or another mail; a page opens in the browser."""
    return file.kind != "html" and file.type.startswith(_HARMLESS)
