"""House rules as tests: sizes, provenance of data, what the documents promise."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from sabaku import checks
from sabaku.doors._arguments import parser
from sabotage import FAULTS, Fault

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))


@pytest.mark.parametrize("file", SOURCES, ids=lambda it: it.relative_to(ROOT / "src").as_posix())
def test_files_stay_small_and_say_what_lives_there(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.count("\n") <= 400
    assert text.startswith('"""')


@pytest.mark.parametrize("family", checks.FAMILIES)
def test_one_check_a_file(family: str) -> None:
    folder = ROOT / "src" / "sabaku" / "checks" / family
    files = {it.stem.replace("_", "-") for it in folder.glob("*.py") if not it.name.startswith("_")}
    assert {f"{family}.{it}" for it in files} == {it for it in checks.catalogue() if it.startswith(f"{family}.")}


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_readme_knows_every_option_of_examine(name: str) -> None:
    told = (ROOT / name).read_text("utf-8")
    examine = parser()._subparsers._group_actions[0].choices["examine"]  # type: ignore[union-attr, index]
    hidden = {"--help", "--now", "--tape", "--config"}
    for action in examine._actions:
        for option in action.option_strings:
            assert option in told or option in hidden or not option.startswith("--"), f"{name} does not name {option}"


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_readme_targets_and_links_exist(name: str) -> None:
    told = (ROOT / name).read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets, links = re.findall(r"(?:`|&& )make ([a-z-]+)", told), re.findall(r"\]\(([^)#:]+)\)", told)

    assert len(targets) > 2
    assert [it for it in targets if not re.search(rf"^{it}:", makefile, re.MULTILINE)] == []
    assert len(links) > 2
    assert [it for it in links if not (ROOT / it).exists()] == []


@pytest.mark.parametrize("file", sorted((ROOT / "src" / "sabaku" / "data").rglob("*.toml")), ids=lambda it: it.name)
def test_lists_say_where_they_are_from(file: Path) -> None:
    text = file.read_text("utf-8")
    assert tomllib.loads(text) is not None
    assert re.search(r"20\d\d-\d\d", text[:1500]), f"{file.name}: the first lines do not date the list"


def test_where_to_change_what_names_files_that_exist() -> None:
    told = (ROOT / "docs" / "where.md").read_text("utf-8")
    named = set(re.findall(r"`((?:src|tests)/[\w./*-]+)`", told))
    assert len(named) > 40
    assert [it for it in sorted(named) if not list(ROOT.glob(it))] == []


@pytest.mark.parametrize("name", ["guide.en.md", "guide.ja.md"])
def test_the_guide_knows_every_variable_of_the_environment(name: str) -> None:
    told = (ROOT / "docs" / name).read_text("utf-8")
    read = set(re.findall(r"SABAKU_[A-Z_]*[A-Z]", "".join(it.read_text("utf-8") for it in SOURCES)))
    keys = {it for it in read if it.endswith("_KEY")}  # `sabaku sources` names them
    assert sorted(it for it in read - keys - {"SABAKU_CHROMIUM_TALKS", "SABAKU_URL"} if it not in told) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda it: f"{it.file}: {it.right[:40]}")
def test_every_planted_fault_has_one_place(fault: Fault) -> None:
    assert (ROOT / fault.file).read_text("utf-8").count(fault.right) == 1
    assert all((ROOT / gate.partition("::")[0]).exists() for gate in fault.gate.split() if gate.startswith("tests"))


def test_every_file_of_the_package_is_shipped() -> None:
    package = ROOT / "src/sabaku"
    taken = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]["sabaku"]
    others = {it.relative_to(package) for it in package.rglob("*") if it.is_file() and it.suffix not in (".py", ".pyc")}

    assert not {it for it in others if not any(str(it.parent) == str(Path(one).parent) and it.match(one) for one in taken)}


def test_the_notice_names_every_library_that_is_installed_beside() -> None:
    named = re.sub(r"[_.-]+", "-", (ROOT / "NOTICE").read_text().lower())
    locked = re.findall(r"^([a-z0-9.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)

    assert len(locked) > 15
    assert [it for it in locked if f"{it.replace('.', '-')} " not in named] == []
