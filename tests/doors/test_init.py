"""`sabaku init`: answers become a file that the other commands read; nothing is lost or half written."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sabaku.doors.config import home_of, read_settings
from sabaku.doors.init import QUESTIONS, init


def answers(*told: str) -> Callable[[str], str]:
    queue: Iterator[str] = iter(told)

    def ask(_: str) -> str:
        try:
            return next(queue)
        except StopIteration:
            raise EOFError from None

    return ask


def asked(path: Path) -> argparse.Namespace:
    return argparse.Namespace(config=str(path), lang="ja")


def test_answers_come_back_as_home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "new" / "config.toml"
    told = [
        "example.jp、example.com",
        "sato suzuki",
        "postmaster",
        "kagoya",
        '[spam] "x"',
        "mx.example.jp 192.0.2.1",
        "mx.example.jp",
        "",
        "",
    ]
    assert len(told) == len(QUESTIONS)

    assert init(asked(file), answers(*told)) == 0

    home = home_of(read_settings(file), [], "ja")
    assert home.domains == ("example.jp", "example.com")
    assert home.accounts == ("sato", "suzuki")
    assert home.role_accounts == ("postmaster",)
    assert home.services == ("kagoya",)
    assert home.subject_tag == '[spam] "x"'
    assert home.borders == ("mx.example.jp", "192.0.2.1")
    assert home.zone == "Asia/Tokyo"
    assert str(file) in capsys.readouterr().out


def test_empty_answers_stay_unknown(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    assert init(asked(file), answers(*[""] * len(QUESTIONS))) == 0

    home = home_of(read_settings(file), [], "ja")
    assert home.domains == ()
    assert home.services is None
    assert home.role_accounts == (), "what is not known to exist makes no account a known one"


def test_existing_file_is_kept_unless_yes(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('lang = "en"\n', "utf-8")

    assert init(asked(file), answers("n")) == 0
    assert file.read_text("utf-8") == 'lang = "en"\n'


def test_broken_off_answers_write_nothing(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"

    assert init(asked(file), answers("example.jp")) == 2
    assert not file.exists()


def test_what_is_no_domain_or_brand_is_said_and_asked_for_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "config.toml"
    told = [
        "例示株式会社",
        "info@example.jp",
        "Example.jp",
        "",
        "",
        "架空商会",
        "カゴヤ、amazon",
        "",
        "",
        "",
        "",
        "東京",
        "Asia/Tokyo",
    ]

    assert init(asked(file), answers(*told)) == 0

    home = home_of(read_settings(file), [], "ja")
    assert home.domains == ("example.jp",)
    assert home.services == ("kagoya", "amazon")
    assert home.zone == "Asia/Tokyo"
    out = capsys.readouterr().out
    for word in ("例示株式会社", "info@example.jp", "架空商会", "東京"):
        assert f"「{word}」" in out


def test_after_three_tries_what_is_right_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    told = [*["example.jp 例示"] * 3, *[""] * (len(QUESTIONS) - 1)]
    assert init(asked(file), answers(*told)) == 0
    assert home_of(read_settings(file), [], "ja").domains == ("example.jp",)
