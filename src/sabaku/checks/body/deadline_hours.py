"""One check: only hours are left to act."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _dates, _house, _said, _sent
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text, When
from sabaku.text import late


@check(
    id="body.deadline-hours",
    over="message",
    group="body",
    title=Text(ja="数時間から3日という短い期限で急がせています", en="It leaves only hours or a few days"),
    says=Text(
        ja="「{term}」という短い期限を切って、考える時間を与えないようにしています。",
        en="“{term}”: so short a term is meant to leave no time to think.",
    ),
    speaks_for=("phishing",),
    experts=("URG",),
    quiet_when=("body.pressure",),
)
def deadline_hours(case: Case, it: Observable) -> Iterator[Hit]:
    """Real services give weeks. Innocent causes: one-time codes, last days of a sale: only together with a demand. The house's
    own notice to its people is left out.

    Source: フィッシング対策協議会「フィッシング対策ガイドライン」, which names pressure of time as a mark of phishing.
    """
    if not _dates.pressed(case) or _house.own_notice(case):
        return
    for seen, when in _dates.stated(case):
        if _of_the_senders(case, seen):
            continue
        if _dates.is_short(when) or _same_day(case, when):
            place = _said.quote(seen) if when.start.startswith("P") else _dates.clause(case, seen)
            yield Hit(place, term=place.found)
            return
    phrase = _said.first(case, "deadline.hours")
    if phrase is not None:
        yield Hit(_said.quote(phrase), term=phrase.shown)


_WE = late.pattern(
    r"\b(?:we'll|we will|we are going to|wir werden (?:es|die|den|das|sie)|nous (?:allons|essaierons)|volveremos a)\b"
    r"[^.!?\n]{0,16}\b(?:try|retry|attempt|charge|deliver|ship|send|reply|answer|contact|call|get back|erneut|noch einmal"
    r"|prelever|livrer|reessayer|intentar)\b[^.!?\n]{0,30}$"
)


_WE_JA = late.pattern(
    r"(?:に|で|には|程度で)(?:は|て)?[^。\n]{0,8}?(?:出荷|発送|お届け|配達|返金|ご?入金|ご?連絡|ご?返信|ご?回答|反映|完了)(?:いた|致|し|され|となり|予定)"
)


def _of_the_senders(case: Case, seen: Observable) -> bool:
    """Whether it is the sender who does something in that time: «we'll try again in 3 days», «1日以内に出荷いたします»."""
    if seen.seen.view != "visible":
        return False
    if _WE_JA.match(_said.folded(case), seen.seen.end) is not None:
        return True
    return _WE.search(_said.folded(case)[max(0, seen.seen.start - 70) : seen.seen.start]) is not None


def _same_day(case: Case, when: When) -> bool:
    sent = _sent.sent(case)
    if when.role != "deadline" or sent is None:
        return False
    day = _dates.day_of(when, sent[0])
    return day is not None and 0 <= (day - sent[0].date()).days <= 1
