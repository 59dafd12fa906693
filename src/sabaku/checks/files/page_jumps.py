"""One check: an attached page that has nothing to read and goes elsewhere at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.names.brands import owners
from sabaku.names.hosts import of_url
from sabaku.text import late

_JUMP = late.pattern(
    r"(?:location(?:\.href|\.replace|\.assign)?|window\.open)\s{0,5}[=(]\s{0,5}[\"'`](?P<to>https?:[^\"'`\s<>]{4,400})"
    r"|<meta\s[^>]{0,120}?refresh[^>]{0,60}?url\s{0,3}=\s{0,3}[\"']?(?P<at>https?:[^\"'\s<>]{4,400})",
    re.IGNORECASE,
)
_UNSEEN = late.pattern(
    r"<(?:script|style|title)\b.{0,20000}?</(?:script|style|title)\s{0,5}>|<[^>]{0,2000}>", re.IGNORECASE | re.DOTALL
)
SMALL, LITTLE = 20_000, 200
"""Characters of a page that does nothing else, and how much of them may be read."""


@check(
    id="files.page-jumps",
    over="file:attachment",
    group="files",
    title=Text(
        ja="添付のページは、開くとすぐ別のサイトへ移動します", en="The attached page goes elsewhere as soon as it is opened"
    ),
    says=Text(
        ja="添付の「{name}」には読む内容がなく、開くとすぐ {host} へ移動します({code})。"
        "リンクを本文に書かず、検査を避けて偽サイトへ誘導する手口です。",
        en="“{name}” has nothing to read and goes to {host} as soon as it is opened ({code}): a link that is kept out of the "
        "mail's text, past filters.",
    ),
    advice=Text(
        ja="添付のページを開かないでください。開いてしまった場合は、表示された画面に何も入力しないでください。",
        en="Do not open the page. If you did, type nothing into what was shown.",
    ),
    speaks_for=("credential-phishing",),
    experts=("ATT", "LD"),
    attacks=(67,),
    quiet_when=("files.smuggling", "files.page-asks-secret"),
)
def page_jumps(case: Case, it: Observable) -> Iterator[Hit]:
    """Voice messages, faxes and bills come as a page of three lines. Innocent causes: a link that somebody saved as a page, to a
    known company's site."""
    file = _files.file(it)
    page = _files.text(case, it) if file.kind == "html" else ""
    found = _JUMP.search(page) if len(page) <= SMALL else None
    if found is None or len(_UNSEEN.sub("", page).strip()) > LITTLE:
        return
    host = of_url(found["to"] or found["at"])
    if host and not owners(host):
        place = Evidence(Span(_files.view(it), *found.span()), found=found[0])
        yield Hit(_files.at(case, it), place, name=datum("file", file.name), host=datum("domain", host), code=found[0][:24])
