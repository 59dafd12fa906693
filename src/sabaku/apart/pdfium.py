"""What pdfium shows of a PDF. Hostile files come here: only for a process of its own (process.py), as pdf.py has it."""

from __future__ import annotations

import contextlib
import ctypes
import itertools
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import PIL.ImageFile  # noqa: F401  what is needed later on is loaded before there are limits, as the next is
import zxingcpp  # noqa: F401
from PIL.Image import Image
from pypdfium2 import PdfDocument, PdfPage, raw

from sabaku.apart import barcodes
from sabaku.apart.pdf import MAX_PAGES, MAX_SEARCHED_PAGES, Document, End, Order, Picture, Said

MAX_LINKS = 100
MAX_TEXT = 40_000
PICTURE_PAGES = 2
PICTURE_SIDE = 1100
LINES = 150
"""Segments of paths on a page below which they draw no QR code: the smallest has some two hundred dark modules."""
SQUARES, MANY, FEW = 20, 200, 16
"""Squares in a text, or characters of one, and of how many kinds at most: it may be a code set in a font for codes."""
MAX_OBJECTS = 5000
"""Objects of a page that are looked at one by one."""


def work(order: bytes) -> Iterator[bytes]:
    """What was asked for, piece by piece."""
    it = msgspec.msgpack.decode(order, type=Order)
    told: Iterator[Document | Picture | tuple[str, ...] | Said | End]
    match it.wanted:
        case "read":
            told = _told(it.data, it.words, it.codes)
        case "shown":
            told = (Picture(*one.size, one.tobytes()) for one in _drawn_of(it.data, grey=False))
        case "coded":
            told = map(barcodes.read, _drawn_of(it.data, grey=True))
        case "searched":
            told = _everything(it.data)
    yield from map(msgspec.msgpack.encode, told)


def _told(data: bytes, words: tuple[str, ...], look: bool) -> Iterator[Document]:
    """The document, and once more with its codes: if they are too much, it stands without them."""
    opened = _open(data, words)
    if isinstance(opened, str):
        yield Document(opened)
        return
    with contextlib.closing(opened):
        yield from _told_of(opened, look)


def _told_of(opened: PdfDocument, look: bool) -> Iterator[Document]:
    """The same of an open file. Pages that may be drawn are loaded once: that and their fonts are most of the work."""
    try:
        first = list(_first(opened))
        found = _read(opened, first)
        wanted = not found.links and (_of_few_glyphs(found.text) or any(map(_drawn, first)))
    except Exception:  # noqa: BLE001  pdfium's wrapper raises whatever a broken page provokes
        yield Document("broken")
        return
    yield msgspec.structs.replace(found, unseen=wanted)
    if wanted and look:
        codes = (code for picture in _pictures(first, grey=True) for code in barcodes.read(picture))
        yield msgspec.structs.replace(found, codes=tuple(codes))


def _of_few_glyphs(text: str) -> bool:
    """Whether the text may be a code that is set in squares or in a font for codes: much of few kinds, as no language is."""
    squares = sum("\u2580" <= letter <= "\u25ff" or "\ue000" <= letter <= "\uf8ff" for letter in text)
    return squares >= SQUARES or (len(text) > MANY and len(set(text)) <= FEW)


def _drawn(page: PdfPage) -> bool:
    """Whether the page holds a picture, a shape made elsewhere, or lines enough for the smallest QR code (21 x 21 modules):
    to draw a page and look for codes takes ten times as long as to read it."""
    lines, count = 0, raw.FPDFPage_CountObjects(page.raw)
    if count > MAX_OBJECTS:
        return True
    for n in range(count):
        it = raw.FPDFPage_GetObject(page.raw, n)
        kind = raw.FPDFPageObj_GetType(it)
        lines += raw.FPDFPath_CountSegments(it) if kind == raw.FPDF_PAGEOBJ_PATH else 0
        if lines >= LINES or kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_TEXT):
            return True
    return False


def _drawn_of(data: bytes, grey: bool) -> Iterator[Image]:
    opened = _open(data, ())
    if not isinstance(opened, str):
        with contextlib.closing(opened):
            yield from _pictures(_first(opened), grey)


def _everything(data: bytes) -> Iterator[Said | End]:
    opened = _open(data, ())
    if isinstance(opened, str):
        yield End(opened)
        return
    with contextlib.closing(opened):
        try:
            yield from itertools.starmap(Said, _texts(opened))
        except Exception:  # noqa: BLE001  as above
            yield End("broken")
            return
        yield End("read" if len(opened) <= MAX_SEARCHED_PAGES else "large")


def _texts(opened: PdfDocument) -> Iterator[tuple[str, str]]:
    for key, value in opened.get_metadata_dict(skip_empty=True).items():
        yield f"metadata {key}", value
    for mark in opened.get_toc():
        yield "bookmark", mark.get_title()
    for n in range(min(len(opened), MAX_SEARCHED_PAGES)):
        yield f"page {n + 1}", opened[n].get_textpage().get_text_range()


def _first(opened: PdfDocument) -> Iterator[PdfPage]:
    """The pages that are looked at as pictures."""
    return (opened[n] for n in range(min(len(opened), PICTURE_PAGES)))


def _pictures(pages: Iterable[PdfPage], grey: bool) -> Iterator[Image]:
    try:
        for page in pages:
            scale = min(2.0, PICTURE_SIDE / max(page.get_width(), page.get_height(), 1.0))
            yield page.render(scale=scale, may_draw_forms=False, grayscale=grey).to_pil()
    except Exception:  # noqa: BLE001  as above: what could be drawn was given
        return


def _open(data: bytes, words: tuple[str, ...]) -> PdfDocument | str:
    """The open file, or why it is not to be opened: "broken" or "locked"."""
    state = "broken"
    for word in (None, *words):
        try:
            opened = PdfDocument(data, password=word)
            len(opened)
        except Exception as fault:  # noqa: BLE001  as above: a file that is no PDF, or another password
            state = "locked" if "password" in str(fault).lower() else state
            if state == "broken":
                return state
        else:
            return opened
    return state


def _read(opened: PdfDocument, first: Sequence[PdfPage]) -> Document:
    texts: list[str] = []
    links: dict[str, None] = {}
    for n in range(min(len(opened), MAX_PAGES)):
        page = first[n] if n < len(first) else opened[n]
        said = page.get_textpage().get_text_range()
        texts.append(said[:MAX_TEXT].replace("\r\n", "\n"))
        links.update(dict.fromkeys(_links(opened, page)))
    starts = itertools.accumulate((len(it) + 1 for it in texts[:-1]), initial=0)
    text = "\n".join(texts)[:MAX_TEXT]
    return Document("read", len(opened), text, tuple(it for it in starts if it <= len(text)), tuple(links)[:MAX_LINKS])


def _links(opened: PdfDocument, page: PdfPage) -> Iterator[str]:
    """Targets of the link annotations of a page (PDF 32000-1, 12.6.4.7)."""
    place = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    for _ in range(MAX_LINKS):
        if not raw.FPDFLink_Enumerate(page.raw, ctypes.byref(place), ctypes.byref(link)):
            return
        action = raw.FPDFLink_GetAction(link)
        size = raw.FPDFAction_GetURIPath(opened.raw, action, None, 0) if action else 0
        if 4 < size < 8192:
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(opened.raw, action, buffer, size)
            yield buffer.raw[: size - 1].decode("utf-8", "replace").strip("\x00")
