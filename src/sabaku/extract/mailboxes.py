"""The grammar of address lists (RFC 5322 section 3.4 with its obsolete forms), read as tolerantly as the worst client does.

Text in, mailboxes with places out; knows no message and does not judge. What deviates is marked with a code (see addresses.py).
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sabaku.text import late

MAX_ADDRESSES = 500
MAX_ANGLES = 10

_OPAQUE = "\ue000"
_TOKEN = late.pattern(
    r"""(?P<space>[\x00-\x20\x7f\u3000]++)
      | (?P<quoted>"(?>[^"\\]++|\\.)*+")
      | (?P<literal>\[[^\[\]<>@,;\s]{1,255}+\])
      | (?P<special>[<>@,;:])
      | (?P<atom>[^\x00-\x20\x7f\u3000"<>@,;:(\[]++)
      | (?P<loose>.)""",
    re.VERBOSE | re.DOTALL,
)
_SIMPLE = re.compile(
    r"""\s{0,4}+(?:"([^"\\<>@,;:()\[\]\x00-\x1f\x7f]{1,500}+)"|([^"\\<>@,;:()\[\]\s\x00-\x1f\x7f](?:[^"\\<>@,;:()\[\]\x00-\x1f\x7f]{0,500}[^"\\<>@,;:()\[\]\s])?)|)"""
    r"""\s{0,4}<([^\s"\\<>@,;:()\[\]\x7f]{1,200})@([^\s"\\<>@,;:()\[\]\x7f]{1,253})>\s{0,4}"""
)
_ALONE = re.compile(r"[ \t]{0,4}+([!#-'*+./0-9=?A-Z^-~-]{1,200}+)@([!#-'*+./0-9=?A-Z^-~-]{1,253}+)[ \t]{0,4}+")
_PAREN = re.compile(r"\\.|[()]", re.DOTALL)
_UNQUOTE = re.compile(r"\\(.)", re.DOTALL)


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


def mailboxes(text: str, opaque: Iterable[tuple[int, int]] = ()) -> tuple[Mailbox, ...]:
    """The mailboxes of an address list (RFC 5322 section 3.4 with the obsolete forms, and beyond). Linear, never raises."""
    hidden = tuple(opaque)
    simple = _SIMPLE.fullmatch(text) if "<" in text else None
    if simple and all(end <= simple.start(3) for _, end in hidden):
        return (_simple(simple),)
    if not hidden and (listed := _listed(text)):
        return listed
    found: list[Mailbox] = []
    for segment, in_group in _segments(tokens(_masked(text, hidden))):
        for box in _read_segment(text, segment, in_group):
            while found and box.domain and found[-1].odd == ("no-address",) and found[-1].name_at:
                box = _joined(text, found.pop(), box)
            found.append(box)
        if len(found) >= MAX_ADDRESSES:
            break
    return tuple(found)


def _listed(text: str) -> tuple[Mailbox, ...]:
    """The mailboxes of a list that holds nothing but plain ones; none of it where it holds anything else."""
    found: list[Mailbox] = []
    start = 0
    while start <= len(text) and len(found) < MAX_ADDRESSES:
        comma = text.find(",", start)
        end = comma if comma >= 0 else len(text)
        if alone := _ALONE.fullmatch(text, start, end):
            found.append(_alone(alone))
        elif simple := _SIMPLE.fullmatch(text, start, end):
            found.append(_simple(simple))
        else:
            return ()
        start = end + 1
    return tuple(found)


def _simple(found: re.Match[str]) -> Mailbox:
    """`"name" <local@domain>`, as most fields are, without the whole grammar."""
    name_at = found.span(1) if found.group(1) is not None else found.span(2)
    name = found.group(1) if found.group(1) is not None else " ".join((found.group(2) or "").split())
    address = (found.start(3), found.end(4))
    local, domain = found.group(3).lower(), canonical_domain(found.group(4))
    return Mailbox(name.strip(), name_at if name.strip() else None, local, domain, address, found.span(4))


def _alone(found: re.Match[str]) -> Mailbox:
    """`local@domain` and nothing else, as in most fields that a server writes, without the whole grammar."""
    address = (found.start(1), found.end(2))
    return Mailbox("", None, found[1].lower(), canonical_domain(found[2]), address, found.span(2))


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
    if not _solid(segment):
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
        yield _angle(text, _Angle(segment[before:start], segment[start], segment[start + 1 : end], segment[end:]), odd)
        before = end + 1


def _closing(segment: list[Token], start: int) -> int:
    for i in range(start + 1, len(segment)):
        if segment[i].kind == "special" and segment[i].text in "<>":
            return i if segment[i].text == ">" else i - 1
    return len(segment)


class _Angle(NamedTuple):
    """The tokens of `phrase <addr-spec> rest`: before the bracket, the bracket, within, and from where it closes, if it does."""

    named: list[Token]
    opens: Token
    within: list[Token]
    closing: list[Token]


def _angle(text: str, it: _Angle, odd: tuple[str, ...]) -> Mailbox:
    name, name_at = _phrase(text, it.named)
    inner = _solid(it.within)
    local, domain, at, domain_at, routed = _addr_spec(text, inner)
    if not inner:
        at = domain_at = (it.opens.start, (it.closing or [it.opens])[0].end)
    if routed:
        odd += ("source-route",)
    return Mailbox(name, name_at, local, domain, at, domain_at, odd + _angle_oddities(it, domain))


def _angle_oddities(it: _Angle, domain: str) -> tuple[str, ...]:
    after = it.closing[1:]
    loose = any(token.kind == "special" and token.text == "@" for token in it.named) and not _same(it.named, it.within)
    trailing = any(token.text not in "<>" for token in _solid(after))
    stuck = any(token.kind == "special" and token.text == "<" for token in after)
    checks = (
        (loose, "bare-and-angle"),
        (trailing and not stuck, "trailing-text"),
        (not it.closing, "unclosed"),
        (not domain and bool(_solid(it.within)), "no-address"),
        (_blurred([it.opens, *it.within]), "quoted-comma"),
    )
    return tuple(code for true, code in checks if true)


def _solid(tokens: list[Token]) -> list[Token]:
    """The tokens without space and comments."""
    return [token for token in tokens if token.kind not in ("space", "comment")]


def _blurred(inner: list[Token]) -> bool:
    """Whether a quoted comma or at sign, or a backslash before one, makes two addresses of this one to a careless reader."""
    quoted = any(token.kind == "quoted" and ("\\," in token.text or "@" in token.text) for token in inner)
    pairs = itertools.pairwise(inner)
    return quoted or any(one.text.endswith("\\") and other.text in (",", "@", "<", ">") for one, other in pairs)


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
    inner = _solid(segment[start : end + 1])
    local, domain, at, domain_at, _ = _addr_spec(text, inner)
    comments = [token for token in segment if token.kind == "comment"]
    name, name_at = _phrase(text, segment[:start])
    if not name and comments:
        name, name_at = comments[-1].text[1:-1].strip(), (comments[-1].start + 1, comments[-1].end - 1)
    rest = bool(_solid(segment[end + 1 :]))
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
