"""One check: a superior moves the talk to LINE or another chat, or wants an errand done unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _files, _firms, _genuine, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._claimed import own
from sabaku.checks._results import refuted
from sabaku.checks._throwaway import thrown_away
from sabaku.checks._who import senders
from sabaku.model import Case, Observable, Text
from sabaku.names import hosts
from sabaku.names.brands import is_public
from sabaku.names.whose import home_domains
from sabaku.text import late
from sabaku.text.fold import fold

SHORT = 700
A_CALL = 160
"""Characters of a letter that only asks whether somebody is at their desk."""
_OTHERS = (
    *("stranger.romance", "stranger.found", "offer.task", "offer.wage", "offer.gain", "job.mule", "job.date", "job.job", "court"),
    *("payee.changed", "payee.wages"),
)
"""Lovers, strangers who «found your address», employers, advisers and false policemen move the talk to a chat too, and false
suppliers and employees want payments moved: other checks tell of those."""


@check(
    id="body.boss-chat",
    over="message",
    group="body",
    title=Text(ja="社長などを装い、個別のやり取りへ誘い込んでいます", en="A “boss” draws the reader into a private talk"),
    says=Text(
        ja="「{phrase}」と、業務を装って個別のやり取りや社外の連絡手段へ誘い込んでいます。その中で振込や買い物を指示するビジネスメール詐欺の手口です。",
        en="“{phrase}”: under the pretext of work the reader is drawn into a private talk, often in a chat, where a transfer or "
        "purchase is then ordered.",
    ),
    speaks_for=("bec",),
    quiet_when=("body.advance-fee",),
    experts=("BEC", "CTX"),
)
def boss_chat(case: Case, it: Observable) -> Iterator[Hit]:
    """From late 2025 on sent in the presidents' names to thousands of Japanese firms. A short text is part of it.

    A colleague or client who writes from a mailbox at a proven domain asks for errands too: those are left out. Where that
    domain imitates the reader's, identity.house-imitated tells of it; a stolen mailbox does not show in the text. A shop that
    names itself at its proven domain may speak of cards and surprises, and LINE itself of its accounts.
    """
    chat, task = _said.first(case, "boss.line"), _said.first(case, "boss.task")
    if all(_rule(case, it) or _plea(case, it) for it in _said.said(case, "boss.task")):
        task = None
    if _letter.size(case) > SHORT or _said.has(case, "newsletter.unsubscribe", *_OTHERS):
        return
    if (
        _told.warns(case)
        or _told.handed_over(case)
        or _firms.by_name(case)
        or _firms.of_the_house(case)
        or _genuine.of_the_brand(case)
        or _of_the_chat(case, chat)
    ):
        return
    if chat and (task or (_said.lang(case) == "ja" and not _everyday(chat) and not _made(case, chat))) and not _leads_on(case):
        yield Hit(_said.quote(chat), phrase=chat.shown)
    elif (
        task
        and not _said.links(case)
        and not _to_members(case)
        and _said.has(case, "deadline.now", "payment.pay", "payment.transfer", "advance-fee.secret", "boss.line")
        and (_said.has(case, "boss.line", "boss.errand", "boss.away") or not _firms.of_a_firm(case))
    ):
        yield Hit(_said.quote(task), phrase=task.shown)
    elif favour := _favour(case):
        yield Hit(*map(_said.quote, favour), phrase=favour[0].shown)


def _leads_on(case: Case) -> bool:
    """Whether it leads anywhere but into the chat, by a code that is drawn in it or attached."""
    return any(it.role != "qr" or hosts.of_url(it.value) not in _CHATS for it in _said.links(case))


_CHATS = frozenset(("line.me", "lin.ee", "u.wechat.com", "t.me", "wa.me", "weixin.qq.com"))


def _of_the_chat(case: Case, chat: Observable | None) -> bool:
    """Whether the house of that chat writes of its accounts, at an address of its own that nothing shows to be forged: no boss
    poses as LINE."""
    found = own(case) if chat is not None else None
    if found is None or chat is None or refuted(case, found[1].domain) is not None:
        return False
    return fold(found[0].brand.names.en).lower() in fold(chat.shown).lower()


def _everyday(chat: Observable) -> bool:
    """Whether offices say the same every day: a telephone number is asked for, or some group is joined, and no chat is named."""
    told = fold(chat.shown)
    return "番号" in told or told.startswith("グループ")


_MADE = re.compile(r"(?:り|成し)(?:まし)?た|った|って(?:い|あ)")


def _made(case: Case, chat: Observable) -> bool:
    """Whether the writer has made the group: who poses as a superior has it made by the reader."""
    return _MADE.match(case.message.view(chat.seen.view).text, chat.seen.end) is not None


def _rule(case: Case, task: Observable) -> bool:
    """Whether «お支払いをお願いしております»: what is asked of every customer is no errand for one."""
    return case.message.view(task.seen.view).text.startswith(("ております", "て居ります"), task.seen.end)


_MEMBERS = late.pattern("(?:会員|保護者|組合員|役員|住民|町会|部員|父母|生徒|受講)[^\\n]{0,6}(?:皆|各位|みな)")


def _to_members(case: Case) -> bool:
    """Whether it speaks to all members of a club or all parents of a school, of whom dues are asked: no errand is for all."""
    return any(_MEMBERS.match(it.shown) for it in _said.said(case, "greeting.generic"))


def _plea(case: Case, task: Observable) -> bool:
    """Whether it only asks for an answer, as strangers do («please get back to me immediately»): that is no errand."""
    pleas = (it.seen for it in _said.said(case, "stranger.plea"))
    return any(it.view == task.seen.view and it.start < task.seen.end and task.seen.start < it.end for it in pleas)


def _favour(case: Case) -> tuple[Observable, ...]:
    """A favour that cannot wait, wanted by somebody who asks whether the reader is there or cannot be called, and who writes
    from an address that anybody may have: the first mail of such a talk, before a chat or money is spoken of."""
    favour, other = _said.first(case, "boss.errand"), _said.first(case, "boss.away", "boss.task")
    if favour is None and _letter.size(case) <= A_CALL and home_domains(case):
        favour, other = _said.first(case, "boss.task"), _said.first(case, "boss.away")
    if favour is None or other is None or _said.links(case) or _files.beside(case) or _story.conversation(case):
        return ()
    return (favour, other) if any(is_public(it.domain) for it in senders(case)[:1]) or thrown_away(case) else ()
