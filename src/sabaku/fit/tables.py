"""The figures of `sabaku measure` as a document: Markdown, in the reader's language. Fits nothing and judges nothing itself."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from sabaku import judge
from sabaku.fit import aims
from sabaku.fit.corpus import Row
from sabaku.fit.figures import brier, clopper_pearson, likelihood_ratio, reliability, wilson
from sabaku.fit.measure import (
    ENOUGH,
    HASH,
    RECEIVER,
    Told,
    fitted_mails,
    held_out,
    judged,
    receiver_left_out,
    stated,
    untried,
)
from sabaku.model import Lang, Text
from sabaku.render.words import LANGUAGES
from sabaku.versions import versions

TITLE = Text("# 測定結果", "# Measured")
INTRO = Text(
    "`sabaku measure` が作成しました。offlineプロファイルでの判定です。メールの外には何も問い合わせていません。",
    "Written by `sabaku measure`. Offline profile; nothing outside the mail was asked.",
)
MADE_WITH = Text(
    "コード {code}、データ {data}、重み {weights}。メール{mails}通、種類(同じ文面をまとめたもの) {campaigns}。",
    "Code {code}, data {data}, weights {weights}. {mails} mails, {campaigns} campaigns.",
)
NO_JAPANESE = Text(
    "**日本語の正規メールの誤警報は、ここでは測定できていません**: 分類済みのメールに含まれる日本語の正規メールは{n}通です。",
    "**False alarms on Japanese legitimate mail are not measured here**: the labelled mail holds {n} of it.",
)
SCARCE = Text(
    "正規メールが{enough}通に満たず、誤警報をほとんど測定できていない言語: {listed}。",
    "Languages with fewer than {enough} legitimate mails, whose false alarms are hardly measured: {listed}.",
)
HELD_OUT = (
    Text("## 同じ種類のメールを除いた学習", "## Whole campaigns held out"),
    Text(
        "どのメールも、同じ種類のメールを除いて学習した重みで判定しています。",
        "Each mail is judged by weights fitted without its campaign.",
    ),
)
BULK = Text(
    "「一斉配信」は、頼んでいないメールを種類を問わず集めたものです。"
    "前払い金詐欺や偽の当選通知なども含まれるため、そこでの「詐欺」の判定がすべて誤警報というわけではありません。",
    "“bulk” is unsolicited mail of whatever kind. Some of it is advance-fee fraud, false prizes and the like, so that a verdict "
    "of fraud is no false alarm by itself there.",
)
SHIPPED = (
    Text("## 同梱の重み(学習に使われていないメール)", "## The weights that ship, on mail that they were not fitted on"),
    Text(
        "{of}通のうち{n}通は学習に使われているため(`fit/fitted.mails.txt`)、ここでは除いています。",
        "{n} of {of} mails had a part in the fit (`fit/fitted.mails.txt`) and are left out here.",
    ),
)
NO_OTHER = Text("ほかのメールはありません。", "No other mail was given.")
NO_STRANGERS = Text("そのような受信者はいません。", "There is no such receiver.")
STRANGERS = (
    Text("## 受信者ごと除いた学習", "## Whole receivers left out"),
    Text(
        "{n}通以上届いた受信者について、その受信者のメールと、その写しを除いて学習した重みで判定しています。",
        "Each receiver of at least {n} mails is judged by weights fitted without any of its mail, or copies.",
    ),
)
BY_RECEIVER = Text("## 受信者別(同じ種類のメールを除いた学習)", "## By receiver (held out)")
BY_LIST = Text(
    "## メーリングリスト経由かどうか(同じ種類のメールを除いた学習)", "## Passed on by a mailing list or not (held out)"
)
LISTED, DIRECT = Text("メーリングリスト経由", "by a list"), Text("直接", "directly")
BY_LANGUAGE = Text("## 言語別(同じ種類のメールを除いた学習)", "## By language (held out)")
NONE, UNKNOWN = Text("(不明)", "(none)"), Text("(不明)", "(unknown)")
CALIBRATION = (
    Text("## 確率の確かさ(受信者の重みは等しい)", "## Calibration (each receiver weighs the same)"),
    Text(
        "示す確率は、詐欺がこの程度の割合で含まれるメールについてのものです。割合が違えば、オッズは両者のオッズの比だけずれます。",
        "What is stated holds for mail with about this share of fraud: elsewhere the odds shift by the ratio of the two odds.",
    ),
)
HELD_OUT_LINE = Text("同じ種類のメールを除いた学習:", "Whole campaigns held out:")
STRANGERS_LINE = Text("受信者ごと除いた学習:", "Whole receivers left out:")
BRIER = Text(
    "受信者{n}、詐欺{share}。ブライアスコア: 受信者の平均 {mean}、メールの平均 {all}",
    "{n} receivers; {share} fraud. Brier score, mean over receivers: {mean}; over mails: {all}",
)
SPEED = (
    Text("## 今回の速さ", "## Speed of this run"),
    Text(
        "{n}通: 中央値 {median} ms、99パーセンタイル {p99} ms、最大 {most} ms、1プロセスで毎秒{rate}通"
        "(プロセスの起動や、同時に動いていたほかの処理を含む)。",
        "{n} mails: median {median} ms, p99 {p99} ms, max {most} ms, {rate} mails a second and process, with the start of the "
        "processes and whatever else the machine did.",
    ),
)
CHECKS = Text("## 検査", "## Checks")
WORST = Text("## 大きな見逃しと誤警報(同じ種類のメールを除いた学習)", "## Worst misses and false alarms (held out)")
LABELS = {
    "fraud": Text("詐欺", "fraud"),
    "legitimate": Text("正規", "legitimate"),
    "bulk": Text("一斉配信", "bulk"),
}
LEVELS_HEAD = Text(
    "| | 分類 | メール | 要注意以上(95%) | 詐欺(95%) |", "| | label | mails | suspicious or worse (95 %) | fraud (95 %) |"
)
STATED_HEAD = Text(
    "| 示した確率 | メール | 詐欺 | 割合(95%) | 示した確率の平均 |", "| stated | mails | frauds | share (95 %) | mean stated |"
)
UNTRIED = Text(
    "{of} 件の検査が重みを持ちます。うち {n} 件は、分類済みのメールのどれにも当てはまらなかったため、"
    "重みは判断で定めたままです(比の欄が「–」)。",
    "{of} checks carry a weight. {n} of them hit none of the labelled mail: their weights are as they were judged (no ratio).",
)
CHECKS_HEAD = Text(
    "| 検査 | 詐欺での割合 | 正規での割合 | 比 | 判断 | 重み |", "| check | in fraud | in legitimate | ratio | judged | weight |"
)
MISTAKES = 20
"""Of the worst of each kind so many are listed."""
WORST_HEAD = Text("| メール | 分類 | 対数オッズ | 理由 |", "| mail | label | log-odds | reasons |")
SIX, FIVE, FOUR = ("|" + "---|" * columns for columns in (6, 5, 4))


def document(rows: Sequence[Row], groups: Sequence[int], lang: Lang = "en") -> Iterable[str]:
    """The tables as Markdown lines."""
    outside, strangers = held_out(rows, groups), receiver_left_out(rows, groups)
    version = versions()
    yield from (TITLE.in_(lang), "", INTRO.in_(lang), "")
    sums = {"code": version.code, "data": version.data, "weights": version.weights}
    yield MADE_WITH.in_(lang).format(**sums, mails=len(rows), campaigns=len(set(groups)))
    yield from ("", *_unmeasured(rows, lang), "")
    yield from aims.lines(outside, strangers, lang)
    yield from (HELD_OUT[0].in_(lang), "", HELD_OUT[1].in_(lang), "")
    yield from _levels(outside, lambda it: it.row.folder, lang)
    yield from ("", BULK.in_(lang)) if any(it.label == "bulk" for it in rows) else ()
    yield from ("", SHIPPED[0].in_(lang), "", *_unseen(rows, lang))
    yield from ("", STRANGERS[0].in_(lang), "", STRANGERS[1].in_(lang).format(n=RECEIVER), "")
    named = _levels(strangers, lambda it: f"{_masked(it.row.receiver, lang)} {it.row.folder}", lang)
    yield from named if strangers else (NO_STRANGERS.in_(lang),)
    yield from ("", BY_RECEIVER.in_(lang), "", *_levels(outside, lambda it: _masked(it.row.receiver, lang), lang))
    yield from ("", BY_LIST.in_(lang), "", *_levels(outside, lambda it: _way(it.row, lang), lang))
    yield from ("", BY_LANGUAGE.in_(lang), "", *_levels(outside, lambda it: it.row.language or NONE.in_(lang), lang))
    yield from ("", CALIBRATION[0].in_(lang), "", CALIBRATION[1].in_(lang))
    yield from ("", HELD_OUT_LINE.in_(lang), "", *_calibration(outside, lang))
    yield from ("", STRANGERS_LINE.in_(lang), "", *_calibration(strangers, lang)) if strangers else ()
    yield from ("", SPEED[0].in_(lang), "", _speed(rows, lang))
    yield from ("", CHECKS.in_(lang), "", *_checks(rows, lang))
    yield from ("", WORST.in_(lang), "", *_worst(outside, lang))


def _unmeasured(rows: Sequence[Row], lang: Lang) -> Iterable[str]:
    """What false alarms these figures say nothing about."""
    legitimate = Counter(it.language for it in rows if it.label == "legitimate")
    if legitimate["ja"] < ENOUGH:
        yield NO_JAPANESE.in_(lang).format(n=legitimate["ja"])
    spoken = sorted({it.language for it in rows} - {"", "ja"})
    scarce = [f"{LANGUAGES[it].in_(lang)} {legitimate[it]}" for it in spoken if it in LANGUAGES and legitimate[it] < ENOUGH]
    if scarce:
        yield from ("", SCARCE.in_(lang).format(enough=ENOUGH, listed=("、" if lang == "ja" else ", ").join(scarce)))


def _unseen(rows: Sequence[Row], lang: Lang) -> Iterable[str]:
    """The shipped weights on mail that had no part in them; the rest is counted and left out."""
    known = fitted_mails()
    fresh = [stated(it, judge.weights()) for it in rows if it.sha256[:HASH] not in known]
    yield from (SHIPPED[1].in_(lang).format(n=len(rows) - len(fresh), of=len(rows)), "")
    yield from _levels(fresh, lambda it: it.row.folder, lang) if fresh else [NO_OTHER.in_(lang)]


def _way(row: Row, lang: Lang) -> str:
    return (LISTED if "route.mailing-list" in row.hits else DIRECT).in_(lang)


def _masked(receiver: str, lang: Lang) -> str:
    """A receiver by the beginning of its digest: some are private people's own domains."""
    return hashlib.sha256(receiver.encode()).hexdigest()[:8] if receiver else UNKNOWN.in_(lang)


def _label(row: Row, lang: Lang) -> str:
    return LABELS[row.label].in_(lang) if row.label in LABELS else row.label


def _share(hits: int, of: int) -> str:
    low, high = clopper_pearson(hits, of)
    return f"{hits / of:.1%} ({low:.1%}-{high:.1%})"


def _levels(told: Sequence[Told], key: Callable[[Told], str], lang: Lang) -> Iterable[str]:
    yield from (LEVELS_HEAD.in_(lang), FIVE)
    groups: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for it in told:
        groups[key(it), _label(it.row, lang)].append(it)
    for (name, label), them in sorted(groups.items()):
        fraud = sum(it.level == "fraud" for it in them)
        worse = sum(it.level != "no-sign" for it in them)
        yield f"| {name} | {label} | {len(them)} | {_share(worse, len(them))} | {_share(fraud, len(them))} |"


def _calibration(told: Sequence[Told], lang: Lang) -> Iterable[str]:
    by_receiver: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for it in told:
        if it.row.label in ("fraud", "legitimate"):
            by_receiver[it.row.receiver].append((it.probability, it.row.label == "fraud"))
    groups = list(by_receiver.values())
    number = max(len(groups), 1)
    frauds = sum(sum(truth for _, truth in group) / len(group) for group in groups) / number
    mean, over_all = sum(map(brier, groups)) / number, brier([it for group in groups for it in group])
    yield BRIER.in_(lang).format(n=len(groups), share=f"{frauds:.0%}", mean=f"{mean:.4f}", all=f"{over_all:.4f}")
    yield from ("", STATED_HEAD.in_(lang), FIVE)
    for one in reliability(groups):
        low, high = wilson(one.share, one.effective)
        share = f"{one.share:.1%} ({low:.1%}-{high:.1%})"
        yield f"| {one.low:.1f}-{one.high:.1f} | {one.mails} | {one.frauds} | {share} | {one.mean:.1%} |"


def _speed(rows: Sequence[Row], lang: Lang) -> str:
    times = sorted(it.milliseconds for it in rows)
    median, p99 = f"{times[len(times) // 2]:.2f}", f"{times[int(len(times) * 0.99)]:.1f}"
    rate = f"{1000 * len(times) / sum(times):.0f}"
    return SPEED[1].in_(lang).format(n=len(times), median=median, p99=p99, most=f"{times[-1]:.0f}", rate=rate)


def _checks(rows: Sequence[Row], lang: Lang) -> Iterable[str]:
    frauds = [it for it in rows if it.label == "fraud"]
    hams = [it for it in rows if it.label == "legitimate"]
    in_fraud = Counter(id for it in frauds for id in it.hits)
    in_ham = Counter(id for it in hams for id in it.hits)
    of, before = judge.weights().of, judged().of
    yield UNTRIED.in_(lang).format(of=sum(map(bool, of.values())), n=len(untried(rows, judge.weights())))
    yield from ("", CHECKS_HEAD.in_(lang), SIX)
    for id in sorted(of):
        ratio = f"{likelihood_ratio(in_fraud[id], len(frauds), in_ham[id], len(hams)):.1f}" if in_fraud[id] or in_ham[id] else "–"
        share = f"{in_fraud[id] / max(len(frauds), 1):.1%} | {in_ham[id] / max(len(hams), 1):.1%}"
        yield f"| `{id}` | {share} | {ratio} | {before[id]:+.2f} | {of[id]:+.2f} |"


def _worst(told: Sequence[Told], lang: Lang) -> Iterable[str]:
    yield from (WORST_HEAD.in_(lang), FOUR)
    misses = sorted((it for it in told if it.row.label == "fraud"), key=lambda it: it.log_odds)[:MISTAKES]
    alarms = sorted((it for it in told if it.row.label == "legitimate"), key=lambda it: -it.log_odds)[:MISTAKES]
    for it in [*misses, *alarms]:
        scale = judge.weights().of
        reasons = sorted((id for id in it.row.hits if scale.get(id)), key=lambda it: -abs(scale[it]))[:5]
        yield f"| {it.row.folder}/{it.row.sha256[:12]} | {_label(it.row, lang)} | {it.log_odds:+.2f} | {', '.join(reasons)} |"
