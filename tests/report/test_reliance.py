"""What the stated probability rests on: languages whose legitimate mail was measured, weights that mail has tried."""

from __future__ import annotations

import pytest

from sabaku import data
from sabaku.model import FalseAlarms, Finding, Reliance, Text
from sabaku.report.reliance import reliance


def finding(id: str, weight: float) -> Finding:
    return Finding(id=id, group="body", weight=weight, title=Text("", ""), says=Text("", ""), sure="confirmed")


@pytest.mark.parametrize(
    ("languages", "language", "false_alarms"),
    [
        ({"en"}, "", "measured"),
        ({"ja"}, "ja", "not measured"),
        ({"nl"}, "nl", "hardly measured"),
        ({"en", "nl"}, "nl", "hardly measured"),
        ({"de", "ja"}, "ja", "not measured"),
        (set(), "", "unknown"),
    ],
)
def test_the_language_that_was_measured_least_counts(languages: set[str], language: str, false_alarms: FalseAlarms) -> None:
    assert reliance((), languages) == Reliance(language, false_alarms)


def test_what_no_labelled_mail_has_tried_is_added_up() -> None:
    untried, tried = data.toml("weights")["model"]["untried"][0], "identity.from-not-brand"
    findings = (finding(untried, 1.5), finding(untried, -0.5), finding(tried, 3.0), finding(untried, 0.25))

    assert reliance(findings, {"en"}).untried == 1.75


def test_nothing_is_a_number_like_any_other() -> None:
    """A case is compared with its replay byte by byte: 0 is not 0.0 in JSON."""
    assert isinstance(reliance((), {"en"}).untried, float)
