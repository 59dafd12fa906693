"""One check: the attached page makes the browser save a program or an archive."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_KINDS = r"(?:zip|rar|7z|cab|iso|img|vhdx?|exe|scr|msi|js|jse|vbs|vbe|wsf|hta|bat|cmd|ps1|lnk|jar|xll|one|url)"
_SAVES = late.pattern(
    rf"(?:\bdownload\s{{0,3}}[=,(]\s{{0,3}}|[\"']download[\"']\s{{0,3}},\s{{0,3}}|\b(?:msSaveOrOpenBlob|msSaveBlob"
    rf"|saveAs)\s{{0,3}}\([^,()]{{1,60}},\s{{0,3}})"
    rf"[\"'](?P<name>[^\"'<>\n]{{1,120}}\.{_KINDS})[\"']",
    re.IGNORECASE,
)
_NAMES = late.pattern(rf"[\"'](?P<name>[^\"'<>\n/]{{1,120}}\.{_KINDS})[\"']", re.IGNORECASE)
"""A file's name among the page's words; it counts where the page makes a file of something."""
_MARKS = ("download", "saveas", "mssave", "createobjecturl")


@check(
    id="files.page-saves-file",
    over="file",
    group="files",
    title=Text(
        ja="添付のページが、プログラムや圧縮ファイルを保存させます", en="The attached page has a program or an archive saved"
    ),
    says=Text(
        ja="添付の「{name}」を開くと、ブラウザーが「{saved}」を作って保存させます。メールに添付すれば検査で止められるファイルを、"
        "開いた人の手元で作る手口です。",
        en="Opening “{name}” makes the browser build and save “{saved}”: attached as it is, that file would have been stopped.",
    ),
    advice=Text(
        ja="保存されたファイルは開かず、メールごと管理者に渡してください。",
        en="Do not open what was saved; hand the mail to your administrator.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
    attacks=(67,),
)
def page_saves_file(case: Case, it: Observable) -> Iterator[Hit]:
    """HTML smuggling with a download (MITRE ATT&CK T1027.006: Qakbot, AsyncRAT). Innocent: saved web applications that export."""
    file = _files.file(it)
    if file.kind not in ("html", "svg"):
        return
    text = _files.text(case, it)
    low = text.lower()
    if not any(mark in low for mark in _MARKS):
        return
    found = _SAVES.search(text) or (_NAMES.search(text) if "createobjecturl" in low or "mssave" in low else None)
    if found:
        place = Span(_files.view(it), *found.span("name"))
        yield Hit(
            _files.at(case, it), Evidence(place, found["name"]), name=datum("file", file.name), saved=datum("file", found["name"])
        )
