"""One check: the landing page keeps the visitor with dialogs and windows."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.holds-visitor",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="警告画面や別ウィンドウで訪問者を足止めします", en="It holds visitors with dialogs and windows"),
    says=Text(
        ja="リンク先 {host} のページは、開いただけで警告のダイアログや別のウィンドウを出して訪問者を足止めします。"
        "電話番号が表示されてもかけないでください。",
        en="The page at {host} holds visitors with alarms and further windows as soon as it is opened. Call no number that it "
        "shows.",
    ),
)
def holds_visitor(case: Case, it: Observable) -> Iterator[Hit]:
    """Support fraud: an alarm that cannot be closed, and a number to call.

    Innocent cause: badly made advertising. Pages of strangers with no claim to anything are told of all the same.
    """
    for visit in _landing.visits(case):
        face = next((one for one in _landing.faces(visit) if {"dialogs", "popups"} & set(one.signs)), None)
        if face is not None and _landing.strange(case, visit.host):
            held = " ".join(one for one in face.signs if one in ("dialogs", "popups"))
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=held),
                host=datum("domain", visit.host),
            )
