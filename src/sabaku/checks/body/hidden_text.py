"""One check: longer text that the reader does not see."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_BLANK = late.pattern(
    r"(?>&(?:nbsp|zwnj|zwj|shy|#\d{1,6}|#x[0-9a-fA-F]{1,5});?|[\s\u00a0\u00ad\u034f\u200b-\u200d\ufeff])*+(?:&[#a-z0-9]{0,6})?\Z"
)
"""What newsletters put behind their preview line."""
LONG = 240
BESIDE_A_LURE = 80
"""Characters that are enough where the visible text threatens or asks for secrets: no newsletter has reason to."""
_LURES = ("threat", "credential", "card", "scare", "mailbox")


@check(
    id="body.hidden-text",
    over="message",
    group="body",
    title=Text(ja="読者に見えない文章が埋め込まれています", en="Text hidden from the reader"),
    says=Text(
        ja="画面に表示されない文章が{count}文字埋め込まれています({why})。内容は「{shown}」などで、フィルターを惑わすためのものとみられます。",
        en="{count} characters are hidden from the reader ({why}), such as “{shown}”: meant to mislead filters.",
    ),
    sure="inferred",
    experts=("TEMPL",),
    attacks=(58, 60),
)
def hidden_text(case: Case, it: Observable) -> Iterator[Hit]:
    """Newsletters hide a preview line, texts for other screens and tracking pictures: short ones, those that stand before
    the visible text, and those whose words are visible elsewhere too are passed over."""
    visible = _said.text(case)
    found = [
        it
        for it in case.seen("hidden", "text")
        if it.shown.strip()[:24] not in visible and "{" not in it.shown and "<" not in it.shown and not _BLANK.match(it.shown)
    ]
    count = sum(it.seen.end - it.seen.start for it in found)
    least = BESIDE_A_LURE if _said.has(case, *_LURES) else LONG
    if count >= least and found and not case.message.named("list-unsubscribe"):
        largest = max(found, key=lambda it: it.seen.end - it.seen.start)
        yield Hit(
            _said.quote(largest),
            count=datum("number", count),
            why=datum("code", largest.value),
            shown=" ".join(largest.shown.split())[:60],
        )
