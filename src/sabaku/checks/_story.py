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
    return case.once(_parts)


def _parts(case: Case) -> dict[str, Observable]:
    found = _said.meanings(case, "advance-fee")
    if "advance-fee.sum" not in found:
        for amount in case.seen("amount"):
            currency, _, value = amount.value.partition(" ")
            if currency in ("USD", "EUR", "GBP") and float(value) >= FORTUNE:
                found["advance-fee.sum"] = amount
                break
    return found


PERSONAL = frozenset(f"advance-fee.{it}" for it in ("opening", "title", "details", "secret", "faith", "agent", "deposit"))
"""Parts in which the stranger speaks to the reader."""
LONG = 6000


def excused(case: Case) -> bool:
    """Newsletters and long discussions use words of money too; a fraud's story speaks to its reader."""
    if len(_said.text(case)) <= LONG:
        return False
    return bool(case.message.named("list-unsubscribe")) or not PERSONAL.intersection(parts(case))
