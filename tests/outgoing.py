"""Cases for the tests of exports and notices: the two examples with their answers, and mails that are built."""

from __future__ import annotations

import functools
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

from mails import _fixture, build
from sabaku import app
from sabaku.doors.config import home_of, read_settings
from sabaku.indicators import third_parties
from sabaku.model import Case, Input, Report
from sabaku.render.export import Given, given
from sabaku.render.notice import Basis, Reporter
from sabaku.render.notice.basis import basis
from sabaku.render.redact import Redaction, redaction

EXAMPLES = Path(__file__).parent.parent / "examples"
NOW = {"kagoya": "2023-06-11T21:00:00+09:00", "fukushima": "2021-10-27T21:00:00+09:00"}
REPORTER = Reporter("例示株式会社 情報システム部", "山田花子", "abuse@reporter.example")
SECRETS = {
    "kagoya": ("recipient.example", "user@"),
    "fukushima": ("recipient.example", "fukushima-tta", "fukushima.tta", "福島県卓球協会", "stray@"),
}


REPORTS = Path(__file__).parent / "cases"
"""The examples' reports as they once were: golden files of exports do not change with every weight. `python tests/outgoing.py`
writes them anew."""


@functools.cache
def live(name: str) -> tuple[Case, Report]:
    """The example mail with its recorded answers, examined at its time by today's checks."""
    folder = EXAMPLES / name
    home = home_of(read_settings(folder / "home.toml"), [], "ja")
    raw = (folder / "mail.eml").read_bytes()
    it = Input(raw, name="mail.eml", now=datetime.fromisoformat(NOW[name]), profile="full", home=home)
    case = app.recorded(app.prepare(it), (folder / "tape.jsonl").read_bytes())[0]
    return case, app.conclude(case)


@functools.cache
def example(name: str) -> tuple[Case, Report]:
    """The example mail with its recorded answers, and the report that was kept of it."""
    kept = msgspec.json.decode((REPORTS / f"{name}.report.json").read_bytes(), type=Report)
    return live(name)[0], kept


def made(told: dict[str, Any]) -> tuple[Case, Report]:
    """A mail as tests/mails.py builds it, examined with its facts and nothing else."""
    it = _fixture(build(told), told, "mail.eml")
    case = structs.replace(app.prepare(it.input), facts=it.facts)
    return case, app.conclude(case)


def masked(case: Case, report: Report, *, owner: bool = False) -> Redaction:
    """What must not be read, as the door collects it."""
    mask = redaction(case, owner=owner)
    more = [] if owner else [it for it in third_parties(case, report) if mask.text(it) == it]
    return redaction(case, terms=more) if more else mask


def outgoing(case: Case, report: Report, **more: Any) -> Given:
    """The case as exports get it."""
    return given(case, report, masked(case, report), **more)


def base(case: Case, report: Report, *, owner: bool = False, reporter: Reporter = REPORTER, **more: Any) -> Basis:
    """The case as notices get it."""
    return basis(case, report, masked(case, report, owner=owner), reporter, **more)


if __name__ == "__main__":
    for name in NOW:
        (REPORTS / f"{name}.report.json").write_bytes(msgspec.json.format(msgspec.json.encode(live(name)[1]), indent=1) + b"\n")
