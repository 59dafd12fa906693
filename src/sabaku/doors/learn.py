"""`sabaku learn`: adjusts the weights to the operator's own mail, keeps objections to verdicts, and takes both back."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from sabaku import app, intake, judge
from sabaku.doors import learnt as kept
from sabaku.doors.cli import DONE, UNREADABLE, USAGE
from sabaku.doors.config import home_of, settled
from sabaku.doors.faults import say, stop
from sabaku.fit import learn as fit
from sabaku.fit.corpus import Row, reduced
from sabaku.model import Home, Input, Lang, Text
from sabaku.render.tame import tame

SHORTEST = 8
"""Digits of an objection's id that have to be given at least."""
SAYS = {
    "few": Text(
        "学習するにはメールが足りません(記録済みの異議も含めて、正規{got_ham}通、詐欺{got_fraud}通)。"
        "正規のメール{ham}通以上と詐欺メール{fraud}通以上が必要です。",
        "Not enough mail to learn from (objections included: {got_ham} legitimate, {got_fraud} fraud). "
        "At least {ham} legitimate mails and {fraud} frauds are needed.",
    ),
    "table": Text(
        "詐欺メールの検知(要注意以上): 学習前 {seen0}/{frauds} → 学習後 {seen}/{frauds}(95%区間 {low}〜{high})\n"
        "正規のメールへの誤警報:       学習前 {alarms0}/{hams} → 学習後 {alarms}/{hams}(95%区間 {alow}〜{ahigh})\n"
        "学習後の数は、同じ種類のメールを除いて学習した重みで判定したものです。",
        "Frauds found (suspicious or worse): before {seen0}/{frauds}, now {seen}/{frauds} (95 % interval {low} to {high})\n"
        "Legitimate mails alarmed at:        before {alarms0}/{hams}, now {alarms}/{hams} (95 % interval {alow} to {ahigh})\n"
        "Each mail is judged by weights that were learnt without its campaign.",
    ),
    "moved": Text("大きく変わった重み:", "Weights that moved most:"),
    "no-gain": Text(
        "判定は良くならないため、重みは変えません(それでも使うには --anyway)。",
        "The verdicts would not get better, so nothing is changed (--anyway uses it all the same).",
    ),
    "written": Text("以後の判定に使います: {path}", "In force from now on: {path}"),
    "undone": Text("学習結果を取り消しました。", "What was learnt last has been taken back."),
    "older": Text("その前の学習結果に戻しました: {path}", "The one before is in force again: {path}"),
    "nothing": Text("取り消す学習結果はありません。", "There is nothing to take back."),
    "contested": Text(
        "異議を記録しました: {name}({was} → {label}、ID {id})。次に `sabaku learn` を実行したときから判定に反映されます。",
        "Objection kept: {name} ({was}, should be {label}; id {id}). It counts from the next `sabaku learn` on.",
    ),
    "listed": Text("{id}  {date}  {was} → {label}  {why}", "{id}  {date}  {was}, should be {label}  {why}"),
    "none": Text("記録した異議はありません。", "No objection is kept."),
    "unknown": Text(
        "{id}: その異議はありません。IDは `sabaku learn --objections` で確認できます。",
        "{id}: there is no such objection; `sabaku learn --objections` lists them with their ids.",
    ),
    "withdrawn": Text(
        "異議を取り下げました: {id}({date}、「{label}」)。残りは{left}件です。",
        "Objection taken back: {id} ({date}, “{label}”). Kept still: {left}.",
    ),
    "in-force": Text(
        "学習済みの重みには、取り下げる前の異議が反映されています。次に `sabaku learn` を実行すると除かれます。",
        "What was learnt before still counts it; the next `sabaku learn` leaves it out.",
    ),
    "agreed": Text("{name}: 判定はすでに「{label}」です。", "{name}: the verdict is already “{label}”."),
    "verdict": Text(
        "--contest には、正しい判定を --verdict legitimate または --verdict fraud で添えてください。",
        "Say with --contest what the mail really is: --verdict legitimate or --verdict fraud.",
    ),
    "ask": Text(
        "--ham と --fraud で自分のメールのフォルダーを指定してください(異議だけなら --contest)。",
        "Name folders of your own mail with --ham and --fraud (or --contest one mail).",
    ),
}


def learn(asked: argparse.Namespace) -> int:
    """Learn, contest or undo. Exit 1 where mail could not be read or was too little."""
    settings, lang = settled(asked.lang, asked.config)
    home = home_of(settings, [], lang)
    if asked.undo:
        return _undo(lang)
    if asked.objections or asked.withdraw:
        return _withdraw(asked.withdraw, home, lang) if asked.withdraw else _list(lang)
    if asked.contest:
        if not asked.verdict:
            return stop(SAYS["verdict"].in_(lang), USAGE)
        return _contest(asked, home, lang)
    if not (asked.ham and asked.fraud):
        return stop(SAYS["ask"].in_(lang), USAGE)
    return _learn(asked, home, lang)


def _learn(asked: argparse.Namespace, home: Home, lang: Lang) -> int:
    now = datetime.now(UTC)
    rows = [*_rows(asked.ham, "ham", home, now, lang), *_rows(asked.fraud, "fraud", home, now, lang)]
    try:
        found = fit.lesson(rows, kept.contests(os.environ), now.date().isoformat())
    except fit.TooFew as fault:
        told = {
            "ham": fit.FEWEST["legitimate"],
            "fraud": fit.FEWEST["fraud"],
            "got_ham": fault.legitimate,
            "got_fraud": fault.fraud,
        }
        return stop(SAYS["few"].in_(lang).format(**told), UNREADABLE)
    print("\n".join(_told(found, lang)))
    if not found.pays and not asked.anyway:
        print(SAYS["no-gain"].in_(lang))
    elif not asked.dry_run:
        path = kept.write_learnt(os.environ, fit.dumps(found.learnt))
        print(SAYS["written"].in_(lang).format(path=path))
    return DONE


def _told(found: fit.Lesson, lang: Lang) -> Iterable[str]:
    before, after = found.before, found.after
    (low, high), (alow, ahigh) = after.intervals()
    yield (
        SAYS["table"]
        .in_(lang)
        .format(
            seen0=before.seen,
            seen=after.seen,
            frauds=after.frauds,
            alarms0=before.alarms,
            alarms=after.alarms,
            hams=after.legitimate,
            low=f"{low:.0%}",
            high=f"{high:.0%}",
            alow=f"{alow:.1%}",
            ahigh=f"{ahigh:.1%}",
        )
    )
    shipped = judge.weights().of
    moved = sorted(found.learnt.weights.items(), key=lambda it: -abs(it[1] - shipped[it[0]]))
    if moved:
        yield SAYS["moved"].in_(lang)
        yield from (f"  {id}: {shipped[id]:+.2f} → {now:+.2f}" for id, now in moved[:10])


def _rows(paths: Sequence[str], folder: Literal["ham", "fraud"], home: Home, now: datetime, lang: Lang) -> Iterator[Row]:
    for it in intake.read(paths, home=home, now=now):
        if isinstance(it, Input):
            yield reduced(app.examine(it), it.given or it.raw, folder, it.name, 0.0)
        else:
            say(f"{tame(it.name)}: {it.reason.in_(lang)}")


def _contest(asked: argparse.Namespace, home: Home, lang: Lang) -> int:
    label: Literal["legitimate", "fraud"] = asked.verdict
    trouble = False
    for it in intake.read(asked.contest, home=home, now=datetime.now(UTC)):
        if not isinstance(it, Input):
            trouble = True
            say(f"{tame(it.name)}: {it.reason.in_(lang)}")
            continue
        report = app.conclude(app.offline(app.prepare(it)), kept.scale(os.environ, lang))
        level = report.verdict.level
        said = {"name": tame(it.name), "was": judge.LEVELS[level].in_(lang), "label": kept.LABELS[label].in_(lang)}
        if (level == "fraud") == (label == "fraud") and level != "suspicious":
            print(SAYS["agreed"].in_(lang).format(**said))
            continue
        hits = reduced(report, it.given or it.raw, "contested", it.name, 0.0).hits
        kept.keep_contest(os.environ, fit.Contest(report.sha256, label, level, hits, datetime.now(UTC), asked.why or ""))
        print(SAYS["contested"].in_(lang).format(**said, id=report.sha256[: kept.ID]))
    return UNREADABLE if trouble else DONE


def _list(lang: Lang) -> int:
    found = kept.contests(os.environ)
    for it in found:
        was = next((says.in_(lang) for level, says in judge.LEVELS.items() if level == it.was), "?")
        print(SAYS["listed"].in_(lang).format(**_said(it, lang), was=was, why=tame(it.why)).rstrip())
    if not found:
        print(SAYS["none"].in_(lang))
    return DONE


def _said(it: fit.Contest, lang: Lang) -> dict[str, str]:
    return {"id": it.sha256[: kept.ID], "date": it.at.date().isoformat(), "label": kept.LABELS[it.label].in_(lang)}


def _withdraw(names: Sequence[str], home: Home, lang: Lang) -> int:
    """Delete objections by their id or their mail; each is confirmed. Exit 1 where there is none of that name."""
    trouble = False
    for name in names:
        found = [it for it in kept.contests(os.environ) if _is_called(it, name, home)]
        if len(found) != 1:
            trouble = True
            say(SAYS["unknown"].in_(lang).format(id=tame(name)))
            continue
        kept.withdraw(os.environ, found[0].sha256)
        left = len(kept.contests(os.environ))
        print(SAYS["withdrawn"].in_(lang).format(**_said(found[0], lang), left=left))
    if not trouble and kept.in_force(os.environ):
        print(SAYS["in-force"].in_(lang))
    return UNREADABLE if trouble else DONE


def _is_called(it: fit.Contest, name: str, home: Home) -> bool:
    if Path(name).is_file():
        mails = intake.read([name], home=home, now=it.at)
        return it.sha256 in {sha256(one.given or one.raw).hexdigest() for one in mails if isinstance(one, Input)}
    return len(name) >= SHORTEST and it.sha256.startswith(name.lower())


def _undo(lang: Lang) -> int:
    there, older = kept.undo(os.environ)
    if not there:
        print(SAYS["nothing"].in_(lang))
    else:
        print(SAYS["older"].in_(lang).format(path=older) if older else SAYS["undone"].in_(lang))
    return DONE
