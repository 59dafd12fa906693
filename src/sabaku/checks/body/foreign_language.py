"""One check: a Japanese brand that writes in another language."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.brands import brand

_NAMES = {
    "en": Text("英語", "English"),
    "zh": Text("中国語", "Chinese"),
    "ko": Text("韓国語", "Korean"),
    "pt": Text("ポルトガル語", "Portuguese"),
    "de": Text("ドイツ語", "German"),
    "es": Text("スペイン語", "Spanish"),
    "fr": Text("フランス語", "French"),
    "ru": Text("ロシア語", "Russian"),
    "it": Text("イタリア語", "Italian"),
    "nl": Text("オランダ語", "Dutch"),
    "pl": Text("ポーランド語", "Polish"),
}


@check(
    id="body.foreign-language",
    over="claim",
    group="body",
    title=Text(ja="日本のサービスなのに外国語で書かれています", en="A Japanese service, but a foreign language"),
    says=Text(
        ja="{brand}を名乗っていますが、本文は{language}です。",
        en="It speaks for {brand}, but the text is {language}.",
    ),
    speaks_for=("phishing",),
    experts=("FOREIGN",),
)
def foreign_language(case: Case, it: Observable) -> Iterator[Hit]:
    """A Japanese brand writes Japanese to its customers. Innocent cause: its service for foreigners or its business
    abroad, whose mail comes from the brand's own addresses."""
    found, lang = brand(it.value), case.first("language")
    if found is None or lang is None or lang.value not in _NAMES or found.country != "JP":
        return
    if any(domain.endswith(".jp") for domain in found.domains):
        start = _said.text(case)[lang.seen.start : lang.seen.end].strip()[:60]
        yield Hit(
            _said.quote(it),
            Evidence(lang.seen, found=start),
            brand=datum("brand", it.value, found.names),
            language=datum("text", lang.value, _NAMES[lang.value]),
        )
