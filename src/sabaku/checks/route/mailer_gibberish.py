"""One check: a mail program with a random name."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="route.mailer-gibberish",
    over="mailer",
    group="route",
    title=Text(
        ja="メールソフトの名前がでたらめです",
        en="The mail program has a nonsense name",
    ),
    says=Text(
        ja="メールソフトの名前が「{mailer}」となっています。実在のソフトではなく、でたらめな文字列です。",
        en="The mail program is named “{mailer}”: no real program, but random letters.",
    ),
    sure="inferred",
    experts=("XM",),
)
def mailer_gibberish(case: Case, it: Observable) -> Iterator[Hit]:
    """Some kits fill every field with random letters to look different each time. Told by runs of consonants that no name has."""
    word = it.value.split()[0] if it.value.split() else ""
    if _route.random_letters(word):
        yield Hit(Evidence(it.seen, found=it.shown), mailer=it.value[:80])
