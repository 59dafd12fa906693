"""From a real browser to facts: each page of the gallery is visited, read, and right; the fake stands beside the genuine page."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from gallery.expected import wrong
from gallery.server import pages
from sabaku.data import genuine
from sabaku.model import Site
from sabaku.sources import all_sources
from sabaku.sources._face import enrich
from sources.visit.live import Tour, again, needs_browser, tour

pytestmark = [pytest.mark.enable_socket, needs_browser]
VISIT = all_sources()["visit"]
FACTS = "test_the_facts_are_right"


def visitors(name: str) -> tuple[str, ...]:
    return ("phone-ja", "desktop-bot") if "faces" in pages()[name].expect else ("phone-ja",)


@pytest.fixture(scope="module")
def it(request: pytest.FixtureRequest) -> Iterator[Tour]:
    """Two browsers go to all pages that are asked for, before the first test."""
    here = (one for one in request.session.items if one.path == request.path)
    wanted = [one.callspec.params["name"] for one in here if getattr(one, "originalname", "") == FACTS]
    with tour(2) as running:
        running.meet((name, visitors(name)) for name in wanted)
        yield running
        assert running.gallery.canary == [], "something private was reached"


def seen(it: Tour, name: str, *visitors: str, learnt: tuple[genuine.Reference, ...] = ()) -> Site:
    told = enrich(it.visit(name, *visitors), it.blobs.get, learnt)
    found = VISIT.read(json.dumps(told).encode())
    assert isinstance(found, Site)
    return found


@pytest.mark.parametrize("name", pages())
@again
def test_the_facts_are_right(it: Tour, name: str) -> None:
    if pages()[name].expect.get("ocr"):
        pytest.importorskip("tesserocr")
    assert wrong(seen(it, name, *visitors(name)), pages()[name].expect) == []


@again
def test_the_fake_is_like_the_genuine_page_that_was_learnt(it: Tour) -> None:
    shot = it.face("genuine")["screenshot"]
    learnt = (genuine.Reference("xserver", shot, "page", pages()["genuine"].url, "", it.blobs[shot]),)
    like = seen(it, "xserver", learnt=learnt).faces[0].likeness
    assert [(one.brand, one.by) for one in like] == [("xserver", "picture")]
    assert like[0].percent >= 90
    assert seen(it, "active-mail", learnt=learnt).faces[0].likeness == ()
