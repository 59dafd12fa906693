"""Tells where the mail came from: the origin as the border saw it, and every stop with how far it can be believed."""

from __future__ import annotations

from sabaku.model import Hop
from sabaku.render import when, words
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
        Row(it.t(words.RDNS), it.host(line.rdns) if named else it.t(words.NO_RDNS), named),
        Row(it.t(words.BY), it.host(line.by), True),
    ]
    told = facts_about(it, {line.ip or ""})
    once = same_time(told)
    rows += [Row(one.source, one.says, note=" · ".join(it for it in (one.data, "" if once else one.at) if it)) for one in told]
    return [*rows, Row(it.t(words.ASKED), once)]


def stops(it: Teller) -> tuple[Stop, ...]:
    """Every `Received` field, newest first."""
    return tuple(_stop(it, hop) for hop in it.hops()[:SHOWN])


def _stop(it: Teller, hop: Hop) -> Stop:
    named = hop.rdns not in {"", "unknown"}
    rows = (
        Row(it.t(words.IP), it.v(hop.ip), True),
        Row(it.t(words.HELO), it.host(hop.helo), True),
        Row(it.t(words.RDNS), it.host(hop.rdns) if named else it.t(words.NO_RDNS) if hop.rdns else "", named),
        Row(it.t(words.DELAY), when.told_duration(hop.delay, it.lang) if hop.delay is not None else ""),
    )
    at = when.moment(hop.at, it.lang, it.report.zone)
    return Stop(hop.n, hop.standing, it.host(hop.by), tuple(row for row in rows if row.value), at)
