"""One check: threat, hurry and a link to log in or pay, all three together."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _firms, _genuine, _house, _lures, _said
from sabaku.checks._authorities import leads_to_offices
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

_HURRY = ("deadline.hours", "deadline.if_not", "deadline.now", "deadline.days")


@check(
    id="body.pressure",
    over="message",
    said=_HURRY,
    group="body",
    title=Text(ja="脅し・期限・手続きの要求がそろっています", en="A threat, pressure and a demand, all three"),
    says=Text(
        ja="不利益の予告(「{threat}」)、期限や催促(「{hurry}」)、手続きの要求(「{demand}」)がそろっています。"
        "フィッシングの典型的な組み立てです。",
        en="It threatens (“{threat}”), presses (“{hurry}”) and demands (“{demand}”), all at once: the usual build of phishing.",
    ),
    speaks_for=("phishing",),
    experts=("THREAT", "URG", "KNOWN"),
)
def pressure(case: Case, first: Observable) -> Iterator[Hit]:
    """Each alone occurs in honest mail; the three beside a link hardly do.

    It stands for its parts: body.threatens, body.urges and body.deadline-hours are quiet beside it, so that no word counts twice.
    A transfer at a bank is no step behind a link, and what leads to authorities' own hosts alone is no trap. The house's own
    notice to its people, which leads to its own pages, and a brand's own mail are left out (proven, or leading nowhere but to its
    own site: an order that lapses unless it is paid); so is a fee for paying
    late, where a firm that poses as nobody else leads to itself.
    """
    hurry = next((it for it in (first, *_said.said(case, *_HURRY)) if not _lures.to_delete(case, it)), None)
    threat = _lures.threat(case)
    demand = _said.first(case, "credential.verify", "credential.password", "credential.login", "card.ask", "payment.pay")
    if threat and threat.shown.lower().startswith("late") and _firms.own_business(case):
        return
    if hurry and threat and demand and _said.leads(case) and not _leads_home(case):
        evidence = map(_said.quote, (threat, hurry, demand))
        yield Hit(*evidence, threat=threat.shown, hurry=hurry.shown, demand=demand.shown)


def _leads_home(case: Case) -> bool:
    return leads_to_offices(case) or _house.own_notice(case) or _genuine.of_the_brand(case) or _genuine.gains_nothing(case)
