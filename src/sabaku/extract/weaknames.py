"""Brands whose names are ordinary words too (`LINE`, `Target`, `au`): when such a word is the name, and when only a means.

Looks at spelling and the words around; weighs nothing.
"""

from __future__ import annotations

import re
import unicodedata

from sabaku.brands import Brand, squeeze


def is_weak(brand: Brand, shown: str) -> bool:
    """Whether the brand is named here by a word that is also an ordinary one."""
    return squeeze(shown) in brand.weak


_TOOL_AFTER = re.compile(
    r"\s?(?:の)?(?:グループ|オープンチャット|通話|面談|面接|説明会|友だち追加|友達追加|トーク)"
    r"|\s?(?:で|にて)(?:の)?(?:面談|面接|説明会|打ち?合わせ|会議|連絡|開催|配信|お?やり?とり|お?やり?取り|つな)"
)


def is_tool(brand: Brand, text: str, end: int) -> bool:
    """Whether a service for talking is named as the means (`LINEグループ`, `Zoomで面談`) and not as the one who speaks."""
    return brand.sector in ("social", "tech") and _TOOL_AFTER.match(text, end) is not None


def is_proper(brand: Brand, shown: str) -> bool:
    """Written as the name is: `LINE`, not `line` or `Line`; `Target` or `TARGET`, not `target`; `au` as it stands."""
    plain = unicodedata.normalize("NFKC", shown).replace(" ", "")
    listed = brand.weak[squeeze(shown)].replace(" ", "")
    if listed.isupper() or listed.islower():
        return plain == listed
    return plain == listed or plain[:1].isupper()
