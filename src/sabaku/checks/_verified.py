"""What our own verification of sender authentication found, and whether it still speaks of the mail's own time. No sentences."""

from __future__ import annotations

from sabaku.model import Authenticated, Case, Fact, NotKnown, Signature
from sabaku.names import brands
from sabaku.names.brands import Brand
from sabaku.names.hosts import is_outside

TOO_LATE = 30
"""Days after which another key or record may well stand in DNS than when the mail arrived."""
MOST_SENDERS = 8
"""Sending domains of a brand whose records are asked for; a brand with more is never said to exclude a server."""


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


def brands_own(case: Case, brand: Brand) -> tuple[tuple[Fact, Authenticated], ...]:
    """What the SPF records of the brand's verified sending domains say of the origin. Raises NotKnown where one was not told.

    Empty where no such domain is known, or where the border did not see the origin itself.
    """
    seen = case.first("origin", "border", "envelope")
    if seen is None or not is_outside(seen.value):
        return ()
    found: list[tuple[Fact, Authenticated]] = []
    for domain in brands.senders(brand)[:MOST_SENDERS]:
        value = case.need("auth", "brand-spf", domain=domain, ip=seen.value)
        fact = case.fact("auth", "brand-spf", domain=domain, ip=seen.value)
        if fact is not None and isinstance(value, Authenticated):
            if value.result == "temperror":
                raise NotKnown(fact.question, "failed")
            found.append((fact, value))
    return tuple(found)


def of_brand(fact: Fact, brand: Brand, ip: str) -> Authenticated | None:
    """What that answer says, if it is about this address and a verified sending domain of the brand."""
    told = dict(fact.question.arguments)
    about = fact.question.subject == "brand-spf" and told.get("ip") == ip and told.get("domain") in brands.senders(brand)
    return fact.value if about and isinstance(fact.value, Authenticated) else None
