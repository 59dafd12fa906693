"""Addresses inside files: PDF, Office, HTML, SVG, calendar, mail, shortcut, and QR codes in pictures. Runs and follows nothing.

Each file that holds an address gets a derived view ("pdf:1.2", "qr:1.3", "file:1.4") in which the address can be quoted.
"""

from __future__ import annotations

import base64
import io
import itertools
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from msgspec import Struct

from sabaku.apart import pdf
from sabaku.apart.pictures import MAX_BYTES, NONE, Looked
from sabaku.extract import papers, qr, qrvectors
from sabaku.extract.archives import FAULTS
from sabaku.extract.files import Held, held, in_time, register
from sabaku.extract.looking import COSTLY, LARGE, Looking
from sabaku.extract.textlinks import written
from sabaku.extract.urls import Url, read
from sabaku.mime import html
from sabaku.mime.html_text import attribute_value
from sabaku.model import FILES, Defect, Message, Span
from sabaku.text import late

MAX_CHARS = papers.MAX_CHARS
MAX_OF_ONE = 60
MAX_PICTURES = 8
MAX_RELATIONS = 40
MAX_CODED = 20
_PICTURES = frozenset(("png", "jpeg", "gif", "bmp", "webp", "tiff", "ico"))
_FOLD = re.compile(r"\r?\n[ \t]")
_SVG_HREF = late.pattern(r"(?:xlink:)?href\s{0,4}=\s{0,4}(\"[^\"]{1,4000}\"|'[^']{1,4000}')", re.IGNORECASE)
_SHORTCUT = re.compile(r"^(?:URL|BASEURL)=(\S{4,4000})", re.IGNORECASE | re.MULTILINE)
_EXTERNAL = re.compile(r"<Relationship\b[^>]{1,5000}>", re.IGNORECASE)
_TARGET = late.pattern(r"\bTarget\s{0,2}=\s{0,2}\"([^\"]{4,4000})\"")
_KIND = late.pattern(r"\bType\s{0,2}=\s{0,2}\"[^\"]{0,300}/([A-Za-z]{1,60})\"")


class Inside(Struct, frozen=True):
    """An address found in a file: where it stands in which view, and how it is there."""

    url: Url
    role: str
    seen: Span
    shown: str
    found_in: str
    clicked: bool = True
    shown_at: Span | None = None
    """Where that text stands in what the file says (see papers.py)."""


Reader = Callable[[Message, Held], Iterator[Inside]]


def inside(message: Message) -> tuple[Inside, ...]:
    """All addresses in the mail's files, at most MAX_OF_ONE from each. Use `message.once(inside)`."""
    found: list[Inside] = []
    pictures: list[Held] = []
    sizes: list[tuple[int, int]] = []
    for it in message.once(held):
        if it.data is None:
            continue
        if it.kind in _PICTURES:
            pictures.append(it)
            if len(pictures) <= MAX_PICTURES:
                looked = _picture(message, it) if in_time(message, it, "file") else NONE
                sizes.append(looked.piece)
                found.extend(_codes(message, it, looked.codes, "qr"))
            continue
        reader = _READERS.get(it.kind)
        if reader is not None and in_time(message, it, "file"):
            found.extend(_some(message, it, reader))
    if len(pictures) > MAX_PICTURES:
        message.found_defects.append(Defect("limit-pictures", None, f"{MAX_PICTURES}/{len(pictures)}"))
    if len(pictures) > 1 and not any(it.found_in == "qr" for it in found) and in_time(message, pictures[0], "pieces"):
        data = [it.data or b"" for it in pictures[:MAX_PICTURES]]
        codes = qr.of_pieces(data, sizes, _looking(message, pictures[0], "joined"))
        found.extend(_codes(message, pictures[0], codes, "qr of pieces"))
    return tuple(found)


def _some(message: Message, it: Held, reader: Reader) -> Iterator[Inside]:
    for n, one in enumerate(reader(message, it)):
        if n >= MAX_OF_ONE:
            message.found_defects.append(Defect("limit-links", it.seen, it.name))
            return
        yield one


def _lines(message: Message, it: Held, view: str, found: list[tuple[Url, str, str]]) -> Iterator[Inside]:
    """Addresses of which the file gives no text: a view with one line for each is made."""
    text = "\n".join(url.raw for url, _, _ in found)
    if not found:
        return
    register(message, view, text, it.part)
    at = 0
    for url, role, found_in in found:
        shown = "" if role == "qr" else url.raw
        yield Inside(url, role, Span(view, at, at + len(url.raw)), shown, found_in)
        at += len(url.raw) + 1


def _in_text(message: Message, it: Held, text: str, role: str, view: str, found_in: str) -> Iterator[Inside]:
    registered = False
    for one in written(text):
        if not registered:
            registered = True
            register(message, view, text, it.part)
        place = Span(view, one.start, one.end)
        yield Inside(one.url, role, place, text[one.start : one.end], found_in, shown_at=place)


def _plain(message: Message, it: Held) -> Iterator[Inside]:
    return _in_text(message, it, papers.decoded(it), "file", f"file:{it.path}", it.kind)


def _calendar(message: Message, it: Held) -> Iterator[Inside]:
    text = _FOLD.sub("", papers.decoded(it)).replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
    return _in_text(message, it, text, "calendar", f"file:{it.path}", "ics")


def _html(message: Message, it: Held) -> Iterator[Inside]:
    text, view = papers.decoded(it), f"file:{it.path}"
    page, said = papers.page(message, it)
    lead = len(said.text) - len(page.text)
    for place in page.places:
        clicked = (place.tag, place.attribute) in (("a", "href"), ("area", "href"), ("form", "action"), ("meta", "content"))
        if not clicked and place.tag not in ("script", "iframe"):
            continue
        url = read(place.value)
        if url.web or {"data", "script", "blob"} & set(url.tricks):
            shown = page.text[place.shown_start : place.shown_end]
            at = Span(said.name, lead + place.shown_start, lead + place.shown_end) if shown else None
            where = f"html {place.tag}[{place.attribute}]"
            yield Inside(url, "file", Span(view, place.start, place.end), shown, where, clicked, at)
    for start, end in ((script.start, script.end) for script in page.scripts[:20]):
        for one in written(text[start:end]):
            yield Inside(one.url, "file", Span(view, start + one.start, start + one.end), "", "html script", clicked=False)
        yield from _coded(text, start, end, view)


_CODED = late.pattern(r"[\"'`](?:(aHR0c[A-Za-z0-9+/]{12,4000}={0,2})|((?:%[0-9A-Fa-f]{2}){12,9000}))[\"'`]")


def _coded(text: str, start: int, end: int, view: str) -> Iterator[Inside]:
    """Addresses that a script keeps in base64 or percent-encoding, whole or as a page that it writes."""
    for one in itertools.islice(_CODED.finditer(text, start, end), MAX_CODED):
        plain = base64.b64decode(one[1] + "=" * (-len(one[1]) % 4)).decode("utf-8", "ignore") if one[1] else unquote(one[2])
        for it in itertools.islice(written(plain), MAX_CODED):
            yield Inside(it.url, "file", Span(view, *one.span()), "", "html script coded", clicked=False)


def _svg(message: Message, it: Held) -> Iterator[Inside]:
    text, view = papers.decoded(it), f"file:{it.path}"
    register(message, view, text, it.part)
    for found in _SVG_HREF.finditer(text):
        url = read(attribute_value(found[1][1:-1]))
        if url.web or "script" in url.tricks:
            yield Inside(url, "file", Span(view, found.start(1) + 1, found.end(1) - 1), "", "svg href")
    body = attribute_value(text)
    for one in written(body if body == text else ""):
        if "www.w3.org" not in one.url.host:
            yield Inside(one.url, "file", Span(view, one.start, one.end), "", "svg", clicked=False)
    yield from _codes(message, it, qrvectors.in_svg(text, _looking(message, it)), "svg qr")


def _shortcut(message: Message, it: Held) -> Iterator[Inside]:
    found = [(read(one[1]), "file", "url") for one in _SHORTCUT.finditer(papers.decoded(it))]
    return _lines(message, it, f"file:{it.path}", [one for one in found if one[0].host or "scheme" in one[0].tricks])


def _mail(message: Message, it: Held) -> Iterator[Inside]:
    """A mail inside the mail: read like one, without its own attachments."""
    inner, said = papers.mail(message, it)
    page = inner.once(html.page)
    places = [
        (read(place.value), "file", "eml a[href]") for place in page.places if (place.tag, place.attribute) == ("a", "href")
    ]
    yield from _lines(message, it, f"file:{it.path}/html", [one for one in places if one[0].web])
    yield from _in_text(message, it, said.text, "file", said.name, "eml")
    pictures = [one.data for one in inner.once(held) if one.kind in _PICTURES and one.data and len(one.data) <= MAX_BYTES]
    look = _looking(message, it)
    yield from _codes(message, it, [code for data in pictures[:MAX_PICTURES] for code in qr.in_file(data, look).codes], "eml qr")


def _office(message: Message, it: Held) -> Iterator[Inside]:
    """External targets of Office files (OPC relationships, ECMA-376 part 2), and QR codes in their pictures."""
    found: list[tuple[Url, str, str]] = []
    codes: list[str] = []
    look = _looking(message, it)
    written_in = ""
    try:
        with zipfile.ZipFile(io.BytesIO(it.data or b"")) as archive:
            entries = archive.infolist()[:2000]
            written_in = papers.bodies(archive, entries)
            for one in [one for one in entries if one.filename.endswith(".rels")][:MAX_RELATIONS]:
                with archive.open(one) as file:
                    found.extend(_relations(file.read(MAX_CHARS).decode("utf-8", "replace")))
            for one in [one for one in entries if "/media/" in one.filename and one.file_size <= MAX_BYTES][:MAX_PICTURES]:
                with archive.open(one) as file:
                    codes.extend(qr.in_file(file.read(MAX_BYTES), look).codes)
    except FAULTS:
        message.found_defects.append(Defect("archive-unreadable", it.seen, it.name))
    found.extend((url, "file", "office field") for url in _fields(written_in))
    yield from _lines(message, it, f"file:{it.path}", found)
    yield from _in_text(message, it, _plain_text(written_in), "file", papers.name_of(it), "office text")
    yield from _codes(message, it, codes, "office qr")


_FIELD = late.pattern(
    r"HYPERLINK\s{1,9}(?:&quot;|\")([^\"&<]{4,2000}(?:&amp;[^\"&<]{1,500}){0,50})"
    r"|<text:a\b[^<>]{0,500}?xlink:href=\"([^\"]{4,2000})\""
)


def _fields(xml: str) -> Iterator[Url]:
    """Targets of link fields that stand in the text itself (ECMA-376 17.16.5.25), and of OpenDocument's links."""
    for one in _FIELD.finditer(xml):
        url = read(attribute_value(one[1] or one[2]))
        if url.web:
            yield url


def _plain_text(xml: str) -> str:
    return papers.plain(xml) if "http" in xml or "www." in xml else ""


def _relations(text: str) -> Iterator[tuple[Url, str, str]]:
    for one in _EXTERNAL.finditer(text):
        target, kind = _TARGET.search(one[0]), _KIND.search(one[0])
        if target and 'TargetMode="External"' in one[0]:
            url = read(attribute_value(target[1]))
            if url.web or "script" in url.tricks or "scheme" in url.tricks:
                yield url, "file", f"office {kind[1] if kind else ''}".strip()


def _pdf(message: Message, it: Held) -> Iterator[Inside]:
    document = papers.document(message, it)
    if document.state == "ended":
        _ended(message, it, "pages")
        return
    if document.state != "read":
        message.found_defects.append(Defect(f"pdf-{document.state}", it.seen, it.name))
        return
    if document.pages > pdf.MAX_PAGES:
        message.found_defects.append(Defect("limit-pages", it.seen, f"{pdf.MAX_PAGES}/{document.pages}"))
    view = f"pdf:{it.path}"
    at = len(document.text) + 1
    for link in document.links:
        url = read(link)
        if url.web:
            yield Inside(url, "pdf", Span(view, at, at + len(link)), "", "pdf annotation")
        at += len(link) + 1
    for one in written(document.text):
        place = Span(view, one.start, one.end)
        yield Inside(one.url, "pdf", place, document.text[one.start : one.end], "pdf text", shown_at=place)
    if document.unseen:
        _ended(message, it, "codes")
    yield from _codes(message, it, document.codes, "pdf qr")


def _ended(message: Message, it: Held, what: str) -> None:
    """The file took more time or memory than one file may: what was to be done with it counts as left out."""
    message.allowance.refuse(f"{what}:{it.path}")
    message.found_defects.append(Defect(COSTLY, it.seen, it.name))


def _looking(message: Message, it: Held, step: str = "seen") -> Looking:
    return Looking(message, step, it.path, FILES, it.seen, it.name)


def _picture(message: Message, it: Held) -> Looked:
    data = it.data or b""
    if len(data) > MAX_BYTES:
        message.found_defects.append(Defect(LARGE, it.seen, str(len(data))))
        return NONE
    return qr.in_file(data, _looking(message, it))


def _codes(message: Message, it: Held, codes: Sequence[str], found_in: str) -> Iterator[Inside]:
    found = [(read(code), "qr", found_in) for code in codes]
    return _lines(message, it, f"qr:{it.path}", [one for one in found if one[0].web])


_READERS: Mapping[str, Reader] = {
    "pdf": _pdf,
    "pdf-encrypted": _pdf,
    "html": _html,
    "svg": _svg,
    "ics": _calendar,
    "eml": _mail,
    "url": _shortcut,
    "url-file": _shortcut,
    "docx": _office,
    "xlsx": _office,
    "pptx": _office,
    "office-macro": _office,
    "odf": _office,
    "text": _plain,
    "rtf": _plain,
    "office-object": _plain,
    "xml": _plain,
    "script": _plain,
    "rdp": _plain,
}
