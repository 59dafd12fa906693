"""One check: a form of address that fits everybody."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

TOP = 400
_BARE = late.pattern(r"[\s\u3000■□●◆*=-]{0,20}([^\n。]{0,16}(?:お客様|お客さま|会員様|ユーザー様))[\s、。::,へ]")


@check(
    id="body.salutation-generic",
    over="message",
    group="body",
    title=Text(ja="宛名が、誰にでも当てはまるものです", en="A form of address that fits everybody"),
    says=Text(
        ja="宛名が「{salutation}」となっていて、受信者の氏名がありません。",
        en="The reader is addressed as “{salutation}”, without a name.",
    ),
    experts=("NONAME",),
)
def salutation_generic(case: Case, it: Observable) -> Iterator[Hit]:
    """Who holds an account is called by name. Innocent cause: newsletters and notices to all customers."""
    for phrase in _said.said(case, "greeting.generic"):
        if (
            phrase.seen.view == "visible"
            and phrase.seen.start < TOP
            and _said.has(case, "credential", "card", "threat", "payment", "parcel.failed", "mailbox", "tax", "scare", "deadline")
            and not _told_whose(_said.text(case), phrase)
        ):
            yield Hit(_said.quote(phrase), salutation=phrase.shown)
            return
    found = _BARE.match(_said.text(case)) if _said.has(case, "credential", "card", "threat", "payment", "scare") else None
    if found:
        where = Span("visible", *found.span(1))
        yield Hit(Evidence(where, found=found[1]), salutation=found[1])


_FIRM = late.pattern(
    r"(?:株式会社|有限会社|合同会社|[法社]団法人|医療法人|学校法人|御中|\(株\)|㈱)[^\n]{0,30}\n?[^\S\n]{0,6}(?:[^\S\n]|経理|総務|人事|営業|部|課){0,8}$"
)
_SAID_OF = late.pattern(r"[^\S\n]?(?:に|へ|の|を|が|は|から|より|限定|向け)")


def _told_whose(text: str, phrase: Observable) -> bool:
    """Whether the firm is named before it, as one writes to a house, or the words speak of such people and greet nobody."""
    start, end = phrase.seen.start, phrase.seen.end
    return bool(_FIRM.search(text[max(0, start - 60) : start]) or _SAID_OF.match(text, end))
