"""From is a free-mail address, but bounces go to a throw-away domain."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.checks._hosts import is_cheap
from sabaku.checks._links import targets
from sabaku.checks._who import author, place
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.names.brands import is_public


@check(
    id="identity.returns-to-throwaway",
    over="message",
    group="identity",
    title=Text(
        "差出人はフリーメールなのに、不達の宛先は使い捨てのドメインです",
        "A free-mail address in From, and bounces go to a throw-away domain",
    ),
    says=Text(
        "差出人は {sender} のアドレスですが、不達の通知は使い捨ての多い {returns} へ戻ります。個人を装った大量送信とみられます。",
        "From shows an address at {sender}, but bounces return to {returns}, a domain of the cheap kind: probably a mass "
        "mailing that poses as a person's mail.",
    ),
    sure="inferred",
    experts=("RPM", "FFREE"),
    attacks=(23,),
)
def returns_to_throwaway(case: Case, _: Observable) -> Iterator[Hit]:
    """A person's bounces come back to that person. Groups are set up at such domains to send through a large provider.

    Innocent cause: a small club's group with a cheap domain; judged only where the mail has links.
    """
    sender = author(case)
    path = case.first("address", "return-path")
    if sender is None or path is None or not is_public(sender.domain) or not targets(case):
        return
    returns = path.value.rpartition("@")[2]
    if is_cheap(returns):
        yield Hit(
            place(sender),
            Evidence(path.seen, found=path.shown),
            sender=datum("domain", sender.domain),
            returns=datum("domain", returns),
        )
