"""One check: well-paid little jobs, and the rest in a chat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _firms, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

LONG = 2500
_HANDLE = late.pattern(
    r"(?<![a-z])(?:telegram|whatsapp|signal|line)\W{0,3}(?:id\W{0,2})?@[a-z0-9_]{3,32}"
    r"|(?<![a-z])line\W{0,2}id\W{1,3}[a-z0-9][a-z0-9_.-]{3,30}"
)

MUCH = 90
"""Units of a currency a day."""
_WHOLE = re.compile(r"(?<![.\d])\d{1,6}")
_SUM = (
    r"(?:[$€£] ?\d[\d.,]*(?: ?(?:-|–|to) ?[$€£]? ?\d[\d.,]*)?"
    r"|\d[\d.,]*(?: ?(?:-|–|to|bis|a) ?\d[\d.,]*)? ?(?:[$€£]|usdt?|eur|gbp|euros?|dollars?))"
)
_A_DAY = late.pattern(
    rf"{_SUM} ?(?:/|per|a|each|every|pro|am|par|por|al|per|na|za)? ?(?:day|daily|tag|taglich|jour|dia|giorno|dag|dzien"
    rf"|dziennie)\b"
    rf"|\b(?:daily|per day|taglich|par jour|al dia|por dia|al giorno|per dag|dziennie)\b[^.!?\n]{{0,24}}?{_SUM}"
)
_MINUTES = late.pattern(
    r"\b(?:\d{2,3}|an?|one|two|1|2|eine?|une?|una?|een) ?(?:-|–)?(?:\d{1,3})? ?(?:min(?:ute|uten|utes|utos|uti|uut)?s?"
    r"|hours?|hrs?|stunden?"
    r"|heures?|horas?|or[ae]|uur|godzin\w?)(?: of your time| work)?[ /]{0,2}\b(?:(?:a|per|each|every|pro|am|par|por|al"
    r"|na) (?:day|tag"
    r"|jour|dia|giorno|dag|dzien)|daily|taglich|dziennie)\b|\b(?:takes|dauert|prend|toma|duurt)\b[^.!?\n]{0,24}?\b\d{2} ?min"
)


@check(
    id="body.task-job",
    over="message",
    said=("offer.wage", "job.cut", "offer.chat", "boss.line"),
    group="body",
    title=Text(ja="簡単な作業で高い報酬を約束し、チャットへ誘っています", en="Easy work at high pay, and the rest in a chat"),
    says=Text(
        ja="「{job}」「{pay}」と、うまい仕事の話を「{chat}」に誘っています。初めに少額を払って信用させ、"
        "後で多額を振り込ませる手口や、"
        "犯罪の実行役を集める手口です。",
        en="“{job}”, “{pay}”, and on in a chat: “{chat}”. First a little is paid out, then the worker has to pay in, "
        "or is made a helper of crimes.",
    ),
    advice=Text(
        ja="連絡せず、身分証や口座の情報を送らないでください。",
        en="Do not get in touch, and send no papers and no account.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def task_job(case: Case, _: Observable) -> Iterator[Hit]:
    """Task frauds (FTC 2024, 国民生活センター 2024) and «闇バイト»: unknown employers whose only office is a chat.

    Innocent cause: small employers do use WhatsApp; so what is to be done or how it is paid (in coins, or hundreds a day for
    minutes) has to be of the fraud's kind too.
    """
    chat = _said.first(case, "offer.chat") or _said.first(case, "boss.line") or _handle(case)
    wage = _said.first(case, "offer.wage", "job.cut")
    if chat is None or _letter.size(case) > LONG:
        return
    if wage is None:
        yield from _for_minutes(case, chat)
        return
    jobs = _said.said(case, "offer.task", "job.mule", "job.job", "crypto.claim")
    job = next((one for one in jobs if one.seen != wage.seen), None)
    if job is None:
        yield from _for_minutes(case, chat)
    elif not _left_out(case):
        yield Hit(*map(_said.quote, (job, wage, chat)), job=job.shown, pay=wage.shown, chat=chat.shown)


def _for_minutes(case: Case, chat: Observable) -> Iterator[Hit]:
    """A sum a day for minutes a day, whatever the work is called."""
    text = _told.flowing(case)
    pay, time = _A_DAY.search(text), _MINUTES.search(text)
    if pay and time and _much(pay[0]) and not _firms.firm(case) and not _left_out(case):
        found = _told.at(case, time), _told.at(case, pay)
        yield Hit(*found, _said.quote(chat), job=found[0].found, pay=found[1].found, chat=chat.shown)


def _much(sum: str) -> bool:
    """Whether it is more than anybody pays for an hour's errand."""
    return any(int(it) >= MUCH for it in _WHOLE.findall(sum.replace(",", "").replace(" ", "")))


def _left_out(case: Case) -> bool:
    return _bulk.mass(case) or bool(case.seen("list", "mailing-list")) or _story.conversation(case)


def _handle(case: Case) -> Observable | None:
    """Somebody's name in a chat: «Telegram(@…)»."""
    found = _HANDLE.search(_said.folded(case))
    if found is None:
        return None
    return _said.phrase(case, "offer.chat", *found.span())
