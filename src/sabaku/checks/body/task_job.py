"""One check: well-paid little jobs, and the rest in a chat."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _letter, _said, _story
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Span, Text
from sabaku.text import late

LONG = 2500
_HANDLE = late.pattern(
    r"(?<![a-z])(?:telegram|whatsapp|signal|line)\W{0,3}(?:id\W{0,2})?@[a-z0-9_]{3,32}"
    r"|(?<![a-z])line\W{0,2}id\W{1,3}[a-z0-9][a-z0-9_.-]{3,30}"
)


@check(
    id="body.task-job",
    over="message",
    said=("offer.wage", "job.cut"),
    group="body",
    title=Text(ja="簡単な作業で高い報酬を約束し、チャットへ誘っています", en="Easy work at high pay, and the rest in a chat"),
    says=Text(
        ja="「{job}」「{pay}」と、うまい仕事の話を「{chat}」に誘っています。初めに少額を払って信用させ、"
        "後で多額を振り込ませる手口や、"
        "犯罪の実行役を集める手口です。",
        en="“{job}”, “{pay}”, and on in a chat: “{chat}”. First a little is paid out, then the worker has to pay in; "
        "or he is made a helper of crimes.",
    ),
    advice=Text(
        ja="連絡せず、身分証や口座の情報を送らないでください。",
        en="Do not get in touch, and send no papers and no account.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def task_job(case: Case, pay: Observable) -> Iterator[Hit]:
    """Task frauds (FTC 2024, 国民生活センター 2024) and «闇バイト»: unknown employers whose only office is a chat.

    Innocent cause: small employers do use WhatsApp; so what is to be done or how it is paid has to be of the fraud's kind too.
    """
    chat = _said.first(case, "offer.chat") or _said.first(case, "boss.line") or _handle(case)
    jobs = _said.said(case, "offer.task", "job.mule", "job.job")
    job = next((one for one in jobs if pay is None or one.seen != pay.seen), None)
    if chat is None or job is None or _letter.size(case) > LONG:
        return
    if not _author.mass(case) and not case.seen("list", "mailing-list") and not _story.conversation(case):
        yield Hit(*map(_said.quote, (job, pay, chat)), job=job.shown, pay=pay.shown, chat=chat.shown)


def _handle(case: Case) -> Observable | None:
    """Somebody's name in a chat: «Telegram(@…)»."""
    found = _HANDLE.search(_said.folded(case))
    if found is None:
        return None
    place = Span("visible", *found.span())
    return Observable("phrase", "offer.chat", "", place, case.message.quote(place))
