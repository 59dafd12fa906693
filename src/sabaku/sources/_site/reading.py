"""Reads a whole recording: each visitor's face, which of them tells most, and in what they differ."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec.structs import replace

from sabaku.model import Face, Form, Site, Stamped
from sabaku.names import brands, hosts
from sabaku.sources._site import _told, asks, signs
from sabaku.sources._site._told import Told
from sabaku.sources._site.state import is_genuine, state_of, stopped
from sabaku.sources._site.whose import Whose, kind, whose
from sabaku.text.fold import fold

FACES = 6
SHOWN_TEXT = 2000
FEW = 20
"""A page with fewer characters of text than this shows its words as a picture, where it was read as one."""
RANK = ("gone", "error", "cloaked", "parked", "closed", "blocked", "up")


def read(told: Told) -> Site:
    """The site as it was seen. The recording's own first level is the only face of an old recording."""
    recorded: list[Told] = [{"url": told.get("url"), **it} for it in _told.dicts(told.get("faces"), FACES)] or [told]
    faces = _together([_face(it) for it in recorded])
    main = max(faces, key=_worth)
    ordered = (main, *(it for it in faces if it is not main))
    brand = _told.text(told.get("brand"), 60) or main.brand
    return Site(
        state=main.state,
        final_url=main.final_url or _told.text(told.get("url"), 2000),
        title=main.title,
        brand=brand,
        product=_told.text(told.get("product"), 100) or _product(brand),
        forms=main.forms,
        screenshot=main.screenshot,
        chain=tuple(it.url for it in main.steps)[:20],
        text=main.text,
        faces=ordered if told.get("faces") else (),
        differs=_differs(ordered),
        decoys=_decoys(told),
        browser=_told.text(told.get("browser"), 60),
        stamped=_stamped(_told.table(told.get("timestamp"))),
        unencoded=_unencoded(_told.table(told.get("embedding"))),
    )


def _stamped(told: Told) -> Stamped | None:
    """The time-stamp of the recording, or why there is none; None where none was wished for."""
    by = hosts.of_page(_told.text(told.get("url"), 2000))
    if not by:
        return None
    try:
        at = datetime.fromisoformat(_told.text(told.get("at"), 40))
    except ValueError:
        return Stamped(by, why=_told.text(told.get("error"), 60) or "not a time-stamp")
    return Stamped(by, at, _told.text(told.get("manifest"), 64), _told.text(told.get("stamp"), 64))


def _unencoded(told: Told) -> str:
    """Why an image encoder did not compare all; "" where it did, or none is set."""
    return _told.text(told.get("why"), 40) or ("no vectors" if _told.number(told.get("without")) else "")


def _decoys(told: Told) -> tuple[str, ...]:
    found = _told.dicts(told.get("decoys"), 10)
    return tuple(f"{_told.text(it.get('where'), 60)} {_told.text(it.get('kind'), 20)}" for it in found)


def _face(told: Told) -> Face:
    url = _told.text(told.get("final_url"), 2000)
    page = hosts.of_page(url or _told.text(told.get("url"), 2000))
    title, drawn = _told.text(told.get("title"), 300), _told.text(told.get("text"))
    text, read_by = _words(told, drawn, asks.words(told))
    found = (*asks.forms(told, page), *_by_browser(told, page))
    wants, fields = asks.secret(found), asks.words(told)
    seen = fold(f"{title}\n{text}")
    state = state_of(told, seen, asks=wants)
    whole = f"{seen}\n{fold(fields)}"
    it = whose(told, title=title, text=text, fields=fields, url=url, asks=wants) if state == "up" else Whose("")
    return Face(
        visitor=_told.text(told.get("visitor"), 40),
        state=state,
        final_url=url,
        status=_told.number(told.get("status")),
        error=_told.text(told.get("error"), 40),
        title=title,
        lang=_told.text(told.get("lang"), 20),
        brand=it.brand,
        why=it.why,
        kind=kind(it.brand, whole, frozenset(one for form in found for one in form.fields)) if state == "up" else "",
        forms=found,
        sends_to=asks.sends_to(told),
        steps=signs.steps(told),
        screenshot=_told.text(told.get("screenshot"), 64),
        text=text[:SHOWN_TEXT],
        read_by=read_by,
        signs=(
            *signs.signs(told, whole, asks=any(form.fields for form in found)),
            *(("stopped-by-provider",) if stopped(state, seen) else ()),
        ),
        looks_at=signs.looks_at(told),
        kits=signs.kits(told),
        certificate=signs.certificate(told),
        downloads=signs.downloads(told),
        likeness=signs.likeness(told),
        refused=signs.refused(told),
        took_ms=_told.number(told.get("took_ms")),
    )


def _words(told: Told, drawn: str, fields: str) -> tuple[str, Literal["", "ocr"]]:
    """The page's text; where it has next to none, and none on its fields, what was read from its picture."""
    read = _told.text(_told.table(told.get("ocr")).get("text"))
    few = len(drawn.strip()) + len(fields.strip())
    return (read, "ocr") if few < FEW <= len(read) - few else (drawn, "")


def _by_browser(told: Told, page: str) -> tuple[Form, ...]:
    """The browser's own window for name and password (RFC 7617) asks as well as any form."""
    return (Form(("user", "password"), page, "same"),) if _told.dicts(told.get("auth")) else ()


def _together(faces: list[Face]) -> list[Face]:
    """Where several visitors all ended at one brand's genuine site, nobody was sent away: the link leads there."""
    ends = {hosts.registrable(hosts.of_page(it.final_url)) for it in faces}
    if len(faces) < 2 or len(ends) != 1 or not is_genuine(hosts.of_page(faces[0].final_url)):
        return faces
    return [replace(it, state="up") if it.state == "cloaked" else it for it in faces]


def _worth(face: Face) -> tuple[int, bool, bool, int]:
    """Which face tells most: one that is up, asks for a secret, and is somebody's. The first of equal ones is taken."""
    return RANK.index(face.state), asks.secret(face.forms), bool(face.brand), len(face.forms)


def _differs(faces: tuple[Face, ...]) -> tuple[str, ...]:
    """In what the other visitors' pages differ from the first's."""
    main, found = faces[0], dict[str, None]()
    for it in faces[1:]:
        if it.state != main.state:
            found["state"] = None
        if hosts.registrable(hosts.of_page(it.final_url)) != hosts.registrable(hosts.of_page(main.final_url)):
            found["host"] = None
        if it.brand != main.brand:
            found["face"] = None
        if asks.secret(it.forms) != asks.secret(main.forms):
            found["asks"] = None
    return tuple(found)


def _product(brand: str) -> str:
    it = brands.brand(brand)
    return it.names.en if it is not None else ""
