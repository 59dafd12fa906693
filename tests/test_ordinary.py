"""Ordinary mail, written as firms, offices and private people write it: none of it may be held against its sender.

The fixtures guard; they are no sample of real mail and give no rate of false alarms.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mails import load
from sabaku.app import conclude, prepare

HERE = Path(__file__).parent
ORDINARY = sorted(it for lang in ("ham_ja", "ham_en") for it in (HERE / lang).iterdir() if it.suffix in (".toml", ".eml"))


@pytest.mark.parametrize("path", ORDINARY, ids=lambda it: f"{it.parent.name}/{it.stem}")
def test_is_not_suspected(path: Path) -> None:
    verdict = conclude(prepare(load(path).input))
    told = [(it.id, it.weight, [one.found for one in it.evidence]) for it in verdict.findings if it.weight]
    assert verdict.verdict.level == "no-sign", told
