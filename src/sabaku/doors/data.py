"""`sabaku data`: how old the lists on this machine are, and fetching them anew."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime

from sabaku import outside
from sabaku.doors.cli import DONE, UNREADABLE, USAGE
from sabaku.doors.config import settled
from sabaku.doors.faults import stop
from sabaku.model import Lang, Text
from sabaku.render.whys import why

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
WAITS = Text("{list}: まだ更新の時期ではありません({waits} 以降)", "{list}: not due before {waits}")
NEW_TABLE = Text("{list}: 更新しました", "{list}: brought up to date")
OLD_TABLE = Text(
    "{list}: 取得できませんでした({why})。以前のもの({fetched} 取得)を残します",
    "{list}: could not be fetched ({why}); the old one (fetched {fetched}) stays in place",
)
SHIPPED = Text(
    "{list}: 取得できませんでした({why})。同梱のデータがあればそれを使います",
    "{list}: could not be fetched ({why}); the shipped one is used, where there is one",
)
HASHES = Text(
    "Googleセーフブラウジング {name}: {count:,}件、{fetched} 取得",
    "Google Safe Browsing {name}: {count:,} prefixes, fetched {fetched}",
)
TABLE = Text("{name}: {date} 取得({licence})", "{name}: fetched {date} ({licence})")
TABLE_NONE = Text("{name}: 取得していません({licence})", "{name}: not fetched ({licence})")
TABLE_SHIPPED = Text("{name}: 同梱のものを使っています({licence})", "{name}: the shipped one is used ({licence})")
NOT_SHIPPED = {"DB-IP City Lite"}
"""Tables that are here only once they were fetched."""
NAMES = {
    "networks (AS numbers, countries)": Text("ネットワークの表(AS番号・国)", "networks (AS numbers, countries)"),
    "DB-IP City Lite": Text("都市の位置(DB-IP City Lite)", "cities (DB-IP City Lite)"),
    "Public Suffix List": Text("パブリックサフィックス(Public Suffix List)", "public suffixes (Public Suffix List)"),
    "brands": Text("ブランドの一覧", "brands"),
}
"""Tables by what they hold."""
AGE = Text("({days}日前)", " ({days} days ago)")
AGES = {0: Text("(本日)", " (today)"), 1: Text("(1日前)", " (yesterday)")}
UNKNOWN = Text("そのリストはありません: {name}(あるのは {known})", "there is no list {name}; there are {known}")


def data(asked: argparse.Namespace) -> int:
    """List or update. Exit 1 where a list could not be fetched."""
    lang = settled(asked.lang)[1]
    unknown = [it for it in asked.names if it not in outside.list_ids()]
    if unknown:
        return stop(UNKNOWN.in_(lang).format(name=unknown[0], known=", ".join(outside.list_ids())), USAGE)
    return _list(lang) if asked.action == "list" else _update(asked.names, lang)


def _list(lang: Lang) -> int:
    today = datetime.now(UTC).date()
    lists = outside.kept_lists()
    for it in lists:
        print(KEPT.in_(lang).format(**it._asdict()) + _age(it.fetched, today, lang))
    for name, count, fetched in outside.hash_lists():
        print(HASHES.in_(lang).format(name=name, count=count, fetched=fetched) + _age(fetched, today, lang))
    for table in outside.tables():
        says = TABLE if table.date else TABLE_NONE if table.name in NOT_SHIPPED else TABLE_SHIPPED
        print(says.in_(lang).format(**{**table._asdict(), "name": _name(table.name, lang)}) + _age(table.date, today, lang))
    for name, built in outside.city_databases():
        print(f"{name}: {built}" + _age(built, today, lang))
    if not lists:
        print(NONE.in_(lang).format(folder=outside.data_folder()))
    return DONE


def _name(name: str, lang: Lang) -> str:
    return NAMES[name].in_(lang) if name in NAMES else name


def _age(day: str, today: date, lang: Lang) -> str:
    """How long ago that was."""
    days = (today - date.fromisoformat(day)).days if day else 0
    return AGES.get(days, AGE).in_(lang).format(days=days) if day else ""


def _update(names: list[str], lang: Lang) -> int:
    outcomes = outside.update_lists(datetime.now(UTC), names, _progress if sys.stderr.isatty() else None)
    for it in outcomes:
        print(_became(it).in_(lang).format(**{**it._asdict(), "list": _name(it.list, lang), "why": why(it.why, lang)}))
    return UNREADABLE if any(it.why for it in outcomes) else DONE


def _became(it: outside.Updated) -> Text:
    """The sentence for what became of a list or table."""
    if it.waits:
        return WAITS
    if it.table:
        return NEW_TABLE if not it.why else OLD_TABLE if it.fetched else SHIPPED
    return NEW if not it.why else OLD if it.fetched else MISSING


def _progress(name: str, done: int, of: int) -> None:
    """Files, or bytes in MB where there are many."""
    if max(done, of) > 2**20:
        done, of = done >> 20, of >> 20
    print(f"\r{name} {done}/{of} ", end="\n" if done == of else "", file=sys.stderr, flush=True)
