"""One check: the police accuse the reader of a crime, by mail."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _letter, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

LONG = 6000


@check(
    id="body.false-accusation",
    over="message",
    said=("court.accuse",),
    group="body",
    title=Text(ja="警察などを名乗り、犯罪の疑いで脅しています", en="An accusation in the name of the police"),
    says=Text(
        ja="「{crime}」の疑いをかけ、「{threat}」と脅しています。警察や検察が、このような通知をメールで送ることはありません。",
        en="It accuses the reader of “{crime}” and threatens with “{threat}”. No police force writes that by mail.",
    ),
    advice=Text(
        ja="返信も支払いもせず、心配な場合は最寄りの警察署へ電話で確認してください。",
        en="Do not answer and do not pay; if you are worried, telephone your own police.",
    ),
    speaks_for=("extortion",),
    experts=("THREAT", "CTX"),
)
def false_accusation(case: Case, crime: Observable) -> Iterator[Hit]:
    """Sent by millions in Europe since 2020 in the names of Europol and national forces; who answers is asked for a «fine».

    Innocent causes: news, charities and lawyers write of such crimes, to readers who can unsubscribe or in threads.
    """
    threat = _said.first(case, "court.jail")
    if threat is None or _letter.size(case) > LONG:
        return
    if _bulk.is_letter(case) and not case.seen("list", "mailing-list") and not _said.has(case, "newsletter.unsubscribe"):
        yield Hit(_said.quote(crime), _said.quote(threat), crime=crime.shown, threat=threat.shown)
