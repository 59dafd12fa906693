"""What a mail says, by the word lists, and when it was sent: plain look-ups that several checks share. No judgement."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sabaku import late, whose
from sabaku.endings import is_organisations
from sabaku.fold import fold
from sabaku.hosts import registrable
from sabaku.model import Case, Evidence, Header, Link, Message, Observable, Span, once
from sabaku.unmeant import ANSWER, examples, is_answer, of_fraud, warned_of, within

Said = Mapping[str, tuple[Observable, ...]]


def quoted(case: Case, place: Span) -> bool:
    """Whether an answer, or somebody on a mailing list, only quotes this, with «>» in front of the line.

    Then it is talk about another mail, and no demand of this one. An answer names the mail that it answers, and has words
    of its own: a lure that is written behind «>» from end to end is no quotation.
    """
    if place.view not in ("visible", "text"):
        return False
    if case.once(_talks_of_mail) and _in_marks(case, place):
        return True
    if not case.seen("list", "mailing-list") and not case.once(_answers):
        return False
    text = case.message.view(place.view).text
    line = text.rfind("\n", 0, place.start) + 1
    return text[line : line + 4].lstrip()[:1] == ">"


_OWN = re.compile(r"^[ \t]{0,3}(?![>\s-])[^\n]{2,}$", re.MULTILINE)
_ATTRIBUTION = late.pattern(
    r"[:：]\s*$|\b(?:wrote|writes|schrieb|escreveu|escribió|écrit|scritto|schreef)\b|(?:書き|作成し)ました"
)


def _answers(case: Case) -> bool:
    """Whether the mail is an answer that names an earlier mail and says something itself.

    Words of its own that tell to click, without a link among them, send the reader to what is quoted: then it is meant.
    """
    message = case.message
    view = "text" if message.view("text").text else "visible"
    title = message.text_of("subject")
    named = message.named("in-reply-to") or message.named("references")
    if not (ANSWER.match(title) if named else is_answer(title, message.view(view).text)):
        return False
    own = [it for it in _OWN.finditer(message.view(view).text) if not _ATTRIBUTION.search(it[0])]
    if not own:
        return False
    told = any(it.value.startswith("action.") and _own_words(message.view(it.seen.view).text, it) for it in case.seen("phrase"))
    return not told or any("http" in it[0] or "www." in it[0] for it in own)


def _own_words(text: str, it: Observable) -> bool:
    """Whether it stands in a line of the mail's own words."""
    line = text.rfind("\n", 0, it.seen.start) + 1
    return it.seen.view == "visible" and text[line : line + 4].lstrip()[:1] != ">"


_TALK = late.one_of(
    *("phish", "spam", "scammer", "crooks", "criminals", "scam mail", "scam email", "test mail", "test email"),
    *("fake mail", "fake email", "fraudulent mail", "fraudulent email"),
    *("betrüger", "betruger", "betrugsmail", "betrugs-mail"),
    *("hameconnage", "arnaque", "escroc", "estafador", "correo fraudulento", "golpista", "truffator", "oplichter", "nepmail"),
)
"""Words of those who warn of such mail."""
_OPENS, _CLOSES = '“„«"', '”“»"'
SENTENCE = 3
"""Blanks from which on something in quotation marks is a sentence and no button's name."""
REACH = 220
"""Characters that such a sentence has on either side of a phrase."""


def _talks_of_mail(case: Case) -> bool:
    """Whether the mail speaks of phishing or scams, in a language that sets others' sentences in quotation marks."""
    return _warns(subject(case)[0]) or _warns(text(case)[:20_000])


def _warns(told: str) -> bool:
    return _TALK(fold(told))


def _in_marks(case: Case, place: Span) -> bool:
    """Whether it stands in a sentence in quotation marks, and the line or the subject speaks of such mail."""
    text = case.message.view(place.view).text
    line = text.rfind("\n", 0, place.start) + 1
    stop = text.find("\n", place.end)
    before = text[max(line, place.start - REACH) : place.start]
    behind = text[place.end : min(stop if stop >= 0 else len(text), place.end + REACH)]
    opens = max(map(before.rfind, _OPENS))
    closes = min((at for mark in _CLOSES if (at := behind.find(mark)) >= 0), default=-1)
    if opens < 0 or closes < 0 or (before[opens] == '"' and text.count('"', line, place.start) % 2 == 0):
        return False
    if (before[opens:] + text[place.start : place.end] + behind[:closes]).count(" ") < SENTENCE:
        return False
    return _warns(before) or _warns(behind) or _warns(subject(case)[0])


def talked_of(case: Case, place: Span) -> bool:
    """Whether the mail shows this as a swindler's words, between quotation marks or as a whole mail.

    Then it warns of them, and means none.
    """
    return within(examples(case.message.view(place.view).text, subject(case)[0]), place.start)


def kept_off(case: Case, place: Span) -> bool:
    """Whether the mail shows this as a fraud's and tells its readers to keep off it.

    In plain text no print is small; in HTML a house has to answer for it, and to say so in the subject.
    """
    return place.view in ("visible", "text") and within(case.once(_warned_of), place.start)


def _warned_of(case: Case) -> tuple[tuple[int, int], ...]:
    title = subject(case)[0]
    if case.message.view("html").text and not (of_fraud(title) and _answered_for(case)):
        return ()
    return warned_of(text(case), title)


def _answered_for(case: Case) -> bool:
    """Whether From's domain is the reader's own, proven or never come from outside, or one that only an organisation can register
    and that is proven."""
    for it in case.seen("address", "from"):
        domain = it.value.rpartition("@")[2]
        own = registrable(domain) in whose.home_domains(case)
        proven = whose.authentic(case, domain) is not None or (own and case.origin.ip is None)
        return proven and (own or is_organisations(domain))
    return False


def _index(case: Case) -> Said:
    found: dict[str, list[Observable]] = {}
    for it in case.seen("phrase"):
        if quoted(case, it.seen) or kept_off(case, it.seen):
            continue
        found.setdefault(it.value, []).append(it)
        found.setdefault(it.value.partition(".")[0], []).append(it)
    return {name: tuple(them) for name, them in found.items()}


def names(case: Case) -> frozenset[str]:
    """The lists and meanings of all phrases that stand there."""
    return frozenset(case.once(_index))


def said(case: Case, *names: str) -> tuple[Observable, ...]:
    """The phrases of these lists ("threat") or meanings ("threat.suspend"), in the order of the names."""
    index = case.once(_index)
    return tuple(it for name in names for it in index.get(name, ()))


def first(case: Case, *names: str) -> Observable | None:
    """The first such phrase, or None; one of the text or the subject before one in the sender's name."""
    index = case.once(_index)
    names_only = None
    for name in names:
        for it in index.get(name, ()):
            if not case.once(_in_from)(it):
                return it
            names_only = names_only or it
    return names_only


def _in_from(case: Case) -> Callable[[Observable], bool]:
    views = {f"header:{case.message.headers.index(it)}" for it in case.message.named("from")[:2]}
    return lambda it: it.seen.view in views


def has(case: Case, *names: str) -> bool:
    """Whether any such phrase stands there."""
    return not case.once(_index).keys().isdisjoint(names)


def meanings(case: Case, name: str) -> dict[str, Observable]:
    """Each meaning of a list that the mail has, with one phrase for it."""
    found: dict[str, Observable] = {}
    for it in said(case, name):
        found.setdefault(it.value, it)
    return found


def quote(it: Observable) -> Evidence:
    """The phrase (or other observable) at its place."""
    return Evidence(it.seen, found=it.shown)


def lang(case: Case) -> str:
    """The language of the visible text, "" where it is unclear."""
    it = case.first("language")
    return it.value if it is not None else ""


def text(case: Case) -> str:
    """The visible text."""
    return case.message.view("visible").text


def _folded(message: Message) -> str:
    return fold(message.view("visible").text)


def folded(case: Case) -> str:
    """The visible text, folded: the same places."""
    return case.message.once(_folded)


@once
def subject(case: Case) -> tuple[str, str]:
    """The decoded subject and the name of its view; two empty strings where there is none."""
    headers = case.message.named("subject")
    return (headers[0].text, f"header:{case.message.headers.index(headers[0])}") if headers else ("", "")


@once
def links(case: Case) -> tuple[Observable, ...]:
    """The links on which a reader can click and that lead to the web, without those that a mailing list wrote."""
    return tuple(it for it in case.once(_to_the_web) if isinstance(it.detail, Link) and not whose.of_list(case, it.detail))


def _to_the_web(case: Case) -> tuple[Observable, ...]:
    return tuple(
        it
        for it in case.seen("link")
        if isinstance(it.detail, Link) and it.detail.clicked and it.detail.scheme in ("http", "https")
    )


def leads(case: Case) -> bool:
    """Whether the reader is led anywhere: a link or form, or words to click where a list has taken the link away."""
    return bool(links(case)) or has(case, "action.click") or _cut_out(case)


def _cut_out(case: Case) -> bool:
    """Whether the list may have taken a link away: many pass on only the text of a page, and put their own address below."""
    return bool(case.once(_to_the_web)) and not whose.keeps_pages(case)


def zone(case: Case) -> tzinfo:
    """The reader's zone; UTC where its name is unknown."""
    try:
        return ZoneInfo(case.input.home.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


@once
def stated_date(case: Case) -> tuple[Header, datetime] | None:
    """The Date field and its time, UTC where it names no zone; None where there is none or it can't be read."""
    field = next(iter(case.message.named("date")), None)
    if field is None:
        return None
    try:
        when = parsedate_to_datetime(field.text[:LONGEST_DATE])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return field, when if when.tzinfo else when.replace(tzinfo=UTC)


LONGEST_DATE = 200
"""Characters of a Date field that are read."""


def _written(case: Case) -> tuple[datetime, Header] | None:
    """When the mail came, and the field that says so: the border's clock before the sender's own."""
    moment, hop = case.origin.border_at, case.origin.hop
    received = case.message.named("received")
    if moment is not None and hop is not None and hop < len(received):
        return moment, received[hop]
    stated = stated_date(case)
    return (stated[1], stated[0]) if stated is not None else None


@once
def sent(case: Case) -> tuple[datetime, Span] | None:
    """When the mail came, in the reader's zone, and where that is written."""
    found = _written(case)
    if found is None:
        return None
    try:
        return found[0].astimezone(zone(case)), case.message.span_of(found[1])
    except (OverflowError, ValueError):
        return None


def sent_day(case: Case) -> date | None:
    """The day on which the mail was sent: the reader's, or the day before where it still was that in the sender's own zone."""
    found, stated = sent(case), stated_date(case)
    if found is None:
        return None
    try:
        return min(found[0].date(), found[0].astimezone(stated[1].tzinfo if stated is not None else UTC).date())
    except (ValueError, OverflowError):
        return found[0].date()


_CLAUSE_BEGINS = late.pattern(r"[^\n。、！？!?]*+\Z")
_CLAUSE_ENDS = late.pattern(r"[\s)]{0,2}(?:までに?|迄に?|以内に?|必着|締切|期限|中に?)")
_CLAUSE_LEADS = late.pattern(
    r"\b(?:if|unless|by|before|until|till|within|no later than|antes|hasta|até|bis|vor|avant|entro|voor|uiterlijk)\b",
    re.IGNORECASE,
)
"""Words with which a clause that was cut short may begin."""
_CLAUSE_INSIDE = late.pattern(r"[(（【「\[](?=[^)）】」\]\n]{0,40}\Z)")
AROUND = 40
"""Characters before a date among which its clause begins."""


def clause(case: Case, it: Observable) -> Evidence:
    """A date with the words that lead to it: «antes de 05/10/2023» urges, «05/10/2023» alone says nothing."""
    whole = case.message.view(it.seen.view).text
    window = max(0, it.seen.start - AROUND)
    led = _CLAUSE_BEGINS.search(whole[window : it.seen.start])
    start = window + led.start() if led else it.seen.start
    if start == window > 0 and " " in whole[start : it.seen.start]:
        leads = _CLAUSE_LEADS.search(whole, start, it.seen.start)
        start = leads.start() if leads else whole.index(" ", start)
    if inside := _CLAUSE_INSIDE.search(whole, start, it.seen.start):
        start = inside.end()
    last = _CLAUSE_ENDS.match(whole, it.seen.end)
    found = whole[start : last.end() if last else it.seen.end]
    start += len(found) - len(found.lstrip())
    return Evidence(Span(it.seen.view, start, start + len(found.strip())), found=found.strip())
