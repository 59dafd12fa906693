"""One check: a program for mass mailing or a script."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Datum, Evidence, Observable, Text


@check(
    id="route.mailer-bulk",
    over="mailer",
    group="route",
    title=Text(
        ja="一斉配信用のソフトやスクリプトで作られています",
        en="It was made with a program for mass mailing or a script",
    ),
    says=Text(
        ja="送信に使ったソフトは「{mailer}」と書かれています。{what}です。",
        en="The program is named as “{mailer}”, which is {what}.",
    ),
)
def mailer_bulk(case: Case, it: Observable) -> Iterator[Hit]:
    """A light sign: shops and sites use the same libraries. It counts where a bank or an authority is claimed, who would not."""
    found = _route.mailer(case, "mass") or _route.mailer(case, "script")
    if found is None or found[0].value != it.value:
        return
    yield Hit(Evidence(it.seen, found=it.shown), mailer=it.value[:80], what=Datum("text", found[1].en, found[1].name))
