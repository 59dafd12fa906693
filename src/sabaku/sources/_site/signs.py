"""What a page does besides asking: checks for humans, keeps countries out, watches the visitor, offers files, is a known kit."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Literal

from sabaku import data
from sabaku.model import Likeness, Offered, SiteCertificate, Step
from sabaku.sources._site import _told
from sabaku.sources._site._told import Told
from sabaku.text.fold import fold

REFUSED = 12
"""Refused hosts that are named."""
BACKGROUND = "background"
BRIEF = 800
"""Characters of a brief page: a longer one may say such words of others."""
By = Literal["picture", "logo", "favicon", "vector"]
BY: Mapping[str, By] = {"picture": "picture", "logo": "logo", "favicon": "favicon", "vector": "vector"}


def signs(face: Told, words: str, *, asks: bool) -> tuple[str, ...]:
    """What the page does, in the words of model.Face.signs. `words`: all that stands on it, folded; `asks`: whether its forms
    ask for anything."""
    return tuple(dict.fromkeys((*_by_words(face, words, asks), *_by_deeds(face))))


def _by_words(face: Told, words: str, asks: bool) -> Iterator[str]:
    """What a brief page says of itself. A long one (a manual, a shop), or a form with a check, may say it of others."""
    least: Mapping[str, int] = data.toml("faces")["least"]
    found = [name for name, marks in _sign_words().items() if sum(it in words for it in marks) >= least.get(name, 1)]
    for name in found:
        brief = len(words) <= BRIEF
        if name == "paste-command":
            brief = brief or "clipboard" in looks_at(face) or "human-check" in found
        if brief and not (name == "human-check" and asks):
            yield name


def _by_deeds(face: Told) -> Iterator[str]:
    if watches(face):
        yield "watches-visitor"
    if face.get("auth"):
        yield "basic-auth"
    for key in ("dialogs", "popups", "workers", "sockets"):
        if _told.items(face.get(key)):
            yield key
    if _told.text(face.get("final_url"))[:5] in ("blob:", "data:"):
        yield "hidden-document"
    if any(it.get("why") == "private" for it in _told.dicts(face.get("blocked"))):
        yield "private-address"
    if _told.text(face.get("error"), 40) == "too-many-redirects":
        yield "endless-redirect"
    if face.get("cut"):
        yield "cut-off"


def watches(face: Told) -> bool:
    """Whether the page's scripts tell machines from victims: enough of what only they need, or an address's place."""
    told = data.toml("faces")["watches"]
    if len(set(looks_at(face)) & set(told["names"])) >= told["least"] or "navigator.webdriver" in looks_at(face):
        return True
    asked = {_told.text(it.get("host"), 253) for key in ("resources", "blocked") for it in _told.dicts(face.get(key))}
    return bool(asked & set(told["services"]))


def looks_at(face: Told) -> tuple[str, ...]:
    """What scripts looked at, by name, as the visit recorded it."""
    return tuple(sorted(name[:60] for name, count in _told.table(face.get("scripts")).items() if name and _told.number(count)))[
        :40
    ]


def kits(face: Told) -> tuple[str, ...]:
    """Known kits, by the names of their files."""
    urls = [
        _told.text(face.get("final_url"), 2000),
        *(_told.text(it.get("action"), 2000) for it in _told.dicts(face.get("forms"))),
    ]
    urls += [_told.text(it.get("url"), 2000) for it in _told.dicts(face.get("resources"))]
    paths = {_told.path(it) for it in urls}
    return tuple(it["id"] for it in data.toml("faces")["kits"] if _hits(it["paths"], paths) >= it["least"])


def _hits(marks: list[str], paths: set[str]) -> int:
    return sum(any(mark in path for path in paths) for mark in marks)


@functools.cache
def _sign_words() -> dict[str, tuple[str, ...]]:
    return {name: tuple(fold(it) for it in marks) for name, marks in data.toml("faces")["signs"].items()}


# --- plain transcriptions ------------------------------------------------------------------------------------------


def steps(face: Told) -> tuple[Step, ...]:
    """The way to the page, with times. Older recordings hold addresses only."""
    found = []
    for it in _told.items(face.get("chain"), 30):
        if isinstance(it, str):
            found.append(Step(_told.text(it, 2000)))
        elif isinstance(it, dict):
            number = _told.number
            url, how = _told.text(it.get("url"), 2000), _told.text(it.get("how"), 20)
            found.append(Step(url, how, number(it.get("status")), number(it.get("at_ms"))))
    return tuple(it for it in found if it.url)


def certificate(face: Told) -> SiteCertificate | None:
    """The certificate that was shown, if one was."""
    told = _told.table(face.get("certificate"))
    if not told:
        return None
    return SiteCertificate(
        _told.text(told.get("subject"), 300),
        _told.text(told.get("issuer"), 300),
        _told.texts(told.get("names"), 30),
        _moment(told.get("not_before")),
        _moment(told.get("not_after")),
        _told.text(told.get("sha256"), 64),
        told.get("self_signed") is True,
        _told.text(told.get("error"), 60),
    )


def _moment(value: object) -> datetime | None:
    """A time told in seconds since 1970."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def downloads(face: Told) -> tuple[Offered, ...]:
    """The files that were offered."""
    text, found = _told.text, _told.dicts(face.get("downloads"), 10)
    return tuple(
        Offered(text(it.get("name"), 200), text(it.get("url"), 2000), text(it.get("sha256"), 64), _told.number(it.get("bytes")))
        for it in found
    )


def refused(face: Told) -> tuple[str, ...]:
    """Hosts that the page asked for and was not let to, with the reason; the browser's own background talk is left out."""
    told = ((_told.text(it.get("host"), 253), _told.text(it.get("why"), 20)) for it in _told.dicts(face.get("blocked")))
    return tuple(dict.fromkeys(f"{host} {why}" for host, why in told if host and why != BACKGROUND))[:REFUSED]


def likeness(face: Told) -> tuple[Likeness, ...]:
    """How like the page is to learnt ones, as it was measured when the page was seen."""
    found = []
    for it in _told.dicts(face.get("likeness"), 20):
        by = BY.get(_told.text(it.get("by"), 10))
        if by is not None:
            percent = max(0, min(100, _told.number(it.get("percent"))))
            brand, sha256 = _told.text(it.get("brand"), 60), _told.text(it.get("reference"), 64)
            found.append(Likeness(brand, sha256, by, percent, _told.text(it.get("url"), 2000)))
    return tuple(found)
