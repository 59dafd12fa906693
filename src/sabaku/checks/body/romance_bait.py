"""One check: a stranger who wants to be loved."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _firms, _letter, _said, _story
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

SHORT = 1500


@check(
    id="body.romance-bait",
    over="message",
    group="body",
    title=Text(ja="見知らぬ相手が交際や友達付き合いを持ちかけています", en="A stranger offers friendship or love"),
    says=Text(
        ja="「{phrase}」と、面識のない相手が親しくなろうとしています。やがて送金や投資を頼む、ロマンス詐欺の始まりに多い文面です。",
        en="“{phrase}”: somebody unknown wants to come close. "
        "Romance frauds begin like this; money or an investment is asked for later.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
    quiet_when=("body.lonely-heart",),
)
def romance_bait(case: Case, it: Observable) -> Iterator[Hit]:
    """Weeks of friendly letters come before the first request.

    Two such phrases, or one and a stranger's way of introduction. A club or firm that signs at its own proven domain
    brings people together by trade.
    """
    told = {one.shown.lower(): one for one in _said.said(case, "stranger.romance")}
    if not told or _letter.size(case) > SHORT or _letter.own_links(case) or _story.conversation(case):
        return
    if _firms.firm(case):
        return
    others = {"person", "plea", "unknown", "trust", "channel", "advance-fee.sum"}.intersection(_story.parts(case)) or _said.has(
        case, "plight.borrow"
    )
    if len(told) >= 2 or others:
        phrase = next(iter(told.values()))
        yield Hit(_said.quote(phrase), phrase=phrase.shown)
