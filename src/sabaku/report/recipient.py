"""For whom a mail was judged: the recipient's house and border as they were taken to be, whence that is known, and how surely.

Puts into words what `whose` found out; judges nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from sabaku.model import Case, Hop, Known, RecipientLine, Text
from sabaku.names import brands, hosts, whose

MOST = 3
SEEN, NOTED, RELAYED, CLAIMED = 1.0, 0.95, 0.85, 0.5
"""How sure the recipient is by what their own server saw, by what their side noted, by that behind a list or forwarder, by To."""

HOW: Mapping[Known, Text] = {
    "home": Text("設定(home)で指定された自組織です。", "Your own organisation, as the configuration (home) says."),
    "envelope": Text(
        "受信サーバーが実際に受け取った宛先(エンベロープ)です。",
        "The recipient of the SMTP envelope, as the receiving server saw it.",
    ),
    "delivered-to": Text(
        "受信側が記録した配送先(Delivered-Toなど)から推定しました。",
        "Inferred from the delivery note of the recipient's side (Delivered-To and the like).",
    ),
    "for": Text(
        "受信側のサーバーがReceivedヘッダーの for に記録した宛先から推定しました。",
        "Inferred from the recipient that the receiving server noted in its Received field (for).",
    ),
    "to": Text(
        "受信側の記録がないため、差出人が書いた宛先(To)からの推定です。設定(home)に自組織を登録すると確実になります。",
        "Only inferred from To, which the sender wrote: the recipient's side noted nothing. "
        "Name your own domains in the configuration (home) to be sure.",
    ),
    "unknown": Text(
        "受信者を示す記録がないため、誰に届いたかを前提とせずに調べました。",
        "Nothing in the mail tells who received it, so it was examined for nobody in particular.",
    ),
}


def recipient(case: Case) -> RecipientLine:
    """The recipient as the checks take them to be."""
    how, addresses = _told(case)
    if how == "home":  # as the operator wrote them, in their order
        domains = list(dict.fromkeys(map(hosts.registrable, case.input.home.domains)))
    else:
        sure = whose.delivered_houses(case)
        own = (it for it in whose.home_domains(case) if "." in it and brands.may_be_house(it))
        domains = sorted(own, key=lambda it: (it not in sure, it))
    if not domains and not addresses:
        how = "unknown"
    return RecipientLine(tuple(domains[:MOST]), addresses[:MOST], _border(case), how, _sure(case, how), HOW[how])


def _told(case: Case) -> tuple[Known, tuple[str, ...]]:
    """Who says it, and which addresses they name; the operator's word goes first, but names no address."""
    delivered = whose.delivered(case)
    named = tuple(it.value for it in case.seen("address", "to") if not whose.names_nobody(it))
    if case.input.home.domains:
        return "home", delivered
    if case.input.envelope and case.input.envelope.rcpt_to:
        return "envelope", delivered
    if case.seen("address", "delivered-to"):
        return "delivered-to", delivered
    return ("for", delivered) if delivered else ("to", named)


def _sure(case: Case, how: Known) -> float:
    if how in ("home", "envelope"):
        return SEEN
    if how in ("to", "unknown"):
        return CLAIMED if how == "to" else 0.0
    sure = RELAYED if case.origin.through else min(NOTED, case.origin.confidence or NOTED)
    return round(sure, 2)


def _border(case: Case) -> str:
    """The server by which their side took the mail; "" where it is not known."""
    hop = case.first("hop", "border")
    return hop.detail.by if hop is not None and isinstance(hop.detail, Hop) else ""
