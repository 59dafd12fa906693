"""One check: a page that builds a hidden page or file in the reader's browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_MAKES = late.pattern(
    r"\bnew\s{1,5}Blob\s{0,5}\(|createObjectURL|msSaveOrOpenBlob|\.srcdoc\s{0,5}="
    r"|document\.write(?:ln)?\s{0,5}\(\s{0,5}(?:unescape(?!\([\"']%3Cscript src=)|atob|decodeURI|window\.atob)"
    r"|\beval\s{0,5}\(\s{0,5}(?:unescape|atob|decodeURI|String\.fromCharCode|function\s{0,2}\(p,a,c,k)"
    r"|(?:location(?:\.href|\.replace)?|window\.open)\s{0,5}[=(]\s{0,5}(?:atob|unescape|decodeURIComponent)\s{0,5}\(",
    re.IGNORECASE,
)
_WRITES = late.pattern(r"document\.write(?:ln)?\s{0,5}\(\s{0,5}[A-Za-z_$][\w$]{0,30}\s{0,5}\)", re.IGNORECASE)
"""A page that is written from a variable; it counts where something is decoded first."""
_MARKS = ("blob", "createobjecturl", ".srcdoc", "document.write", "eval", "location", "window.open")
_CODED = late.pattern(
    r"\batob\s{0,5}\(|unescape\s{0,5}\(|fromCharCode|charCodeAt|(?<![A-Za-z0-9+/=])[A-Za-z0-9+/=]{400}"
    r"|(?<![0-9a-f])(?:\\x[0-9a-f]{2}){40}|(?<![0-9a-f])(?:%[0-9a-f]{2}){60}",
    re.IGNORECASE,
)


_PARCELS = ("UEsDB", "TVqQAA", "TVpQAA", "UmFyIRo", "N3q8r")
"""How archives and programs begin in Base64: ZIP, Windows programs, RAR, 7z."""


@check(
    id="files.smuggling",
    over="file",
    group="files",
    title=Text(ja="添付のページが中身を隠して組み立てます(HTMLスマグリング)", en="The attached page unpacks something hidden"),
    says=Text(
        ja="添付の「{name}」は、符号化して隠した中身を開いた人のブラウザー内で組み立てます({code})。"
        "検査を避けて偽画面やウイルスを持ち込む手口です。",
        en="“{name}” unpacks coded content in the reader's browser ({code}): a way to carry a fake page or malware past filters.",
    ),
    speaks_for=("credential-phishing", "malware"),
    experts=("ATT",),
    attacks=(67,),
)
def smuggling(case: Case, it: Observable) -> Iterator[Hit]:
    """HTML smuggling (MITRE ATT&CK T1027.006): nothing bad is seen on the way, the file is made on the victim's computer.

    Innocent: saved web applications; both a coded block and an order to build something from it are asked for.
    """
    file = _files.file(it)
    if file.kind not in ("html", "svg", "script"):
        return
    text = _files.text(case, it)
    low = text.lower()
    made = _MAKES.search(text) if any(mark in low for mark in _MARKS) else None  # a page can be large, and most make nothing
    made = made or (_WRITES.search(text) if "document.write" in low and "atob" in low else None)
    if made and _CODED.search(text):
        place = Span(_files.view(it), made.start(), made.end())
        wants = ("malware",) if any(it in text for it in _PARCELS) else None
        yield Hit(
            _files.at(case, it),
            Evidence(place, made[0]),
            speaks_for=wants,
            name=datum("file", file.name),
            code=made[0][:60].rstrip("( ="),
        )
