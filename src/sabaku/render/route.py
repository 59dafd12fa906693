"""Tells where the mail came from: the origin as the border saw it, and every stop with how far it can be believed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sabaku.extract.received import names_reverse
from sabaku.model import Hop, Text
from sabaku.render import tame, when, words
from sabaku.render.nouns import Row, Stop
from sabaku.render.sites import facts_about, same_time
from sabaku.render.teller import Teller

SHOWN = 40


def origin(it: Teller) -> tuple[Row, ...]:
    """The origin as a table, with what was answered about it."""
    line = it.report.origin
    if not line.ip and not line.claimed_ip:
        return (Row(it.t(words.ORIGIN), it.t(words.NO_ORIGIN)),)
    rows = _seen(it) if line.ip else [Row(it.t(words.ORIGIN), it.t(words.NO_ORIGIN))]
    if line.claimed_ip and line.claimed_ip != line.ip:
        rows.append(Row(it.t(words.CLAIMED_IP), it.v(line.claimed_ip), True))
    return tuple(row for row in rows if row.value)


def _seen(it: Teller) -> list[Row]:
    line = it.report.origin
    named = bool(line.rdns) and line.rdns != "unknown"
    rows = [
        Row(it.t(words.ORIGIN), it.v(line.ip or ""), True),
        Row(it.t(words.HELO), it.host(line.helo), True),
        Row(it.t(words.RDNS), it.host(line.rdns) if named else it.t(_unnamed(it)), named),
        Row(it.t(words.BY), it.host(line.by), True),
    ]
    told = facts_about(it, {line.ip or ""})
    once = same_time(told)
    rows += [Row(one.source, one.says, note=" · ".join(it for it in (one.data, "" if once else one.at) if it)) for one in told]
    return [*rows, Row(it.t(words.ASKED), once)]


def _unnamed(it: Teller) -> Text:
    """What is said of an origin without a reverse name: that there is none, where its receiver would have written one down."""
    line = it.report.origin
    taken = next((hop for hop in it.hops() if line.ip and (hop.ip, hop.by) == (line.ip, line.by)), None)
    untold = taken is not None and not taken.rdns and not names_reverse(taken.dialect)
    return words.RDNS_UNTOLD if untold else words.NO_RDNS


_NAME = re.compile(r"[A-Za-z0-9_-]{1,63}+(?>\.[A-Za-z0-9_-]{1,63}+){1,20}+")


def reason(it: Teller) -> str:
    """Why this origin was taken for one. Hosts in it are broken like all of the mail's, but for the recipient's own border."""
    own = {hop.by for hop in it.hops() if hop.standing == "border"}
    told = tame.defang(it.t(it.report.origin.reason))
    return _NAME.sub(lambda name: name[0] if name[0] in own else it.host(name[0]), told)


LINES = {"relay": words.RELAY_LINE, "claimed": words.BORDER_LINE}


def stops(it: Teller) -> tuple[Stop, ...]:
    """Every `Received` field, newest first."""
    hops, told, said = it.hops()[:SHOWN], [], set[str]()
    relays = _relays(it, hops)
    for hop in hops:
        standing = "relay" if hop.standing == "claimed" and hop.n <= relays else hop.standing
        line = it.t(LINES[standing]) if standing in LINES and standing not in said else ""
        said.add(standing)
        told.append(_stop(it, hop, standing, line))
    return tuple(told)


def _relays(it: Teller, hops: Sequence[Hop]) -> int:
    """The number of the last field that the origin was taken from though it stands below the border (a list, a forwarder)."""
    line = it.report.origin
    found = [hop.n for hop in hops if line.ip and hop.standing == "claimed" and (hop.ip, hop.by) == (line.ip, line.by)]
    border = any(hop.standing == "border" for hop in hops)
    return min(found, default=-1) if border else -1


def _stop(it: Teller, hop: Hop, standing: str, line: str) -> Stop:
    named = hop.rdns not in {"", "unknown"}
    rows = (
        Row(it.t(words.IP), it.v(hop.ip), True),
        Row(it.t(words.HELO), it.host(hop.helo), True),
        Row(it.t(words.RDNS), it.host(hop.rdns) if named else it.t(words.NO_RDNS) if hop.rdns else "", named),
        Row(it.t(words.DELAY), when.told_duration(hop.delay, it.lang) if hop.delay is not None else ""),
    )
    at = when.moment(hop.at, it.lang, it.report.zone)
    return Stop(hop.n, standing, it.host(hop.by), tuple(row for row in rows if row.value), at, line)
