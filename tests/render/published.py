"""The two example cases as they are published: the article's own fixtures."""

from __future__ import annotations

import functools
import tomllib
from datetime import datetime
from pathlib import Path

import msgspec

from sabaku import app
from sabaku.doors.config import Settings, home_of
from sabaku.model import Case, Input, Lang, Report
from sabaku.render.article.author import Author
from sabaku.render.article.compose import Told, compose
from sabaku.render.article.nouns import Article
from sabaku.render.redact import Redaction, redaction

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = {"fukushima": "2021-10-27T21:00:00+09:00", "kagoya": "2023-06-11T21:00:00+09:00"}
NAMES = tuple(NOW)
LANGS: tuple[Lang, Lang] = ("ja", "en")


@functools.cache
def examined(name: str) -> tuple[Case, Report, Redaction]:
    folder = EXAMPLES / name
    settings = msgspec.convert(tomllib.loads((folder / "home.toml").read_text("utf-8")), Settings)
    raw = (folder / "mail.eml").read_bytes()
    given = Input(raw, now=datetime.fromisoformat(NOW[name]), profile="full", home=home_of(settings, [], "ja"))
    case, _ = app.recorded(app.prepare(given), (folder / "tape.jsonl").read_bytes())
    return case, app.conclude(case), redaction(case)


def told(name: str, author: Author | None = None) -> Told:
    case, report, mask = examined(name)
    return Told(mask.report(report), mask.text, datetime.fromisoformat(NOW[name]), case.message, author or Author())


@functools.cache
def article(name: str, lang: Lang) -> Article:
    return compose(told(name), lang)
