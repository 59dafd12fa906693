"""One check: Japanese that no Japanese office writes."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.odd-japanese",
    over="message",
    group="body",
    title=Text(ja="日本語が不自然です", en="Unnatural Japanese"),
    says=Text(
        ja="「{phrase}」は、日本の事業者の文面としては不自然な表現です(誤字、または機械翻訳とみられます)。",
        en="“{phrase}” is not how a Japanese office writes (a slip, or machine translation).",
    ),
    speaks_for=("credential-phishing", "card-phishing"),
    experts=("JP",),
)
def odd_japanese(case: Case, it: Observable) -> Iterator[Hit]:
    """The third commonest reason of experts (159 of 806). Innocent cause: foreign firms' clumsy translations: two slips
    weigh no more than one."""
    if _said.lang(case) != "ja":
        return
    for phrase in _said.said(case, "odd.typo", "odd.translated")[:3]:
        yield Hit(_said.quote(phrase), phrase=phrase.shown)
