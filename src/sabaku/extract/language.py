"""In which language a text is written, cheaply: kana first, then other scripts, then the commonest little words.

Says what most of a text is, for choosing word lists and for findings about the wrong language; no translation.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sabaku import data
from sabaku.model import Input, Message, Observable, Span
from sabaku.text import late
from sabaku.text.fold import fold

SAMPLE = 1600
"""Characters from the start of the text that are looked at; what follows is quoted mail and small print."""

# Each finds runs: to count characters, a tenth of the finds is enough.
_KANA = late.pattern("[ぁ-んァ-ヶｦ-ﾟ]++")
_HIRAGANA = late.pattern("[ぁ-ん]++")
_SCRIPTS = (
    ("ko", late.pattern("[가-힣]++")),
    ("ru", re.compile("[а-яА-Я]++")),
    ("ar", re.compile("[\u0600-\u06ff]++")),
    ("he", re.compile("[\u0590-\u05ff]++")),
    ("th", re.compile("[\u0e00-\u0e7f]++")),
    ("el", re.compile("[α-ωΑ-Ω]++")),
    ("hi", re.compile("[\u0900-\u097f]++")),
)
_OTHER = late.pattern("[가-힣а-яА-Я\u0600-\u06ff\u0590-\u05ff\u0e00-\u0e7fα-ωΑ-Ω\u0900-\u097f]")
"""Any of them: most texts have none, and one look is enough to tell."""
_HAN = late.pattern("[\u4e00-\u9fff]++")
_CHINESE = late.pattern("[的您我你们們这這请請为為吗嗎]|[\u4e00-\u9fff]{30}")
_LATIN = re.compile("[a-zA-Z]++")
_WORDS = re.compile("[a-zß][a-zß0-9_.@/]++")
"""Whole words, and addresses in one piece: `com` is a little word, too."""
FEW = 6
"""Characters of a script that make it the text's script."""


def language(text: str) -> str:
    """The language of most of the text: ja, zh, ko, ru, ar, he, th, el, hi, en, pt, de, es, fr, nl, it, pl, or "" if unclear.

    Any fair share of kana means Japanese, whatever else stands there: brand names and addresses are Latin everywhere.
    """
    sample = text[:SAMPLE]
    if sample.isascii():
        return _by_words(sample[:800].lower()) or _by_words(sample.lower())
    han = _count(_HAN, sample)
    kana = _count(_KANA, sample)
    if han > FEW and _CHINESE.search(sample) and _count(_HIRAGANA, sample) < FEW // 2:
        return "zh"
    if kana >= min(FEW, max(2, han // 12)) and kana * 40 >= han:
        return "ja"
    if han and _CHINESE.search(sample):
        return "zh"
    return _by_script(sample) or _by_words(fold(sample)) or ("ja" if kana else "")


def _by_script(text: str, whole: bool = True) -> str:
    """The language whose own script is a fair share of a `whole` text's letters, or fills a sentence; "" where none does."""
    if not _OTHER.search(text):
        return ""
    latin = _count(_LATIN, text) if whole else 0
    for name, script in _SCRIPTS:
        count = _count(script, text)
        if count >= (FEW if whole else CLEARLY) and count * 3 >= latin:
            return name
    return ""


def _count(script: re.Pattern[str], text: str) -> int:
    """How many characters of a script there are."""
    return sum(map(len, script.findall(text)))


def of(message: Message) -> str:
    """The language of what the reader sees; the subject decides where that is too little. Call it by `message.once(of)`."""
    text = message.view("visible").text
    return language(text) or language(message.text_of("subject"))


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """The `language` of most of the text where it is clear, and one that is spoken `beside` it: over all that was looked at."""
    where = Span("visible", 0, min(SAMPLE, len(message.view("visible").text)))
    for lang, role in zip(message.once(spoken), ("text", "beside"), strict=False):
        yield Observable("language", lang, role, where)


def spoken(message: Message) -> tuple[str, ...]:
    """The languages of what the reader sees, that of most of it first; none if that is unclear. By `message.once(spoken)`.

    A gateway's note, a confidentiality notice or a list's small print in English is often longer than the letter above it, and a
    sentence in another language costs a forger nothing: what else is said is read, too.
    """
    most = message.once(of)
    if not most:
        return ()
    sample = message.view("visible").text[:SAMPLE]
    other = _chinese_beside(sample) if most == "ja" else ""
    other = other or _by_script(sample, whole=False)
    if not other:
        other = _by_words(sample.lower() if sample.isascii() else fold(sample), SOME, most)
    return (most, other) if other not in ("", most) else (most,)


SOME, SEVERAL = 6, 5
"""Little words of a language, and different ones, that no text of another has by chance (`com`, `de` and `do` are in any)."""


def _chinese_beside(text: str) -> str:
    """zh where lines without kana say what only Chinese does; a Japanese text has kana in each longer line."""
    if not _ONLY_CHINESE.search(text):
        return ""
    lines = [it for it in text.splitlines() if _ONLY_CHINESE.search(it) and not _KANA.search(it)]
    return "zh" if sum(_count(_HAN, it) for it in lines) >= CLEARLY else ""


_ONLY_CHINESE = late.pattern("[您你们這这请請为嗎吗]")
CLEARLY = 20
"""Characters that make a sentence, and no name or slip."""


def _by_words(folded: str, enough: int = 3, beside: str = "") -> str:
    """The language whose little words stand there most often: at least `enough`, and more than any other's.

    `beside` another language: only by words that are none of that one, and not by one word over and over.
    """
    little, langs = _little_words()
    counts = dict.fromkeys(langs, 0)
    different = dict.fromkeys(langs, 0)
    words = Counter(_WORDS.findall(folded))
    for word in words.keys() & little.keys():
        if beside not in little[word]:
            for lang in little[word]:
                counts[lang] += words[word]
                different[lang] += 1
    best, other = sorted(counts, key=lambda it: -counts[it])[:2]
    clear = counts[best] >= enough and counts[best] > counts[other]
    return best if clear and (not beside or different[best] >= SEVERAL) else ""


@functools.cache
def _little_words() -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Little word -> languages that use it; and the languages."""
    lists: dict[str, str] = {lang: words for lang, words in data.toml("languages").items() if len(lang) == 2}
    index: dict[str, tuple[str, ...]] = {}
    for lang, words in lists.items():
        for word in words.split():
            index[word] = (*index.get(word, ()), lang)
    return index, tuple(lists)
