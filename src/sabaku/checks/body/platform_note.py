"""One check: a platform's own notice carries a stranger's note that tells of a charge and gives a number to call."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_ALARM = ("callback.item", "callback.charge", "scare.purchase", "scare.login", "card.problem")


@check(
    id="body.platform-note",
    over="message",
    group="body",
    title=Text(ja="正規の通知の備考欄が、詐欺に使われています", en="A stranger's note inside a genuine notice"),
    says=Text(
        ja="「{note}」の欄に「{alarm}」と書き、{phone} へ電話させようとしています。この欄を書いたのは会社ではなく、"
        "請求を送った第三者です。",
        en="Under “{note}” stands “{alarm}” and the number {phone} to call. That field is written by whoever made the request, "
        "not by the company.",
    ),
    advice=Text(
        ja="請求には応じず、番号にも電話せず、公式サイトや公式アプリから取引の有無を確かめてください。",
        en="Do not pay and do not call; look at your account on the official site or in its app.",
    ),
    speaks_for=("callback",),
    experts=("SCARE",),
    attacks=(73,),
)
def platform_note(case: Case, it: Observable) -> Iterator[Hit]:
    """Payment services send requests for anybody who has an account; the mail is genuine and signed, the note is the fraud.

    Innocent cause: a seller who writes his number for questions; he speaks of no charge that the reader did not make.
    """
    note, alarm, phone = _said.first(case, "callback.note"), _said.first(case, *_ALARM), case.first("phone")
    if note is None or alarm is None or phone is None or not _said.has(case, "callback.call"):
        return
    below = [one for one in case.seen("phone") if one.seen.view == note.seen.view and one.seen.start > note.seen.end]
    if below and alarm.seen.start > note.seen.start:
        shown = datum("code", below[0].shown)
        yield Hit(*map(_said.quote, (note, alarm, below[0])), note=note.shown, alarm=alarm.shown, phone=shown)
