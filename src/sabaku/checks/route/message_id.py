"""One check: what Message-ID is."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _route
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="route.message-id",
    over="message",
    group="route",
    title=Text(
        ja="Message-IDについて",
        en="About Message-ID",
    ),
    says=Text(
        ja="Message-ID は {id} です。"
        "送信側のソフトが付ける識別番号で、@より後ろも含めて自由に書けるため、差出人の証明にはなりません。",
        en="Message-ID is {id}: an identifier that the sending program makes up, including what follows the @; it proves "
        "nothing about the sender.",
    ),
    experts=("MID",),
)
def message_id(case: Case, it: Observable) -> Iterator[Hit]:
    """What the field is and who writes it. RFC 5322 section 3.6.4 wants it unique, but nobody can check that."""
    header = _route.header(case, "message-id")
    if header is not None and header.text.strip():
        shown = header.text.strip()
        yield Hit(_route.at(case, case.message.span_of(header), shown), id=shown)
