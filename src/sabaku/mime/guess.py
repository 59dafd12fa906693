"""Which charset are these bytes in, when nobody says or the label lies: validity first, then how much it reads like language."""

from __future__ import annotations

import re

from sabaku.mime import limits

CODECS = ("cp932", "euc_jp", "gb18030", "big5hkscs", "cp949", "cp1251", "koi8-r")
EIGHT_BIT = re.compile(rb"[\x80-\xff]")
JAPANESE = re.compile("[\u3041-\u3096\u30a1-\u30fe、。「」・！？（）【】]")
HALF_KANA = re.compile("[\uff61-\uff9f]")
HANGUL = re.compile("[\uac00-\ud7a3]")
LOST = re.compile("[\ufffd\ue000-\uf8ff]")
WIDE = re.compile("[^\x00-\x7f]")
# The most frequent characters of each language: enough to tell apart texts whose bytes fit several tables.
COMMON_KANJI = re.compile(
    "[重要知確認変更利用情報登録客様緊急通本人金融銀行株式会社支払注文配送荷物口座再設定期限日年月時分円料無限最終大切連絡案内手続完了"
    "不正検証停止契約券取引]"
)
COMMON_CHINESE = re.compile(
    "[的一是不了在人有我他这个们中来上大为和国到说时要就出会可也你对生能而子那得于自之年您请点击公司帐账户邮箱件服务系统将已]"
)
COMMON_TAIWANESE = re.compile(
    "[的一是不了在人有我他這個們中來上大為和國到說時要就出會可也你對生能而子那得於自之年您請點擊公司帳戶郵箱件服務系統將已]"
)
COMMON_CYRILLIC = re.compile("[оеаинтсрвлкмдпу]")
CYRILLIC = re.compile("[\u0400-\u04ff]")


def guess(data: bytes) -> str:
    """Our name of the likeliest codec for bytes that are not ASCII; "cp1252" where nothing speaks for another."""
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        if mostly_utf8(data, error):
            return "utf-8"
    first = EIGHT_BIT.search(data)
    start = max(0, first.start() - 64) if first else 0
    scores = _scores(data[start : start + limits.GUESS_BYTES])
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] > 0.35 else "cp1252"


def mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """UTF-8 with a few broken places (cut characters) rather than something else."""
    start = max(0, error.start - limits.GUESS_BYTES)
    text = data[start : start + 4 * limits.GUESS_BYTES].decode("utf-8", "replace")
    lost = text.count("\ufffd")
    wide = len(WIDE.findall(text)) - lost
    return wide >= max(3, 4 * lost)


def _scores(sample: bytes) -> dict[str, float]:
    """How much the sample reads like a text in each codec: at most about 1, below 0 for nonsense."""
    text = {codec: sample.decode(codec, "replace") for codec in CODECS}
    return {
        "cp932": _east(text["cp932"], JAPANESE, COMMON_KANJI) - 0.9 * _share(HALF_KANA, text["cp932"]),
        "euc-jp": _east(text["euc_jp"], JAPANESE, COMMON_KANJI),
        "gb18030": _east(text["gb18030"], COMMON_CHINESE, COMMON_CHINESE),
        "big5hkscs": _east(text["big5hkscs"], COMMON_TAIWANESE, COMMON_TAIWANESE),
        "cp949": _east(text["cp949"], HANGUL, HANGUL) - 0.5 * (len(HANGUL.findall(text["cp949"])) < 4),
        "cp1251": _west(text["cp1251"]),
        "koi8-r": _west(text["koi8-r"]),
    }


def _share(pattern: re.Pattern[str], text: str) -> float:
    return len(pattern.findall(text)) / max(1, len(WIDE.findall(text)))


def _east(text: str, sure: re.Pattern[str], likely: re.Pattern[str]) -> float:
    wide = len(WIDE.findall(text))
    good = len(sure.findall(text)) + 0.9 * len(likely.findall(text)) * (sure is not likely)
    lost = len(LOST.findall(text))
    return (good - 3 * lost) / max(2, wide) + 0.2 * (wide > 1 and good > 0 and not lost)


def _west(text: str) -> float:
    letters = len(CYRILLIC.findall(text))
    return _share(COMMON_CYRILLIC, text) - 0.5 * (letters < 6)
