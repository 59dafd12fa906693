"""One check: meaningless strings that make every copy different."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_LINE = late.pattern(r"(?:^|(?<=\n))[ \t\u3000]*(?P<code>[A-Za-z0-9]{9,40}(?:[ -][A-Za-z0-9]{6,40}){0,6})[ \t]*(?=\n|$)")
_VOWELS = frozenset("aeiouyAEIOUY")


@check(
    id="body.hash-buster",
    over="message",
    group="body",
    title=Text(ja="意味のない文字列が付け足されています", en="Meaningless strings were added"),
    says=Text(
        ja="「{code}」という意味のない文字列が単独の行にあります。一通ごとに内容を変え、同じメールだと気付かせないためのものです。",
        en="The meaningless string “{code}” stands on a line of its own: it makes every copy of the mass mailing different.",
    ),
    sure="inferred",
    experts=("TEMPL",),
    attacks=(60,),
)
def hash_buster(case: Case, it: Observable) -> Iterator[Hit]:
    """Only at the end of the text, without a label before it: order numbers, codes and keys have one.

    Wallets are told of by body.wallet; a signature in armour (RFC 4880 section 6.2) is no such string.
    """
    if case.seen("list", "mailing-list"):
        return
    text = _said.text(case)[:60000].partition("-----BEGIN PGP SIGNATURE-----")[0].rstrip()
    salad = (_salad(text) or _gibberish(text) or _scattered(text)) if _said.lang(case) == "ja" else None
    if salad:
        yield Hit(Evidence(Span("visible", *salad.span()), found=salad[0]), code=salad[0])
        return
    tail = max(0, len(text) - 400)
    row = _ROW.search(text, tail)
    if row:
        yield Hit(Evidence(Span("visible", *row.span()), found=row[0]), code=row[0])
        return
    wallets = {it.shown for it in case.seen("wallet")}
    for found in _LINE.finditer(text, tail):
        code = found["code"]
        if _random(code) and code not in wallets and not _WALLET.fullmatch(code) and _unlabelled(text, found.start("code")):
            yield Hit(Evidence(Span("visible", *found.span("code")), found=code), code=code)
            return


_WALLET = late.pattern("[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[0-9a-z]{25,62}|0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}")
"""What has the form of a wallet's address, though its check sum may be wrong: it tells where to pay."""
_CODED = "(?=[0-9]{0,11}[a-z])(?=[a-z]{0,11}[0-9])[a-z0-9]{5,12}"
_ROW = late.pattern(rf"(?<=\n)(?:{_CODED}[ \t]{{1,3}}){{3,12}}{_CODED}(?=[ \t]*(?:\n|\Z))")
"""Words of letters and digits in a row, on a line of their own."""
_LATIN = late.pattern("[a-z](?<![A-Za-z0-9.@/-].)[a-z]{3,11}(?: [a-z]{4,12}){2,8}(?![A-Za-z0-9.@/-])")
_UNSPEAKABLE = late.pattern(
    "(.)\\1\\1|[bcdfghjklmnpqrstvwxz]{5}|q(?!u)|[bcdfghjkmpqtvwxz]{3}$"
    "|^(?:f[bcdgkmnpqstvwxz]|[zvxj][bcdfgklmnpqrstvwxz]|[bdgkp][bcdfgkmpqtvxz])"
)


def _gibberish(text: str) -> re.Match[str] | None:
    """Small Latin words in a row in Japanese text, of which two cannot be spoken."""
    rows = (it for it in _LATIN.finditer(text) if sum(bool(_UNSPEAKABLE.search(word)) for word in it[0].split(" ")) >= 2)
    return next(rows, None)


_SCATTERED = late.pattern(
    r"[a-z](?<![A-Za-z0-9.@/_:=#&?%+-].)(?=[a-z0-9]{4,11}(?![A-Za-z0-9.@/_-]))[a-z]{0,5}[0-9]{1,5}[a-z][a-z0-9]{1,8}"
)
ENOUGH = 4


def _scattered(text: str) -> re.Match[str] | None:
    """Small words of letters and digits in turn, strewn over Japanese text: four different ones are no order number."""
    found = {it[0]: it for it in _SCATTERED.finditer(text[:8000])}
    return next(iter(found.values())) if len(found) >= ENOUGH else None


_IN_TURN = late.pattern("[ぁ-ん][ァ-ヶ](?:[ぁ-ん][ァ-ヶ]){2,}")
_SMALL_FIRST = late.pattern("[ァィゥェォッャュョ](?<![ぁ-ヶー].)[ぁ-んァ-ヶ]{1,10}[ \u3000」』、。]")


def _salad(text: str) -> re.Match[str] | None:
    """Hiragana and katakana in turn, or a word that begins with a small kana: typed by nobody."""
    found = [it for it in (_IN_TURN.search(text), _SMALL_FIRST.search(text)) if it]
    return min(found, key=lambda it: it.start()) if found else None


def _random(code: str) -> bool:
    """Digits among letters, or letters without vowels and in odd case."""
    letters, digits = sum(it.isalpha() for it in code), sum(it.isdigit() for it in code)
    if letters < 4:
        return False
    switches = sum(one.isdigit() != other.isdigit() for one, other in itertools.pairwise(code))
    odd_case = sum(one.islower() and other.isupper() for one, other in itertools.pairwise(code))
    vowels = sum(it in _VOWELS for it in code)
    return (digits >= 2 and switches >= 4) or odd_case >= 3 or (letters >= 10 and vowels * 6 < letters)


def _unlabelled(text: str, at: int) -> bool:
    before = text[max(0, at - 60) : at].rstrip()
    return (
        not before.endswith((":", "：", "番号", "コード", "ID", "id", "key", "=", "code", "number"))
        and "番号" not in before[-24:]
    )
