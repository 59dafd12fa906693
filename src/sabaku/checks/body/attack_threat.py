"""One check: pay, or something will be attacked."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.attack-threat",
    over="message",
    group="body",
    title=Text(ja="支払わなければ攻撃や危害を加えると脅しています", en="Pay, or you will be attacked"),
    says=Text(
        ja="「{threat}」と脅し、「{demand}」と暗号資産での支払いを求めています。同じ文面が多数に送られる脅迫メールです。",
        en="“{threat}” and “{demand}”: an attack is threatened unless cryptocurrency is paid. The same text goes to many.",
    ),
    speaks_for=("extortion",),
    experts=("BLUFF", "BTC"),
)
def attack_threat(case: Case, it: Observable) -> Iterator[Hit]:
    """Servers brought down, data sold, bombs, hired killers: the story changes, the wallet stays.

    A way to pay is wanted beside the threat, so that news and advice about such attacks stay out.
    """
    threat = _said.first(case, "extortion.attack")
    demand = _said.first(case, "extortion.pay") or case.first("wallet")
    if threat is None or demand is None or _author.mass(case) or case.seen("list", "mailing-list"):
        return
    if case.seen("wallet") or _said.has(case, "extortion.silence", "deadline", "extortion.hacked"):
        yield Hit(_said.quote(threat), _said.quote(demand), threat=threat.shown, demand=demand.shown)
