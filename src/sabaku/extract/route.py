"""The route: hops in order, the border, the origin, and what the sender's side claims beyond it.

Puts together received.py (grammar), border.py (trust) and relays.py (lists, forwarders). States; does not judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from msgspec import structs

from sabaku.extract.border import Border, find_border, is_internal
from sabaku.extract.reasons import KINDS, REASONS
from sabaku.extract.received import Reading, canonical, read
from sabaku.extract.receivers import site
from sabaku.extract.relays import Relay, observed, relay_at, taken_in
from sabaku.model import Defect, Home, Hop, Input, Message, Observable, Origin, Span, Text
from sabaku.names.hosts import is_outside, registrable
from sabaku.text import late

MAX_HOPS = 100
MAX_RELAYS = 4

CLAIMING = (
    "x-originating-ip", "x-originatingip", "x-sender-ip", "x-source-ip", "x-client-ip", "x-real-ip", "x-remote-ip", "x-user-ip",
    "x-aol-ip", "x-yahoo-post-ip", "x-ms-exchange-organization-originalclientipaddress", "x-clientip", "x-mailgun-sending-ip",
    "x-ms-exchange-crosstenant-originalattributedtenantconnectingip", "x-sourceip", "x-php-originating-ip", "x-http-client-ip",
    "x-sender-ip-address", "x-webmail-client-ip", "x-squirrelmail-ip", "x-roundcube-ip", "x-eip", "x-forwarded-ip",
    "x-nifty-srcip",
)  # fmt: skip
_ADDRESS = re.compile(r"\[?([0-9A-Fa-f:.]{7,45})\]?")
_SAFE = re.compile(r"[^A-Za-z0-9.:_-]")


class Route(NamedTuple):
    """Everything about the route: fields with their header numbers, the outer border, relays looked through, the final hop."""

    headers: tuple[int, ...]
    hops: tuple[Reading, ...]
    border: Border
    relays: tuple[Relay, ...]
    final: int | None
    confidence: float
    beyond: int | None = None
    """The hop at which a forwarder says that it received the mail: told, but not taken for the origin."""
    witness: int | None = None
    """The hop at which a mailbox provider, whose machine the border confirmed, took the mail before it passed it on: what stands
    between the two it wrote itself, and is worth as much as the provider."""


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """Hops, their addresses, relays, the origin."""
    route = trace(message, input)
    origin, place = _origin(message, input, route)
    shown = message.quote(place) if origin.ip else ""
    yield Observable("origin", origin.ip or "", _role(route, origin), place, shown, origin)
    yield from _hops(message, route, input)
    for relay in route.relays:
        yield observed(message, relay)
    if origin.ip:
        yield Observable("ip", origin.ip, "origin", place, message.quote(place))
    if origin.claimed_ip:
        yield from _claimed_place(message, route, origin)
    if origin.helo and site(origin.helo) and route.final is not None:
        reading = route.hops[route.final]
        at = Span(f"header:{route.headers[route.final]}", *reading.helo_at)
        yield Observable("domain", registrable(origin.helo.lower()), "helo", at, message.quote(at))


def trace(message: Message, input: Input) -> Route:
    """The route with its border; computed once per message and home."""
    known: dict[Home, Route] = message.once(_traces)
    home = input.home
    if home not in known:
        headers = tuple(n for n, header in enumerate(message.headers) if header.key == "received")
        if len(headers) > MAX_HOPS:
            message.found_defects.append(
                Defect("hop-limit", None, f"{len(headers)} Received fields, the first {MAX_HOPS} were read")
            )
        headers = headers[:MAX_HOPS]
        hops = tuple(read(message.headers[n].text) for n in headers)
        border = _border(hops, input)
        known[home] = _through(message, headers, hops, border)
    return known[home]


def last_own(message: Message, input: Input) -> int:
    """The number of the last header field that the recipient's own side wrote: whoever sends can write what stands below it."""
    route = trace(message, input)
    if not route.headers:
        return -1 if input.envelope else len(message.headers)
    if route.border.hop is not None:
        return route.headers[route.border.hop]
    if route.border.why == "envelope":
        return route.headers[0] - 1
    return route.headers[0] if route.border.why == "no-address" else len(message.headers)


def _traces(message: Message) -> dict[Home, Route]:
    return {}


def _border(hops: tuple[Reading, ...], input: Input) -> Border:
    """From the envelope, where the caller knows it and the client stands outside; else by the walk."""
    envelope = input.envelope
    if envelope and is_outside(envelope.client_ip):
        return Border(None, 1.0, "envelope")
    return find_border(hops, input.home)


def _through(message: Message, headers: tuple[int, ...], hops: tuple[Reading, ...], border: Border) -> Route:
    """Look through lists: each wrote the field below, so its own border can be found in the same way.

    What a forwarder saw is told as well, but the origin stays what the recipient's border saw: anybody can play a forwarder.
    """
    final, confidence, beyond = border.hop, border.confidence, None
    relays: list[Relay] = []
    while final is not None and len(relays) < MAX_RELAYS:
        relay = relay_at(message, hops, final, first=not relays)
        if relay is None:
            break
        relays.append(relay)
        inner = find_border(hops, start=final + 1, own=relay.houses)
        if inner.hop is None:
            break
        if relay.kind in ("forwarder", "filter") or is_internal(hops[inner.hop]):
            beyond = inner.hop
            break
        final, confidence = inner.hop, min(confidence * relay.confidence, inner.confidence)
    witness = taken_in(hops, border.hop) if relays and border.hop is not None else None
    return Route(headers, hops, border, tuple(relays), final, round(confidence, 2), beyond, witness)


def _hops(message: Message, route: Route, input: Input) -> Iterator[Observable]:
    for n, (reading, number) in enumerate(zip(route.hops, route.headers, strict=True)):
        lower = route.hops[n + 1].at if n + 1 < len(route.hops) else None
        delay = (reading.at - lower).total_seconds() if reading.at and lower else None
        text = message.headers[number].text
        standing = _standing(route, n, input)
        hop = Hop(
            n, reading.helo, reading.rdns, reading.ip, reading.by, reading.protocol, reading.queue_id, reading.for_,
            reading.at, delay, reading.dialect, standing,
        )  # fmt: skip
        yield Observable("hop", str(n), standing, Span(f"header:{number}", 0, len(text)), text, hop)
        if is_outside(reading.ip):
            place = Span(f"header:{number}", *reading.ip_at)
            yield Observable("ip", reading.ip, "hop", place, text[slice(*reading.ip_at)])


def _standing(route: Route, n: int, input: Input) -> Literal["inside", "border", "claimed"]:
    border = route.border.hop
    if border is None:
        outside = route.border.why == "envelope" or (input.envelope is None and route.border.why == "no-address" and n > 0)
        return "claimed" if outside else "inside"
    return "inside" if n < border else "border" if n == border else "claimed"


def _role(route: Route, origin: Origin) -> str:
    if origin.ip is None:
        return "none"
    if route.border.why == "envelope":
        return "envelope"
    if route.final is None:
        return "top"
    if route.relays and route.final != route.border.hop:
        return "list" if any(it.kind in ("mailing-list", "group") for it in route.relays) else "forwarder"
    return "top" if route.border.why == "first-public" and route.border.confidence < 0.7 else "border"


def _origin(message: Message, input: Input, route: Route) -> tuple[Origin, Span]:
    claimed_ip, claimed_from = _claimed(message, route)
    through = route.relays[-1].name if route.relays else ""
    if route.border.why == "envelope" and input.envelope:
        envelope = input.envelope
        top = next((hop.at for hop in route.hops if hop.at), None)
        return Origin(
            envelope.client_ip, envelope.helo, envelope.client_name, claimed_ip=claimed_ip, claimed_from=claimed_from,
            reason=REASONS["envelope"], confidence=1.0, border_at=input.now or top,
        ), Span("headers", 0, 0)  # fmt: skip
    if route.final is None:
        return _from_results(message, route, claimed_ip, claimed_from)
    hop = route.hops[route.final]
    number = route.headers[route.final]
    origin = Origin(
        hop.ip, hop.helo, hop.rdns, hop.by, route.final, claimed_ip, claimed_from, _reason(route), route.confidence,
        _border_time(route), through,
    )  # fmt: skip
    return origin, Span(f"header:{number}", *hop.ip_at)


def _border_time(route: Route) -> datetime | None:
    """When the border took it; where it has no readable clock, the nearest time above, then below."""
    border = route.border.hop or 0
    times = [hop.at for hop in route.hops[border::-1]] + [hop.at for hop in route.hops[border:]]
    return next((at for at in times if at), None)


def _from_results(message: Message, route: Route, claimed_ip: str | None, claimed_from: str) -> tuple[Origin, Span]:
    """No hop tells it: the sender's address as the topmost results of the receiving side state it, if they do."""
    why = {"local": "local", "no-address": "no-address"}.get(route.border.why, "nothing")
    empty = Origin(None, claimed_ip=claimed_ip, claimed_from=claimed_from, reason=REASONS[why], border_at=_border_time(route))
    if route.border.why == "local":
        return empty, _first_hop(message, route)
    for header in (*message.named("authentication-results")[:1], *message.named("received-spf")[:1]):
        found = _SENDER_IP.search(header.text[:4096])
        ip = canonical(found.group(1)) if found else ""
        if found and is_outside(ip):
            return structs.replace(empty, ip=ip, reason=REASONS["results"], confidence=0.5), message.span_of(
                header, *found.span(1)
            )
    return empty, _first_hop(message, route)


_SENDER_IP = late.pattern(r"(?:sender IP is |client-ip=|smtp\.remote-ip=|designates |designate )\[?([0-9A-Fa-f:.]{7,45})")


def _first_hop(message: Message, route: Route) -> Span:
    if not route.headers:
        return Span("headers", 0, 0)
    return Span(f"header:{route.headers[0]}", 0, len(message.headers[route.headers[0]].text))


def _claimed(message: Message, route: Route) -> tuple[str | None, str]:
    """What the sender's side says about its own client: a field for it, else the lowest public address of the claimed hops."""
    final = route.final
    seen = route.hops[final].ip if final is not None else ""
    if route.beyond is not None:
        return route.hops[route.beyond].ip, "Received"
    for header in message.headers:
        if header.key in CLAIMING and (found := _ADDRESS.search(header.text[:256])):
            ip = canonical(found.group(1))
            if is_outside(ip) and ip != seen:
                return ip, header.name
    below = route.hops[final + 1 :] if final is not None else route.hops if route.border.why == "envelope" else ()
    for hop in reversed(below):
        if is_outside(hop.ip) and hop.ip != seen:
            return hop.ip, "Received"
    return None, ""


def _claimed_place(message: Message, route: Route, origin: Origin) -> Iterator[Observable]:
    ip = origin.claimed_ip or ""
    if origin.claimed_from == "Received":
        for hop, number in zip(reversed(route.hops), reversed(route.headers), strict=True):
            if hop.ip == ip:
                place = Span(f"header:{number}", *hop.ip_at)
                yield Observable("ip", ip, "claimed-origin", place, message.quote(place))
                return
    for header in message.named(origin.claimed_from.lower()):
        if (found := _ADDRESS.search(header.text[:256])) and canonical(found.group(1)) == ip:
            place = message.span_of(header, *found.span(1))
            yield Observable("ip", ip, "claimed-origin", place, message.quote(place))
            return


def _reason(route: Route) -> Text:
    """Why this hop was taken, in words; names are reduced to the characters of host names."""
    assert route.final is not None
    assert route.border.hop is not None
    code: str = route.border.why
    if route.relays:
        code = "relayed" if route.final != route.border.hop else "relay-only"
    outer = route.hops[route.border.hop]
    kind = KINDS[route.relays[-1].kind] if route.relays else Text("", "")
    relay = route.relays[-1].name if route.relays else route.border.unconfirmed
    names = {"by": route.hops[route.final].by or "?", "relay": relay, "outer": outer.rdns or outer.helo or outer.ip}
    clean = {name: _SAFE.sub("_", value)[:80] for name, value in names.items()}
    reason = REASONS[code]
    return Text(ja=reason.ja.format(kind=kind.ja, **clean), en=reason.en.format(kind=kind.en, **clean))
