"""A real browser meets hostile pages: each ends in a recording with the right facts, and nothing near us is ever reached."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from gallery import server
from sabaku.sources._browser import hashes
from sources.visit.live import MET, Tour, again, needs_browser, tour

pytestmark = [pytest.mark.enable_socket, needs_browser]


HERE = Path(server.__file__).parent / "pages"
MANY = 5
MET_BEFORE = (
    "meta-refresh", "private-redirect", "rebinding", "endless-redirect", "huge", "drip", "fork", "dialogs", "downloads", "popups",
    "blob", "iframe", "js-drawn", "gone", "hangs-up",
)  # fmt: skip
"""Pages that tests only look at afterwards."""
WAYS = {"x", "7"}
"""Of the ways inwards: what the page itself asks for, and what its worker does."""
CHANCES = 5
"""Visits with the guard off, until the canary has heard all of these."""


@pytest.fixture(scope="module")
def it(request: pytest.FixtureRequest) -> Iterator[Tour]:
    many = sum(one.path == request.path for one in request.session.items) > MANY
    with tour(2 if many else 1) as running:
        running.meet((name, ("phone-ja",)) for name in (MET_BEFORE if many else ()))
        yield running
        assert running.gallery.canary == [], "something private was reached"


@again
def test_a_login_page_is_seen_as_both_visitors_see_it(it: Tour) -> None:
    told = it.visit("active-mail", "phone-ja", "desktop-bot", fresh=True)
    phone, bot = told["faces"]
    assert (phone["status"], phone["title"], phone["lang"], phone["error"]) == (200, "Active! mail", "ja", "")
    assert [field["type"] for field in phone["forms"][0]["inputs"]] == ["text", "password", "select-one"]
    assert phone["forms"][0]["inputs"][1]["label"] == "パスワード"
    assert (phone["width"], bot["width"]) == (390, 1280)
    assert phone["screenshot"] != bot["screenshot"]
    for face in (phone, bot):
        assert it.blobs[face["screenshot"]].startswith(b"\x89PNG")
        assert "ユーザーID" in it.blobs[face["html"]].decode()
        log = json.loads(it.blobs[face["har"]])["log"]
        begun = [datetime.fromisoformat(entry["startedDateTime"]) for entry in log["entries"]]
        assert begun == sorted(begun)
        assert abs(datetime.now(UTC) - begun[0]) < timedelta(minutes=2)
        assert (face["certificate"]["self_signed"], len(face["certificate"]["sha256"])) == (True, 64)
    assert told["isolation"][-1] == "sandbox"
    headers = {asked.headers.get("user-agent", "") for asked in it.gallery.asked if asked.host == "fablights.in"}
    assert {"iPhone" in agent for agent in headers} == {True, False}
    asked_icon = [asked.headers for asked in it.asked_of("fablights.in") if asked.path == "/images/icon.ico"]
    assert [("iPhone" in asked["user-agent"], asked["accept-language"][:2]) for asked in asked_icon] == [
        (True, "ja"),
        (False, "en"),
    ]
    icon = (HERE / "active-mail" / "favicon.ico").read_bytes()
    for face in (phone, bot):
        assert face["favicon"]["sha256"] == hashlib.sha256(icon).hexdigest()
        assert face["favicon"]["mmh3"] == hashes.favicon(icon)
    languages = {
        asked.headers.get("accept-language", "") for asked in it.gallery.asked if "iPhone" in asked.headers.get("user-agent", "")
    }
    assert all(told.startswith("ja") for told in languages)


@again
def test_every_kind_of_redirect_is_a_step_of_the_chain(it: Tour) -> None:
    face = it.face("meta-refresh")
    assert [(hop["how"], hop["status"]) for hop in face["chain"]] == [
        ("start", 302),
        ("http", 200),
        ("meta", 200),
        ("script", 200),
    ]
    assert face["final_url"] == face["chain"][-1]["url"] == "http://hop-end.test/login"
    times = [hop["at_ms"] for hop in face["chain"]]
    assert times == sorted(times)


@again
def test_private_addresses_are_refused_whatever_they_are_called(it: Tour) -> None:
    face = it.face("private-redirect")
    assert (face["error"], face["final_url"]) == ("private", "")
    refused = {entry["host"]: entry["why"] for entry in face["blocked"]}
    assert {"127.0.0.1", "::1", "::ffff:7f00:1", "169.254.169.254", "private.test", "mapped.test"} <= refused.keys()
    assert it.gallery.canary == []


@again
def test_a_name_that_changes_its_address_is_resolved_once(it: Tour) -> None:
    face = it.face("rebinding")
    assert face["status"] == 200
    assert {way["address"] for way in face["hosts"]} == {"93.184.215.14"}
    assert it.gallery.canary == []


@again
def test_endless_redirects_end(it: Tour) -> None:
    face = it.face("endless-redirect")
    assert face["error"] == "too-many-redirects"
    assert 10 <= len(face["chain"]) <= 30


@again
def test_a_page_of_a_gigabyte_is_cut(it: Tour) -> None:
    face = it.face("huge")
    assert (face["cut"], face["status"]) == ("bytes", 200)
    assert 2**20 < MET["huge", ("phone-ja",)][1] < 40 * 2**20


@again
def test_a_page_that_drips_is_looked_at_as_far_as_it_came(it: Tour) -> None:
    face = it.face("drip")
    assert face["cut"] == "time"
    assert face["took_ms"] < 2000 * it.limits.face
    assert set(face["title"]) == {"."}


@again
def test_windows_that_breed_are_refused_and_the_page_is_still_seen(it: Tour) -> None:
    face = it.face("fork")
    assert (face["status"], face["title"]) == (200, "fork")
    assert face["took_ms"] < 2000 * it.limits.face
    assert face["popups"]


@again
def test_dialogs_are_answered_and_written_down(it: Tour) -> None:
    face = it.face("dialogs")
    assert [told["type"] for told in face["dialogs"]][:2] == ["alert", "confirm"]
    assert face["status"] == 200


@again
def test_downloads_are_hashed_and_not_kept(it: Tour) -> None:
    face = it.face("downloads")
    assert [told["name"] for told in face["downloads"]] == ["seikyusho.exe"]
    assert len(face["downloads"][0]["sha256"]) == 64
    assert face["downloads"][0]["sha256"] not in it.blobs


@again
def test_a_file_that_the_page_makes_itself_is_hashed_too(it: Tour) -> None:
    page = (
        "<title>smuggled</title><script>const b=new Blob(['MZ hidden']);const a=document.createElement('a');a.href=URL.createObjectURL(b);"
        "a.download='invoice.iso';document.documentElement.append(a);a.click();URL.revokeObjectURL(a.href)</script>"
    )
    face = it.face("", url="data:text/html," + quote(page))
    assert [(told["name"], told["bytes"]) for told in face["downloads"]] == [("invoice.iso", 9)]
    assert face["downloads"][0]["sha256"] == hashlib.sha256(b"MZ hidden").hexdigest()


@again
def test_popups_and_sockets_are_refused(it: Tour) -> None:
    assert len(it.face("popups")["popups"]) >= 5
    assert it.face("websocket", fresh=True)["sockets"] == ["ws://socket-drop.test/w"]
    assert it.asked_of("socket-drop.test") == []


@again
def test_no_password_is_given_to_a_server_that_asks(it: Tour) -> None:
    face = it.face("basic-auth", fresh=True)
    assert (face["status"], face["auth"]) == (401, [{"host": "basic.test", "scheme": "basic", "realm": "Mail server"}])
    assert it.asked_of("basic.test")
    assert not any("authorization" in asked.headers for asked in it.gallery.asked)


@again
def test_pages_without_a_server_are_seen(it: Tour) -> None:
    face = it.face("blob")
    assert face["final_url"].startswith("blob:http://blob.test/")
    assert face["title"] == "Netflix"


@again
def test_frames_and_drawn_pages_are_read(it: Tour) -> None:
    face = it.face("iframe")
    assert face["frames"][0]["url"] == "http://frame-inner.test/rakuten"
    assert any(field["type"] == "password" for form in face["forms"] for field in form["inputs"])
    assert "Amazon" in it.face("js-drawn")["title"]


@again
def test_what_scripts_ask_of_the_visitor_is_counted(it: Tour) -> None:
    told = it.visit("looks-at-visitor", "phone-ja", "desktop-bot")
    for face in told["faces"]:
        assert {"navigator.webdriver", "canvas", "webgl", "timezone"} <= face["scripts"].keys()


@pytest.mark.parametrize(("name", "error"), [("gone", "dns"), ("hangs-up", "empty")])
@again
def test_servers_that_are_not_there(it: Tour, name: str, error: str) -> None:
    face = it.face(name)
    assert (face["error"], face["status"], face["final_url"]) == (error, 0, "")


@pytest.mark.parametrize("how", ["f.submit()", "f.requestSubmit()", "f.querySelector('button').click()"])
@again
def test_a_form_that_a_page_submits_by_itself_goes_nowhere(it: Tour, how: str) -> None:
    form = "<form id=f method=post action=http://hop-end.test/sent><input name=p value=secret><button>x</button></form>"
    face = it.face("", url="data:text/html," + quote(f"<title>form</title>{form}<script>setTimeout(() => {how}, 50)</script>"))
    assert {"host": "hop-end.test", "why": "form"} in face["blocked"]
    assert [
        asked.path for asked in it.asked_of("hop-end.test") if asked.path == "/sent" or "content-length" in asked.headers
    ] == []


@again
def test_a_page_that_tries_every_way_inwards_finds_none(it: Tour) -> None:
    page = (Path(__file__).parent / "inwards.html").read_text("utf-8").replace("PORT", str(it.gallery.canary_port))
    there = "data:text/html," + quote(page)
    face = it.face("", url=there)
    assert (face["title"], face["status"]) == ("inwards", 200)
    assert it.gallery.canary == []
    assert {it["host"] for it in face["blocked"]} >= {"private.test", "127.0.0.1", "localhost", "::ffff:7f00:1"}
    assert face["hosts"] == []

    it.gallery.let_in.clear()
    heard: set[str] = set()
    for _ in range(CHANCES):  # on a busy machine the page's worker may not have begun when the visit ends
        it.face("", url=there, open_doors=True)
        heard = it.runner.run(_heard(it.gallery.let_in, WAYS))
        if heard >= WAYS:
            break
    assert heard >= WAYS


async def _heard(let_in: list[str], wanted: set[str]) -> set[str]:
    """What the canary was asked for, as soon as all that is wanted is among it, or after two seconds."""
    heard: set[str] = set()
    for _ in range(20):
        heard = {told.split(" ")[1].rpartition("/")[2] for told in let_in if told.startswith("GET")}
        if wanted <= heard:
            break
        await asyncio.sleep(0.1)
    return heard


@again
def test_the_canary_would_be_heard_if_the_guard_were_off(it: Tour) -> None:
    it.gallery.let_in.clear()
    for _ in range(CHANCES):
        it.visit("private-redirect", open_doors=True)
        it.runner.run(asyncio.sleep(0.5))  # whatever is still on its way there
        if it.gallery.let_in:
            break
    assert it.gallery.let_in
