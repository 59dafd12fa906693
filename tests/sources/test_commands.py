"""`sabaku sources` and `sabaku data` on a machine of our own: what they tell, and what they never show."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sabaku.data import kept, own, toml
from sabaku.doors.cli import main
from sabaku.sources import all_sources
from sabaku.sources._coverage import coverage
from sabaku.sources._hashlists import HashList, write_list
from sabaku.sources._settings import key_variables
from sabaku.sources._source import Local, Settings
from sabaku.sources._store import Store
from sabaku.sources._tables import available

SECRET = "S3CRET-K3Y"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on it but what a test puts there."""
    for variable in [*key_variables().values(), "SABAKU_PROXY", "SABAKU_KEYS"]:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("SABAKU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SABAKU_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("SABAKU_CONFIG", str(tmp_path / "none.toml"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    own.file.cache_clear()
    return tmp_path


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_sources_tells_all_of_each(
    lang: str, machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SABAKU_VIRUSTOTAL_KEY", SECRET)
    monkeypatch.setenv("SABAKU_PROXY", f"http://user:{SECRET}@proxy.example:3128")
    store = Store(machine / "state" / "answers.sqlite")
    store.reserve("virustotal", datetime.now(UTC), 0, 500)
    write_list(machine / "data", HashList("se-4b", "v5", "", "2026-02-05T03:00:00+00:00", "", b"abcd"))
    kept.write_lists(machine / "data", [(kept.Coverage("OpenPhish", "u", "l", "2026-02-05", "2026-01-01", "2026-02-04", 9), [])])
    assert main(["sources", "--lang", lang]) == 0
    told = capsys.readouterr().out
    assert [it for it in told.splitlines() if it and not it.startswith(" ")][: len(all_sources(Settings()))] == list(
        all_sources(Settings())
    )
    for piece in (
        "SABAKU_VIRUSTOTAL_KEY (設定済み)" if lang == "ja" else "SABAKU_VIRUSTOTAL_KEY (set)",
        "499",
        "se-4b: … – 2026-02-05",
    ):
        assert piece in told
    assert "OpenPhish: 2026-01-01 – 2026-02-04" in told
    assert "proxy.example:3128" in told
    assert SECRET not in told


def test_a_file_of_keys_that_is_not_used_is_told_of(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = machine / "config" / "sabaku" / "keys.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f'virustotal = "{SECRET}"\n', "utf-8")
    file.chmod(0o644)
    assert main(["sources", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "chmod 600" in told
    assert SECRET not in told


def test_nothing_is_handed_in_without_a_key(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "--submit", "https://evil.test/", "--lang", "en"]) == 1
    assert "a key is missing" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["sources", "--submit", "https://evil.test/", "--visibility", "public"])


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_data_list_tells_how_old_everything_is(lang: str, machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "list", "--lang", lang]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(available()) + 1
    write_list(machine / "data", HashList("se-4b", "v5", "", "2026-02-05T03:00:00+00:00", "", b"abcd"))
    (machine / "data" / "public_suffix_list.dat").write_bytes(b"com\n")
    assert main(["data", "list", "--lang", lang]) == 0
    told = capsys.readouterr().out
    assert "se-4b" in told
    assert ("日前" if lang == "ja" else "days ago") in told


def test_data_update_of_what_has_no_address(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "update", "networks", "safebrowsing", "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert "SABAKU_URL_TABLES__NETWORKS" in told
    assert "SABAKU_SAFEBROWSING_KEY" in told
    assert main(["data", "update", "nothing-of-that-name"]) == 2


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_sources_says_what_others_learn(lang: str, machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "--lang", lang]) == 0
    blocks = {it.split("\n", 1)[0]: it for it in re.split(r"\n(?=\S)", capsys.readouterr().out.split("\n\n")[0])}
    for name, source in all_sources(Settings()).items():
        told = "伝わる内容" if lang == "ja" else "learns what"
        alone = isinstance(source, Local) or name == "neighbours"
        assert (told in blocks[name]) != alone, "what asks somebody says what he learns"
        assert "{" not in blocks[name]
    assert ("まだありません" if lang == "ja" else "none yet") in blocks["dns"]
    assert ("まだありません" if lang == "ja" else "none yet") not in blocks["geoip"]


def test_the_list_of_warnings_is_told_from_its_first_day_to_its_last() -> None:
    (told,) = coverage(Settings())["warnings"]
    days = sorted(it["date"] for it in toml("warnings")["warning"])
    assert (told.first, told.last) == (days[0], days[-1])
    assert told.first < told.last
