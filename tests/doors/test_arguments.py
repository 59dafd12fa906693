"""The command line describes itself in the language of its user, down to the last option."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator

import pytest

from sabaku.doors import cli
from sabaku.doors._arguments import LABELLED, parser
from sabaku.doors._locale import locale_language
from sabaku.fit import corpus
from sabaku.model import Lang
from sabaku.render.wrap import width

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


def test_what_may_be_left_out_is_not_called_missing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser("en").parse_all(["data"])
    assert "list|update" in (told := capsys.readouterr().err)
    assert "LIST" not in told


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
    for words in (["publish", "--lang", "ja"], ["publish", "--lang=ja"]):
        with pytest.raises(SystemExit):
            cli.main(words)
        assert "次の引数が必要です: CASE" in capsys.readouterr().err


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


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_lines_of_the_usage_begin_under_each_other(lang: Lang, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    (commands,) = (it for it in parser(lang)._actions if isinstance(it, argparse._SubParsersAction))
    for name, command in commands.choices.items():
        first, *others = command.format_usage().rstrip().split("\n")
        set_in = width(first[: first.index(f"sabaku {name}") + len(f"sabaku {name} ")])
        assert all(len(it) - len(it.lstrip()) == set_in for it in others), name


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_help_fits_the_terminal(lang: Lang, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    (commands,) = (it for it in parser(lang)._actions if isinstance(it, argparse._SubParsersAction))
    for name, command in commands.choices.items():
        assert all(width(it) <= 80 for it in command.format_help().split("\n")), name


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["examin", "x"], "do you mean examine?"),
        (["--format=json", "examine", "x"], "--format=json stands behind the command"),
        (["--lang", "ja", "examine", "x"], "--lang はコマンドの後に書いてください"),
        (
            ["examine", "x", "--frmat", "html"],
            "sabaku examine: error: unrecognized arguments: --frmat html; do you mean --format?",
        ),
        (["export", "x", "--as", "stx"], "do you mean stix?"),
        (["examine", "x", "--jobs", "0"], "'0' is no number from 1 on"),
        (["measure", "x", "--jobs", "-1"], "--jobs"),
        ([], "usage: sabaku"),
    ],
)
def test_a_slip_is_told_with_what_was_meant(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SABAKU_LANG", "en")
    with pytest.raises(SystemExit) as end:
        cli.main(words)
    assert end.value.code == cli.USAGE
    assert told in capsys.readouterr().err


def test_measure_names_the_folders_that_it_reads() -> None:
    assert ", ".join(corpus.LABELS) == LABELLED


def test_an_address_is_no_mail_and_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["examine", "https://login.evil.example/"]) == 2
    told = capsys.readouterr().err

    assert "hxxps://login[.]evil[.]example/" in told
    assert "what is examined is a mail" in told


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_help_begins_with_what_a_newcomer_needs(lang: Lang) -> None:
    told = parser(lang).format_help()

    assert "sabaku examine mail.eml --case case" in told
    assert "sabaku publish case --out article" in told
