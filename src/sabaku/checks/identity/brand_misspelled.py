"""The brand's name is written wrongly, or with disguised letters."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.checks._claimed import claims
from sabaku.checks._named import named
from sabaku.checks._said import lang
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text
from sabaku.names.brands import brand
from sabaku.text.fold import fold


@check(
    id="identity.brand-misspelled",
    over="message",
    group="identity",
    title=Text("会社名・サービス名の表記が正しくありません", "The brand's name is spelled wrongly"),
    says=Text(
        "「{shown}」と書かれていますが、{brand}は自社をこのように書きません。",
        "It is written “{shown}”, which is not how {brand} writes its own name.",
    ),
    experts=("WRONGBR", "CHF", "JP"),
    attacks=(16,),
)
def brand_misspelled(case: Case, _: Observable) -> Iterator[Hit]:
    """A company knows how its own name is written; a forger types it by ear, or changes letters to pass filters.

    Width, spaces and letter case don't count, nor how Chinese mail writes the name in its own characters («顺丰速运»);
    of Latin names with disguised letters body.mixed-alphabets tells.
    Innocent causes: a third party that writes carelessly about the brand.
    """
    related = {one.brand.id for one in claims(case)}
    for one in case.seen("brand", "from", "subject", "text", "signature"):
        known = brand(one.value)
        if known is None or known.id not in related or "@" in one.shown:
            continue
        shown = case.message.quote(one.seen)
        if not shown.isascii() and fold(shown).isascii():
            continue
        other = _plain(shown) not in _right(known.id) and not shown.isascii() and lang(case) != "zh"
        if other or _plain(shown) in _wrong(known.id):
            right = known.names.ja
            yield Hit(Evidence(one.seen, found=shown, expected=right), shown=Datum("text", shown), brand=named(known.id))
            return
        firm = _as_a_firm(case, one.seen) or _as_a_bank(case, one.seen, known.sector)
        if firm is not None:
            yield Hit(Evidence(firm, found=case.message.quote(firm)), shown=case.message.quote(firm), brand=named(known.id))
            return


_FIRM = re.compile("[ 　]?会社(?!員|概要|案内|四季報|情報|設立|名)")


def _as_a_firm(case: Case, seen: Span) -> Span | None:
    """The name with a bare 「会社」 behind it: firms in Japan write 株式会社 and the like."""
    text = case.message.view(seen.view).text
    found = _FIRM.match(text, seen.end)
    return (
        Span(seen.view, seen.start, found.end()) if found and not text[: seen.start].endswith(("株式", "有限", "合同")) else None
    )


_BANK = re.compile("[ 　]?銀行(?!口座|振|引|カード|決済|など|や)")


def _as_a_bank(case: Case, seen: Span, sector: str) -> Span | None:
    """The name of a card, shop or courier with 「銀行」 behind it: no such bank exists («ニコス銀行»)."""
    if sector not in ("card", "shop", "courier", "telecom", "payment"):
        return None
    found = _BANK.match(case.message.view(seen.view).text, seen.end)
    return Span(seen.view, seen.start, found.end()) if found else None


def _plain(text: str) -> str:
    """Width, case and spaces away, and nothing else."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@functools.cache
def _right(id: str) -> frozenset[str]:
    known = brand(id)
    assert known is not None
    return frozenset(_plain(name) for name in (*known.aliases, *known.weak.values())) - _wrong(id)


@functools.cache
def _wrong(id: str) -> frozenset[str]:
    known = brand(id)
    assert known is not None
    return frozenset(map(_plain, known.misspelled)) - {_plain(known.names.ja), _plain(known.names.en)}
