"""Look-ups about files that several checks share: what a name promises, and where a file is named."""

from __future__ import annotations

import functools
import re

from sabaku import data
from sabaku.model import ENCLOSED, Case, Evidence, File, Link, Observable, Span, once
from sabaku.text import late

PICTURES = frozenset(("png", "jpeg", "gif", "bmp", "webp", "tiff", "ico"))

RUN = frozenset(("exe", "msi", "lnk", "chm", "url-file", "rdp"))
"""Kinds of files that run, or that run what lies on somebody's server or give it the reader's disks."""


def file(it: Observable) -> File:
    """The file of an observable of kind "file"."""
    assert isinstance(it.detail, File)
    return it.detail


def at(case: Case, it: Observable) -> Evidence:
    """Where the file is named: the name itself if it is written there in clear, else the field as it stands."""
    name, text = file(it).name, case.message.quote(it.seen)
    return Evidence(it.seen, found=name if name and name in text else text.strip()[:200])


def last(name: str) -> str:
    """The extension: what stands behind the last dot, in lower case, without what Windows drops."""
    stem, dot, ending = name.rstrip(" .\u3000").rpartition(".")
    return ending.strip().lower() if dot and stem else ""


@functools.cache
def _endings(group: str) -> frozenset[str]:
    return frozenset(data.toml("file_types")[group]["names"])


def ends(name: str, *groups: str) -> bool:
    """Whether the name ends in an extension of one of these groups of data/file_types.toml."""
    ending = last(name)
    return any(ending in _endings(group) for group in groups)


def runs(file: File) -> bool:
    """Whether opening it runs a program: by its bytes, or by a name that its bytes don't belie."""
    return file.kind in RUN or (ends(file.name, "program") and file.kind not in ("text", "pgp", "pdf", *PICTURES))


def view(it: Observable) -> str:
    """The name of the derived view in which a file's text can be quoted, if the file was read."""
    return f"file:{file(it).part}"


def text(case: Case, it: Observable) -> str:
    """The text of a file that was read as text, or ""."""
    try:
        return case.message.view(view(it)).text
    except KeyError:
        return ""


def sealed(case: Case, it: Observable) -> bool:
    """Whether an attached page is the envelope of an encrypted mail: it sends what is typed to such a service, and leads and
    loads from nowhere else."""
    links = [one.detail for one in case.seen("link", "file") if one.seen.view == view(it) and isinstance(one.detail, Link)]
    forms = any(one.found_in == "html form[action]" for one in links)
    return forms and all(map(unseals, links)) and not _CALLS.search(text(case, it))


def unseals(link: Link) -> bool:
    """Whether a link leads to a service that opens encrypted mail."""
    where = f"{link.host}{link.path}".lower()
    return link.scheme == "https" and where.startswith(tuple(data.toml("link_hosts")["envelopes"]["pages"]))


_CALLS = late.pattern(
    r"\b(?:atob|unescape|eval|fetch|XMLHttpRequest|sendBeacon|\.ajax|fromCharCode)\s{0,5}\(|location", re.IGNORECASE
)
"""How a script would send or lead elsewhere, or hide where."""

MOST_TEXT = 8000
"""Characters of a PDF in which a check looks for words."""


def pdf_text(case: Case, it: Observable) -> tuple[str, str]:
    """The view in which a PDF's text can be quoted, and the start of that text; two empty strings where there is none."""
    name = f"pdf:{file(it).part}"
    try:
        return (name, case.message.view(name).text[:MOST_TEXT]) if file(it).kind == "pdf" else ("", "")
    except KeyError:
        return "", ""


@once
def beside(case: Case) -> tuple[Observable, ...]:
    """The mail's files but for the one that is read as its letter: whoever has read that has nothing to open any more. A page or
    a macro may do something yet, and stays."""
    told = {it.value for it in case.seen("letter") if it.role not in _MORE}
    if not told:
        return case.seen("file")
    return tuple(it for it in case.seen("file") if not any(f"{path}/".startswith(f"{file(it).part}/") for path in told))


_MORE = frozenset(("page", "macro"))


def own_text(case: Case) -> str:
    """What the mail says itself, without the letter that it only encloses."""
    text = case.message.view("visible").text
    below = case.message.views.get(ENCLOSED)
    return text if below is None else text[: len(text) - len(below.text)]


_PASSWORD = late.pattern(
    r"(?:(?<![A-Za-z])(?:PWD?|ＰＷ)(?![A-Za-z])|パスワード|ﾊﾟｽﾜｰﾄﾞ|解凍キー|暗証番号|\bpass(?:word|code)?(?:[- ]protected)?\b"
    r"|\bpasswor[td]\b"
    r"|contraseña|\bclave\b|\bsenha\b|\bkennwort\b|\bhasło\b|\b(?:şifre|parola)(?:sı|si)?\b"
    r"|mot de passe|wachtwoord|\b(?:the|access|archive|unlock|file) code(?= ?(?:is\b|:))|密码|密碼)"
    r"(?: (?:de l['’]archive|versehen|geschützt|gesichert|(?:de|para) (?:acceso|abrir(?:lo)?|apertura)|del documento"
    r"|du fichier|of the (?:file|archive)|(?:to|for) (?:open|the file|the archive)|(?:des|zum) Archivs?"
    r"|für die Datei|del (?:archivo|fichero|file)|do arquivo|do ficheiro|dell['’]archivio|van het bestand))?"
    r"(?:(?:は|[ \t\u3000]?[:：=＝→⇒「『\"“])[ \t\u3000:：=＝→⇒「『\"“]{0,8}(?:[!-~]{3,32}|[！-～]{3,32})"
    r"|[ \t](?:is|ist|lautet|est|es|è|é)?[ \t:]{0,3}(?=[!-~]{0,31}[0-9])[!-~]{3,32}"
    r"|は[、 ]?(?:本日|今日|当日|送信日|受信日|メール(?:の|送信)?)の?(?:日付|年月日|月日|送信日)[^\n。]{0,16}"
    r"|[ \t](?:is|:)[ \t](?:today[’']s|the current|the) date(?: of (?:this|the) e?-?mail)?)",
    re.IGNORECASE,
)


def password(case: Case) -> Evidence | None:
    """Where the text gives a password for a file; None where it only speaks of one."""
    return password_in("visible", case.message.view("visible").text[:100_000])


def password_in(view: str, text: str) -> Evidence | None:
    """The same for the text of another view, or its beginning."""
    found = _PASSWORD.search(text)
    return Evidence(Span(view, *found.span()), found[0]) if found else None
