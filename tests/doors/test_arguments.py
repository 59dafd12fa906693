"""The command line describes itself in the language of its user, down to the last option."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator

import pytest

from sabaku.doors import cli
from sabaku.doors._arguments import parser
from sabaku.doors._locale import locale_language

JAPANESE = re.compile("[ぁ-ゖァ-ヺ一-龠]")


def options(top: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.Action]]:
    (commands,) = (it for it in top._actions if isinstance(it, argparse._SubParsersAction))
    for name, command in commands.choices.items():
        yield from ((f"{name} {it.dest}", it) for it in command._actions)


def test_every_option_is_described_in_both_languages() -> None:
    en, ja = dict(options(parser("en"))), dict(options(parser("ja")))
    assert list(en) == list(ja)
    for name, it in en.items():
        assert it.help, name
        assert not JAPANESE.search(it.help), name
        assert ja[name].help, name
        assert JAPANESE.search(ja[name].help or ""), name


def test_an_error_is_told_in_the_users_language(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {**os.environ, "SABAKU_LANG": "ja"})
    with pytest.raises(SystemExit):
        cli.main(["publish"])
    assert "次の引数が必要です: CASE" in capsys.readouterr().err
    assert cli.main(["examine", "x", "--now", "soon"]) == cli.USAGE
    assert "日時として読めません" in capsys.readouterr().err
    assert cli.main(["examine", "x", "--now", "soon", "--lang", "en"]) == cli.USAGE
    assert "is no time" in capsys.readouterr().err
    monkeypatch.setenv("SABAKU_LANG", "en")
    with pytest.raises(SystemExit):
        cli.main(["publish"])
    assert "the following arguments are required: CASE" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "ja_JP.eucJP"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "SABAKU_LANG": "en"}, "en"),
    ],
)
def test_the_language_of_the_environment(environ: dict[str, str], lang: str) -> None:
    assert locale_language(environ) == lang
