"""One check: an alarm with an advertiser's footer."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

_FOOTERS = (
    "配信停止",
    "購読解除",
    "登録解除",
    "unsubscribe",
    "opt out",
    "opt-out",
    "メルマガ",
    "受信拒否",
    "退订",
    "no longer wish",
)


@check(
    id="body.unsubscribe-in-alarm",
    over="message",
    said=("threat.suspend", "threat.delete", "scare.login"),
    group="body",
    title=Text(ja="警告メールなのに配信停止の案内があります", en="An alarm with an unsubscribe footer"),
    says=Text(
        ja="「{alarm}」という重要な通知のはずなのに、「{footer}」と広告メールの案内が付いています。",
        en="A notice as grave as “{alarm}” ends with an advertiser's “{footer}”.",
    ),
    sure="inferred",
    experts=("UNSUB",),
)
def unsubscribe_in_alarm(case: Case, alarm: Observable) -> Iterator[Hit]:
    """Nobody can unsubscribe from being locked out. Innocent cause: services that put one footer under everything."""
    if case.message.named("list-unsubscribe"):
        return
    for footer in _said.said(case, "newsletter.unsubscribe"):
        if any(word in footer.shown.lower() for word in _FOOTERS):
            yield Hit(_said.quote(alarm), _said.quote(footer), alarm=alarm.shown, footer=footer.shown)
            return
