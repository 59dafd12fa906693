"""One check: a firm that says “you” to its customer."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_BY_MISTAKE = late.pattern("誤って|間違って|間違えて")
_BEFORE = 12
"""Letters before the phrase in which a mistake of another is told of."""


@check(
    id="body.calls-you-anata",
    over="message",
    said=("odd.anata",),
    lang="ja",
    group="body",
    title=Text(ja="読者を「あなた」と呼んでいます", en="It says “anata” to its reader"),
    says=Text(
        ja="「{phrase}」は翻訳調の言い方です。日本の事業者なら、普通は「お客様」と書きます。",
        en="“{phrase}” sounds translated; Japanese firms write “okyakusama” to their customers.",
    ),
    sure="inferred",
    experts=("JP",),
)
def calls_you_anata(case: Case, phrase: Observable) -> Iterator[Hit]:
    """A mild sign: services from abroad do write 「あなたのアカウント」 in their own translations.

    Not where somebody else is said to have typed the reader's address: Japanese firms write that of whoever it is.
    """
    text = case.message.view(phrase.seen.view).text
    if _BY_MISTAKE.search(text[max(0, phrase.seen.start - _BEFORE) : phrase.seen.start]):
        return
    if _said.has(case, "threat", "credential", "card", "scare", "payment"):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)
