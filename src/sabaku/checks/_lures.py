"""Pretexts that more than one check has to know, so that one of them tells of it. No judgement."""

from __future__ import annotations

from sabaku.checks import _said
from sabaku.model import Case, Observable

_STORY = ("mailbox.held", "mailbox.quota", "mailbox.upgrade", "mailbox.desk")
_DEMAND = ("credential.verify", "credential.password", "credential.login", "action.click", "threat.suspend", "deadline.hours")


def mailbox(case: Case) -> tuple[Observable, Observable] | None:
    """The mailbox or mail server as the pretext, and what is demanded; None where there is no such story."""
    story, demand = _said.first(case, *_STORY), _said.first(case, *_DEMAND)
    if demand is None:  # two different troubles with it say as much as a demand
        demand = next((it for it in _said.said(case, *_STORY[:3]) if story is not None and it.value != story.value), None)
    if story is None:
        story = _said.first(case, "mailbox.product", "mailbox.protocol")
        demand = _said.first(case, "credential.password", "credential.login", "credential.verify")
    if story is None or demand is None or story.seen == demand.seen or _technical(case):
        return None
    return (story, demand) if _said.leads(case) or case.seen("file") else None


def _technical(case: Case) -> bool:
    """A discussion on a list about mail servers, which uses the same words."""
    return bool(case.seen("list", "mailing-list")) and not _said.has(case, "threat", "mailbox.held", "mailbox.quota", "action")
