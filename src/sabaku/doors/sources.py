"""`sabaku sources`: what each source tells, who learns what by its being asked, and whether it can be asked here."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from sabaku import outside
from sabaku.doors.cli import DONE, UNREADABLE
from sabaku.doors.config import home_of, settled, state_folder
from sabaku.doors.faults import stop
from sabaku.model import Lang, Reveals, Text
from sabaku.render.when import moment
from sabaku.render.whys import why as reason

LEARNS: Mapping[Reveals, Text] = {
    Reveals.NOBODY: Text("誰にも伝わりません", "nobody learns of it"),
    Reveals.RESOLVER: Text("DNSリゾルバーに伝わります (quiet 以上)", "your DNS resolver learns of it (quiet and up)"),
    Reveals.THIRD_PARTY: Text("第三者のサービスに伝わります (full 以上)", "a third party learns of it (full and up)"),
    Reveals.SUSPECT: Text("相手側に伝わることがあります (visit)", "the suspect may learn of it (visit)"),
}
LABELS: Mapping[str, Text] = {
    "learns": Text("伝わる相手", "who learns"),
    "what": Text("伝わる内容", "learns what"),
    "terms": Text("利用条件", "terms"),
    "key": Text("鍵", "key"),
    "ready": Text("状態", "state"),
    "covers": Text("収録期間", "covers"),
    "last": Text("最後の回答", "last answer"),
    "left": Text("本日の残り", "left today"),
    "check": Text("自分で確かめる", "check yourself"),
}
READY = Text("利用できます", "ready")
LACKS = Text("利用できません: {lacks}がありません", "not usable: {lacks} is missing")
MISSING: Mapping[str, Text] = {
    "key": Text("鍵", "a key"),
    "list": Text("リスト", "a list"),
    "record": Text("回答の記録", "a record of answers"),
    "browser": Text(
        "ブラウザー(Debianでは apt install chromium fonts-noto-cjk)", "a browser (on Debian: apt install chromium fonts-noto-cjk)"
    ),
}
NEVER = Text("まだありません", "none yet")
SET, UNSET = Text("{name} (設定済み)", "{name} (set)"), Text("{name} (未設定)", "{name} (not set)")
SPARE = Text("{name} (未設定。なくても利用できます)", "{name} (not set; usable without)")
PLACES = re.compile(r"\{\w+\}")
BUDGET = Text("1通あたりの時間の上限: {seconds:g}秒 (SABAKU_BUDGET)", "time for one mail: {seconds:g} s (SABAKU_BUDGET)")
PROXY = Text("プロキシ: {proxy}", "proxy: {proxy}")
KEYS = Text("鍵のファイル: {file}", "file of keys: {file}")
TROUBLE = Text("鍵のファイルは使えません: {why}", "the file of keys is not used: {why}")
ABSENCE = Text(
    "リストに載っていないことは、安全の証明ではありません。期間の外で報告されたものは載っていません。",
    "That something is in no list does not mean that it is safe: what was reported outside these dates is not in them.",
)
SUBMITTED = Text(
    "urlscan.ioが閲覧します(公開範囲: {visibility})。相手側には閲覧が伝わります。結果: {link}",
    "urlscan.io will visit it (visibility: {visibility}); the suspect sees that visit. The capture: {link}",
)
WANTED = Text("。環境変数 {name} か {file} に設定してください。", "; set {name} or put it into {file}.")
REFUSED = Text("urlscan.ioに渡せませんでした: {why}", "could not be handed to urlscan.io: {why}")


def sources(asked: argparse.Namespace) -> int:
    """Print the table, asking nobody; or, with --submit, hand one URL to urlscan.io."""
    settings, lang = settled(asked.lang, asked.config)
    if asked.submit:
        return _submit(asked, lang)
    zone = home_of(settings, [], lang).zone
    covers, keys = outside.coverage_here(), outside.keys_here()
    for it in outside.sources_here(state_folder(os.environ), datetime.now(UTC)):
        asks = it.about.learns is not Reveals.NOBODY
        print(f"{it.name}\n    {it.about.tells.in_(lang)}")
        _line("learns", LEARNS[it.about.learns].in_(lang), lang)
        if it.what is not None:
            _line("what", it.what.in_(lang), lang)
        _line("terms", it.about.terms.in_(lang), lang)
        if it.name in keys:
            name, known = keys[it.name]
            _line("key", (SET if known else UNSET if it.lacks else SPARE).in_(lang).format(name=name), lang)
        missing = MISSING.get(it.lacks, Text(it.lacks, it.lacks)).in_(lang)
        _line("ready", LACKS.in_(lang).format(lacks=missing) if it.lacks else READY.in_(lang), lang)
        for one in covers.get(it.name, ()):
            _line("covers", f"{one.name}: {one.first or '…'} – {one.last}", lang)
        if asks and not it.lacks:
            _line("last", moment(it.last, lang, zone, original=False) if it.last else NEVER.in_(lang), lang)
        if it.left is not None and not it.lacks:
            _line("left", str(it.left), lang)
        if it.about.page:
            _line("check", PLACES.sub("…", it.about.page), lang)
    _manners(lang)
    return DONE


def _manners(lang: Lang) -> None:
    """What holds for all of them."""
    told = outside.manners()
    print("\n" + ABSENCE.in_(lang))
    print(BUDGET.in_(lang).format(seconds=told.budget))
    if told.proxy:
        print(PROXY.in_(lang).format(proxy=told.proxy))
    print((TROUBLE if told.key_trouble else KEYS).in_(lang).format(file=told.key_file, why=told.key_trouble))


def _submit(asked: argparse.Namespace, lang: Lang) -> int:
    link, why = outside.submit(asked.submit, asked.visibility)
    if why:
        return stop(REFUSED.in_(lang).format(why=reason(why, lang)) + _key_wanted(why, lang), UNREADABLE)
    print(SUBMITTED.in_(lang).format(visibility=asked.visibility, link=link))
    return DONE


def _key_wanted(why: str, lang: Lang) -> str:
    """Where to put the key, if that is what is missing."""
    name = outside.keys_here().get("urlscan", ("", False))[0] if "key" in why else ""
    return WANTED.in_(lang).format(name=name, file=outside.manners().key_file) if name else ""


def _line(label: str, told: str, lang: Lang) -> None:
    print(f"    {LABELS[label].in_(lang)}: {told}")
