"""One check: the same things are counted differently in one mail."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late
from sabaku.text.fold import fold

_COUNTS = late.pattern(
    r"(?:未受信|未配信|未配達|保留中?|隔離(?:され|済み)?|ブロック(?:され|済み)?|受信待ち|配信待ち|配信エラー)[^0-9\n。]{0,14}"
    r"(?P<ja>[0-9]{1,4})\s?(?:件|通)"
    r"|(?P<before>[0-9]{1,4})\s?(?:件|通)の(?:未受信|未配信|未配達|保留中?|隔離|ブロック|受信待ち|配信待ち)"
    r"|(?<![0-9.,/-])(?P<en>[0-9]{1,4}) (?:new |incoming |important |email )?"
    r"(?:undelivered|pending|held|quarantined|blocked|suspended|delayed|incoming)"
    r" (?:incoming |email |e-mail )?(?:messages?|mails?|emails?|e-mails?)"
)
_counts = late.starting(
    _COUNTS, "未受信", "未配信", "未配達", "保留", "隔離", "ブロック", "受信待ち", "配信待ち", "配信エラー", *"0123456789"
)
_HELD = late.one_of(
    *("未受信", "未配信", "未配達", "保留", "隔離", "ブロック", "受信待ち", "配信待ち", "配信エラー"),
    *("undelivered", "pending", "held", "quarantined", "blocked", "suspended", "delayed", "incoming"),
)
"""One of them stands in every such count."""
MOST = 4


@check(
    id="body.counts-differ",
    over="message",
    group="body",
    title=Text(ja="同じメールの中で件数が食い違っています", en="The same mail counts the same things differently"),
    says=Text(
        ja="「{one}」と書かれている一方、「{other}」ともあり、件数が合いません。",
        en="It says “{one}” in one place and “{other}” in another: the numbers do not agree.",
    ),
    speaks_for=("phishing",),
    experts=("NUM",),
)
def counts_differ(case: Case, it: Observable) -> Iterator[Hit]:
    """How many mails are held is filled in at random, in the subject by one program and in the text by another.

    Innocent cause: reports of filters that list several groups; so two counts are looked for, and no more than four. Only of
    mail that is held back: a real notice has one such number.
    """
    title, view = _said.subject(case)
    found: list[tuple[Span, str, int]] = []
    for name, text, folded in ((view, title, fold(title)), ("visible", _said.text(case), _said.folded(case)[:8000])):
        for one in _counts(folded) if _HELD(folded) else ():
            where = Span(name, *one.span())
            found.append((where, text[where.start : where.end], int(one["ja"] or one["before"] or one["en"])))
    if not 2 <= len(found) <= MOST:
        return
    first = found[0]
    other = next((one for one in found[1:] if one[2] != first[2]), None)
    if other is not None and len({one[2] for one in found}) == 2:
        evidence = (Evidence(first[0], found=first[1]), Evidence(other[0], found=other[1]))
        yield Hit(*evidence, one=datum("text", first[1].strip()), other=datum("text", other[1].strip()))
