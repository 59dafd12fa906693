"""One check: the text refers to a telephone number, and none stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _files, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_REFERS = late.pattern(
    "(?:下記|以下|次|上記|記載)の(?:お?電話番号|お問い?合わせ番号|フリーダイヤル|連絡先電話)|(?:下記|以下)(?:まで|へ|に)お電話"
)
_NUMBER = re.compile("(?:[0-9][-()() ]{0,2}){9,}|#[0-9]{3,5}")


@check(
    id="body.number-not-given",
    over="message",
    lang="ja",
    group="body",
    title=Text(ja="「下記の電話番号」とありながら、番号がありません", en="It refers to a telephone number that is not there"),
    says=Text(
        ja="「{place}」と書かれていますが、電話番号はどこにもありません。本物の文面から連絡先だけを抜いた跡とみられます。",
        en="It says “{place}”, but gives no number: a genuine text from which the contact was taken out.",
    ),
    sure="inferred",
    experts=("CTX", "SIGMISS", "SIGWRONG"),
)
def number_not_given(case: Case, it: Observable) -> Iterator[Hit]:
    """Forgers don't want a call to the real firm. Innocent cause: the number stands in a picture or an attached file: with
    files or pictures nothing is said."""
    if _files.beside(case) or case.seen("link", "image"):
        return
    text = _said.folded(case)[: _said.SEARCHED]
    found = _REFERS.search(text)
    if found and not _NUMBER.search(text):
        place = _said.text(case)[found.start() : found.end()]
        yield Hit(Evidence(Span("visible", *found.span()), found=place), place=place)
