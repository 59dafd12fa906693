"""Whether the mail means a passage itself, or quotes it, or shows it as a fraud's. Look-ups, no judgement of the mail."""

from __future__ import annotations

import re

from sabaku.model import Case, Observable, Span
from sabaku.names import whose
from sabaku.names.brands import is_official, is_public
from sabaku.names.endings import is_organisations
from sabaku.names.hosts import registrable
from sabaku.text import late, suspected
from sabaku.text.fold import fold
from sabaku.text.unmeant import ANSWER, examples, is_answer, of_fraud, warned_of, within


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
    return _warns(case.message.text_of("subject")) or _warns(case.message.view("visible").text[:20_000])


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
    return _warns(before) or _warns(behind) or _warns(case.message.text_of("subject"))


def talked_of(case: Case, place: Span) -> bool:
    """Whether the mail shows this as a swindler's words, between quotation marks or as a whole mail.

    Then it warns of them, and means none.
    """
    return within(examples(case.message.view(place.view).text, case.message.text_of("subject")), place.start)


def kept_off(case: Case, place: Span) -> bool:
    """Whether the mail shows this as a fraud's and tells its readers to keep off it.

    In plain text no print is small; in HTML a house has to answer for it, and to say so in the subject.
    """
    return place.view in ("visible", "text") and within(case.once(_warned_of), place.start)


def talked_over(case: Case, place: Span) -> bool:
    """Whether a post to a mailing list, or to a project on a known company's platform, names this while it speaks of frauds:
    written out as text, without a button to press."""
    posted = bool(case.seen("list", "mailing-list")) or case.once(_of_a_project)
    return posted and place.view in ("visible", "text") and suspected.talked_over(case.message.view(place.view).text, place.start)


def _of_a_project(case: Case) -> bool:
    """Whether a known company provably hands on what was posted somewhere, and names the place as a list."""
    domains = (
        {it.value.rpartition("@")[2] for it in case.seen("address", "from")} if case.message.named("list-archive") else set()
    )
    return any(is_official(it) and not is_public(it) and whose.authentic(case, it) is not None for it in domains)


def _warned_of(case: Case) -> tuple[tuple[int, int], ...]:
    title = case.message.text_of("subject")
    if case.message.view("html").text and not (of_fraud(title) and _answered_for(case)):
        return ()
    return warned_of(case.message.view("visible").text, title)


def _answered_for(case: Case) -> bool:
    """Whether From's domain is the reader's own, proven or never come from outside, or one that only an organisation can register
    and that is proven."""
    for it in case.seen("address", "from"):
        domain = it.value.rpartition("@")[2]
        own = registrable(domain) in whose.home_domains(case)
        proven = whose.authentic(case, domain) is not None or (own and case.origin.ip is None)
        return proven and (own or is_organisations(domain))
    return False
