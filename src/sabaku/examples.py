"""Places of a text that are not what it says itself: another mail's words in a warning, and what is denied.

Plain text in, places out. Knows no lists of phrases and must not judge the mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FARTHEST = 160
"""Characters between quotation marks above which they are taken for unpaired."""
LOOKED_AT = 60_000
"""Characters that are looked at."""

_ABOUT = (
    *(
        "フィッシング",
        "不審メール",
        "不審なメール",
        "不審なメッセージ",
        "偽メール",
        "偽サイト",
        "偽の",
        "詐欺",
        "手口",
        "をかたる",
    ),
    *("を騙る", "を装う", "を装い", "を装った", "なりすまし", "phish", "scam", "fraudster", "betrug", "betrüg", "hameçonnage"),
    *("estafa", "truffa", "oplicht"),
)
"""Whoever quotes a swindler's words as such says what they are."""
_MARKS = re.compile(
    r"「([^「」]{2,160})」|『([^『』]{2,160})』|“([^“”]{2,160})”|„([^„“”]{2,160})[“”]|«([^«»]{2,160})»"
    r"|(?<![\w\"])\"([^\"\n]{2,160})\"(?![\w\"])"
)
_BEFORE = re.compile(
    r"(?:かた[るっり]|騙[るっ]|装[うっい]|偽|手口|不審|詐欺|フィッシング|文面|件名|次のような|以下のような)[^。]{0,24}$"
    r"|(?:scam|phish|fraud|fake|bogus|e-?mails?|messages?|texts?|subject|lures?)[^.?!]{0,40}(?:\b(?:say|says|saying|like|as|that|read|reads"
    r"|claim|claims|claiming|titled|lines?)|:)\s*$"
    r"|(?:phishing|betrugs?|betrüger|gefälscht|im umlauf|mails?|nachrichten|betreff)[^.?!]{0,40}:\s*$"
    r"|(?:faux|frauduleux|arnaque|falso|estafa|truffa|nep)[^.?!]{0,40}$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s{0,3}(?:など|等|や「[^」]{1,60}」(?:など|等)?)?(?:と|という|といった|とする|との|などと)?(?:称|偽|書|記載|表示|うた|の)?[^。\n]{0,30}"
    r"(?:偽|騙|だま|かた[るっり]|装[うっい]|不審|詐欺|フィッシング|手口|盗|誘導)"
    r"|\s?(?:im namen|angeblich|ist (?:betrug|phishing|gefälscht))"
    r"|[^.\n]{0,30}\b(?:scam|phish\w*|fake|fraud\w*)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^[^\n。]{0,16}(?:不審な?|偽|詐欺|フィッシング|迷惑)(?:の|な)?(?:メール|メッセージ|SMS)の?(?:件名|本文|文面)?の?(?:例|文面|サンプル|内容)[^\n。]{0,16}$"
    r"|^[^\n.]{0,12}(?:example|sample) (?:of )?(?:a |the )?(?:phishing|scam|fraudulent|fake)[^\n.]{0,24}$",
    re.IGNORECASE | re.MULTILINE,
)
_RULE = re.compile(r"^[^\S\n]*[-=_*─━―＊]{5,}", re.MULTILINE)
_ITEMS = re.compile(r"(?:\n[^\S\n]*[・●○*-][^\n]{1,120})++")
LONGEST_BLOCK = 3000


def examples(text: str, title: str = "") -> tuple[tuple[int, int], ...]:
    """The places, in order, of quoted sentences and of whole blocks that text or title call a fraud's; () for most mail."""
    told = f"{title[:200]}\n{text[:LOOKED_AT]}".lower()
    if not any(word in told for word in _ABOUT):
        return ()
    return tuple(sorted((*_sentences(text), *_blocks(text))))


def within(places: tuple[tuple[int, int], ...], start: int) -> bool:
    """Whether a place begins inside one of these."""
    return any(first <= start < last for first, last in places)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Words between quotation marks, with a word beside them that says whose they are."""
    told = 0
    for it in _MARKS.finditer(text, 0, LOOKED_AT):
        beside = it.start() - told <= 8 and told > 0
        if beside or _BEFORE.search(text[max(0, it.start() - 70) : it.start()]) or _AFTER.match(text, it.end(), it.end() + 110):
            told = it.end()
            yield it.span()


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """What stands under «example of a fraudulent mail»: the items of a list, or all down to the next rule."""
    for it in _HEADING.finditer(text, 0, LOOKED_AT):
        items = _ITEMS.match(text, it.end())
        rule = None if items else _RULE.search(text, it.end() + 1, it.end() + LONGEST_BLOCK)
        if items or rule:
            yield it.start(), items.end() if items else rule.start() if rule else it.end()


_DENYING = (
    "ません",
    "しまった",
    "しまい",
    "の有無",
    "の予定",
    "された",
    "never",
    "will not",
    "won't",
    "do not ask",
    "don't ask",
    "niemals",
    "jamais",
    "nunca",
    "nooit",
    " mai ",
)
_DENIED_JA = re.compile(
    r"[^。\n]{0,40}?(?:お願い|依頼|お伺い|伺う|お尋ね|おたずね|お聞き|聞く|お問い?合わせ|求め|要求|ご案内|入力|送付|お送り)[^。\n]{0,16}"
    r"(?:ありません|ございません|いたしません|致しません|しません|ません|おりません)"
    r"|の(?:有無|ご予定|予定)|(?:を|し|して)?(?:しまった|しまい|された(?:場合|方))"
)
_DENIED = re.compile(
    r"(?:\bnever\b|\bwill not\b|\bwon't\b|\b(?:do|does) not\b|\bdon't\b)(?: \w+){0,3}? (?:ask|request|require|call|e-?mail|notify"
    r"|contact|send|include|tell|change)[^.!?\n]*$"
    r"|(?:niemals|nie per|nicht per|jamais|nunca|nooit|non [^.!?\n]{0,20}mai)\b[^.!?\n]*$",
    re.IGNORECASE,
)


def denies(text: str) -> bool:
    """Whether the text has any word by which somebody says what he never does: most have none."""
    told = text[:LOOKED_AT].lower()
    return any(word in told for word in _DENYING)


def denied(text: str, start: int, end: int) -> bool:
    """Whether the sentence around this place says that such a thing is never asked for or done."""
    return bool(_DENIED_JA.match(text, end, end + 90) or _DENIED.search(text[max(0, start - 100) : start]))
