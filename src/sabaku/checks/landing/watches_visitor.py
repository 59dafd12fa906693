"""One check: the landing page looks at who is visiting before it shows itself."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.watches-visitor",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="訪問者を見分けるスクリプトがあります", en="Scripts there tell visitors apart"),
    says=Text(
        ja="リンク先 {host} のページは、訪問者が機械かどうかを見分ける情報({what})を調べています。",
        en="The page at {host} reads what tells machines from people ({what}).",
    ),
    attacks=(105,),
)
def watches_visitor(case: Case, it: Observable) -> Iterator[Hit]:
    """Webdriver flag, canvas, battery, mouse: a login page needs none of them; cloaking kits do.

    Innocent cause: fraud protection of banks and shops; analytics. Only pages of strangers that ask for a secret count.
    """
    for visit in _landing.visits(case):
        face = _landing.shown(visit, "watches-visitor")
        if face is not None and _landing.secrets(face) and _landing.strange(case, visit.host):
            what = ", ".join(face.looks_at[:6])
            yield Hit(
                _outside.quoted(case, visit.seen),
                Evidence(visit.fact.question, found=what),
                host=datum("domain", visit.host),
                what=datum("code", what),
            )
