"""One check: an attachment that is only drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _files, _letter, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_SIZE = re.compile(r"\d\d{0,3}(?:[.,]\d{1,2})? ?[km]i?b\b", re.IGNORECASE)
_NAME = late.pattern(r"\.(?:pdf|docx?|xlsx?|zip|rar|xml|html?)\s{0,3}[-–(\[]?\s{0,3}\Z", re.IGNORECASE)
_WORD = late.pattern(
    r"(?:anexos?|adjuntos?|attachments?|anlagen?|allegat[oi]|bijlagen?|pi[eè]ces? jointes?|notas? pendentes?|documentos?|"
    r"faturas?|facturas?|invoice|boleto|添付ファイル|請求書)[^\n]{0,20}[(\[]\s{0,3}\Z",
    re.IGNORECASE,
)
SHORT = 1500


@check(
    id="body.drawn-attachment",
    over="message",
    group="body",
    title=Text(ja="添付ファイルに見せかけたリンクです", en="An attachment that is only drawn"),
    says=Text(
        ja="「{file}」と添付ファイルのように表示していますが、そのファイルは添付されておらず、押すとWebサイトが開きます。",
        en="“{file}” is shown like an attached file, but no such file is attached: a click opens a web site.",
    ),
    speaks_for=("malware", "credential-phishing"),
    experts=("ATT", "LBTN"),
)
def drawn_attachment(case: Case, it: Observable) -> Iterator[Hit]:
    """Name and size copy what mail programs show below a mail; behind it stands a download from somewhere.

    Innocent causes: notices of file services, which name the service and lead to it (links to the sender's own domain), and
    gateways that put a file away and write its name beside the address. In plain text nothing is drawn: the address is read.
    """
    text = _said.text(case)
    if _letter.size(case) > SHORT or _bulk.mass(case) or not case.message.view("html").text:
        return
    for size in _SIZE.finditer(text):
        before = max(0, size.start() - 60)
        named = _NAME.search(text, before, size.start()) or _WORD.search(text, before, size.start())
        if named and _author.own_links(case) and not _real(case) and not _to_sender(case):
            start = text.rfind("\n", before, named.start()) + 1 or named.start()
            where = Span("visible", start, size.end())
            yield Hit(Evidence(where, found=text[start : size.end()]), file=" ".join(text[start : size.end()].split()))
            return


def _real(case: Case) -> bool:
    return any(not _files.file(it).inline and not _files.file(it).type.startswith("image/") for it in case.seen("file"))


def _to_sender(case: Case) -> bool:
    houses = {it.value for it in case.seen("domain", "from")}
    return any(it.value in houses for role in ("href", "text") for it in case.seen("domain", role))
