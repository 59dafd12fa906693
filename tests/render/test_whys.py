"""Why an answer could not be had: every code that sources use is told in both languages, and nothing else is believed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sabaku.sources
from sabaku.render.whys import CODES, SHAPES, why

SOURCES = Path(sabaku.sources.__file__).parent
INTERNAL = {"failed", "never tried", "found", "not-asked"}
"""Never seen by a reader, or said in another way."""


def raised() -> set[str]:
    """The codes that sources write down."""
    every = " ".join(it.read_text("utf-8") for it in SOURCES.rglob("*.py"))
    return set(re.findall(r"(?:FetchError|NoBrowser|NotStamped)\(\"([a-z][a-z0-9' -]+)\"", every)) - INTERNAL


def test_common_reasons_are_told_in_both_languages() -> None:
    told = [it for it in raised() if why(it, "ja") != it]
    assert len(told) >= 25
    for code in ("timeout", "the browser does not start", "leads to a private address", "answer too large", "no checksum"):
        assert code in told
    for it in CODES.values():
        assert it.ja != it.en


@pytest.mark.parametrize(
    ("code", "ja", "en"),
    [
        ("http 503", "サーバーの応答がHTTP 503", "the server answered HTTP 503"),
        ("network: ConnectError", "接続に失敗(ConnectError)", "the connection failed (ConnectError)"),
        ("lacks key SABAKU_PHISHTANK_KEY", "鍵 SABAKU_PHISHTANK_KEY が未設定", "the key SABAKU_PHISHTANK_KEY is not set"),
        ("something new", "something new", "something new"),
        ("http 503 \x1b[2J", "http 503 ⟨ESC⟩[2J", "http 503 ⟨ESC⟩[2J"),
        ("", "", ""),
    ],
)
def test_reasons(code: str, ja: str, en: str) -> None:
    assert (why(code, "ja"), why(code, "en")) == (ja, en)


def test_shapes_have_a_place_for_what_they_found() -> None:
    for shape, says in SHAPES:
        assert shape.groups == 1
        assert "{0}" in says.ja
        assert "{0}" in says.en


def test_a_step_on_the_way_to_the_answer_is_named() -> None:
    assert why("registry: unknown host", "en") == "the list of registries could not be had: unknown host"
    assert why("registry: timeout", "ja") == "登録機関の一覧を取得できない。時間切れ"
