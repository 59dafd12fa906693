"""Comparing tools: equal false alarms are equal, the best one is named, and a tool that is not there is left out."""

from __future__ import annotations

import pytest

from sabaku.fit import peers
from sabaku.fit.corpus import Row


def row(name: str, label: str, folder: str) -> Row:
    return Row(folder, "", name, label, "", "", "", "", 0.0, 0.0, (), (), (), 1.0, frozenset(), "")  # type: ignore[arg-type]


ROWS = [row(f"h{it}", "legitimate", "ham-x") for it in range(4)] + [row(f"f{it}", "fraud", "phish-x") for it in range(4)]
OURS = peers.Peer("sabaku", 0.0, {"h0": -4, "h1": -3, "h2": -2, "h3": 1, "f0": 3, "f1": 3, "f2": 3, "f3": -1})
THEIRS = peers.Peer("other", 5.0, {"h0": 0, "h1": 1, "h2": 2, "h3": 3, "f0": 9, "f1": 1, "f2": 1, "f3": 1})


@pytest.mark.parametrize(("share", "reached"), [(0.0, 0), (0.25, 1), (0.5, 2), (1.0, 4)])
def test_no_more_than_that_share_is_reached(share: float, reached: int) -> None:
    scores = [1.0, 2.0, 3.0, 4.0]
    threshold = peers.threshold_for(share, scores)

    assert sum(it >= threshold for it in scores) == reached


def test_equal_scores_are_reached_together_or_not_at_all() -> None:
    assert sum(it >= peers.threshold_for(0.5, [7.0] * 4) for it in [7.0] * 4) == 0


def test_the_table_names_who_does_best() -> None:
    told = list(peers.document(ROWS, [OURS, THEIRS]))

    own = told.index("| phish-x | fraud | 4 | 75.0% | 25.0% | sabaku |")
    assert told[own + 1] == "| ham-x | legitimate | 4 | 25.0% | 0.0% | other |"


def test_a_mail_that_a_tool_cannot_judge_is_not_spam(tmp_path) -> None:
    def broken(raw: bytes) -> float:
        raise ValueError(raw)

    mail = tmp_path / "mail.eml"
    mail.write_bytes(b"x")
    there = Row("f", str(mail), "s", "fraud", "", "", "", "", 0.0, 0.0, (), (), (), 1.0, frozenset(), "")

    assert peers.scored([there], broken) == {"s": float("-inf")}


def test_what_is_not_installed_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers.shutil, "which", lambda *_, **__: None)
    with peers.spamassassin() as one, peers.rspamd() as other:
        assert one is None
        assert other is None
