"""One check: the own server's tag."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.text.fold import fold


@check(
    id="auth.own-stamp",
    over="stamp:subject",
    group="auth",
    title=Text(
        ja="自組織のサーバーが迷惑メールと判定しています",
        en="Your own server has marked it as spam",
    ),
    says=Text(
        ja="件名の「{tag}」は、このサーバーが迷惑メールに付ける表示です。サーバーのフィルターは迷惑メールと判定しました。",
        en="The tag “{tag}” on the subject is the one that this server puts on spam: its filter judged the mail to be spam.",
    ),
    experts=("STAMP",),
)
def own_stamp(case: Case, it: Observable) -> Iterator[Hit]:
    """Said only where the operator has told which tag the server uses. A sender who knows it could write it, but would gain
    nothing.
    """
    own = case.input.home.subject_tag.strip()
    if own and fold(it.shown) == fold(own):
        yield Hit(Evidence(it.seen, found=it.shown), tag=own)
