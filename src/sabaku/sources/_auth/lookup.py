"""DNS for the verifiers: the records that a standard prescribes, with «no such name», «no such record» and failure kept apart."""

from __future__ import annotations

from sabaku.model import Records
from sabaku.sources._source import Ask
from sabaku.sources.dns import asked

LONGEST_NAME = 253


class LookupFailed(Exception):
    """The answer could not be had now: what depends on it is a temporary error."""


class NoSuchName(Exception):
    """The name does not exist at all (NXDOMAIN)."""


async def records(ask: Ask, name: str, type: str, reason: str) -> tuple[str, ...]:
    """The records of that type, () where the name has none. Raises NoSuchName, LookupFailed.

    reason: spf, dkim, dmarc or ptr, the standard that prescribes the look-up.
    """
    bare = name.rstrip(".").lower()
    if not sound(bare) and type != "PTR":
        raise NoSuchName(name)
    fact = await ask(asked(bare, type, reason))
    if fact.state == "none":
        raise NoSuchName(name)
    if fact.state != "found":
        raise LookupFailed(f"{name} {type}: {fact.why or fact.state}")
    return fact.value.values if isinstance(fact.value, Records) else ()


def sound(name: str) -> bool:
    """Whether a name can be asked for at all: labels of 1 to 63 characters, no control characters (RFC 1035)."""
    if not name or len(name) > LONGEST_NAME:
        return False
    return all(0 < len(label) <= 63 for label in name.split(".")) and all(" " <= it <= "~" for it in name)


async def texts(ask: Ask, name: str, reason: str) -> tuple[str, ...]:
    """TXT records; () where there are none or the name does not exist. Raises LookupFailed."""
    try:
        return await records(ask, name, "TXT", reason)
    except NoSuchName:
        return ()


async def exists(ask: Ask, name: str) -> bool:
    """Whether the name has an address or a mail exchanger (RFC 9989's test for non-existent domains). Raises LookupFailed."""
    for type in ("A", "AAAA", "MX"):
        try:
            if await records(ask, name, type, "dmarc"):
                return True
        except NoSuchName:
            return False
    return False
