"""One check: the text of a link names a document, and the link fetches something that runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _files, _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late
from sabaku.text.fold import fold

_DOCUMENT = late.pattern(r"[^\s/\\]{1,120}\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|txt|csv|rtf)\b|[(\[]pdf[)\]]", re.IGNORECASE)
_CARRIERS = frozenset(("iso", "img", "vhd", "vhdx", "one", "zip", "rar", "7z", "ace", "gz", "tar", "cab", "xz", "uue", "z"))


@check(
    id="links.file-name-differs",
    over="message",
    group="links",
    title=Text(
        ja="リンクの表示は文書なのに、別の種類のファイルが届きます", en="The link names a document and fetches something else"
    ),
    says=Text(
        ja="「{shown}」と書かれたリンクを開くと、文書ではなく「.{ending}」のファイルが {host} から届きます。",
        en="The link says “{shown}”, but what comes from {host} is a file of the kind “.{ending}”, no document.",
    ),
    speaks_for=("malware",),
    experts=("ATT", "LHID"),
    attacks=(71,),
)
def file_name_differs(case: Case, it: Observable) -> Iterator[Hit]:
    """Disk images and archives carry programs past filters and past the mark of the web.

    Innocent cause: a folder of documents offered as one archive; then the link does not name a single document.
    """
    for found in _links.clicked(case):
        link = _links.link(found)
        ending = _files.last(link.path.rpartition("/")[2])
        carries = ending in _CARRIERS or _files.ends(f"a.{ending}", "program")
        shown = _DOCUMENT.search(fold(link.shown)) if carries and found.role == "href" else None
        if shown:
            name = link.shown[slice(*shown.span())] if len(link.shown) == len(fold(link.shown)) else link.shown
            evidence = (_links.shown_at(found), _links.at(found))
            yield Hit(*evidence, shown=datum("file", name), ending=ending, host=datum("domain", link.host))
            return
