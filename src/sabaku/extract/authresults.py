"""Results of sender authentication as header fields state them, and whose they are (RFC 8601, RFC 7208 section 9.1, RFC 8617).

Only what the recipient's border wrote counts ("trusted"); the rest is "claimed". AuthResult.why tells which it is:
trusted: border, above-border, inside, senders-host (unproven, but the border saw a machine of that very domain);
unproven: in the border's name and place, but of a border that nobody knows to take out forged ones. Believed where it speaks
  against the sender, who would not have written that; a pass is claimed. Of a border that writes results into every mail the
  first field is its own, and no other;
claimed: surplus (a second one where the border writes one), forged (in the border's name, but below the border's own), unplaced
  (the same, but the border wrote no other), arc, list (of the list that was looked through), relay (of another server on the
  route), foreign (of nobody on the route), no-border.
Whether a result is good or bad is judged elsewhere; nothing is verified here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from sabaku import late
from sabaku.data import toml
from sabaku.extract.border import family, is_private_name, receivers, shared_domains, site, sites_of_home
from sabaku.extract.route import Route, trace
from sabaku.hosts import generic_word, made_from_address, registrable
from sabaku.model import AuthResult, Defect, Header, Input, Message, Observable, Span

FIELDS = (
    "authentication-results",
    "arc-authentication-results",
    "received-spf",
    "authentication-results-original",
    "x-original-authentication-results",
)
WRITERS = frozenset({"from", "to", "cc", "subject", "date", "message-id", "mime-version", "content-type", "reply-to", "sender"})
Whose = Literal[
    "border",
    "above-border",
    "inside",
    "senders-host",
    "unproven",
    "surplus",
    "forged",
    "unplaced",
    "arc",
    "list",
    "relay",
    "foreign",
    "no-border",
]
"""Why a result counts or doesn't, as told above."""
TRUSTED: frozenset[Whose] = frozenset(("border", "above-border", "inside", "senders-host"))
UNPROVEN: Whose = "unproven"
QUEUE_ID = 8
"""Shorter queue numbers might be guessed, or stand in a field by chance."""
QUEUE_FIELD = 1024
MAX_CHARS = 16_384
MAX_RESULTS = 200

_TOP = late.pattern(r'"(?:[^"\\]++|\\.)*+"|[;()]', re.DOTALL)
_METHOD = re.compile(r"\s*+([A-Za-z][\w.-]{0,40}+)(?:\s*+/\s*+\d{1,3}+)?\s*+=\s*+([A-Za-z]{1,20}+)")
_PROPERTY = late.pattern(r"\b((?:smtp|header|body|policy)\.[A-Za-z-]{1,24})\s{0,4}=\s{0,4}(\"[^\"]{0,320}\"|[^\s;()]{1,320})")
_DOCOMO = late.pattern(r"[\w.-]{1,253}\s++from=(\S{0,320}?):?\s++(?:sender-id/)?(spf)\s*+=\s*+([A-Za-z]{1,20}+)", re.IGNORECASE)
"""`docomo.ne.jp from=local@domain: sender-id/spf=pass`, as docomo's mail system has it."""
_INSTANCE = re.compile(r"\s*+i\s*+=\s*+\d{1,3}+\s*+\Z")
_SPF = re.compile(r"\s*+([A-Za-z]{1,20}+)")
_SPF_BY = re.compile(r"\(\s{0,4}([A-Za-z0-9.-]{1,253}):")
_SPF_PAIR = re.compile(r"\b(receiver|envelope-from|helo|identity|client-ip)=\s{0,4}\"?<?([^\s;\"<>]{1,320})")
_SPF_DOMAIN = re.compile(r"domain of (?:transitioning )?(?:[^\s@]{0,128}@)?([A-Za-z0-9._-]{1,253})")
_RESULTS = frozenset(
    {
        "pass",
        "fail",
        "softfail",
        "neutral",
        "none",
        "temperror",
        "permerror",
        "policy",
        "hardfail",
        "bestguesspass",
        "error",
        "unknown",
    }
)


class Result(NamedTuple):
    """One result as written: method, result, the domain it is about, and its place in the field."""

    method: str
    result: str
    domain: str
    start: int
    end: int


class Field(NamedTuple):
    """A field of results: its number, who says it (authserv-id, "" = not stated), and the results."""

    n: int
    header: Header
    by: str
    results: tuple[Result, ...]


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:  # noqa: ARG001
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
        yield from _observed(field, why, house)


def _observed(field: Field, why: Whose, house: str) -> Iterator[Observable]:
    for one in field.results:
        is_borne_out = why == UNPROVEN and one.result == "pass" and house and registrable(one.domain) == house
        reason: Whose = "senders-host" if is_borne_out else why
        trusted = reason in TRUSTED or (reason == UNPROVEN and one.result != "pass")
        detail = AuthResult(one.method, one.result, one.domain, field.by, trusted, reason)
        place = Span(f"header:{field.n}", one.start, one.end)
        shown = field.header.text[one.start : one.end]
        yield Observable("auth", f"{one.method}={one.result}", "trusted" if trusted else "claimed", place, shown, detail)


def fields(message: Message) -> tuple[Field, ...]:
    """All fields of results, read; computed once per message."""
    return message.once(_fields)


def _fields(message: Message) -> tuple[Field, ...]:
    out: list[Field] = []
    total = 0
    for n, header in enumerate(message.headers):
        if header.key not in FIELDS:
            continue
        by, results = read_spf(header.text) if header.key == "received-spf" else read(header.text)
        total += len(results)
        if total > MAX_RESULTS:
            message.found_defects.append(Defect("result-limit", Span(f"header:{n}", 0, len(header.text)), header.name))
            break
        out.append(Field(n, header, by, tuple(results)))
    return tuple(out)


def read(text: str) -> tuple[str, list[Result]]:
    """authserv-id ("" where it is missing, as Outlook does) and results of an Authentication-Results field (RFC 8601 2.2)."""
    pieces = list(segments(text[:MAX_CHARS]))
    by = ""
    while pieces and _INSTANCE.match(text[slice(*pieces[0])]):
        pieces.pop(0)
    out = []
    if pieces and not _is_result(text, pieces[0]):
        start, end = pieces.pop(0)
        words = text[start:end].split()
        by = words[0].strip('"').lower() if words else ""
        found = _DOCOMO.match(text, start, end)
        if found and found[3].lower() in _RESULTS:
            domain = found[1].rpartition("@")[2].strip("<>.").lower()
            out.append(Result("spf", found[3].lower(), domain, found.start(2), found.end()))
    for start, end in pieces:
        found = _METHOD.match(text, start, end)
        if found and found.group(2).lower() in _RESULTS:
            at = found.start(1)
            out.append(
                Result(
                    found.group(1).lower(),
                    found.group(2).lower(),
                    _domain(found.group(1).lower(), text[start:end]),
                    at,
                    found.end(),
                )
            )
    return by, out


def _is_result(text: str, piece: tuple[int, int]) -> bool:
    found = _METHOD.match(text, *piece)
    return found is not None and found.group(2).lower() in _RESULTS


def segments(text: str) -> Iterator[tuple[int, int]]:
    """The pieces between top-level semicolons: not those inside quotes or comments, where senders inject results."""
    depth = start = 0
    for found in _TOP.finditer(text):
        mark = found.group()
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth = max(0, depth - 1)
        elif mark == ";" and depth == 0:
            yield start, found.start()
            start = found.end()
    if text[start:].strip():
        yield start, len(text)


_ABOUT = {
    "spf": ("smtp.mailfrom", "smtp.mail", "smtp.helo"),
    "sender-id": ("header.from",),
    "dkim": ("header.d", "header.i", "header.from"),
    "domainkeys": ("header.from", "header.sender"),
    "dmarc": ("header.from",),
    "compauth": ("header.from",),
    "dkim-adsp": ("header.from",),
    "bimi": ("header.d",),
    "auth": ("smtp.auth", "smtp.mailfrom"),
}


def _domain(method: str, segment: str) -> str:
    """The domain that the result is about."""
    bare = _without_comments(segment)
    stated = {found.group(1).lower(): found.group(2).strip('"') for found in _PROPERTY.finditer(bare)}
    for name in _ABOUT.get(method, ()):
        if value := stated.get(name, ""):
            return "" if value == "none" else value.rpartition("@")[2].strip("<>.").lower()
    return ""


def _without_comments(text: str) -> str:
    """The text with everything in comments blanked: properties in there are the sender's words (RFC 8601 section 7.9)."""
    if "(" not in text:
        return text
    out: list[str] = []
    depth = last = 0
    for found in _TOP.finditer(text):
        mark = found.group()
        if mark == "(":
            if depth == 0:
                out.append(text[last : found.start()])
            depth += 1
        elif mark == ")" and depth:
            depth -= 1
            last = found.end()
    return " ".join(out) + (text[last:] if depth == 0 else "")


def read_spf(text: str) -> tuple[str, list[Result]]:
    """Who says it, and the result, of a Received-SPF field (RFC 7208 section 9.1)."""
    text = text[:4096]
    found = _SPF.match(text)
    if not found or found.group(1).lower() not in _RESULTS:
        return "", []
    stated = {pair.group(1).lower(): pair.group(2) for pair in _SPF_PAIR.finditer(text)}
    by_comment = _SPF_BY.search(text)
    by = by_comment.group(1) if by_comment else stated.get("receiver", "")
    by = "" if by.upper() == "UNKNOWN" else by.lower()
    about = _SPF_DOMAIN.search(text)
    domain = stated.get("envelope-from", "").rpartition("@")[2] or (about.group(1) if about else "") or stated.get("helo", "")
    return by, [Result("spf", found.group(1).lower(), domain.strip(".").lower(), found.start(1), found.end(1))]


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
    return any(it["id"] == who and registrable(by) in {registrable(name) for name in it["authserv"]} for it in receivers())


def _inner_names(route: Route, border: int) -> frozenset[str]:
    """The names that those servers have in their house's own network alone («mx1.firm.local»), but for those that any has."""
    names = (hop.by.lower().rstrip(".") for hop in route.hops[: border + 1])
    return frozenset(it for it in names if "." in it and is_private_name(it) and not it.startswith("localhost"))


def _is_named(by: str, input: Input) -> bool:
    """Whether the operator has named that authserv-id as his own, which nobody else's field can bear."""
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
    return any(it.get("appends", False) for it in receivers() if it["id"] == who)


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
