"""One check: a tag that the own server did not put on."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.text.fold import fold


@check(
    id="auth.stamp-missing",
    over="message",
    group="auth",
    title=Text(
        ja="いつもの迷惑メール表示が付いていません",
        en="The usual spam tag is missing",
    ),
    says=Text(
        ja="このサーバーは迷惑メールの件名に「{tag}」を付けますが、このメールには付いていません。"
        "フィルターが迷惑メールと判定しなかっただけで、安全だという意味ではありません。",
        en="This server puts “{tag}” on the subject of spam, but not on this mail. The filter did not judge it to be spam, "
        "which does not make it safe.",
    ),
    experts=("NOSTAMP",),
)
def stamp_missing(case: Case, it: Observable) -> Iterator[Hit]:
    """Only known where the operator has told the tag. The absence of a tag proves nothing in either direction."""
    own = case.input.home.subject_tag.strip()
    header, carrier = _route.header(case, "subject"), case.input.carrier
    if carrier is not None and fold(own) in fold(carrier.subject):  # the filter tagged the report into which it put the mail
        return
    if own and header is not None and fold(own) not in fold(header.text):
        yield Hit(Evidence(case.message.span_of(header), found=header.text, expected=own), tag=own)
