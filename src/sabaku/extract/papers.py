"""What attached files say: the text of a page, PDF, document, drawing or mail, in a view of its own that leads back to the part.

Reads within limits and judges nothing; links are found in attached.py. Runs and follows nothing, never raises.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from sabaku.apart import pdf
from sabaku.extract.archives import FAULTS
from sabaku.extract.files import Held, given_passwords, once_each, register
from sabaku.mime import charsets, rtf
from sabaku.mime.html import Page
from sabaku.mime.html import read as read_html
from sabaku.mime.html_text import attribute_value
from sabaku.model import ITSELF, Message, Piece, View
from sabaku.text import late

MAX_CHARS = 400_000
MAX_ENTRIES, MAX_BODIES = 2000, 40
"""Entries of an Office file that are looked at, and bodies: a document with its headers, or slides."""
_MARKED_UP = frozenset(("html", "svg", "xml"))
_BODIES = late.pattern(r"(?:word/(?:document|header\d?|footer\d?)|xl/sharedStrings|ppt/slides/slide\d{1,3}|content)\.xml\Z")
_LINE_END = late.pattern(r"</(?:w:p|a:p|si|text:p|text:h)>|<(?:w:br|w:tab|text:line-break)[^<>]{0,200}>")
_TAG = late.pattern(r"<[^<>]{0,5000}>")

Reader = Callable[[Message, Held], View | None]


def speaks(it: Held) -> bool:
    """Whether the file is of a kind that may hold a letter, read or not: no picture, program or archive."""
    return it.kind in _READERS or it.kind in _SHUT


_SHUT = frozenset(("doc", "xls", "ppt", "ole", "office-encrypted"))
"""Papers that are not read."""


def text_of(message: Message, it: Held) -> View | None:
    """What the file says, as a view of its text; None where it is of a kind that is not read, or has no text."""
    reader = _READERS.get(it.kind)
    view = reader(message, it) if reader is not None and it.data is not None else None
    return view if view is not None and view.text.strip() else None


def name_of(it: Held) -> str:
    """The name of the view of what a file says, other than a PDF, or a text that is as it is."""
    return f"file:{it.path}/text"


def decoded(it: Held) -> str:
    """The file's text as it is, in the charset that its part or the page itself names, or else that its bytes show."""
    label = it.part.charset if it.role != "archived" else ""
    return charsets.decode((it.data or b"")[: 2 * MAX_CHARS], label, it.kind in _MARKED_UP).text[:MAX_CHARS]


# --- PDF


@once_each
def document(message: Message, it: Held) -> pdf.Document:
    """What a PDF shows; each is read once. Its text has the view "pdf:…", and behind it a line for each of its links."""
    words = message.once(given_passwords) if it.kind == "pdf-encrypted" else ()
    whole, codes = (message.allowance.grants(f"{what}:{it.path}", ITSELF) for what in ("pages", "codes"))
    made = pdf.document(it.data or b"", words, codes) if whole else pdf.Document("ended")
    if made.state == "read":
        pages = (*made.starts, len(made.text) + 1)
        register(message, f"pdf:{it.path}", made.text + "\n" + "\n".join(made.links), it.part, pages)
    return made


def _pdf(message: Message, it: Held) -> View | None:
    made = document(message, it)
    if made.state != "read":
        return None
    view = message.view(f"pdf:{it.path}")
    return View(view.name, made.text, view.trace, pages=view.pages)


# --- pages and drawings


@once_each
def page(message: Message, it: Held) -> tuple[Page, View]:
    """An attached page as a browser shows it, and the view of its title and text; each is read once."""
    html, outer = decoded(it), f"file:{it.path}"
    register(message, outer, html, it.part)
    found = read_html(html.replace("</text>", "<br   >") if it.kind == "svg" else html)  # its texts stand apart
    lead = f"{found.title.strip()}\n" if found.title.strip() else ""

    def trace() -> tuple[Piece, ...]:
        title = (Piece(0, len(lead), outer, *found.title_at),) if lead else ()
        shift = len(lead)
        return (*title, *(replace(one, start=one.start + shift, end=one.end + shift, parent=outer) for one in found.pieces()))

    said = message.views[name_of(it)] = View(name_of(it), lead + found.text, trace)
    return found, said


def _page(message: Message, it: Held) -> View:
    return page(message, it)[1]


def _plain(message: Message, it: Held) -> View:
    return register(message, f"file:{it.path}", decoded(it), it.part)


# --- Office


def _office(message: Message, it: Held) -> View:
    try:
        with zipfile.ZipFile(io.BytesIO(it.data or b"")) as archive:
            xml = bodies(archive, archive.infolist()[:MAX_ENTRIES])
    except FAULTS:
        xml = ""
    return register(message, name_of(it), plain(xml), it.part)


def bodies(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> str:
    """The XML of what the document says, of all its bodies (ECMA-376; OpenDocument), at most MAX_CHARS."""
    texts: list[str] = []
    for one in [one for one in entries if _BODIES.match(one.filename)][:MAX_BODIES]:
        with archive.open(one) as file:
            texts.append(file.read(MAX_CHARS).decode("utf-8", "replace"))
    return "\n".join(texts)[:MAX_CHARS]


def plain(xml: str) -> str:
    """The words of such XML, a line for each paragraph."""
    return attribute_value(_TAG.sub("", _LINE_END.sub("\n", xml)))


# --- rich text


def _rich(message: Message, it: Held) -> View:
    made = rtf.unwrap(it.data or b"")
    text = read_html(made.text).text if made.kind == "html" else made.text
    return register(message, name_of(it), text[:MAX_CHARS], it.part)


# --- mail


@once_each
def mail(message: Message, it: Held) -> tuple[Message, View]:
    """A mail inside the mail, and the view of whom it says it is from, its subject and its text; each is read once."""
    from sabaku.mime import parse

    inner = parse(it.data or b"")
    head = "".join(f"{inner.text_of(key)}\n" for key in ("from", "subject"))
    text = f"{head}\n{inner.view('visible').text[:MAX_CHARS]}"
    return inner, register(message, name_of(it), text, it.part)


def _mail(message: Message, it: Held) -> View:
    return mail(message, it)[1]


_READERS: Mapping[str, Reader] = {
    "pdf": _pdf,
    "pdf-encrypted": _pdf,
    "html": _page,
    "svg": _page,
    "docx": _office,
    "xlsx": _office,
    "pptx": _office,
    "office-macro": _office,
    "odf": _office,
    "eml": _mail,
    "rtf": _rich,
    "office-object": _rich,
    "text": _plain,
}
