"""Whether a Japanese mail says anywhere who it is from, or only what trade he is in: look-ups that checks share. No judgement."""

from __future__ import annotations

import functools
import re

from sabaku import data, late
from sabaku.checks import _links, _said
from sabaku.fold import fold
from sabaku.model import Case

SEARCHED = 6000
LEAST, SHORTEST = 4, 3
"""Characters of a line that may be a name, and of a desk's: «総務» alone may be a colleague's."""
LAST_LINES, LONGEST = 8, 30
_FIRM = late.pattern(
    r"(?:株式|有限|合同|合資)会社|(?:社団|財団|医療|学校|宗教|社会福祉|監査|税理士|弁護士)法人|独立行政法人|〒\s?\d{3}"
    r"|\((?:株|有|同)\)|㈱|㈲"
)
_TO_READER = re.compile(r"[^\n]{0,12}(?:様|御中|各位|殿)\s*$", re.MULTILINE)
_SAYS_WHO = late.pattern(r"([^\s。、,]{2,30})(?:でございます|です|と申します)。")
_OF_FIRM = re.compile("の[ァ-ヴー一-鿿々]{1,5}$")
"""«…の藤本です»: somebody says his name and whose he is."""
_ADDRESSES = re.compile(r"https?://\S{1,400}|[\w.+-]{1,64}@[\w.-]{1,255}")
_RULE = re.compile(r"[\s\d=━─―~*_.+-]*+")
_TAIL = late.pattern(
    r"[\s(:]{1,4}(?:tel\b)?[\s.:]{0,3}0(?!120|570|800|[57-9]0)\d{1,4}[-( ]\d{1,4}[-) ]\d{3,4}\)?$"
    r"|[\s(]{1,3}担当者?[\s:]{1,3}\S{1,8}$"
)
"""What may follow a name in its line: the number of a line with a place, or who is in charge."""
_YEAR = re.compile(r"20\d\d(?:年度?)?")
_OF_NUMBERS = late.pattern("先|電話|番号|ダイヤル|直通|受付")
_NO_NAME = re.compile(
    r"^[\s・※*■▼▶●◆□◇○→>(<「\[【-]|[。:?!%を]|ます|です|ください|下さい|ません|こちら|https?:|@|\d|(?:[るすくうへ、]|お知らせ)$"
)
"""What no line that is a name has."""


@functools.cache
def _trade() -> re.Pattern[str]:
    told = data.toml("plain_names")
    words = {fold(it) for it in f"{told['trades_ja']} {told['desks_ja']}".split()}
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def only_trade(name: str) -> bool:
    """Whether nothing is left of a name without words for trades and desks."""
    return len(name) >= SHORTEST and not name.isascii() and not _trade().sub("", name).strip()


def named(case: Case, label: str) -> bool:
    """Whether the mail says anywhere who it is from: a firm's form, the domain's name in words, or a name in its last lines."""
    text = _TO_READER.sub("", _ADDRESSES.sub(" ", _said.folded(case)[:SEARCHED]))
    own = f"{fold(_said.subject(case)[0])} {text}"
    if _FIRM.search(own) or (len(label) > 3 and label in own.replace(" ", "")):
        return True
    presented = _SAYS_WHO.search(text[:300])
    if presented is not None and _OF_FIRM.search(presented[1]):
        return True
    lines = [it.strip() for it in text.split("\n") if it.strip() and not _RULE.fullmatch(it)]
    buttons = {fold(_links.link(it).shown).strip() for it in _links.clicked(case)}
    return any(_is_name(it) for it in lines[-LAST_LINES:] if it not in buttons)


def _is_name(line: str) -> bool:
    """Whether a line may be somebody's name, with his number, his clerk or a year, and no more."""
    rest = _TAIL.sub("", line)
    if rest != line and _OF_NUMBERS.search(rest):
        return False
    line = _YEAR.sub("", rest).strip()
    return LEAST <= len(line) <= LONGEST and not _NO_NAME.search(line) and not only_trade(line)
