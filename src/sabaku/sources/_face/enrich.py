"""Adds to a recorded visit what its pictures and scripts tell, face by face. Pure but for the engines that it calls."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sabaku.data.genuine import Reference
from sabaku.sources._face import ocr, pictures
from sabaku.sources._face.vectors import Compared
from sabaku.sources._site import _told, asks
from sabaku.sources._site._told import Told
from sabaku.sources._site.reading import FEW

Encoder = Callable[[Sequence[bytes], Sequence[Reference]], Compared]
"""Holds screenshots against learnt pages by their vectors."""
Blob = Callable[[str], bytes | None]
"""Gives a blob by its sha256, or None."""
SOURCES = 100
"""Documents and scripts of a page that are looked through."""
LONGEST = 500_000
LIKE = 70
"""Percent from which a likeness is told."""
TOLD = 5
LOGOS = 80
"""Logos that are looked for in a page; each takes a twentieth of a second."""


def enrich(told: Told, blob: Blob, learnt: Sequence[Reference] = (), encoder: Encoder | None = None) -> dict[str, Any]:
    """The recording with `ocr`, `endpoints` and `likeness` of each face, where there is any. Never raises for what a page is."""
    faces = [_enriched(dict(it), blob, learnt) for it in _told.dicts(told.get("faces"), 6)]
    if not faces:
        return dict(told)
    more = {"embedding": _encoded(faces, blob, learnt, encoder)} if encoder is not None else {}
    return {**told, "faces": faces, **more}


def _encoded(faces: list[dict[str, Any]], blob: Blob, learnt: Sequence[Reference], encoder: Encoder) -> dict[str, Any]:
    """Adds to the faces the learnt pages whose vectors are like theirs; tells by which model, or why by none."""
    shots = [_blob(blob, it.get("screenshot")) or b"" for it in faces]
    pages = [it for it in learnt if it.kind == "page"]
    told = encoder(shots, pages)
    for face, alike in zip(faces, told.alike, strict=False):
        if alike:
            face["likeness"] = [*_told.items(face.get("likeness")), *(_line(percent, "vector", it) for percent, it in alike)]
    return {"model": told.model, "without": told.without, "why": told.why}


def _enriched(face: dict[str, Any], blob: Blob, learnt: Sequence[Reference]) -> dict[str, Any]:
    shot = _blob(blob, face.get("screenshot"))
    if shot and len(_told.text(face.get("text")).strip()) < FEW:
        words = ocr.words(shot)
        if words:
            face["ocr"] = {"text": words, "engine": ocr.ENGINE}
    found = {it for source in _sources(face, blob) for it in asks.endpoints(source)}
    if found:
        face["endpoints"] = [{"host": host, "kind": kind} for host, kind in sorted(found)]
    if learnt and (alike := likeness(shot or b"", _icon(face), learnt)):
        face["likeness"] = alike
    return face


def _sources(face: Told, blob: Blob) -> Iterator[str]:
    """The page's own source as it stood in the end, and what it loaded: documents and scripts, from the HAR."""
    if body := _blob(blob, face.get("html")):
        yield body.decode("utf-8", "replace")
    try:
        told = json.loads(_blob(blob, face.get("har")) or b"{}")
    except ValueError:
        return
    for it in _told.dicts(_told.table(_told.table(told).get("log")).get("entries"), SOURCES):
        content = _told.table(_told.table(it.get("response")).get("content"))
        kind = _told.text(content.get("mimeType"), 60)
        if "script" in kind or "html" in kind:
            yield _told.text(content.get("text"), LONGEST)


def _blob(blob: Blob, name: object) -> bytes | None:
    return blob(name) if isinstance(name, str) and name else None


def _icon(face: Told) -> str:
    return _told.text(_told.table(face.get("favicon")).get("sha256"), 64)


def likeness(shot: bytes, icon: str, learnt: Sequence[Reference]) -> list[dict[str, Any]]:
    """The learnt pages that a screenshot (PNG) or an icon (sha256) is like, the likest first."""
    page = pictures.opened(shot) if shot else None
    found: list[tuple[int, str, Reference]] = []
    logos = [it for it in learnt if it.kind == "logo"]
    for it in (*(it for it in learnt if it.kind != "logo"), *logos[:LOGOS]):
        if it.icon and it.icon == icon:
            found.append((100, "favicon", it))
        if page is None or (theirs := pictures.opened(it.picture)) is None:
            continue
        kind = "logo" if it.kind == "logo" else "picture"
        percent = pictures.shows(page, theirs) if kind == "logo" else pictures.likeness(page, theirs)
        if percent >= LIKE:
            found.append((percent, kind, it))
    found.sort(key=lambda one: (-one[0], one[1], one[2].sha256))
    return [_line(percent, by, it) for percent, by, it in found[:TOLD]]


def _line(percent: int, by: str, it: Reference) -> dict[str, Any]:
    return {"brand": it.brand, "reference": it.sha256, "by": by, "percent": percent, "url": it.url}
