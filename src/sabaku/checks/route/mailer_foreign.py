"""One check: a mail program used mostly in another country."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check
from sabaku.checks._named import named
from sabaku.model import Case, Datum, Evidence, Observable, Text


@check(
    id="route.mailer-foreign",
    over="mailer",
    group="route",
    title=Text(
        ja="主に別の国で使われるメールソフトです",
        en="It was made with a mail program of another country",
    ),
    says=Text(
        ja="{brand}を名乗っていますが、メールソフトは「{mailer}」で、{what}です。"
        "日本の企業が案内の送信に使うことはまずありません。",
        en="It claims to come from {brand}, but was made with “{mailer}”, {what}: hardly what a company in Japan sends "
        "its notices with.",
    ),
    sure="inferred",
    experts=("XM",),
)
def mailer_foreign(case: Case, it: Observable) -> Iterator[Hit]:
    """The field is the sender's own word, and senders rarely bother to change it. It tells of the machine, not of the people;
    a light sign, used only for brands of another country than the program's.
    """
    found, claim = _route.mailer(case, "foreign"), _route.claimed(case)
    if found is None or claim is None or found[0].value != it.value or claim[1].country in ("", found[1].country):
        return
    yield Hit(
        Evidence(it.seen, found=it.shown),
        brand=named(claim[1].id),
        mailer=it.value[:80],
        what=Datum("text", found[1].en, found[1].name),
    )
