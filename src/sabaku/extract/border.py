"""The trust boundary: from the top of the route down to the server that received the mail from the outside.

Everything above and including the border's own field was written by the recipient's side; everything below it could have been
written by the sender. The walk believes a hop only as long as it stays inside. Pure; sees readings, not the message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sabaku.extract.received import Reading
from sabaku.extract.receivers import family, gateways, is_filter, is_private_name, receiver, served_by, shared_domains, site
from sabaku.model import Home
from sabaku.names.hosts import is_ip, is_outside, registrable

NO_HOME = Home()
RELAY_SECONDS = (-5, 3600)


Why = Literal[
    "home",
    "envelope",
    "known-receiver",
    "own-domain",
    "first-public",
    "unconfirmed-relay",
    "retrieved",
    "own-machine",
    "no-address",
    "local",
    "nothing",
]
"""Why the walk ended there (envelope: no walk was needed); reasons.py says it in words."""


class Border(NamedTuple):
    """Where the walk ended: the hop whose field tells the client from outside (None = there is none), how sure, and why."""

    hop: int | None
    confidence: float
    why: Why
    unconfirmed: str = ""
    """A relay that called itself one of the recipient's own hosts, and was believed without proof."""


def sender_of(hop: Reading) -> str:
    """The large receiver whose machine provably is the client of that hop: by the name that the server confirmed, or by the name
    that the client gave and an address in the receiver's own networks; or ""."""
    if hop.confirmed:
        return family(hop.rdns)
    who = receiver(family(hop.helo))
    return who.id if hop.ip in who.sends else ""


def sites_of_home(home: Home) -> frozenset[str]:
    """The houses that the operator has named as their own."""
    return frozenset(found for name in (*home.domains, *home.borders) if (found := site(name)))


def find_border(hops: Sequence[Reading], home: Home = NO_HOME, start: int = 0, own: frozenset[str] = frozenset()) -> Border:
    """Walk down from `start`, which the recipient's side has written, to the first client from outside.

    own: houses that count as the recipient's in addition to those that the walk itself enters.
    """
    inside = set(own) | sites_of_home(home)
    walk, own_machine = _Walk(), -1
    for i in range(start, len(hops)):
        hop = hops[i]
        inside.add(site(hop.by))
        step = _step(hops, i, frozenset(inside - {""}), home)
        if step == "outside":
            return _ended(hop, walk, i, home, first=i == start)
        if step == "no-address":
            return Border(None, 0.0, "no-address")
        if step == "unconfirmed":
            walk.confidence, walk.unconfirmed = min(walk.confidence, 0.6), hop.helo.lower()
            inside.add(site(hop.helo))
        walk.retrieved = walk.retrieved or step == "retrieved"
        if step == "gateway" or (step == "inside" and _breaks(hops, i)):
            walk.confidence = min(walk.confidence, 0.85)
        if step == "inside" and is_outside(hop.ip) and not family(hop.by):
            own_machine = i
    if own_machine >= 0:
        return Border(own_machine, min(walk.confidence, 0.85), "own-machine")
    return Border(None, 0.0, "local" if len(hops) > start else "nothing")


@dataclass
class _Walk:
    """What was met on the way down: how sure it still is, a relay that was believed without proof, a mailbox that was emptied."""

    confidence: float = 0.97
    unconfirmed: str = ""
    retrieved: bool = False


def _ended(hop: Reading, walk: _Walk, i: int, home: Home, *, first: bool) -> Border:
    """Why it ends at hop `i`, whose client stands outside; `first`: where the walk began."""
    if _named(hop.by, home.borders) or _named(hop.by_ip, home.borders):
        return Border(i, 0.99, "home")
    if walk.unconfirmed:
        return Border(i, walk.confidence, "unconfirmed-relay", walk.unconfirmed)
    if family(hop.by):
        return Border(i, walk.confidence, "known-receiver")
    if site(hop.by) and site(hop.by) in sites_of_home(home):
        return Border(i, min(walk.confidence, 0.95), "own-domain")
    if walk.retrieved:
        return Border(i, min(walk.confidence, 0.9), "retrieved")
    return Border(i, min(walk.confidence, 0.9 if first else 0.88), "first-public")


def _step(hops: Sequence[Reading], i: int, inside: frozenset[str], home: Home) -> str:
    """Whether the client of hop `i` stands inside, outside, or somewhere that cannot be told."""
    hop = hops[i]
    lower = hops[i + 1] if i + 1 < len(hops) else None
    if hop.retrieved:
        return "retrieved"
    if not hop.ip:
        return _without_address(hop, lower, inside)
    if not is_outside(hop.ip) or _in_family(hop) or (lower is not None and "LMTP" in hop.protocol):  # RFC 2033 5: no wide area
        return "inside"
    if _named(hop.ip, home.borders) or (hop.confirmed and _named(hop.rdns, home.borders)):
        return "inside"
    if lower is None or (_named(hop.by, home.borders) and not _named(lower.by, home.borders)):
        return "outside"
    if _is_own_host(hop, lower, inside):
        return "inside"
    if _is_gateway(hop, lower, inside):
        return "gateway"
    return "unconfirmed" if _is_unconfirmed_relay(hop, lower, inside) else "outside"


def _without_address(hop: Reading, lower: Reading | None, inside: frozenset[str]) -> str:
    """Local steps (`by` alone, pipes, LMTP) are inside. A client without an address is only believed where it is one of ours."""
    name = hop.helo.lower()
    if (
        not name
        or "@" in name
        or name in ("localhost", "mail", "local", "unknown")
        or "local" in hop.protocol.lower()
        or "LMTP" in hop.protocol
    ):
        return "inside"
    if site(name) in inside or is_private_name(name):
        return "inside"
    return "no-address" if lower is None or site(lower.by) not in inside else "inside"


def _in_family(hop: Reading) -> bool:
    """Whether the client stands in the internal network of the large receiver that wrote the field. Servers whose names have no
    dot know each other by such names."""
    if "." not in hop.by and "." in hop.helo:
        return False
    who = receiver(family(hop.by))
    if family(hop.helo) != who.id or any(mark in hop.helo.lower() for mark in who.outbound):
        return False
    return hop.ip in who.networks


def _is_own_filter(hop: Reading, lower: Reading, inside: frozenset[str]) -> bool:
    """A step through the hoster's own filter: handed back by it, or handed to it by the server that took the mail."""
    if is_filter(hop.by):
        return lower.by == hop.helo.lower()
    if not hop.confirmed or not is_filter(hop.rdns) or lower.by != hop.rdns.lower():
        return False
    return not served_by(registrable(hop.rdns)).isdisjoint(inside)


def _is_own_host(hop: Reading, lower: Reading, inside: frozenset[str]) -> bool:
    """A confirmed reverse name of an own house, by a host that wrote the next field. Not where names are shared by customers."""
    if _is_own_filter(hop, lower, inside):
        return True
    house = site(hop.rdns)
    if not (hop.confirmed and house and house in inside) or family(hop.rdns) or house in shared_domains():
        return False
    return site(lower.by) == house or is_private_name(lower.by) or is_ip(lower.by)


def is_internal(hop: Reading) -> bool:
    """Whether the client is a machine between two departments of a large receiver, which tells nothing about a sender."""
    return hop.rdns.startswith(receiver(family(hop.rdns)).internal)


def _is_gateway(hop: Reading, lower: Reading, inside: frozenset[str]) -> bool:
    """A filtering service that works for this side: by its inbound hosts' names, or as the side sends through it, too."""
    house = registrable(hop.rdns)
    if not hop.confirmed or house not in gateways() or registrable(lower.by) != house:
        return False
    return house in inside or any(mark in hop.rdns for mark in gateways()[house].inbound)


def _is_unconfirmed_relay(hop: Reading, lower: Reading, inside: frozenset[str]) -> bool:
    """A client that calls itself a host of ours, without a matching reverse name, but with everything else in order.

    It has some reverse name, used TLS, and wrote the next field itself a moment before, under the very name it gave, for the
    same recipient. A sender could imitate all that, so the border is reported as less sure.
    """
    name = hop.helo.lower()
    if not hop.rdns or not name.count(".") > 1 or site(name) not in inside or family(name) or lower.by != name:
        return False
    if "S" not in hop.protocol.upper().removeprefix("ESMTP") or not lower.ip or not hop.at or not lower.at:
        return False
    low, high = RELAY_SECONDS
    return low <= (hop.at - lower.at).total_seconds() <= high and (not lower.for_ or not hop.for_ or lower.for_ == hop.for_)


def _breaks(hops: Sequence[Reading], i: int) -> bool:
    """Whether the next field was written by a house that neither this hop's server nor its client belongs to."""
    if i + 1 >= len(hops) or not site(hops[i + 1].by):
        return False
    known = {site(name) for name in (hops[i].by, hops[i].helo, hops[i].rdns)} - {""}
    return bool(known) and site(hops[i + 1].by) not in known


def _named(host: str, borders: Sequence[str]) -> bool:
    """Whether the operator has named that host or address as their border."""
    return bool(host) and any(host.strip("[]").lower() == it.strip("[]").lower() for it in borders)
