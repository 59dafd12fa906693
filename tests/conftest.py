"""What all tests share: the `--bless` switch, and the rules that hold for all of them.

With SABAKU_REQUIRE=all nothing may be skipped; what a module leaves open is its own fault; and a run depends neither on the
machine's speed, nor on whose machine it is (its language, zone and settings are left aside), nor on how it was started, nor on
chance: generated examples are the same each time (HYPOTHESIS_PROFILE=wild for others, `make fuzz` for many).
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

sys.path.insert(0, str(Path(__file__).parent))

OURS = {"SABAKU_REQUIRE", "SABAKU_CHROMIUM", "SABAKU_CHROMIUM_TALKS"}
"""What may be told to the tests from outside."""
SETTINGS = ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "TZ", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")

for name in [it for it in os.environ if (it.startswith("SABAKU_") and it not in OURS) or it in SETTINGS]:
    del os.environ[name]
os.environ["LANG"] = "C.UTF-8"
if hasattr(time, "tzset"):
    time.tzset()
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # as in the background, where no command that is tested would heed it
    signal.signal(signal.SIGINT, signal.default_int_handler)

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


@pytest.fixture(autouse=True, scope="session")
def nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whoever runs the tests has neither settings nor data of the tool, and gets none."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(tmp_path_factory.mktemp("home") / name))
        yield


def pytest_collection_finish() -> None:
    """What is there before the first test stays: the collector need not go through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="module")
def nothing_is_left_open() -> Iterator[None]:
    """A socket or file that only the collector closes is an error of this module, not of whatever test it strikes later."""
    yield
    gc.collect()
    gc.freeze()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("SABAKU_REQUIRE") == "all":
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: skipped, but everything is required here: {report.longrepr}"
