"""An offer to the reader alone, sent to hidden recipients."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _told
from sabaku.checks._bulk import is_letter
from sabaku.checks._check import Hit, check
from sabaku.checks._said import first, quote
from sabaku.checks._story import conversation, wants_answer
from sabaku.checks._who import senders
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text
from sabaku.text import late

_NOBODY = late.pattern(
    r"(?i)(?:undisclosed|unlisted|hidden|suppressed)[ -]?recipients?|^\s*\"?recipients\"?\s*<|^\s*recipients\s*$|^\s*$"
)


@check(
    id="identity.hidden-recipients",
    over="message",
    group="identity",
    title=Text("個人に宛てた文面なのに、宛先が隠されています", "Written as if to one person, sent to hidden recipients"),
    says=Text(
        "「{phrase}」と受信者個人に話しかけていますが、宛先(To)は{to}で、同じメールが大勢に送られています。",
        "“{phrase}”: it speaks to the reader alone, but To {to}: the same mail goes to many.",
    ),
    sure="inferred",
    experts=("TOODD", "MASS"),
    speaks_for=("advance-fee", "bec"),
)
def hidden_recipients(case: Case, _: Observable) -> Iterator[Hit]:
    """A fortune for one chosen person isn't offered by blind copies to thousands.

    Judged only where the text wants an answer, money or an order. Whoever greets many readers («会員各位»)
    says so, and is left out. Innocent causes: clubs that write to members by blind copies.
    """
    phrase = wants_answer(case) or first(case, "credential.mail")
    if phrase is None or not is_letter(case) or conversation(case) or _told.greets_many(case):
        return
    header = next(iter(case.message.named("to")), None)
    text = header.text if header is not None else ""
    named = {it.value for it in case.seen("address", "to", "cc")}
    own = {it.seen.value for it in senders(case) if not _of_list(case, it.seen)}
    if named - own or not (_NOBODY.search(text) or named):
        return
    where = case.message.span_of(header) if header is not None else Span("headers", 0, len(case.message.view("headers").text))
    shown = text.strip()[:60]
    said = Text(f"「{shown}」", f"says “{shown}”") if shown else Text("空欄", "names nobody")
    yield Hit(Evidence(where, found=shown), quote(phrase), phrase=Datum("text", phrase.shown), to=Datum("text", shown, said))


def _of_list(case: Case, it: Observable) -> bool:
    """Whether it is a mailing list's own address, which many lists set in the place of their authors'."""
    return it.value.replace("@", ".") in {one.value for one in case.seen("list", "mailing-list")}
