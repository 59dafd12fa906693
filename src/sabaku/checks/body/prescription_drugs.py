"""One check: drugs that need a prescription are sold by unsolicited mail."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _letter, _links, _said, _story
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

LONG = 3000


@check(
    id="body.prescription-drugs",
    over="message",
    group="body",
    title=Text(ja="処方箋が必要な薬をメールで売っています", en="Prescription drugs for sale by mail"),
    says=Text(
        ja="「{one}」「{other}」と、医師の処方が必要な薬を売っています。正規の薬局はこのような広告を送りません。"
        "偽造薬が届いたり、代金だけを取られたりします。",
        en="“{one}”, “{other}”: drugs that need a prescription. No licensed pharmacy advertises like this; what comes is "
        "often counterfeit, or nothing.",
    ),
    sure="inferred",
    speaks_for=("fake-shop",),
    experts=("LURE", "MASS"),
)
def prescription_drugs(case: Case, it: Observable) -> Iterator[Hit]:
    """Advertising such drugs to the public is forbidden nearly everywhere.

    Two such words are wanted, one of them in the sender's name, the subject or the first lines. Innocent causes: talk about
    spam, medical newsletters; long texts and answers are left alone.
    """
    told = _said.said(case, "shop.medicine")
    if len(told) < 2 or _letter.size(case) > LONG or not _links.digest(case).clicked or _story.conversation(case):
        return
    early = next((one for one in told if one.seen.view != "visible" or one.seen.start < 300), None)
    other = next((one for one in told if one is not early), None)
    if early is not None and other is not None:
        yield Hit(_said.quote(early), _said.quote(other), one=early.shown, other=other.shown)
