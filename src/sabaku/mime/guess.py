"""Which charset are these bytes in, when nobody says or the label lies: validity first, then how much it reads like language."""

from __future__ import annotations

import re

from sabaku.mime import limits
from sabaku.text import late

CODECS = ("cp932", "euc_jp", "gb18030", "big5hkscs", "cp949", "cp1251", "koi8-r")
FIRST_LEVEL = {
    "cp932": re.compile(rb"(?:[\x88-\x97][\x40-\x7e\x80-\xfc]){2,}"),
    "euc_jp": re.compile(rb"(?:[\xb0-\xcf][\xa1-\xfe]){2,}"),
    "gb18030": re.compile(rb"(?:[\xb0-\xd7][\xa1-\xfe]){2,}"),
    "cp949": re.compile(rb"(?:[\xb0-\xc8][\xa1-\xfe]){2,}"),
    "big5hkscs": re.compile(rb"(?:[\xa4-\xc6][\x40-\x7e\xa1-\xfe]){2,}"),
}
"""Runs of characters of each table's first level: single ones also come about from a quotation mark and a letter."""
ENOUGH = 0.25
"""The score below which no charset is believed."""
EIGHT_BIT = re.compile(rb"[\x80-\xff]")
JAPANESE = late.pattern("[\u3041-\u3096\u30a1-\u30fe、。「」・！？（）【】]")
HALF_KANA = re.compile("[\uff61-\uff9f]")
KANA_RUN = re.compile("[\uff61-\uff9f]+")
KANA_LETTER = re.compile("[\uff66-\uff9d]")
KANA_LIKE_SIGNS = re.compile("[\uff66-\uff7f]")
"""Half of the letters: in Western tables their bytes are signs, which don't stand inside words as the others' capitals do."""
KANA_MISPLACED = late.pattern(
    "(?<![\uff73\uff76-\uff84\uff8a-\uff8e])\uff9e|(?<![\uff8a-\uff8e])\uff9f|(?<![\uff66-\uff9f])[\uff67-\uff70]"
)
"""A mark of voice behind a letter that has no voiced form, or a word that begins with a small letter or a long vowel."""
EUC_KANA = re.compile(rb"(?:\x8e[\xa1-\xdf])+")
HANGUL = late.pattern("[\uac00-\ud7a3]")
LOST = late.pattern("[\ufffd\ue000-\uf8ff]")
WIDE = re.compile("[^\x00-\x7f]")
# The most frequent characters of each language: enough to tell apart texts whose bytes fit several tables.
COMMON_KANJI = late.pattern(
    "[重要知確認変更利用情報登録客様緊急通本人金融銀行株式会社支払注文配送荷物口座再設定期限日年月時分円料無限最終大切連絡案内手続完了"
    "不正検証停止契約券取引]"
)
COMMON_CHINESE = late.pattern(
    "[的一是不了在人有我他这个们中来上大为和国到说时要就出会可也你对生能而子那得于自之年您请点击公司帐账户邮箱件服务系统将已]"
)
COMMON_TAIWANESE = late.pattern(
    "[的一是不了在人有我他這個們中來上大為和國到說時要就出會可也你對生能而子那得於自之年您請點擊公司帳戶郵箱件服務系統將已]"
)
COMMON_HANGUL = late.pattern(
    "[이다는을를의에가니고하은지로사시기안도한대인요자리서해어세님합습있게아보정전국말것여주오부드수신원그일상나]"
)
COMMON_CYRILLIC = late.pattern("[оеаинтсрвлкмдпу]")
CYRILLIC = re.compile("[\u0400-\u04ff]")


def guess(data: bytes) -> str:
    """Our name of the likeliest codec for bytes that are not ASCII; "cp1252" where nothing speaks for another."""
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        if mostly_utf8(data, error):
            return "utf-8"
        valid = error.start
    codec, score = likeliest(data)
    if valid > 2 and JAPANESE.search(data[:valid].decode("utf-8")):
        second, behind = likeliest(data[valid:])
        if behind > max(score, ENOUGH):
            return f"utf-8+{second}"
    return codec if score > ENOUGH else "cp1252"


def likeliest(data: bytes) -> tuple[str, float]:
    """The codec other than UTF-8 that the first 8-bit stretch reads best in, and how well (at most about 1.5)."""
    first = EIGHT_BIT.search(data)
    start = max(0, first.start() - 64) if first else 0
    scores = _scores(data[start : start + limits.GUESS_BYTES])
    best = max(scores, key=lambda codec: scores[codec])
    return best, scores[best]


def mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """UTF-8 with a few broken places (cut characters) rather than something else."""
    if error.reason.startswith("unexpected end") and len(data) - error.start > 1:
        return True
    start = max(0, error.start - limits.GUESS_BYTES)
    text = data[start : start + 4 * limits.GUESS_BYTES].decode("utf-8", "replace")
    lost = text.count("\ufffd")
    wide = len(WIDE.findall(text)) - lost
    return wide >= max(3, 4 * lost) or (wide > 0 and wide >= lost and likeliest(data)[1] < 0.6)


def _scores(sample: bytes) -> dict[str, float]:
    """How much the sample reads like a text in each codec: below 0 for nonsense."""
    text = {codec: sample.decode(codec, "replace") for codec in CODECS}
    half = 0.0 if (kana := _half_width(text["cp932"])) else _share(HALF_KANA, text["cp932"])
    few_hangul = len(HANGUL.findall(text["cp949"])) < 4
    return {
        "cp932": _east(text["cp932"], JAPANESE, COMMON_KANJI, FIRST_LEVEL["cp932"].findall(sample)) - 0.9 * half + kana,
        "euc-jp": _east(text["euc_jp"], JAPANESE, COMMON_KANJI, FIRST_LEVEL["euc_jp"].findall(sample)) + _euc_kana(sample),
        "gb18030": _east(text["gb18030"], JAPANESE, COMMON_CHINESE, FIRST_LEVEL["gb18030"].findall(sample)),
        "big5hkscs": _east(text["big5hkscs"], COMMON_TAIWANESE, COMMON_TAIWANESE, FIRST_LEVEL["big5hkscs"].findall(sample)),
        "cp949": _east(text["cp949"], COMMON_HANGUL, COMMON_HANGUL, FIRST_LEVEL["cp949"].findall(sample)) - 0.5 * few_hangul,
        "cp1251": _west(text["cp1251"]),
        "koi8-r": _west(text["koi8-r"]),
    }


def _half_width(text: str) -> float:
    """How much of a text is half-width katakana that can be read aloud; 0 where they are what another charset looks like."""
    runs = KANA_RUN.findall(text)
    joined = "".join(runs)
    letters = len(KANA_LETTER.findall(joined))
    if not runs or max(map(len, runs)) < 3 or len(joined) < 2.5 * len(runs) or letters * 4 < len(joined) * 3:
        return 0.0
    if len(KANA_LIKE_SIGNS.findall(joined)) * 5 < len(joined) or len(KANA_MISPLACED.findall(text)) * 12 > len(joined):
        return 0.0
    return 0.75 * len(joined) / len(WIDE.findall(text))


def _euc_kana(sample: bytes) -> float:
    """The share of half-width katakana as EUC-JP has them, each behind a byte 8E: three of them are no accident."""
    found = sum(map(len, EUC_KANA.findall(sample)))
    return 1.6 * found / len(EIGHT_BIT.findall(sample)) if found >= 6 else 0.0


def _share(pattern: re.Pattern[str], text: str) -> float:
    return len(pattern.findall(text)) / max(1, len(WIDE.findall(text)))


def _east(text: str, sure: re.Pattern[str], likely: re.Pattern[str], first_level: list[bytes]) -> float:
    """Characters that only this language has, frequent ones and those of the table's first level; lost ones count against."""
    wide = len(WIDE.findall(text))
    good = len(sure.findall(text)) + 0.9 * len(likely.findall(text)) * (sure is not likely)
    lost = len(LOST.findall(text))
    level = min(sum(map(len, first_level)) // 2, wide) * (not lost)
    return (good + 0.4 * level - 3 * lost) / max(2, wide)


def _west(text: str) -> float:
    letters = len(CYRILLIC.findall(text))
    return _share(COMMON_CYRILLIC, text) - (letters < 6)
