"""Mail addresses and their domains: who the header fields and the text name (RFC 5322 section 3.4, read tolerantly).

The grammar runs over the decoded header, in which whatever came out of an encoded word (RFC 2047) is opaque: it may be part
of a display name, never structure. Whatever deviates is kept as an observable of kind "odd-address" (value = code, role = the
field's role, seen = the place), because clients disagree about such fields and attackers know it. Must not judge.

Codes: several-fields, several-addresses, several-angles, bare-and-angle, trailing-text, source-route, encoded-address,
in-comment, group, quoted-comma, bare-comma, no-address, unclosed, spaced-name, folded-name, control-character.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sabaku.hosts import registrable
from sabaku.model import Address, Defect, Header, Input, Message, Observable, Span

ROLES = {
    "from": "from",
    "sender": "sender",
    "reply-to": "reply-to",
    "return-path": "return-path",
    "to": "to",
    "cc": "cc",
    "bcc": "cc",
    "delivered-to": "delivered-to",
    "x-delivered-to": "delivered-to",
    "x-original-to": "delivered-to",
    "envelope-to": "delivered-to",
    "x-envelope-to": "delivered-to",
    "x-apparently-to": "delivered-to",
    "x-rcpt-to": "delivered-to",
    "resent-from": "resent-from",
}
DOMAIN_ROLES = frozenset({"from", "sender", "reply-to", "return-path"})
MAX_CHARS = 65_536
MAX_ADDRESSES = 500
MAX_IN_TEXT = 200
MAX_ANGLES = 10

_OPAQUE = "\ue000"
_TOKEN = re.compile(
    r"""(?P<space>[\x00-\x20\x7f\u3000]++)
      | (?P<quoted>"(?:[^"\\]++|\\.)*+")
      | (?P<literal>\[[^\[\]<>@,;\s]{1,255}+\])
      | (?P<special>[<>@,;:])
      | (?P<atom>[^\x00-\x20\x7f\u3000"<>@,;:(\[]++)
      | (?P<loose>.)""",
    re.VERBOSE | re.DOTALL,
)
_PAREN = re.compile(r"\\.|[()]", re.DOTALL)
_UNQUOTE = re.compile(r"\\(.)", re.DOTALL)
_MESSAGE_ID = re.compile(r"@\s{0,8}+\[?([^\s<>@\[\]\"(),;:]{1,255}+)\]?\s{0,8}+>?")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,10}[A-Za-z][A-Za-z0-9-]{1,23}")
_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}\Z")
_FOLDED = re.compile(rb"[\r\n]")


class Token(NamedTuple):
    """A lexical token: what it is, and from where to where in the text."""

    kind: str
    start: int
    end: int
    text: str


class Mailbox(NamedTuple):
    """One mailbox as read: name and addr-spec with their places in the text; `odd` are the codes of its deviations."""

    name: str
    name_at: tuple[int, int] | None
    local: str
    domain: str
    at: tuple[int, int]
    domain_at: tuple[int, int]
    odd: tuple[str, ...] = ()


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:  # noqa: ARG001
    """Addresses and domains of the header, then those of the text that the victim reads."""
    yield from message.once(in_headers)
    yield from _in_text(message)


def in_headers(message: Message) -> tuple[Observable, ...]:
    """All addresses, domains and deviations of the header fields, in file order."""
    found: list[Observable] = []
    seen_roles: set[str] = set()
    for n, header in enumerate(message.headers):
        if header.key == "message-id":
            found.extend(_message_id(n, header))
        role = ROLES.get(header.key)
        if role is None or len(found) > 4 * MAX_ADDRESSES:
            continue
        found.extend(_of_field(message, n, header, role))
        if role in ("from", "sender", "reply-to") and header.key in seen_roles:
            found.append(Observable("odd-address", "several-fields", role, Span(f"header:{n}", 0, len(header.text)), header.text))
        seen_roles.add(header.key)
    return tuple(found)


def _of_field(message: Message, n: int, header: Header, role: str) -> Iterator[Observable]:
    view = f"header:{n}"
    boxes = read_field(message, n, header)
    for box in boxes:
        yield _observed(view, header, role, box)
        if box.domain and role in DOMAIN_ROLES:
            place = Span(view, *box.domain_at)
            yield Observable("domain", registrable(box.domain), role, place, box.domain)
        for code in box.odd:
            yield Observable("odd-address", code, role, Span(view, *box.at), header.text[slice(*box.at)])
    if role == "from" and len([box for box in boxes if box.domain]) > 1:
        place = Span(view, boxes[0].at[0], boxes[-1].at[1])
        yield Observable("odd-address", "several-addresses", role, place, header.text[place.start : place.end])
    for code in _name_oddities(message.raw[header.start : header.value_start], header.text) if role == "from" else ():
        yield Observable("odd-address", code, role, Span(view, 0, len(header.text)), header.text)


def _observed(view: str, header: Header, role: str, box: Mailbox) -> Observable:
    value = f"{box.local}@{box.domain}" if box.domain else box.local
    name_at = Span(view, *box.name_at) if box.name_at else None
    detail = Address(box.name, box.local, box.domain, name_at)
    return Observable("address", value, role, Span(view, *box.at), header.text[slice(*box.at)], detail)


def _name_oddities(prefix: bytes, text: str) -> Iterator[str]:
    """What is odd about the field's name and colon (`From :`, a fold before the colon) or its characters."""
    name = prefix.partition(b":")[0]
    if _FOLDED.search(name.rstrip(b"\r\n") if b":" not in prefix else name):
        yield "folded-name"
    elif name != name.strip():
        yield "spaced-name"
    if "\x00" in text:
        yield "control-character"


def _message_id(n: int, header: Header) -> Iterator[Observable]:
    found = _MESSAGE_ID.search(header.text[:2048])
    if found:
        host = found.group(1).rstrip(".").lower()
        yield Observable("domain", registrable(host), "message-id", Span(f"header:{n}", *found.span(1)), host)


def read_field(message: Message, n: int, header: Header) -> tuple[Mailbox, ...]:
    """The mailboxes of a header field. Where structure hides inside an encoded word, that is read too, and marked."""
    text = header.text[:MAX_CHARS]
    if len(header.text) > MAX_CHARS:
        message.found_defects.append(Defect("address-limit", Span(f"header:{n}", MAX_CHARS, len(header.text)), header.name))
    hidden = opaque_ranges(message, n, header)
    boxes = mailboxes(text, hidden)
    if hidden and "@" in text and not any(box.domain for box in boxes):
        return _marked(mailboxes(text), "encoded-address") or boxes
    if "@" in text and "(" in text and not any(box.domain for box in boxes):
        return _marked(mailboxes(text.replace("(", " ").replace(")", " ")), "in-comment") or boxes
    return boxes


def _marked(boxes: Iterable[Mailbox], code: str) -> tuple[Mailbox, ...]:
    return tuple(box._replace(odd=(*box.odd, code)) for box in boxes if box.domain)


def opaque_ranges(message: Message, n: int, header: Header) -> tuple[tuple[int, int], ...]:
    """Where the decoded header's characters come out of encoded words."""
    if message.raw.find(b"=?", header.value_start, header.end) < 0:
        return ()
    ranges = []
    for piece in message.view(f"header:{n}").pieces():
        if piece.end - piece.start == piece.to - piece.at:
            continue
        start, _ = message.raw_range(Span(f"header:{n}", piece.start, piece.end))
        if message.raw[start : start + 2] == b"=?":
            ranges.append((piece.start, piece.end))
    return tuple(ranges)


def mailboxes(text: str, opaque: Iterable[tuple[int, int]] = ()) -> tuple[Mailbox, ...]:
    """The mailboxes of an address list (RFC 5322 section 3.4 with the obsolete forms, and beyond). Linear, never raises."""
    found: list[Mailbox] = []
    for segment, in_group in _segments(tokens(_masked(text, opaque))):
        for box in _read_segment(text, segment, in_group):
            while found and box.domain and found[-1].odd == ("no-address",) and found[-1].name_at:
                box = _joined(text, found.pop(), box)
            found.append(box)
        if len(found) >= MAX_ADDRESSES:
            break
    return tuple(found)


def _masked(text: str, opaque: Iterable[tuple[int, int]]) -> str:
    out, last = [], 0
    for start, end in opaque:
        out += [text[last:start], _OPAQUE * (min(end, len(text)) - start)]
        last = end
    return "".join(out) + text[last:]


def _joined(text: str, before: Mailbox, box: Mailbox) -> Mailbox:
    """`Surname, Name <address>` or `Name, <address>` without quotes: one mailbox, as most clients show it."""
    assert before.name_at
    start, end = before.name_at[0], (box.name_at or before.name_at)[1]
    odd = box.odd if "bare-comma" in box.odd else (*box.odd, "bare-comma")
    return box._replace(name=text[start:end].strip('" '), name_at=(start, end), odd=odd)


def tokens(text: str) -> list[Token]:
    """Lexical tokens. A quote or comment that never closes is an ordinary character."""
    out: list[Token] = []
    at, quotes_close, comments_close = 0, True, True
    while at < len(text):
        if text[at] == "(" and comments_close:
            end = _comment_end(text, at)
            comments_close = end > at
            if comments_close:
                out.append(Token("comment", at, end, text[at:end]))
                at = end
                continue
        if text[at] == '"' and not quotes_close:
            out.append(Token("loose", at, at + 1, '"'))
            at += 1
            continue
        found = _TOKEN.match(text, at)
        assert found is not None  # the last alternative takes any character
        kind = found.lastgroup or "loose"
        quotes_close = quotes_close and not (kind == "loose" and text[at] == '"')
        out.append(Token(kind, at, found.end(), found.group()))
        at = found.end()
    return out


def _comment_end(text: str, at: int) -> int:
    depth = 0
    for found in _PAREN.finditer(text, at):
        depth += {"(": 1, ")": -1}.get(found.group(), 0)
        if depth == 0:
            return found.end()
    return at


def _segments(every: list[Token]) -> Iterator[tuple[list[Token], bool]]:
    """One list of tokens per mailbox: split at commas and semicolons outside angle brackets; group names dropped."""
    segment: list[Token] = []
    angle = in_group = has_at = False
    last_semicolon = max((i for i, token in enumerate(every) if token.text == ";"), default=-1)
    for i, token in enumerate(every):
        if token.kind != "special":
            segment.append(token)
        elif token.text == "<":
            angle = True
            segment.append(token)
        elif token.text == ">":
            angle = False
            segment.append(token)
        elif token.text in ",;" and not (angle and _angle_closes(every, i)):
            yield segment, in_group
            segment, angle, has_at = [], False, False
            in_group = in_group and token.text == ","
        elif token.text == ":" and i < last_semicolon and not (angle or has_at):
            segment, in_group = [], True
        else:
            has_at = has_at or token.text == "@"
            segment.append(token)
    yield segment, in_group


def _angle_closes(every: list[Token], i: int) -> bool:
    """Whether the angle bracket open at token `i` is closed before another one opens (within a source route's length)."""
    for token in every[i + 1 : i + 40]:
        if token.text in ("<", ">"):
            return token.text == ">"
    return False


def _read_segment(text: str, segment: list[Token], in_group: bool) -> Iterator[Mailbox]:
    solid = [token for token in segment if token.kind not in ("space", "comment")]
    if not solid:
        return
    opens = [i for i, token in enumerate(segment) if token.kind == "special" and token.text == "<"]
    group = ("group",) if in_group else ()
    if not opens:
        yield _bare(text, segment, group)
        return
    before = 0
    for order, start in enumerate(opens[:MAX_ANGLES]):
        if start + 1 < len(segment) and segment[start + 1].text == "<":
            continue
        end = _closing(segment, start)
        odd = group + (("several-angles",) if order and before else ())
        yield _angle(text, segment, before, start, end, odd)
        before = end + 1


def _closing(segment: list[Token], start: int) -> int:
    for i in range(start + 1, len(segment)):
        if segment[i].kind == "special" and segment[i].text in "<>":
            return i if segment[i].text == ">" else i - 1
    return len(segment)


def _angle(text: str, segment: list[Token], before: int, start: int, end: int, odd: tuple[str, ...]) -> Mailbox:
    """`phrase <addr-spec> rest`."""
    name, name_at = _phrase(text, segment[before:start])
    inner = [token for token in segment[start + 1 : end] if token.kind not in ("space", "comment")]
    local, domain, at, domain_at, routed = _addr_spec(text, inner)
    if not inner:
        edge = segment[start].start
        at = domain_at = (edge, segment[end].end if end < len(segment) else segment[start].end)
    return Mailbox(
        name, name_at, local, domain, at, domain_at, odd + _angle_oddities(segment, before, start, end, routed, domain)
    )


def _angle_oddities(segment: list[Token], before: int, start: int, end: int, routed: bool, domain: str) -> tuple[str, ...]:
    named = segment[before:start]
    after = segment[end + 1 :]
    loose = any(token.kind == "special" and token.text == "@" for token in named) and not _same(named, segment[start + 1 : end])
    trailing = any(token.kind not in ("space", "comment") and token.text not in "<>" for token in after)
    stuck = any(token.kind == "special" and token.text == "<" for token in after)
    empty = not any(token.kind not in ("space", "comment") for token in segment[start + 1 : end])
    checks = (
        (routed, "source-route"),
        (loose, "bare-and-angle"),
        (trailing and not stuck, "trailing-text"),
        (end >= len(segment), "unclosed"),
        (not domain and not empty, "no-address"),
        (any(token.kind == "quoted" and "\\," in token.text for token in segment[start:end]), "quoted-comma"),
    )
    return tuple(code for true, code in checks if true)


def _same(one: list[Token], other: list[Token]) -> bool:
    """Whether the display name is just the address once more (`a@b.example <a@b.example>`)."""
    solid = [[token.text.lower() for token in it if token.kind != "space"] for it in (one, other)]
    return solid[0] == solid[1]


def _bare(text: str, segment: list[Token], odd: tuple[str, ...]) -> Mailbox:
    """A segment without angle brackets: `addr-spec (name)`, or words around an address, or no address at all."""
    ats = [i for i, token in enumerate(segment) if token.kind == "special" and token.text == "@"]
    if not ats:
        name, name_at = _phrase(text, segment)
        return Mailbox(name, name_at, "", "", name_at or (0, 0), name_at or (0, 0), (*odd, "no-address"))
    first, last = ats[0], ats[-1]
    start = _run(segment, first, -1)
    end = _run(segment, last, 1)
    inner = [token for token in segment[start : end + 1] if token.kind not in ("space", "comment")]
    local, domain, at, domain_at, _ = _addr_spec(text, inner)
    comments = [token for token in segment if token.kind == "comment"]
    name, name_at = _phrase(text, segment[:start])
    if not name and comments:
        name, name_at = comments[-1].text[1:-1].strip(), (comments[-1].start + 1, comments[-1].end - 1)
    rest = any(token.kind not in ("space", "comment") for token in segment[end + 1 :])
    return Mailbox(name, name_at, local, domain, at, domain_at, odd + (("trailing-text",) if rest else ()))


def _run(segment: list[Token], i: int, step: int) -> int:
    """The end of the run around token `i`: over a gap (space, comment) once, then words up to the next gap."""
    edge, j = i, i + step
    while 0 <= j < len(segment) and segment[j].kind in ("space", "comment"):
        j += step
    while 0 <= j < len(segment) and segment[j].kind not in ("space", "comment") and segment[j].text not in "<>":
        edge, j = j, j + step
    return edge


def _addr_spec(text: str, inner: list[Token]) -> tuple[str, str, tuple[int, int], tuple[int, int], bool]:
    """local, domain, place of the address, place of the domain, and whether a source route (RFC 5322 4.4) was cut off."""
    routed = len(inner) > 2 and inner[0].text == "@" and any(token.text == ":" for token in inner)
    if routed:
        cut = max(i for i, token in enumerate(inner) if token.kind == "special" and token.text == ":")
        inner = inner[cut + 1 :]
    if not inner:
        return "", "", (0, 0), (0, 0), routed
    place = (inner[0].start, inner[-1].end)
    ats = [i for i, token in enumerate(inner) if token.kind == "special" and token.text == "@"]
    if not ats:
        return "".join(_plain(text, token) for token in inner).lower(), "", place, place, routed
    local = "".join(_plain(text, token) for token in inner[: ats[-1]]).lower()
    right = inner[ats[-1] + 1 :]
    domain = canonical_domain("".join(text[token.start : token.end] for token in right))
    domain_at = (right[0].start, right[-1].end) if right else (place[1], place[1])
    return local, domain, place, domain_at, routed


def _plain(text: str, token: Token) -> str:
    """The token's characters without quoting."""
    shown = text[token.start : token.end]
    return _UNQUOTE.sub(r"\1", shown[1:-1]) if token.kind == "quoted" else shown


def _phrase(text: str, part: list[Token]) -> tuple[str, tuple[int, int] | None]:
    """The display name of those tokens, and its place."""
    solid = [token for token in part if token.kind not in ("space", "comment") and token.text not in "<>"]
    if not solid:
        return "", None
    words: list[str] = []
    for before, token in zip([None, *solid[:-1]], solid, strict=True):
        gap = before is not None and before.end != token.start
        words.append((" " if gap else "") + _plain(text, token))
    start, end = solid[0].start, solid[-1].end
    if len(solid) == 1 and solid[0].kind == "quoted":
        start, end = start + 1, end - 1
    return "".join(words).strip(), (start, end)


@functools.lru_cache(maxsize=4096)
def canonical_domain(written: str) -> str:
    """A domain in lower case, without a trailing dot, in A-labels where that works (RFC 5890)."""
    domain = written.strip().rstrip(".").lower()
    if not domain or domain.isascii():
        return domain
    import idna

    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return domain


def _in_text(message: Message) -> Iterator[Observable]:
    """Addresses that stand in the text the victim reads."""
    text = message.view("visible").text
    at, count = text.find("@"), 0
    while at >= 0 and count < MAX_IN_TEXT:
        count += 1
        domain = _DOMAIN.match(text, at + 1, at + 255)
        local = _LOCAL.search(text, max(0, at - 64), at)
        if domain and local:
            place = Span("visible", local.start(), domain.end())
            shown = text[place.start : place.end]
            parts = (local.group().lower(), domain.group().lower())
            yield Observable("address", "@".join(parts), "text", place, shown, Address("", *parts))
        at = text.find("@", at + 1)
    if at >= 0:
        message.found_defects.append(Defect("address-limit", Span("visible", at, at + 1), "text"))
