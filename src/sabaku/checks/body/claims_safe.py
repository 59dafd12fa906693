"""One check: the mail says of itself that it is safe."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.claims-safe",
    over="message",
    said=("safe.safe",),
    group="body",
    title=Text(ja="メール自身が「安全」と名乗っています", en="The mail calls itself safe"),
    says=Text(
        ja="「{phrase}」と、検査済み・信頼できる送信者であるかのように書かれています。こうした表示は誰でも本文に書けます。",
        en="“{phrase}”: it calls itself checked or trusted. Anybody can write that into a mail.",
    ),
    speaks_for=("phishing",),
    attacks=(44,),
)
def claims_safe(case: Case, phrase: Observable) -> Iterator[Hit]:
    """Imitates the yellow bars of mail programs. Innocent cause: scanners' footers («no virus found») in old mail."""
    if _said.has(case, "credential", "action", "threat", "share", "payment", "mailbox", "deadline"):
        yield Hit(_said.quote(phrase), phrase=phrase.shown)
