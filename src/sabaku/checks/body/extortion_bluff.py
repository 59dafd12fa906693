"""One check: «I hacked you and filmed you»."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _coins, _said, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

_STORY = ("extortion.hacked", "extortion.video", "extortion.password")
LONG = 8000
_DEMAND = ("extortion.pay", "extortion.silence", "extortion.video")


@check(
    id="body.extortion-bluff",
    over="message",
    said=_STORY,
    group="body",
    title=Text(ja="「ハッキングした」「録画した」という脅しです", en="“I hacked you and filmed you”: a bluff"),
    says=Text(
        ja="「{story}」「{demand}」と、端末への侵入や録画を口実に金銭を要求しています。こうした文面は大量にばらまかれており、実際に侵入されたことを示すものではありません。",
        en="“{story}”, “{demand}”: it claims to have broken in or filmed, and wants money. Texts of this kind go to masses "
        "of people and do not show that anybody broke in.",
    ),
    speaks_for=("extortion",),
    experts=("BLUFF", "BTC"),
)
def extortion_bluff(case: Case, story: Observable) -> Iterator[Hit]:
    """Sent by millions since 2018 with no victim's data behind it; an old password comes from a leaked list.

    Parts of the story and a demand for crypto money are wanted, so that reports about such mails stay out; a sum in coins is a
    demand in whatever words it stands.
    """
    demands = [_said.first(case, name) for name in _DEMAND] + [case.first("wallet")]
    demand = next((one for one in demands if one is not None and one is not story), None)
    if demand is None:
        return
    parts = [name for name in (*_STORY, "extortion.pay", "extortion.silence") if _said.has(case, name)]
    told = len(parts) + bool(case.seen("wallet")) >= 3 and _said.has(case, "extortion.pay")
    hacked = _said.has(case, "extortion.hacked")
    if told or (hacked and case.seen("wallet")):
        yield Hit(_said.quote(story), _said.quote(demand), story=story.shown, demand=demand.shown)
    elif hacked and _said.has(case, "extortion.video", "extortion.silence"):
        found = _coins.price(_said.folded(case)[:LONG])
        if found is not None:
            price = _told.at(case, found)
            yield Hit(_said.quote(story), price, story=story.shown, demand=price.found)
