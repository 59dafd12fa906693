"""One check: a firm that says “you” to its customer."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


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
    """A mild sign: services from abroad do write 「あなたのアカウント」 in their own translations."""
    if _said.has(case, "threat", "credential", "card", "scare", "payment"):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)
