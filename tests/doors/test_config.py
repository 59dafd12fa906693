"""Settings: what the file, the environment and the options say, and what a wrong file is told."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from sabaku.doors.config import KNOWN, ConfigError, Settings, config_file, home_of, language, read_settings
from sabaku.render.notice import Reporter
from sabaku.sources._visiting import Visiting


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


@pytest.mark.parametrize(
    ("written", "ja", "en"),
    [
        ('domains = ["a.example"]\n', "domains は [home] の行の下に書いてください", "domains: write it below a line [home]"),
        ("[hom]\n", "hom という項目はありません。home のことですか?", "no such setting: hom. Do you mean home?"),
        ('profile = "ful"', "offline・quiet・full のいずれかです", "one of offline, quiet, full"),
        ('[smtp]\nhosst = "x"', "[smtp] に hosst という項目はありません。host のことですか?", "[smtp]: no such setting: hosst"),
        ("[smtp]\nport = 25", "[smtp] に host がありません", "[smtp]: host is missing"),
        ("[visit]\nsecond = 9", "seconds のことですか?", "Do you mean seconds?"),
        ('[reporter]\nnam = "x"', "name のことですか?", "Do you mean name?"),
        ("home = 3", "home には表", "home has to be a table"),
        ("profile = \n", "1行目の11文字目がTOMLとして読めません", "line 1, column 11 is no TOML"),
    ],
)
def test_what_to_write_instead_is_said_in_both_languages(tmp_path: Path, written: str, ja: str, en: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(written, "utf-8")
    with pytest.raises(ConfigError) as fault:
        read_settings(file)
    assert ja in fault.value.says.ja
    assert en in fault.value.says.en


def test_other_bytes_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'lang = "\xff"')
    for name, says in (("latin.toml", "UTF-8"), ("", "フォルダー")):
        with pytest.raises(ConfigError) as fault:
            read_settings(tmp_path / name)
        assert says in fault.value.says.ja


def test_the_tables_are_known_by_their_fields() -> None:
    assert {it.name for it in dataclasses.fields(Visiting)} <= set(KNOWN["visit"])
    assert set(KNOWN["reporter"]) == set(Reporter.__struct_fields__)


@pytest.mark.parametrize("name", ["two words", "user@a.example", "https://a.example/", "localhost", ""])
def test_a_home_that_is_no_domain_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match="--home"):
        home_of(Settings(), [name], "ja")


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
