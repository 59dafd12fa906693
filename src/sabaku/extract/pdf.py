"""What a PDF shows: the text of its first pages, the addresses of its links, its codes, its pages as pictures. It is never run.

Uses pdfium in a process of its own, within limits of bytes, pages, pixels, memory and time. Never raises for what the file holds.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import threading
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from sabaku.extract import qr
from sabaku.extract.apart import apart

MAX_BYTES = 8 * 1024 * 1024
MAX_PAGES = 6
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


class Document(Struct, frozen=True):
    """Text and link targets of a PDF; `state` is "read", "locked" (a password is needed), "broken", "large", or "ended".

    `codes`: the texts of QR codes on its first pages, looked for where it has no links and something is drawn; `unseen`: that was
    so, and they were not looked for. "ended": it took more time or memory than one file may.
    """

    state: str
    pages: int = 0
    text: str = ""
    links: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    unseen: bool = False


def document(data: bytes, words: tuple[str, ...] = (), codes: bool = True) -> Document:
    """The first pages of a PDF. `words`: passwords to try if it is locked. `codes`: look for QR codes, too."""
    if len(data) > MAX_BYTES:
        return Document("large")
    _make_ready()
    told = apart(lambda: map(msgspec.msgpack.encode, _told(data, words, codes)))
    return msgspec.msgpack.decode(told[-1], type=Document) if told else Document("ended")


_OURS = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 20>>stream\nBT /F 9 Tf (a) Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)
"""A page with a letter in a font that it does not hold: who reads it has looked for the system's fonts."""
_ALONE = threading.Lock()


def _make_ready() -> None:
    """Load here, once, what each process apart would load anew: libraries, a codec, the list of the system's fonts."""
    with _ALONE:  # pdfium knows no threads
        _load()


@functools.cache
def _load() -> None:
    import PIL.ImageFile  # noqa: F401
    import pypdfium2
    import zxingcpp  # noqa: F401

    with contextlib.closing(pypdfium2.PdfDocument(_OURS)) as opened:
        _read(opened, tuple(_first(opened)))


def _told(data: bytes, words: tuple[str, ...], look: bool) -> Iterator[Document]:
    """The document, and once more with its codes: if they are too much, it stands without them."""
    opened = _open(data, words)
    if isinstance(opened, str):
        yield Document(opened)
        return
    with contextlib.closing(opened):
        yield from _told_of(opened, look)


def _told_of(opened: Any, look: bool) -> Iterator[Document]:
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
        codes = (code for picture in _pictures(first, grey=True) for code in qr.read(picture))
        yield msgspec.structs.replace(found, codes=tuple(codes))


def _of_few_glyphs(text: str) -> bool:
    """Whether the text may be a code that is set in squares or in a font for codes: much of few kinds, as no language is."""
    squares = sum("\u2580" <= letter <= "\u25ff" or "\ue000" <= letter <= "\uf8ff" for letter in text)
    return squares >= SQUARES or (len(text) > MANY and len(set(text)) <= FEW)


def _drawn(page: Any) -> bool:
    """Whether the page holds a picture, a shape made elsewhere, or lines enough for the smallest QR code (21 x 21 modules):
    to draw a page and look for codes takes ten times as long as to read it."""
    from pypdfium2 import raw

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


def pictures(data: bytes) -> Iterator[Any]:
    """The first pages as pictures (PIL); none where the file cannot be opened."""
    if len(data) > MAX_BYTES:
        return
    from PIL import Image

    _make_ready()
    told = apart(lambda: [msgspec.msgpack.encode([(*it.size, it.tobytes()) for it in _shown(data)])])
    for width, height, pixels in msgspec.msgpack.decode(told[0], type=list[tuple[int, int, bytes]]) if told else ():
        yield Image.frombytes("RGB", (width, height), pixels)


def _shown(data: bytes) -> Iterator[Any]:
    opened = _open(data, ())
    if not isinstance(opened, str):
        with contextlib.closing(opened):
            yield from _pictures(_first(opened), grey=False)


def _first(opened: Any) -> Iterator[Any]:
    """The pages that are looked at as pictures."""
    return (opened[n] for n in range(min(len(opened), PICTURE_PAGES)))


def _pictures(pages: Iterable[Any], grey: bool) -> Iterator[Any]:
    try:
        for page in pages:
            scale = min(2.0, PICTURE_SIDE / max(page.get_width(), page.get_height(), 1.0))
            yield page.render(scale=scale, may_draw_forms=False, grayscale=grey).to_pil()
    except Exception:  # noqa: BLE001  as above: what could be drawn was given
        return


def _open(data: bytes, words: tuple[str, ...]) -> Any:
    import pypdfium2

    state = "broken"
    for word in (None, *words):
        try:
            opened = pypdfium2.PdfDocument(data, password=word)
            len(opened)
        except Exception as fault:  # noqa: BLE001  as above: a file that is no PDF, or another password
            state = "locked" if "password" in str(fault).lower() else state
            if state == "broken":
                return state
        else:
            return opened
    return state


def _read(opened: Any, first: Sequence[Any]) -> Document:
    texts: list[str] = []
    links: dict[str, None] = {}
    for n in range(min(len(opened), MAX_PAGES)):
        page = first[n] if n < len(first) else opened[n]
        text = page.get_textpage()
        texts.append(text.get_text_range()[:MAX_TEXT].replace("\r\n", "\n"))
        links.update(dict.fromkeys(_links(opened, page)))
    return Document("read", len(opened), "\n".join(texts)[:MAX_TEXT], tuple(links)[:MAX_LINKS])


def _links(opened: Any, page: Any) -> Iterator[str]:
    """Targets of the link annotations of a page (PDF 32000-1, 12.6.4.7)."""
    from pypdfium2 import raw

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
