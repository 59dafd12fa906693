"""One check: the reader is to switch off a protection, install a program or use a password for an archive."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late


@check(
    id="body.wants-program",
    over="message",
    said=("malware.macro", "malware.archive"),
    group="body",
    title=Text(ja="保護の解除やプログラムの実行を求めています", en="It wants a protection lifted or a program run"),
    says=Text(
        ja="「{phrase}」と書き、保護の解除や、鍵のかかったファイルの展開、プログラムの実行をさせようとしています。",
        en="“{phrase}”: it wants a protection switched off, a locked file opened or a program run.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
    attacks=(71, 113),
)
def wants_program(case: Case, phrase: Observable) -> Iterator[Hit]:
    """The password in the mail hides the archive from scanners. Where it is to come another way, the mail alone opens nothing.

    Innocent cause: the Japanese custom of password-locked zips.
    """
    if phrase.value == "malware.archive" and _elsewhere(case, phrase):
        return
    if case.seen("file", "attachment") or _said.links(case):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)


_APART = late.pattern(r"[^。\n]{0,16}(?:別送|別途|別の?メール|別便|後ほど|後程|追って|電話|書面|郵送|SMS)")


def _elsewhere(case: Case, phrase: Observable) -> bool:
    """Whether the password is announced only: it follows in another mail, or is told by telephone."""
    return _APART.match(case.message.view(phrase.seen.view).text, phrase.seen.end) is not None
