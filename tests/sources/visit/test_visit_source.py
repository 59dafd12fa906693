"""The source `visit` around the browser: what is asked, what is recorded, where blobs go, what an operator may set."""

from __future__ import annotations

import asyncio
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from sabaku import app
from sabaku.model import Home, Input, NotUsable, Question, Site
from sabaku.sources._blobs import Blobs, named_in, of_tape
from sabaku.sources._browser.visitors import VISITORS
from sabaku.sources._source import FetchError, Settings
from sabaku.sources._visiting import Visiting, chosen, visiting
from sabaku.sources.tape import Entry, Tape
from sabaku.sources.visit import Visit, decoys_of, make

MAIL = b"""From: a@sender.example
To: taro@recipient.example
Subject: x
Content-Type: text/html

<a href="https://evil.test/login?e=taro@recipient.example&id=a8f3k2d9c7">x</a>
<a href="https://recipient.example/own">own</a> <a href="mailto:x@evil.test">m</a>
<a href="https://evil.test/plain">y</a>
"""


async def asking(_: Question) -> Any:
    raise AssertionError


def test_links_are_asked_with_decoys_that_are_told() -> None:
    case = app.prepare(Input(MAIL, home=Home(domains=("recipient.example",))))
    first, second = Visit().wants(case)
    assert first.subject.startswith("https://evil.test/login?e=")
    assert "taro" not in str(first)
    assert "recipient.example" not in str(first)
    assert decoys_of(first) == [{"where": "query.e", "kind": "address"}, {"where": "query.id", "kind": "token"}]
    assert second == Question("visit", "https://evil.test/plain")
    assert tuple(Visit().wants(case)) == (first, second)
    assert Question.read(str(first)) == first


def test_tokens_stay_where_the_operator_wants_them_to() -> None:
    first = next(iter(Visit(tokens=False).wants(app.prepare(Input(MAIL)))))
    assert "id=a8f3k2d9c7" in first.subject
    assert decoys_of(first) == [{"where": "query.e", "kind": "address"}]


def test_what_was_replaced_is_recorded_with_the_visit() -> None:
    async def went(url: str) -> dict[str, Any]:
        return {"url": url, "final_url": url, "status": 200, "title": "日本", "faces": []}

    question = Question("visit", "https://evil.test/?id=x", (("decoys", "query.id:token"),))
    raw = asyncio.run(Visit(went).fetch(question, asking))
    assert raw is not None
    assert json.loads(raw)["decoys"] == [{"where": "query.id", "kind": "token"}]
    assert "日本" in raw.decode()
    assert isinstance(Visit().read(raw), Site)


def test_nobody_goes_without_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SABAKU_CHROMIUM", "/nonexistent")
    assert make(Settings()).lacks == "browser"
    with pytest.raises(FetchError, match="no browser"):
        asyncio.run(Visit().fetch(Question("visit", "https://evil.test/"), asking))


def test_the_time_of_a_visit_is_that_of_its_visitors() -> None:
    one = make(Settings(visit=Visiting(visitors=("phone-ja",), seconds=10))).pace.timeout
    two = make(Settings(visit=Visiting(seconds=10))).pace.timeout
    assert two - one == 10


# --- blobs ---


def test_blobs_are_kept_by_what_they_are(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    digest = blobs.put(b"picture")
    assert blobs.put(b"picture") == digest
    assert blobs.get(digest) == b"picture"
    (tmp_path / digest[:2] / digest).write_bytes(b"another")
    assert blobs.get(digest) is None
    assert [blobs.get(it) for it in ("", "../../etc/passwd", "0" * 64)] == [None, None, None]


def test_without_a_folder_they_are_held_for_the_run() -> None:
    blobs = Blobs()
    assert blobs.get(blobs.put(b"x")) == b"x"
    assert blobs.get("0" * 64) is None
    blobs.prune(0)


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    old, new = blobs.put(b"a" * 100), blobs.put(b"b" * 100)
    os.utime(tmp_path / old[:2] / old, (1, 1))
    blobs.prune(150)
    assert (blobs.get(old), blobs.get(new)) == (None, b"b" * 100)


def test_a_tape_names_its_blobs() -> None:
    blobs = Blobs()
    shot, icon = blobs.put(b"shot"), blobs.put(b"icon")
    face = {"screenshot": shot, "full": "", "html": "x", "har": "0" * 64, "favicon": {"sha256": icon}}
    raw = json.dumps({"screenshot": shot, "faces": [face, 7, {"favicon": None}]}).encode()
    entries = [Entry(Question("visit", "a"), "found", None, raw), Entry(Question("visit", "b"), "found", None, b"{")]
    others = [Entry(Question("visit", "c"), "found", None, b"[1]"), Entry(Question("dns", "d"), "found", None, raw)]
    tape = Tape([*entries, *others])
    assert named_in(tape) == (shot, "0" * 64, icon)
    assert of_tape(tape, blobs) == {shot: b"shot", icon: b"icon"}


# --- settings ---


def test_an_operator_chooses_who_goes_and_how() -> None:
    told = {"visitors": ["android-ja"], "seconds": 12, "languages": ["en-GB", "en"], "zone": "Europe/London", "keep_tokens": True,
            "referrer": "https://www.example.com/", "proxy": "socks5://192.0.2.1:1080"}  # fmt: skip
    how = visiting(told)
    assert (how.visitors, how.seconds, how.keep_tokens) == (("android-ja",), 12.0, True)
    (it,) = chosen(how)
    assert (it.name, it.languages, it.zone, it.referrer) == (
        "android-ja",
        ("en-GB", "en"),
        "Europe/London",
        "https://www.example.com/",
    )
    assert it.agent == VISITORS["android-ja"].agent


def test_the_standard_visitors() -> None:
    assert visiting({}) == Visiting()
    phone, bot = chosen(Visiting())
    assert (phone.languages[0], phone.zone, phone.mobile, phone.referrer) == ("ja-JP", "Asia/Tokyo", True, "")
    assert "iPhone" in phone.agent
    assert bot.agent == ""


@pytest.mark.parametrize(
    "told",
    [{"visitors": []}, {"visitors": ["nobody"]}, {"visitors": 7}, {"seconds": 1}, {"seconds": 1000}, {"seconds": True}, {"seconds": "x"},
     {"zone": "../etc"}, {"languages": ["ja\r\n"]}, {"proxy": "ftp://x"}, {"referrer": "file:///x"}, {"resolve": "127.0.0.1"}, {"allow": []},
     {"keep_tokens": "yes"}, {"timestamp": "tsa.example.com"}, {"refuse": ["a b"]}, {"embedding": {"model": ""}},
     {"embedding": {"model": "/m", "layout": "x"}}, {"embedding": {"model": "/m", "least": 2}}],
)  # fmt: skip
def test_what_cannot_be_set_is_said(told: dict[str, object]) -> None:
    with pytest.raises(NotUsable, match=r"\[visit\]") as fault:
        visiting(told)
    name = next(iter(told))
    assert name in fault.value.says.ja
    assert name in fault.value.says.en
    assert re.search("[ぁ-ん]", fault.value.says.ja)
