"""One check: the story of a fortune stands in the attached document, and the mail itself says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late
from sabaku.text.fold import fold

SHORT = 600
IDEAS = 3
"""Different parts of the story, the sum among them, that make it one."""
_MONEY = late.pattern(
    r"(?:[$€£]|\b(?:us|usd|eur|gbp|euros?|dollars?))[ :]{0,2}\d{1,3}(?:[ .,]\d{3}){2}"
    r"|\b\d{1,3}(?:[.,]\d{1,3})? ?(?:million|millionen|millions|millones|milhoes|milioni|miljoen)\b"
    r"|\b(?:ten|twelve|fifteen|twenty|thirty|forty|fifty|hundred|two|three|four|five|six|seven|eight|nine)"
    r" (?:[a-z]{3,8} (?:thousand|hundred) )?million\b|\d ?(?:億|千万|百万)"
)
_PARTS = late.pattern(
    r"(?P<heir>next of kin|inherit|beneficiar|\berbe\b|nachlass|heritier|heritage|heredero|herencia|herdeiro|heranca"
    r"|\berede\b|eredita|受益者|相続)"
    r"|(?P<dead>\b(?:late|deceased) (?:client|customer|husband|father|engr|mr)|died (?:in|of|without|along)|plane crash"
    r"|verstorben|decede|fallecid|falecid|deceduto|terminal (?:cancer|illness)|亡くな)"
    r"|(?P<idle>abandoned|unclaimed|dormant|over-?invoiced|consignment|security company|休眠口座)"
    r"|(?P<won>\b(?:lottery|lotto|jackpot|sweepstakes?|winning (?:number|notification|email)|lucky winner|ticket number"
    r"|loteria|gewinnbenachrichtigung)|compensation (?:fund|payment)|atm (?:visa )?card|当選)"
    r"|(?P<share>\d{2} ?(?:%|percent) (?:for|of the|to|will|while|and|fur|pour|para|per)|you will have \d{2}|50/50"
    r"|ratio of \d{2})"
    r"|(?P<move>transfer (?:this|the|of the|of this) (?:fund|money|sum)|into your (?:bank )?account|foreign partner|stand as"
    r"|donat(?:e|ion) (?:the sum|of|to you))"
    r"|(?P<office>\bbarrister|from the desk of|foreign remittance|audit(?:or|ing)? (?:department|unit)|bill and exchange"
    r"|fiduciary|claims? agent|rechtsanwalt|notaire|abogado)"
    r"|(?P<secret>strictly confidential|utmost confiden|top secret|risk[- ]free|100% (?:risk|safe)|streng vertraulich|極秘)"
    r"|(?P<details>your full names?|full name[:,]|direct telephone|occupation|scan(?:ned)? (?:copy|id)"
    r"|copy of your (?:passport|id))"
)
MOST = 60
"""Phrases that are looked at."""


@check(
    id="files.letter-of-fortune",
    over="file",
    group="files",
    title=Text(ja="見知らぬ人からの大金の話が添付文書にあります", en="A stranger's story of a fortune in the attached letter"),
    says=Text(
        ja="添付文書「{name}」に、「{sum}」という金額と、「{one}」「{other}」など大金の話の決まり文句があります。"
        "本文に書かないのは、検査を避けるためです。",
        en="The file “{name}” speaks of “{sum}”, and of “{one}” and “{other}”, as stories of fortunes do. "
        "They stand in a file so that filters don't read them.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "ATT"),
)
def letter_of_fortune(case: Case, it: Observable) -> Iterator[Hit]:
    """Advance-fee letters move into documents since mail filters know their words.

    Innocent causes: a lawyer's or a bank's own papers; their mail says what they are about, whose they are, and links home.
    """
    file = _files.file(it)
    if file.kind != "pdf" or len(_files.own_text(case).strip()) > SHORT or _said.links(case) or case.seen("list", "mailing-list"):
        return
    view, text = _files.pdf_text(case, it)
    folded = fold(text).replace("\n", " ")
    money = _MONEY.search(folded)
    parts = _ideas(folded) if money else {}
    if money and len(parts) >= IDEAS:
        places = [money.span(), *list(parts.values())[:2]]
        shown = [text[slice(*place)] for place in places]
        yield Hit(
            *(Evidence(Span(view, *place), found=told) for place, told in zip(places, shown, strict=True)),
            name=datum("file", file.name),
            sum=shown[0],
            one=shown[1],
            other=shown[2],
        )


def _ideas(folded: str) -> dict[str, tuple[int, int]]:
    """Each part of the story that the text has, with its first place."""
    found: dict[str, tuple[int, int]] = {}
    for place, _ in zip(_PARTS.finditer(folded), range(MOST), strict=False):
        found.setdefault(place.lastgroup or "", place.span())
    return found
