"""One check: a platform's own notice carries a stranger's note that tells of a charge and gives a number to call."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _notes, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Link, Observable, Text

_BY_PAGE = ("credential.", "threat.", "deadline.")
"""Alarms that lead to a page to type into."""


@check(
    id="body.platform-note",
    over="message",
    group="body",
    title=Text(ja="正規の通知の備考欄が、詐欺に使われています", en="A stranger's note inside a genuine notice"),
    says=Text(
        ja="「{note}」の通知に「{alarm}」と書き込み、{step} へ連絡させようとしています。"
        "これを書いたのは通知を出した会社ではなく、その会社のサービスを使う第三者です。",
        en="Under “{note}” stands “{alarm}” and, for an answer, {step}. That is written by whoever uses the service, not by the "
        "company that sends its notices.",
    ),
    advice=Text(
        ja="請求には応じず、番号にも電話せず、公式サイトや公式アプリから取引の有無を確かめてください。",
        en="Do not pay and do not call; look at your account on the official site or in its app.",
    ),
    speaks_for=("callback", "advance-fee"),
    experts=("SCARE",),
    attacks=(73,),
)
def platform_note(case: Case, it: Observable) -> Iterator[Hit]:
    """Services send requests and documents for anybody with an account; the mail is genuine and signed, the note is the fraud.

    Innocent cause: a seller who gives a number for questions, and speaks of no charge that the reader did not make.
    """
    found = _notes.stranger(case)
    if found is not None:
        by = found.step.detail
        step = datum("domain", by.host) if isinstance(by, Link) else datum("code", found.step.shown)
        told = (found.label, *map(_said.quote, (found.alarm, found.step)))
        wants = ("credential-phishing",) if found.alarm.value.startswith(_BY_PAGE) else None
        yield Hit(*told, speaks_for=wants, note=found.label.found, alarm=found.alarm.shown, step=step)
