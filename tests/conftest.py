"""What all tests share: the `--bless` switch, and the rules that hold for all of them.

With SABAKU_REQUIRE=all nothing may be skipped; what a module leaves open is its own fault; and a run depends neither on the
machine's speed nor on chance: generated examples are the same each time (HYPOTHESIS_PROFILE=wild for others, `make fuzz` for
many).
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

sys.path.insert(0, str(Path(__file__).parent))

hypothesis.settings.register_profile(
    "wild", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], print_blob=True
)
hypothesis.settings.register_profile("steady", hypothesis.settings.get_profile("wild"), derandomize=True, database=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write the golden files anew (never in CI)")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    wanted = bool(request.config.getoption("--bless"))
    if wanted and os.environ.get("CI"):
        pytest.fail("golden files are not written in CI")
    return wanted


def pytest_collection_finish() -> None:
    """What is there before the first test stays: the collector need not go through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="module")
def nothing_is_left_open() -> Iterator[None]:
    """A socket or file that only the collector closes is an error of this module, not of whatever test it strikes later."""
    yield
    gc.collect()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("SABAKU_REQUIRE") == "all":
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: skipped, but everything is required here: {report.longrepr}"
