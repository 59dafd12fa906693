"""One check: text that was damaged by a wrong character set."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_DAMAGED = late.pattern(
    "\ufffd|(?:&#[0-9]{2,5};[^&\n]{0,14}){4}|(?:[縺繧繝][^\\s]){3,}|(?:Ã[\u0080-ÿ]){2,}|(?:[ãåæç][\u0080-¿]{1,2}){3,}"
    "|[ぁ-ヿ一-鿿]\\?{4,}[ぁ-ヿ一-鿿]|â€[™œ\u009d]"
    "|<(?:div|span|p|td|font|table)\\b[^<>\n]{0,80}(?:style|class|color)=[^<>\n]{0,80}>|</(?:div|span|td|font|table)>"
)


_STRAY = late.pattern("\\?(?<=[ァ-ヶー一-鿿]\\?)[をはがに](?=[ァ-ヿ一-鿿ご])|・[ァィゥェォｧ-ｫ](?=[ぁ-ん])")


_MARKS = late.one_of("\ufffd", "&#", "縺", "繧", "繝", "Ã", "ã", "å", "æ", "ç", "????", "â€", "</", "<div", "<span", "<p ")


@check(
    id="body.garbled",
    over="message",
    group="body",
    title=Text(ja="文字化けがあります", en="Garbled text"),
    says=Text(ja="「{place}」のような文字化けがあります。", en="Garbled text such as “{place}”."),
    experts=("MOJI",),
)
def garbled(case: Case, it: Observable) -> Iterator[Hit]:
    """Mailings made with careless programs. Innocent cause: mailing lists and old programs damage honest mail too."""
    if case.seen("list", "mailing-list"):
        return
    title, view = _said.subject(case)
    for name, text in ((view, title), ("visible", _said.text(case)[:30000])):
        damaged = _DAMAGED.search(text) if _MARKS(text) else None
        found = damaged or (_STRAY.search(text) if "?" in text or "・" in text else None)
        if found:
            start = found.start() if damaged else max(0, found.start() - 3)
            where = Span(name, start, min(found.end(), found.start() + 40))
            place = text[where.start : where.end]
            yield Hit(Evidence(where, found=place), place=place)
            return
