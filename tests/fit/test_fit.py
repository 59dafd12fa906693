"""Measuring and fitting: exact intervals, signs that never turn, copies that do not count twice."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from sabaku import data
from sabaku.fit import measure
from sabaku.fit.corpus import Row, campaigns, label_of
from sabaku.fit.figures import brier, clopper_pearson, likelihood_ratio, reliability, wilson
from sabaku.fit.measure import languages
from sabaku.fit.tables import document
from sabaku.fit.weights import FALSE_ALARM, Sample, fit, log_odds, samples
from sabaku.judge import Weights, add_up, told_once
from sabaku.model import Finding, Lang, Text

GROUPS = {"links.bad": "links", "auth.good": "auth", "body.odd": "body", "body.informs": "body"}
JUDGED = Weights(
    -1.0,
    0.0,
    2.0,
    {"body": 3.0},
    {"links.bad": 1.0, "auth.good": -1.0, "body.odd": 0.5, "body.informs": 0.0},
    "judged",
    "2026-11-21",
)


def row(file: str, label: str = "fraud", text: str = "", hits: tuple[str, ...] = (), receiver: str = "a.example") -> Row:
    sketch = frozenset(hash(text[at : at + 3]) & 0xFFFFFFFF for at in range(len(text)))
    return Row("f", file, file, label, receiver, "", "", "", 0.0, 0.0, hits, (), (), 1.0, sketch, "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 10, 0.0, 0.3085), (10, 10, 0.6915, 1.0), (5, 10, 0.1871, 0.8129), (1, 1000, 0.0000253, 0.00556)],
)
def test_clopper_pearson(hits: int, of: int, low: float, high: float) -> None:
    assert clopper_pearson(hits, of) == pytest.approx((low, high), abs=2e-4)


def test_nothing_measured_is_anything() -> None:
    assert clopper_pearson(0, 0) == (0.0, 1.0)


def test_brier() -> None:
    assert brier([(0.9, True), (0.95, False), (0.1, False)]) == pytest.approx((0.01 + 0.9025 + 0.01) / 3)


def test_reliability_weighs_each_receiver_the_same() -> None:
    much, little = [(0.95, True)] * 98 + [(1.0, True), (0.1, False)], [(0.9, False)]
    low, high = reliability([much, little])

    assert (low.mails, low.frauds, low.share) == (1, 0, 0.0)
    assert (high.mails, high.frauds) == (100, 99)
    assert high.share == pytest.approx(0.99 / 1.99)
    assert 3 < high.effective < 5, "one mail that weighs as much as a hundred leaves much open"


@pytest.mark.parametrize(
    ("share", "of", "low", "high"), [(0.0, 10, 0.0, 0.2775), (0.5, 10, 0.2366, 0.7634), (1.0, 2.5, 0.394, 1.0)]
)
def test_wilson(share: float, of: float, low: float, high: float) -> None:
    assert wilson(share, of) == pytest.approx((low, high), abs=1e-3)


def test_likelihood_ratio_of_nothing_is_one() -> None:
    assert likelihood_ratio(0, 100, 0, 100) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("folder", "label"), [("ham-lists", "legitimate"), ("phish-ja", "fraud"), ("spam", "bulk"), ("torture", "")]
)
def test_labels(folder: str, label: str) -> None:
    assert label_of(folder) == label


def test_copies_are_one_campaign() -> None:
    text = "your account has been limited, please confirm your data within twenty-four hours or it will be closed for good"
    rows = [
        row("1", text=text),
        row("2", text=text.replace("twenty-four", "forty-eight")),
        row("3", text="minutes of the meeting, see below, and thanks for the fish"),
    ]
    first, second, third = campaigns(rows)

    assert first == second != third


def test_copies_are_found_behind_a_stranger() -> None:
    footer = frozenset(range(8))
    rows = [row(str(it)) for it in range(3)]
    sketches = [footer | frozenset(range(at, at + 50)) for at in (100, 200, 201)]
    stranger, one, copy = (replace(it, sketch=marks) for it, marks in zip(rows, sketches, strict=True))
    first, second, third = campaigns([stranger, one, copy])

    assert second == third != first


def test_short_copies_are_one_campaign() -> None:
    one, copy, other = campaigns([row("1", text="hello you"), row("2", text="hello you"), row("3", text="hello all")])

    assert one == copy != other


def test_copies_do_not_count_twice() -> None:
    rows = [row("1"), row("2"), row("3"), row("4", "legitimate")]
    shares = [it.share for it in samples(rows, [1, 1, 2, 3])]

    assert shares[0] == shares[1] == pytest.approx(shares[2] / 2)
    assert sum(shares[:3]) * FALSE_ALARM == pytest.approx(shares[3])


def test_fit_learns_and_keeps_signs() -> None:
    mails = [Sample(("links.bad",), True, 1.0)] * 300 + [Sample((), False, 1.0)] * 300
    mails += [Sample(("body.odd",), False, 1.0)] * 300 + [Sample(("auth.good",), True, 1.0)] * 300
    found = fit(mails, JUDGED, GROUPS)

    assert found.of["links.bad"] > 1.5
    assert found.of["body.odd"] == 0.0, "evidence for fraud never becomes a good sign"
    assert found.of["auth.good"] == 0.0, "a good sign never becomes evidence"
    assert found.of["body.informs"] == 0.0


def test_thin_evidence_stays_with_judgement() -> None:
    found = fit([Sample(("links.bad",), True, 1.0), Sample((), False, 1.0)], JUDGED, GROUPS)

    assert found.of["links.bad"] == pytest.approx(1.0, abs=0.3)


def test_fixed_weights_stay() -> None:
    mails = [Sample(("links.bad",), True, 1.0)] * 300 + [Sample((), False, 1.0)] * 300

    assert fit(mails, JUDGED, GROUPS, frozenset({"links.bad"})).of["links.bad"] == 1.0


def test_log_odds_keeps_caps() -> None:
    scale = Weights(-1.0, 0.0, 2.0, {"body": 0.3}, JUDGED.of, "judged", "")

    assert log_odds(("body.odd", "auth.good"), scale, GROUPS) == pytest.approx(-1.0 + 0.3 - 1.0)
    assert not math.isnan(log_odds((), scale, GROUPS))


def test_the_sum_is_the_judges_where_two_tell_one_fact() -> None:
    of = {"links.bad": 1.0, "body.odd": 0.6}
    scale = replace(JUDGED, prior=-1.0, caps={}, of=of, echoes=(("links.bad", "body.odd"),), share=0.5)
    told = [Finding(id, id.partition(".")[0], weight, Text("", ""), Text("", "")) for id, weight in of.items()]

    assert log_odds(tuple(of), scale, GROUPS) == pytest.approx(-1.0 + 1.0 + 0.3)
    assert log_odds(tuple(of), scale, GROUPS) == pytest.approx(add_up(told_once(told, scale), (), scale).value)


def test_what_repeats_learns_no_more_than_it_adds() -> None:
    mails = [Sample(("links.bad", "body.odd"), True, 1.0)] * 20
    apart, echoing = (
        fit(mails, JUDGED, GROUPS),
        fit(mails, replace(JUDGED, echoes=(("links.bad", "body.odd"),), share=0.1), GROUPS),
    )

    assert echoing.of["body.odd"] < apart.of["body.odd"]


def test_a_receiver_is_left_out_with_its_copies_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row(f"{it}", receiver="a.example" if it < measure.RECEIVER else "b.example") for it in range(measure.RECEIVER + 2)]
    groups = [*range(measure.RECEIVER), 0, 99]
    fitted_on: list[list[int]] = []

    def fitted(rows: object, groups: object, chosen: Iterable[int]) -> Weights:
        fitted_on.append(list(chosen))
        return JUDGED

    monkeypatch.setattr(measure, "fitted", fitted)
    measure.receiver_left_out(rows, groups)

    assert fitted_on == [[measure.RECEIVER + 1]]


def test_weights_that_no_labelled_mail_has_tried_are_named() -> None:
    rows = [row("1", hits=("links.bad",)), row("2", "legitimate", hits=("body.informs",)), row("3", "bulk", hits=("body.odd",))]

    assert measure.untried(rows, JUDGED) == ["auth.good", "body.odd"]


def test_what_a_fit_writes_is_what_it_reads(tmp_path: Path) -> None:
    rows = [row(f"{n:016x}", "fraud" if n % 2 else "legitimate", f"text number {n}") for n in range(8)]
    measure.fit_all(rows, campaigns(rows), tmp_path / "fit.toml")
    read = tomllib.loads((tmp_path / "fit.toml").read_text("utf-8"))
    shipped = data.toml("weights")

    assert read.keys() == shipped.keys()
    assert read["model"].keys() == shipped["model"].keys()
    assert set(read["model"]["untried"]) == {id for id, weight in measure.judged().of.items() if weight}
    assert (tmp_path / "fit.mails.txt").read_text("ascii").split() == sorted(it.sha256 for it in rows)


@pytest.mark.parametrize(("lang", "says"), [("ja", "そのような受信者はいません。"), ("en", "There is no such receiver.")])
def test_a_table_without_a_row_is_a_sentence(lang: Lang, says: str) -> None:
    rows = [row("phish/1.eml", text="one"), row("ham/2.eml", "legitimate", "two")]
    lines = list(document(rows, campaigns(rows), lang))
    assert says in lines
    assert not [line for line, after in zip(lines, [*lines[1:], ""], strict=True) if line.startswith("|---") and not after]


def test_the_tables_are_told_in_both_languages() -> None:
    rows = [row(f"{n:064x}", "fraud" if n % 2 else "legitimate", f"text number {n}") for n in range(8)]
    rows = [replace(it, language="ja" if it.label == "fraud" else "de") for it in rows]
    en, ja = (list(document(rows, campaigns(rows), lang)) for lang in ("en", "ja"))
    assert any("False alarms on Japanese legitimate mail are not measured here" in it for it in en)
    assert any("German 4" in it for it in en)
    assert any("日本語の正規メールの誤警報は、ここでは測定できていません" in it for it in ja)
    assert any("ドイツ語 4" in it for it in ja)
    assert [it.count("|") for it in en] == [it.count("|") for it in ja]
    assert languages(rows * 8) == ["de"]
