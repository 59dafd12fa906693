"""The sender's accounts in which a masked superior's name is spelt: «山田一郎» writes from yamada.ichiro@…. Collects.

How a name in kanji is read cannot be known: an account with a word that is spelt as Japanese words are is taken for the name.
The attacker's own address is what a warning tells, so only what everybody reads is told without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.model import Address, Case, Text
from sabaku.render.redact import _masks
from sabaku.render.redact._people import common, superiors
from sabaku.render.redact._secret import Secret
from sabaku.text import late

SPELT = Text(
    "名前を使われた人物の読みとみられる語を含む、差出人のアカウント名です。",
    "The sender's account, with a word that seems to be the reading of the name in whose name it is written.",
)
_TITLES = late.pattern(r"ceo|cfo|coo|cto|president|director|chairman|office|private|mail|info")
_WORD = late.pattern(r"[a-z]{4,40}")
_READ = late.pattern(r"(?>(?:[kgsztdnhbpmryjwf]|ch|sh|ts|[kgnhbpmrj]y|kk|ss|tt|pp|ssh|tch)?[aiueo]h?|n)++")
"""Latin letters as Japanese words are spelt in them: syllables that end in a vowel, or in n."""


def accounts(case: Case) -> Iterator[Secret]:
    """Each account of the sender that seems to spell a superior's name which stands there in Japanese."""
    if all(name.isascii() for name, _, _ in superiors(case)):
        return
    for it in case.seen("address", "from", "return-path", "reply-to", "sender"):
        if isinstance(it.detail, Address) and any(map(_is_read, _WORD.findall(_TITLES.sub(" ", it.detail.local.lower())))):
            yield Secret(it.detail.local, "third-party", _masks.LOCAL, SPELT, it.seen)


def _is_read(word: str) -> bool:
    return _READ.fullmatch(word) is not None and not common(word)
