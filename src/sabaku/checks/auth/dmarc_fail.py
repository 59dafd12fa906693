"""One check: DMARC fails for the domain in From."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _results, _verified
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text


@check(
    id="auth.dmarc-fail",
    over="message",
    group="auth",
    title=Text(
        ja="DMARCに失敗しています",
        en="DMARC fails",
    ),
    says=Text(
        ja="差出人のドメイン {domain} について、DMARC(差出人とSPF・DKIMのドメインの一致)に失敗しています。"
        "表示されている差出人が本物であることを、ドメインの持ち主は保証していません。{policy}",
        en="DMARC fails for the From domain {domain}: neither SPF nor DKIM passes for it. The owner of the domain does not "
        "vouch for this sender.{policy}",
    ),
    quiet_when=("route.mailing-list", "route.forwarder", "route.passed-on", "route.nothing-to-forge"),
    experts=("AUTH",),
    attacks=(37,),
)
def dmarc_fail(case: Case, it: Observable) -> Iterator[Hit]:
    """RFC 9989: whether what the reader sees in From is vouched for. Innocent causes: mailing lists and forwarders, companies
    that use a service without setting it up.
    """
    found = _results.stated(case, "dmarc", "fail")
    if found is not None:
        policy = POLICIES.get(_policy(case, found[0]), Text("", ""))
        yield Hit(found[0], domain=datum("domain", found[2] or "?"), policy=Datum("text", policy.en, policy))


POLICIES = {
    "none": Text(
        "ドメインの持ち主が公開している方針は none で、受信側に何も求めていません。",
        " The policy that the owner publishes is none: it asks receivers to do nothing.",
    ),
    "quarantine": Text(
        "ドメインの持ち主は、このようなメールを隔離する(quarantine)よう求めています。",
        " The owner asks receivers to put such mail aside (quarantine).",
    ),
    "reject": Text(
        "ドメインの持ち主は、このようなメールを受信拒否する(reject)よう求めています。",
        " The owner asks receivers to refuse such mail (reject).",
    ),
}
_STATED = re.compile(
    r"[^;]{0,200}?[\s(.](?:p|policy|policy\.dmarc|published-domain-policy)=(none|quarantine|reject)\b", re.IGNORECASE
)
"""How receivers write the owner's policy beside the result: `(p=REJECT sp=NONE …)`, `policy.dmarc=none`."""


def _policy(case: Case, evidence: Evidence) -> str:
    """The policy that the border noted beside its result, or that our own verification found; "" where neither tells."""
    if isinstance(evidence.where, Span):
        text = case.message.view(evidence.where.view).text
        stated = _STATED.match(text, evidence.where.end)
        return stated[1].lower() if stated else ""
    own = _verified.verified(case, "dmarc")
    return own[1].policy if own is not None else ""
