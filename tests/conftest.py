"""What all tests share: the `--bless` switch, and the rule that with SABAKU_REQUIRE=all nothing may be skipped."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write the golden files anew (never in CI)")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    wanted = bool(request.config.getoption("--bless"))
    if wanted and os.environ.get("CI"):
        pytest.fail("golden files are not written in CI")
    return wanted


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("SABAKU_REQUIRE") == "all":
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: skipped, but everything is required here: {report.longrepr}"
