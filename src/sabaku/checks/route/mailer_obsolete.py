"""One check: a mail program that no longer exists."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check
from sabaku.checks._who import senders
from sabaku.model import Case, Datum, Evidence, Observable, Text
from sabaku.names.brands import is_public
from sabaku.names.whose import authentic


@check(
    id="route.mailer-obsolete",
    over="mailer",
    group="route",
    title=Text(
        ja="とうに提供が終わったメールソフトを名乗っています",
        en="It names a mail program that is long gone",
    ),
    says=Text(
        ja="メールソフトとして「{mailer}」を名乗っています。これは{what}で、いまも使われているとは考えにくく、"
        "一斉配信ソフトが付けた偽の名前とみられます。",
        en="It names “{mailer}” as its mail program: {what}. Most likely a program for mass mailing made that up.",
    ),
    sure="inferred",
    experts=("XM",),
)
def mailer_obsolete(case: Case, it: Observable) -> Iterator[Hit]:
    """Kits carry the same list of program names for twenty years. Silent in mail that is itself that old, and where a provider's
    customer provably writes: old people keep their old computers.
    """
    found, when = _route.mailer(case, "obsolete"), case.origin.border_at
    if (
        found is None
        or found[0].value != it.value
        or when is None
        or when.year < found[1].until + 7
        or (case.seen("list", "mailing-list") and not _route.claimed(case))
        or any(is_public(it.domain) and authentic(case, it.domain) for it in senders(case)[:1])
    ):
        return
    yield Hit(Evidence(it.seen, found=it.shown), mailer=it.value[:80], what=Datum("text", found[1].en, found[1].name))
