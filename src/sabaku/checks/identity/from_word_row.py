"""The sender's local part is a row of words that name neither a person nor a desk."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.checks._links import clicked
from sabaku.checks._who import Sender, author, place
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.brands import is_public
from sabaku.names.hosts import registrable
from sabaku.text.fold import fold

_ROW = re.compile(r"[a-z]{26,64}", re.IGNORECASE)
"""Letters alone: people and desks divide such a name by points and hyphens, programs put digits in."""
WORD = 4
"""Letters from which a word of the display name ties it to the address."""
LONG_WORD, LAST = 8, 500
"""The same of a word in the subject or in the last characters of the text, where a sender says who they are."""


@check(
    id="identity.from-word-row",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("差出人のアドレスが、無関係な単語を長くつないだものです", "The sender's address is a long row of unrelated words"),
    says=Text(
        "差出人アドレスの「{local}」は、{count}文字もの単語をつないだだけで、名乗り「{name}」とも関係がありません。"
        "一通ごとに辞書から作られる使い捨てのアドレスの特徴です。",
        "“{local}” in the sender's address is {count} letters of words strung together that have nothing to do with the name "
        "“{name}”: programs make such addresses from a dictionary, a new one for every mail.",
    ),
    experts=("FRAND",),
    speaks_for=("disguised",),
)
def from_word_row(case: Case, _: Observable) -> Iterator[Hit]:
    """Made up so that no two mails can be blocked together. Judged where the mail has links and the name says something else.

    Innocent causes: a firm with a very long name, which then stands in the display name or the domain.
    """
    sender = author(case)
    if sender is None or is_public(sender.domain) or case.seen("list", "mailing-list") or not clicked(case):
        return
    local = sender.who.local
    if _ROW.fullmatch(local) and not _tied(case, sender, local.lower()):
        shown = Datum("text", sender.who.shown[:60] or sender.domain)
        yield Hit(place(sender), local=Datum("text", local), count=Datum("number", str(len(local))), name=shown)


def _tied(case: Case, sender: Sender, local: str) -> bool:
    """Whether a word of the display name, the domain's own name, or a long word of the signature stands in it."""
    words = re.findall(rf"[a-z]{{{WORD},}}", fold(sender.who.shown))
    told = f"{fold(_said.subject(case)[0])} {_said.folded(case)[-LAST:]}"
    signed = re.findall(rf"[a-z]{{{LONG_WORD},40}}", told)
    return any(word in local for word in (*words, *signed, registrable(sender.domain).partition(".")[0]))
