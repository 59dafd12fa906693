"""Settings: what the file, the environment and the options say, and what a wrong file is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from sabaku.doors.config import ConfigError, Settings, config_file, home_of, language, read_settings


def test_missing_file_is_all_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.toml") == Settings()


def test_missing_file_that_was_asked_for_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="sabaku init"):
        read_settings(tmp_path / "none.toml", required=True)


@pytest.mark.parametrize(
    ("written", "says"),
    [("profile = ", "config.toml"), ('profile = "loud"', "loud"), ("colour = 1", "colour")],
)
def test_wrong_file_names_the_fault(tmp_path: Path, written: str, says: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(written, "utf-8")
    with pytest.raises(ConfigError, match=says):
        read_settings(file)


def test_home_adds_domains_of_the_option() -> None:
    home = home_of(Settings(home={"domains": ["a.example"], "services": ["kagoya"]}), ["B.example"], "ja")

    assert home.domains == ("a.example", "b.example")
    assert home.services == ("kagoya",)
    assert home.accounts == ()


def test_home_without_services_does_not_know_them() -> None:
    assert home_of(Settings(), [], "ja").services is None


def test_unknown_home_key_is_named() -> None:
    with pytest.raises(ConfigError, match="domain"):
        home_of(Settings(home={"domain": "a.example"}), [], "ja")


@pytest.mark.parametrize(
    ("asked", "settings", "environ", "lang"),
    [
        ("ja", Settings(lang="en"), {}, "ja"),
        (None, Settings(lang="ja"), {"LANG": "en_GB.UTF-8"}, "ja"),
        (None, Settings(), {"LANG": "ja_JP.UTF-8"}, "ja"),
        (None, Settings(), {"LANG": "ja_JP.UTF-8", "LC_ALL": "de_DE.UTF-8"}, "en"),
        (None, Settings(), {}, "en"),
    ],
)
def test_language(asked: str | None, settings: Settings, environ: dict[str, str], lang: str) -> None:
    assert language(asked, settings, environ) == lang


def test_config_file_by_environment(tmp_path: Path) -> None:
    assert config_file({"SABAKU_CONFIG": str(tmp_path / "x.toml")}) == tmp_path / "x.toml"
