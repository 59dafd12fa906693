"""`sabaku data`: how old the lists on this machine are, and fetching them anew."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime

from sabaku import outside
from sabaku.doors.cli import DONE, UNREADABLE, USAGE
from sabaku.doors.config import config_file, language, read_settings
from sabaku.model import Lang, Text

NONE = Text(
    "保存されているリストはありません。`sabaku data update` で取得できます(保存先: {folder})。",
    "No lists are kept here. `sabaku data update` fetches them (to {folder}).",
)
KEPT = Text(
    "{name}: {entries:,}件、{first} から {last} まで、{fetched} 取得",
    "{name}: {entries:,} entries, {first} to {last}, fetched {fetched}",
)
NEW = Text("{list}: {entries:,}件を取得しました", "{list}: {entries:,} entries fetched")
OLD = Text(
    "{list}: 取得できませんでした({why})。以前のもの({fetched}、{entries:,}件)を残します",
    "{list}: could not be fetched ({why}); the old one ({fetched}, {entries:,} entries) stays in place",
)
MISSING = Text(
    "{list}: 取得できませんでした({why})。手元にもありません", "{list}: could not be fetched ({why}); none is kept here either"
)
UNKNOWN = Text("そのリストはありません: {name}(あるのは {known})", "there is no list {name}; there are {known}")


def data(asked: argparse.Namespace) -> int:
    """List or update. Exit 1 where a list could not be fetched."""
    lang = language(asked.lang, read_settings(config_file(os.environ)), os.environ)
    if asked.action == "list":
        return _list(lang)
    unknown = [it for it in asked.names if it not in outside.list_ids()]
    if unknown:
        print("sabaku: " + UNKNOWN.in_(lang).format(name=unknown[0], known=", ".join(outside.list_ids())), file=sys.stderr)
        return USAGE
    return _update(asked.names, lang)


def _list(lang: Lang) -> int:
    lists = outside.kept_lists()
    for it in lists:
        print(KEPT.in_(lang).format(**it._asdict()))
    for name, date in outside.city_databases():
        print(f"{name}: {date}")
    if not lists:
        print(NONE.in_(lang).format(folder=outside.data_folder()))
    return DONE


def _update(names: list[str], lang: Lang) -> int:
    outcomes = outside.update_lists(datetime.now(UTC), names, _progress if sys.stderr.isatty() else None)
    for it in outcomes:
        says = NEW if not it.why else OLD if it.fetched else MISSING
        print(says.in_(lang).format(**it._asdict()))
    return UNREADABLE if any(it.why for it in outcomes) else DONE


def _progress(name: str, done: int, of: int) -> None:
    print(f"\r{name} {done}/{of} ", end="\n" if done == of else "", file=sys.stderr, flush=True)
