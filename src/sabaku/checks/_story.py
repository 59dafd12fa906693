"""The parts of an advance-fee story that a mail tells: look-ups that two checks share. No judgement."""

from __future__ import annotations

from sabaku.checks import _said
from sabaku.model import Case, Observable

MONEY = frozenset(
    f"advance-fee.{it}"
    for it in ("death", "sum", "box", "fund", "gift", "oil", "share", "deposit", "authority", "invest", "proposal", "loan")
)
"""Parts that speak of the money itself."""
FORTUNE = 500_000
"""A sum that strangers do not mention to each other."""


def parts(case: Case) -> dict[str, Observable]:
    """Each part of the story that the mail has, with one phrase for it; a sum in millions is one too."""
    found = _said.meanings(case, "advance-fee")
    if "advance-fee.sum" not in found:
        for amount in case.seen("amount"):
            currency, _, value = amount.value.partition(" ")
            if currency in ("USD", "EUR", "GBP") and float(value) >= FORTUNE:
                found["advance-fee.sum"] = amount
                break
    return found


def excused(case: Case) -> bool:
    """Newsletters and long discussions use such words too."""
    return bool(case.message.named("list-unsubscribe")) and len(_said.text(case)) > 6000
