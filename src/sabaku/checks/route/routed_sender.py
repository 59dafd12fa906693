"""One check: a source route in the envelope sender."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text


@check(
    id="route.routed-sender",
    over="message",
    group="route",
    title=Text(
        ja="返送先に経路指定が使われています",
        en="The envelope sender carries a route",
    ),
    says=Text(
        ja="Return-Pathが「{path}」という古い経路指定の書き方になっています。認証をすり抜けるために使われることがあります。",
        en="Return-Path uses the old notation for routes, “{path}”, which is used to slip past sender authentication.",
    ),
    attacks=(27,),
)
def routed_sender(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 5321 section 4.1.1.3 and appendix C: source routes are obsolete; checkers and servers read them differently."""
    for one in case.seen("odd-address"):
        if one.value == "source-route" and one.role in ("return-path", "sender"):
            text = case.message.view(one.seen.view).text
            yield Hit(Evidence(Span(one.seen.view, 0, len(text)), found=text), path=text.strip()[:120])
            return
