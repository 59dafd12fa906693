"""Every check on its own mails: it fires where it should, is silent just across the line, and its evidence is really there."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import msgspec
import pytest

from mails import load
from sabaku import checks, judge
from sabaku.app import conclude, prepare
from sabaku.model import Case, Finding, Report, Span

HERE = Path(__file__).parent / "checks"
FIXTURES = sorted(it for it in HERE.glob("*/*/*") if it.suffix in (".toml", ".eml") and not it.name.endswith(".eml.toml"))
FIRES = [it for it in FIXTURES if it.parent.name == "fires"]
SILENT = [it for it in FIXTURES if it.parent.name == "silent"]
CATALOGUE = checks.catalogue()
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def name_of(path: Path) -> str:
    return f"{path.parent.parent.name}/{path.stem}"


@functools.cache
def examined(path: Path, with_facts: bool = True) -> tuple[Case, Report]:
    fixture = load(path)
    case = prepare(fixture.input)
    if with_facts:
        case = Case(case.input, case.message, case.observables, fixture.facts)
    return case, conclude(case)


def finding(path: Path) -> Finding | None:
    wanted = path.parent.parent.name
    return next((it for it in examined(path)[1].findings if it.id == wanted), None)


@pytest.mark.parametrize("path", FIRES, ids=name_of)
def test_fires(path: Path, bless: bool) -> None:
    it = finding(path)
    assert it is not None, f"{name_of(path)} does not fire; findings: {[f.id for f in examined(path)[1].findings]}"
    told = {
        "ja": it.says.ja,
        "en": it.says.en,
        "evidence": [{"where": str(msgspec.to_builtins(e.where)), "found": e.found, "expected": e.expected} for e in it.evidence],
    }
    golden = path.with_suffix(".golden.json")
    if bless:
        golden.write_bytes(msgspec.json.format(msgspec.json.encode(told)) + b"\n")
    assert golden.exists(), "no golden file: pytest --bless"
    assert told == msgspec.json.decode(golden.read_bytes())


@pytest.mark.parametrize("path", SILENT, ids=name_of)
def test_silent(path: Path) -> None:
    it = finding(path)
    assert it is None, it and it.says.ja


@pytest.mark.parametrize("path", FIXTURES, ids=name_of)
def test_nothing_is_broken(path: Path) -> None:
    _, report = examined(path)
    assert [it for it in report.gaps if it.reason == "broken"] == []
    assert [it for it in report.message.defects if it.kind == "finder-broken"] == []


@pytest.mark.parametrize("path", FIXTURES, ids=name_of)
def test_evidence_is_really_there(path: Path) -> None:
    case, report = examined(path)
    for it in report.findings:
        for evidence in it.evidence:
            if isinstance(evidence.where, Span):
                quoted = case.message.quote(evidence.where)
                assert evidence.found in quoted, f"{it.id}: {evidence.found!r} is not in {quoted!r}"
                assert evidence.raw is not None, it.id
                assert 0 <= evidence.raw[0] <= evidence.raw[1] <= len(case.message.raw), it.id
            else:
                assert evidence.where in case.facts, f"{it.id} cites a fact that is not there: {evidence.where}"


@pytest.mark.parametrize("path", FIXTURES, ids=name_of)
def test_sentences_are_complete(path: Path) -> None:
    for it in examined(path)[1].findings:
        assert not PLACEHOLDER.search(it.says.ja), f"{it.id}: {it.says.ja}"
        assert not PLACEHOLDER.search(it.says.en), f"{it.id}: {it.says.en}"


@pytest.mark.parametrize("path", FIRES, ids=name_of)
def test_unknown_is_not_innocent(path: Path) -> None:
    """Without any facts the level is never lower than the mail-only findings give, and what was not looked at is said."""
    _, with_facts = examined(path)
    _, without = examined(path, with_facts=False)
    needed = CATALOGUE[path.parent.parent.name].needs
    if not needed:
        return
    mail_only = [it for it in with_facts.findings if not CATALOGUE[it.id].needs]
    order = ("no-sign", "suspicious", "fraud")
    decisive = [it.id for it in CATALOGUE.values() if it.decisive]
    alone = judge.judge(mail_only, (), decisive=decisive)
    assert order.index(without.verdict.level) >= order.index(alone.level) or without.verdict.category == "bulk-spam"
    assert {it.source for it in without.gaps} & set(needed), f"the gap is not said: {needed}"


@pytest.mark.parametrize("id", CATALOGUE)
def test_catalogue(id: str) -> None:
    check = CATALOGUE[id]
    folder = HERE / id
    for kind in ("fires", "silent"):
        count = len([it for it in FIXTURES if it.parent == folder / kind])
        assert count >= 2, f"{id}: {count} {kind} fixtures, at least two are wanted"
    assert check.judge.__doc__, f"{id} has no docstring"
    for text in (check.title, check.says, check.advice):
        if text is not None:
            assert text.ja
            assert text.en
            assert set(PLACEHOLDER.findall(text.ja)) == set(PLACEHOLDER.findall(text.en)), f"{id}: placeholders differ"
    assert id in judge.weights().of, f"{id} has no line in data/weights.toml"
    assert check.group == id.partition(".")[0]
    assert set(check.quiet_when) <= set(CATALOGUE), f"{id}: quiet_when names an unknown check"


def test_no_orphans() -> None:
    assert {it.name for it in HERE.iterdir() if it.is_dir()} <= set(CATALOGUE)
    assert set(judge.weights().of) <= set(CATALOGUE)
