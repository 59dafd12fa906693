"""One check: a short mail that fishes for an answer to a promise of money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _author, _firms, _house, _said, _story
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

SHORT = 1500
_COMMERCE = frozenset(("advance-fee.invest", "advance-fee.loan", "advance-fee.sum"))
"""Of these honest firms write every day."""


@check(
    id="body.fortune-hint",
    over="message",
    group="body",
    title=Text(ja="リンクを付けず、儲け話への返信を誘っています", en="Talk of money and no link: a mail fishing for an answer"),
    says=Text(
        ja="「{phrase}」と持ちかけ、リンクを付けずに返信を求めています。",
        en="It talks of “{phrase}” and has no link: it is out for an answer.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE",),
    quiet_when=("body.codes-of-cards",),
)
def fortune_hint(case: Case, it: Observable) -> Iterator[Hit]:
    """Who answers gets the long story. Innocent cause: private mail about an inheritance, but that has a known sender; a
    lawyer who writes from the firm's proven domain and signs with its name is left out, and so is a trader who says what
    is for sale, a firm that bills an ordinary sum by a paper in the mail, colleagues, a club that asks its own for prizes, and
    whoever wants no answer. Who greets the reader by name has to say more of it."""
    found, money = _story.parts(case), _story.money(case)
    if not money or len(_story.own_text(case)) > SHORT or _author.own_links(case) or _story.conversation(case):
        return
    if _firms.firm(case) or _house.inside(case) or _trades(case, money) or _collects(case, money):
        return
    if _WANTS_NONE.search(_said.folded(case)) or _of_the_readers(case):
        return
    known = _story.known_to_writer(case)
    if len(found) >= 2 + 2 * known or (not known and _said.has(case, "boss.line", "greeting")):
        yield Hit(_said.quote(money[0]), phrase=money[0].shown)


_WANTS_NONE = late.pattern(
    r"\b(?:(?:do not|don't) (?:reply|respond) to this|not monitored|unattended mailbox|nicht auf diese e?-?mail|ne pas repondre"
    r"|no responda|non rispond\w{1,3})\b|返信(?:は|を)?(?:しないで|ご遠慮|いただいても)|送信専用"
)
"""Who wants no answer fishes for none."""
_OF_READER = re.compile("て(?:いただけ|頂け|くださる|下さる|もらえ|くれる)[^。\\n]{0,6}(?:方|人|社長|会社|お店|企業)")

_ASKED = re.compile("の(?:お願い|ご?案内|募集)|を(?:お願い|募)")
"""What follows a gift for which the reader is asked."""


def _of_the_readers(case: Case) -> bool:
    """Whether all that is said of money is what the reader gave or is asked to give: «ご寄付をいただき», «寄付のお願い»."""
    told = [(case.message.view(it.seen.view).text, it.seen) for it in _said.said(case, *_story.MONEY)]
    return bool(told) and all(text[at.start - 1 : at.start] in ("ご", "御") or _ASKED.match(text, at.end) for text, at in told)


def _collects(case: Case, money: list[Observable]) -> bool:
    """Whether no more is said of money than that somebody who would give some is looked for: «寄付していただける方»."""
    only = money[0].seen if len(_said.said(case, *_story.MONEY)) == 1 else None
    return only is not None and _OF_READER.match(case.message.view(only.view).text, only.end) is not None


def _trades(case: Case, money: list[Observable]) -> bool:
    """Whether it is everyday business: a trader's offer, a bill, or what firms at a proven domain of theirs write of money."""
    if len(money) < 2 and (_said.has(case, "job.seo") or (money[0].value == "advance-fee.sum" and _story.bill(case))):
        return True
    return _COMMERCE.issuperset(_story.MONEY.intersection(_story.parts(case))) and _firms.of_a_firm(case)
