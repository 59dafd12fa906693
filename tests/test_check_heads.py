"""What stands in a check's head decides whether it is called, and with what; a slip of the pen there would keep it silent."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import product

import pytest

import mails
from sabaku import checks, data
from sabaku.app import prepare
from sabaku.checks._check import Check, Hit, check, run
from sabaku.model import Case, Evidence, Input, Observable, Text

CATALOGUE = checks.catalogue()
LANGUAGES = {"ja", "en", "zh", "pt", "de", "es", "fr", "nl", "it"}


@functools.cache
def lists() -> set[str]:
    names = set[str]()
    for list in data.names("words"):
        told = data.toml(f"words/{list}")
        names |= {list, *(f"{list}.{meaning}" for lang in LANGUAGES & told.keys() for meaning in told[lang])}
    return names


@pytest.mark.parametrize("id", CATALOGUE)
def test_what_a_head_names_exists(id: str) -> None:
    it = CATALOGUE[id]
    assert it.lang in LANGUAGES | {""}
    assert set(it.said) <= lists()


def asked(text: str, **head: object) -> list[str]:
    """What a check with that head is given, one after the other, where a mail has that text."""

    def judge(case: Case, it: Observable) -> Iterator[Hit]:
        yield Hit(Evidence(it.seen), value=f"{it.kind} {it.value} {it.role}")

    words = Text("…", "…")
    made: Check = check(id="body.made-up", group="body", title=words, says=words, **head)(judge)  # type: ignore[arg-type]
    case = prepare(Input(mails.build({"base": "ja", "body": {"text": text}})))
    return [hit.values["value"].value for ran in run([made], case) for hit in ran.hits]


LURE = "アカウントを停止しました。24時間以内に下記のリンクをクリックしてください。\nhttps://one.example/ https://one.example/\n"


def test_once_per_mail_or_per_distinct_observable() -> None:
    assert asked(LURE, over="message") == ["message"]
    assert asked(LURE, over="link") == ["link https://one.example/ text"]


def test_roles() -> None:
    assert asked(LURE, over="link:text") == asked(LURE, over="link:qr|text") == ["link https://one.example/ text"]
    assert asked(LURE, over="link:qr|form") == []


def test_a_function_finds_what_to_look_at() -> None:
    assert asked(LURE, over=lambda case: case.seen("link") * 2) == ["link https://one.example/ text"]


def test_the_first_phrase_is_given() -> None:
    assert asked(LURE, over="message", said=("action.click", "threat")) == ["phrase action.click ja"]
    assert asked(LURE, over="message", said=("prize", "threat")) == ["phrase threat.suspend ja"]
    assert asked(LURE, over="link", said=("threat",)) == ["link https://one.example/ text"]


def test_what_is_not_said_is_not_asked() -> None:
    for over, said in product(("message", "link"), (("prize",), ("prize.win", "extortion.pay"))):
        assert asked(LURE, over=over, said=said) == []


def test_language() -> None:
    assert asked(LURE, over="message", lang="ja") == ["message"]
    assert asked(LURE, over="message", lang="en") == []
    assert asked(LURE, over="message", lang="ja", said=("prize",)) == []
