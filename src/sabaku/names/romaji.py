"""Kana as they are spelt in domain names: «ハピタス» is hapitas.example, «ミナト紙業» is minato-shigyo.example. Pure.

Only letters of one sound are compared: spellings that differ by system (si, shi), by a long vowel or by a doubled consonant are
the same here. Must not judge what such a likeness means.
"""

from __future__ import annotations

import functools
import re

from sabaku.text import late
from sabaku.text.fold import fold

ENOUGH = 5
"""Letters that make a likeness more than chance."""
_SOUNDS = dict(
    zip(
        "アイウエオカキクケコガギグゲゴサシスセソザジズゼゾタチツテトダヂヅデドナニヌネノハヒフヘホバビブベボパピプペポマミムメモヤユヨラリルレロワヲンヴ",
        "a i u e o ka ki ku ke ko ga gi gu ge go sa si su se so za zi zu ze zo ta ti tu te to da zi zu de do"
        " na ni nu ne no ha hi hu he ho ba bi bu be bo pa pi pu pe po ma mi mu me mo ya yu yo ra ri ru re ro wa o n bu".split(),
        strict=True,
    )
)
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}
_KANA = re.compile("[ァ-ヴー]{2,40}")
_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3095)}
_SAME = tuple(
    pair.split(":") for pair in "shi:si sh:sy chi:ti ch:ty tsu:tu ji:zi j:zy fu:hu f:h l:r v:b c:k q:k mb:nb mp:np dz:z".split()
)
_LONG = late.pattern(r"([a-z])\1+|(?<=o)u|-|(?<=[aiueo])h(?![aiueoy])")


def of(kana: str) -> str:
    """A run of katakana in the Latin letters of one sound («シャトー» is `syato`)."""
    out: list[str] = []
    for it in kana:
        small = _SMALL.get(it)
        if small is None:
            out.append(_SOUNDS.get(it, ""))
        elif out and out[-1][-1:] in ("i", "u", "e", "o"):
            out[-1] = out[-1][:-1] + small
    return plain("".join(out))


@functools.lru_cache(maxsize=4096)
def plain(latin: str) -> str:
    """A word in Latin letters with one letter for a sound, whatever the system it is spelt by."""
    for one, other in _SAME:
        latin = latin.replace(one, other)
    return _LONG.sub(lambda it: it[1] or "", latin)


def spells(name: str, label: str) -> bool:
    """Whether the label of a domain begins with a run of kana of the name, or the other way round."""
    own = plain(label.lower())
    runs = (of(it[0]) for it in _KANA.finditer(fold(name).translate(_HIRAGANA)[:100]))
    return any(min(len(it), len(own)) >= ENOUGH and (it.startswith(own) or own.startswith(it)) for it in runs)
