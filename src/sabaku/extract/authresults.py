"""Whose the results of sender authentication are that header fields state (RFC 8601, RFC 8617).

Only what the recipient's border wrote counts ("trusted"); the rest is "claimed". AuthResult.why tells which it is:
trusted: border, above-border, inside, senders-host (unproven, but the border saw a machine of that very domain), forwarder (of
  a mailbox provider that took the mail and passed it on from a machine that the border confirmed: it stands above the field in
  which that provider notes from whom, so no sender wrote it);
unproven: in the border's name and place, but of a border that nobody knows to take out forged ones. Believed where it speaks
  against the sender, who would not have written that; a pass is claimed. Of a border that writes results into every mail the
  first field is its own, and no other. Not its SPF beside a pass of DMARC: such a field speaks for the sender, whoever wrote it,
  and what SPF missed is the forwarder's network;
claimed: surplus (a second one where the border writes one), forged (in the border's name, but below the border's own), unplaced
  (the same, but the border wrote no other), arc, list (of the list that was looked through), relay (of another server on the
  route), foreign (of nobody on the route), no-border; behind (of a server inside the house that had the mail from the house's own
  gateway: it measured that, and not who sent it; only its passes count).
Whether a result is good or bad is judged elsewhere; nothing is verified here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from sabaku.data import toml
from sabaku.extract.border import sites_of_home
from sabaku.extract.receivers import family, is_private_name, receiver, shared_domains, site
from sabaku.extract.resultfields import Field, fields
from sabaku.extract.route import Route, trace
from sabaku.model import AuthResult, Input, Message, Observable, Span
from sabaku.names.hosts import generic_word, made_from_address, registrable

WRITERS = frozenset({"from", "to", "cc", "subject", "date", "message-id", "mime-version", "content-type", "reply-to", "sender"})
Whose = Literal[
    "border",
    "above-border",
    "inside",
    "senders-host",
    "forwarder",
    "unproven",
    "surplus",
    "forged",
    "unplaced",
    "arc",
    "list",
    "relay",
    "foreign",
    "no-border",
    "behind",
]
"""Why a result counts or doesn't, as told above."""
TRUSTED: frozenset[Whose] = frozenset(("border", "above-border", "inside", "senders-host", "forwarder"))
UNPROVEN: Whose = "unproven"
QUEUE_ID = 8
"""Shorter queue numbers might be guessed, or stand in a field by chance."""
QUEUE_FIELD = 1024
"""Characters of a field in which the queue number is looked for."""


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """Every result with whose it is."""
    route = trace(message, input)
    every = [(field, _whose(route, field, input)) for field in fields(message)]
    own = {field.by for field, why in every if why in ("border", "above-border")}
    writers = _below_writers(message, route)
    known, house = _is_known(message, route, writers), _senders_house(route)
    placed = {site(field.by) for field, why in every if why in ("border", "above-border") and field.n < writers} - {""}
    counted: set[tuple[str, str, str]] = set()
    always: set[str] = set()
    for field, why in every:
        if why == "border" and field.n > writers and site(field.by) in placed and not _appends(route):
            why = "forged"  # the border writes its results above the sender's own fields, and this one stands among them
        keys = {(field.header.key, field.by, one.method) for one in field.results}
        if why == "border" and (keys & counted or field.by in always):
            why = "relay" if _is_senders_receiver(route) else "surplus"
        if why == "unplaced" and own:
            why = "forged"
        counted |= keys if why in TRUSTED else set()
        if why == "border" and _writes_always(route, field):
            always.add(field.by)
        elif why == "border" and not known and not _is_named(field.by, input):
            why = UNPROVEN
        yield from _observed(field, why, house, why in TRUSTED and _is_behind(route, field))


def _observed(field: Field, why: Whose, house: str, behind: bool) -> Iterator[Observable]:
    passes = why == UNPROVEN and any(one.method == "dmarc" and one.result == "pass" for one in field.results)
    for one in field.results:
        is_borne_out = why == UNPROVEN and one.result == "pass" and house and registrable(one.domain) == house
        reason: Whose = "behind" if behind and one.result != "pass" else "senders-host" if is_borne_out else why
        against = one.result != "pass" and not (passes and one.method == "spf")
        trusted = reason in TRUSTED or (reason == UNPROVEN and against)
        detail = AuthResult(one.method, one.result, one.domain, field.by, trusted, reason)
        place = Span(f"header:{field.n}", one.start, one.end)
        shown = field.header.text[one.start : one.end]
        yield Observable("auth", f"{one.method}={one.result}", "trusted" if trusted else "claimed", place, shown, detail)


def _is_behind(route: Route, field: Field) -> bool:
    """Whether the field names a server inside, to which another of the house passed the mail on, and not the border."""
    border = route.border.hop
    if border is None or not field.by or field.by == route.hops[border].by.lower():
        return False
    inner = (
        hop for hop in route.hops[:border] if hop.by.lower() == field.by and not hop.retrieved and "LMTP" not in hop.protocol
    )
    return any(hop.ip and not hop.ip.startswith(("127.", "::1")) for hop in inner)


def _below_writers(message: Message, route: Route) -> int:
    """Where, below the border's line, the fields begin that the writer's program makes: what follows came with the mail."""
    at = route.headers[route.border.hop] if route.border.hop is not None else -1
    own = (n for n, header in enumerate(message.headers) if n > at and header.key in WRITERS)
    return next(own, len(message.headers))


def _is_known(message: Message, route: Route, writers: int) -> bool:
    """Whether results in the border's place are surely the border's: it is a large receiver, or the fields around them bear the
    queue number that it gave this mail, as OpenDKIM's and rspamd's do. A sender cannot know that number beforehand.
    """
    if route.border.hop is None:
        return False
    border = route.hops[route.border.hop]
    if family(border.by):
        return True
    beside = message.headers[route.headers[route.border.hop] + 1 : writers]
    return len(border.queue_id) >= QUEUE_ID and any(border.queue_id in header.text[:QUEUE_FIELD] for header in beside)


def _writes_always(route: Route, field: Field) -> bool:
    """Whether the border says that it writes results into every mail, under that very name: a sender's stand below them."""
    border = route.hops[route.border.hop] if route.border.hop is not None else None
    if border is None or field.header.key != "authentication-results":
        return False
    house = registrable(border.by.lower())
    return any(house in it["names"] and field.by in it["authserv"] for it in toml("receivers")["always"])


def _senders_house(route: Route) -> str:
    """The registrable domain of the machine that the border took the mail from, by a reverse name that the border confirmed.

    Not where customers have machines, or lines, under that domain: then the machine is not the domain's owner's.
    """
    border = route.hops[route.border.hop] if route.border.hop is not None else None
    if border is None or not border.confirmed or made_from_address(border.rdns, border.ip) or generic_word(border.rdns):
        return ""
    house = registrable(border.rdns.lower())
    return "" if house in shared_domains() else house


def _whose(route: Route, field: Field, input: Input) -> Whose:
    """Why the field counts, or why it doesn't."""
    if _is_forwarders(route, field):
        return "forwarder"
    if field.header.key.startswith("arc-"):
        return "arc"
    if field.header.key not in ("authentication-results", "received-spf"):
        return _of_others(route, field)
    border = route.border.hop
    if border is None:
        return _without_border(route, field)
    at = route.headers[border]
    below = route.headers[border + 1] if border + 1 < len(route.headers) else 1 << 30
    ours = _is_ours(route, field.by, input)
    if field.n < at:
        return "above-border"
    if field.n < below and ours:
        return "border"
    other = _of_others(route, field)
    if field.by and ours and other != "list" and not _is_senders_receiver(route):
        return "border" if _appends(route) else "unplaced"
    return other


def _is_forwarders(route: Route, field: Field) -> bool:
    """Whether the provider that passed the mail on wrote it, between the border's field and the one where it took the mail."""
    if route.witness is None or route.border.hop is None or field.header.key == "received-spf":
        return False
    if not route.headers[route.border.hop] < field.n < route.headers[route.witness]:
        return False
    who = family(route.hops[route.witness].by)
    if who == family(route.hops[route.border.hop].by) and field.header.key != "arc-authentication-results":
        return False  # its own fields about the last step stand there, too; the seal of that step stands above
    return field.by in receiver(who).authserv


def _without_border(route: Route, field: Field) -> Whose:
    if route.border.why != "local":
        return "no-border"
    own = {site(hop.by) for hop in route.hops} - {""}
    return "inside" if site(field.by) in own else "foreign"


def _is_ours(route: Route, by: str, input: Input) -> bool:
    """Whether an authserv-id names the border or another server of the recipient's side (down to the border)."""
    if not by:
        return False
    border = route.border.hop
    assert border is not None
    own = {site(hop.by) for hop in route.hops[: border + 1]} | sites_of_home(input.home)
    own.discard("")
    house = site(by)
    if (house and house in own) or _is_named(by, input) or by in _inner_names(route, border):
        return True
    who = family(route.hops[border].by)
    return registrable(by) in {registrable(name) for name in receiver(who).authserv}


def _inner_names(route: Route, border: int) -> frozenset[str]:
    """The names that those servers have in their house's own network alone («mx1.firm.local»), but for those that any has."""
    names = (hop.by.lower().rstrip(".") for hop in route.hops[: border + 1])
    return frozenset(it for it in names if "." in it and is_private_name(it) and not it.startswith("localhost"))


def _is_named(by: str, input: Input) -> bool:
    """Whether the operator has named that authserv-id as their own, which nobody else's field can bear."""
    return by in {it.lower() for it in input.home.authserv_ids}


def _is_senders_receiver(route: Route) -> bool:
    """Whether the sender's side uses the same large receiver: its results then stand below the border by right."""
    border = route.border.hop
    who = family(route.hops[border].by) if border is not None else ""
    if not who or border is None:
        return False
    below = [route.hops[border].helo, *(hop.by for hop in route.hops[border + 1 :])]
    return any(family(name) == who for name in below)


def _appends(route: Route) -> bool:
    """Whether the border belongs to a receiver that adds its results at the end of the header."""
    border = route.border.hop
    who = family(route.hops[border].by) if border is not None else ""
    return receiver(who).appends


def _of_others(route: Route, field: Field) -> Whose:
    """Below the border: of the list that was looked through, of a server that the route names, or of nobody there."""
    house = site(field.by)
    border = route.border.hop or 0
    if any(house in relay.houses for relay in route.relays):
        return "list"
    if not field.by and route.final is not None and route.headers[border] < field.n < route.headers[route.final]:
        return "list"
    named = {site(name) for hop in route.hops[border:] for name in (hop.by, hop.rdns, hop.helo)}
    return "relay" if house and house in named else "foreign"
