"""A demand for money or silence from a free-mail address."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._said import first
from sabaku.checks._who import place, senders
from sabaku.model import Case, Datum, Evidence, Observable, Text
from sabaku.names.brands import is_public

_DEMANDS = (
    *("boss.line", "boss.task", "boss.lists", "payee.wages", "payee.wire", "payee.changed"),
    *("extortion", "job.mule", "offer.donate"),
    *(f"advance-fee.{it}" for it in ("death", "sum", "box", "fund", "gift", "oil", "share", "deposit", "proposal", "loan")),
)
"""Stories in which the writer wants something; a name or greetings are none."""


@check(
    id="identity.free-mail-demand",
    over="message",
    group="identity",
    quiet_when=("identity.from-free-mail",),
    title=Text("要求のメールが、フリーメールから送られています", "A demand from a free-mail address"),
    says=Text(
        "「{phrase}」と書いて金銭や返信を求めていますが、差出人は、個人が取得できるメールサービス {domain} のアドレスです。",
        "It says “{phrase}” and wants money or an answer, from an address at {domain}, a mail service for private people.",
    ),
    experts=("FFREE",),
    speaks_for=("bec", "extortion", "advance-fee"),
)
def free_mail_demand(case: Case, _: Observable) -> Iterator[Hit]:
    """Presidents, lawyers and banks don't give orders from Gmail or Hotmail; blackmailers and impostors do.

    Innocent causes: private people who write about such matters.
    """
    phrase = first(case, *_DEMANDS)
    for sender in senders(case):
        if phrase is not None and is_public(sender.domain):
            told = Evidence(phrase.seen, found=case.message.quote(phrase.seen))
            yield Hit(place(sender), told, phrase=Datum("text", phrase.shown), domain=datum("domain", sender.domain))
            return
