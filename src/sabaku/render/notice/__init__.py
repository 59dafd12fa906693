"""Reports and letters, ready to send: to hosters, registrars, desks, owners of abused names, and to whoever asked.

Drafts only; sending is a door's. Nothing of the victim is in them, and nothing of an abused third party but in their own letter.
"""

from __future__ import annotations

from importlib import import_module

from sabaku.render.notice.basis import Basis, Notice, Refused, Reporter

RECEIVERS: dict[str, tuple[str, str]] = {
    "xarf": ("xarf", "notices"),
    "arf": ("arf", "notices"),
    "antiphishing-jp": ("desks", "council"),
    "dekyo": ("desks", "advertising"),
    "abuse": ("abuse", "notices"),
    "jpcert": ("desks", "jpcert"),
    "police": ("forms", "police"),
    "google": ("forms", "google"),
    "microsoft": ("forms", "microsoft"),
    "brand": ("desks", "brand"),
    "owner": ("owner", "notices"),
    "reporter": ("reporter", "notices"),
}
"""Receiver: the module that writes to them and its function there, imported only when asked for."""


def notices(it: Basis, to: str) -> tuple[Notice, ...]:
    """The drafts for that receiver. Raises Refused with the reason where there is nothing that they take, KeyError for nobody."""
    module, name = RECEIVERS[to]
    found: tuple[Notice, ...] = getattr(import_module(f"{__name__}.{module}"), name)(it)
    return found


__all__ = ["RECEIVERS", "Basis", "Notice", "Refused", "Reporter", "notices"]
