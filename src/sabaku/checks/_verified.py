"""What our own verification of sender authentication found, and whether it still speaks of the mail's own time. No sentences."""

from __future__ import annotations

from sabaku.model import Authenticated, Case, Fact, Signature

TOO_LATE = 30
"""Days after which another key or record may well stand in DNS than when the mail arrived."""


def verified(case: Case, method: str) -> tuple[Fact, Authenticated] | None:
    """The result of our own verification, if there is one."""
    fact = case.fact("auth", method)
    return (fact, fact.value) if fact is not None and isinstance(fact.value, Authenticated) else None


def days_after(case: Case, fact: Fact) -> int | None:
    """Whole days from the mail's arrival to the answer of DNS; None where either is unknown."""
    arrived = case.origin.border_at
    if arrived is None or fact.at is None:
        return None
    return max(0, (fact.at - arrived).days)


def too_late(case: Case, fact: Fact) -> bool:
    """Whether DNS was asked so long after the mail arrived that the keys and records of its time may be gone."""
    days = days_after(case, fact)
    return days is not None and days > TOO_LATE


def holds(case: Case, fact: Fact, told: Authenticated) -> bool:
    """Whether the result may be held against the mail. A pass always speaks; a missing or changed record only in its time."""
    if told.result in ("pass", "temperror") or not too_late(case, fact):
        return True
    return told.method == "dkim" and told.result == "fail" and _fails_by_itself(case, told.domain)


def _fails_by_itself(case: Case, domain: str) -> bool:
    """Whether that domain's signature fails whatever DNS says: another body, or expired when it arrived."""
    arrived = case.origin.border_at
    for it in case.seen("signature", "dkim"):
        found = it.detail
        if isinstance(found, Signature) and found.domain == domain:
            expired = arrived is not None and found.expires_at is not None and found.expires_at < arrived.timestamp()
            if expired or found.body_hash == "differs":
                return True
    return False
