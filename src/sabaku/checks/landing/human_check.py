"""One check: the landing page first checks for a human."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.human-check",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="「ロボットではない」ことの確認画面が先に出ます", en="A check for humans comes first"),
    says=Text(
        ja="リンク先 {host} は、本当の内容の前に「人間であること」の確認画面を出します。"
        "自動検査を避けるためによく使われる手口で、その先の内容は未確認です。",
        en="The site {host} shows a check for humans before its real content, "
        "which scanners do not pass; what comes behind it was not seen.",
    ),
    attacks=(104,),
)
def human_check(case: Case, it: Observable) -> Iterator[Hit]:
    """Kits put a bought or an imitated check (Turnstile, a tick box) before the forgery so that scanners see nothing else.

    Innocent cause: honest sites behind a delivery network do the same, so it weighs little.
    """
    for visit in _landing.visits(case):
        face = _landing.shown(visit, "human-check")
        if face is not None and _landing.strange(case, visit.host):
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=face.title or "human-check"),
                host=datum("domain", visit.host),
            )
