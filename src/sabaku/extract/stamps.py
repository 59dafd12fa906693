"""What spam filters wrote: tags on the subject and fields with a verdict (data/filters.toml). Decodes; does not judge or believe.

A filter's field is an observable "stamp" with role "header", value "<filter>.<key>=<value>", and an AuthResult that tells its
verdict and whether it stands where only the recipient's side could write. A tag has role "subject"; nobody can tell from the
mail who put it there. The value of a tag is the tag in lower case with plain brackets.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sabaku.data import filters, toml
from sabaku.extract.receivers import family
from sabaku.extract.route import trace
from sabaku.model import AuthResult, Header, Input, Message, Observable, Span
from sabaku.text import late
from sabaku.text.fold import fold

MAX_TAGS = 4
LONGEST_TAG = 40

_STARS = re.compile(r"\s{0,4}([*＊!#=_]{2,10})\s{0,2}([^*＊!#=_]{2,30}?)\s{0,2}([*＊!#=_]{2,10})")
_SCORE = late.pattern(r"[\s:_=]{0,3}[-+]?\d{1,3}(?:\.\d{1,3})?(?:%|点)?$")
_PREFIX = re.compile(r"\s{0,4}(spam|迷惑メール|phishing)\s{0,2}[:：]", re.IGNORECASE)
_REPLY = re.compile(r"(?:\s{0,4}(?:re|fw|fwd|aw|返信|転送)\s{0,2}[:：]){1,4}", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d{1,4}(?:\.\d{1,4})?")
_WORD = re.compile(r"[A-Za-z_+][\w+-]{0,40}")


class Verdict(NamedTuple):
    """A decoded field: which filter, its key and value as written, its verdict, and the place."""

    filter: str
    key: str
    value: str
    verdict: str
    start: int
    end: int


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """Tags of the subject, then the filters' fields."""
    for header in message.named("subject")[:1]:
        n = message.headers.index(header)
        for start, end in tags(header.text):
            shown = header.text[start:end]
            yield Observable("stamp", canonical(shown), "subject", Span(f"header:{n}", start, end), shown)
    border, own = _border(message, input)
    for n, header in enumerate(message.headers):
        for one in decode(header) if _is_listed(header.key) else ():
            trusted = n < border or one.filter == own or _is_internal(header)
            detail = AuthResult("filter", one.verdict, "", one.filter, trusted, f"{one.key}={one.value}")
            place = Span(f"header:{n}", one.start, one.end)
            value = f"{one.filter}.{one.key}={one.value}" if one.key else f"{one.filter}={one.value}"
            yield Observable("stamp", value, "header", place, header.text[one.start : one.end], detail)


def _border(message: Message, input: Input) -> tuple[int, str]:
    """The number of the first field that the sender's side could have written, and the receiver that is a filter itself.

    Large receivers write their verdicts at the end of the header, too, and remove such fields from what comes in.
    """
    route = trace(message, input)
    if route.border.hop is None:
        return 0, ""
    below = route.border.hop + 1
    last = route.headers[below] if below < len(route.headers) else route.headers[route.border.hop]
    return last, family(route.hops[route.border.hop].by)


def _is_internal(header: Header) -> bool:
    """Fields that Exchange removes when they come from outside, wherever they stand (its header firewall)."""
    return header.key.startswith("x-ms-exchange-organization-")


# --- the subject -----------------------------------------------------------------------------------------------------


@functools.cache
def _words() -> Mapping[str, str]:
    return {fold(word): kind["id"] for kind in toml("filters")["subject"]["kind"] for word in kind["words"]}


@functools.cache
def _closing() -> Mapping[str, str]:
    return {pair[0]: pair[1] for pair in toml("filters")["subject"]["brackets"]}


def tags(subject: str) -> Iterator[tuple[int, int]]:
    """The places of a filter's tags at the beginning of a subject (or behind a reply mark), or at its end."""
    reply = _REPLY.match(subject)
    at = reply.end() if reply else 0
    for _ in range(MAX_TAGS):
        found = _tag_at(subject, at)
        if found is None:
            break
        if kind_of(subject[slice(*found)]):
            yield found
        at = found[1]
    tail = subject.rstrip()
    opening = max((tail.rfind(mark, len(tail) - LONGEST_TAG) for mark in _closing()), default=-1)
    if opening > at and (last := _tag_at(tail, opening)) and last[1] == len(tail) and kind_of(tail[slice(*last)]):
        yield last


def _tag_at(subject: str, at: int) -> tuple[int, int] | None:
    """The bracketed, starred or colon-ended word at that place, whatever it says."""
    while at < len(subject) and subject[at] in " \u3000\t":
        at += 1
    if at >= len(subject):
        return None
    if closing := _closing().get(subject[at]):
        end = subject.find(closing, at + 1, at + LONGEST_TAG)
        return (at, end + 1) if end > 0 else None
    stars = _STARS.match(subject, at, at + 60)
    if stars:
        return at, stars.end()
    prefix = _PREFIX.match(subject, at)
    return (at, prefix.end()) if prefix else None


def canonical(tag: str) -> str:
    """A tag in lower case, in plain brackets, without its score: `【SPAM】` and `[SPAM 7.2]` are `[spam]`."""
    inner = _inner(tag)
    if tag[:1] in "{｛":
        return f"{{{inner}}}"
    return f"***{inner}***" if tag.strip()[:1] in "*＊!#=_" else f"[{inner}]"


def _inner(tag: str) -> str:
    bare = fold(tag).strip().strip("[]{}()<>【】〔〕≪≫《》*!#=_:").strip()
    return _SCORE.sub("", bare).strip() or bare


def kind_of(tag: str) -> str:
    """spam, suspect, phishing, virus, external, or "" for a tag that no filter is known to write."""
    return _words().get(_inner(tag), "")


# --- the fields ------------------------------------------------------------------------------------------------------


@functools.cache
def _fields() -> tuple[Mapping[str, Sequence[filters.Field]], Sequence[filters.Field]]:
    """The fields by exact name, and those with a customer's own part in it (`*-mailscanner-spamcheck`, `x-imail-spam-*`)."""
    exact: dict[str, list[filters.Field]] = {}
    open_ended: list[filters.Field] = []
    for field in filters.fields():
        if "*" in field.header:
            open_ended.append(field)
        else:
            exact.setdefault(field.header, []).append(field)
    return exact, open_ended


@functools.cache
def _ends() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the names with `*` in them begin with, or end in."""
    names = [field.header for field in _fields()[1]]
    return tuple(it[:-1] for it in names if it[:1] != "*"), tuple(it[1:] for it in names if it[:1] == "*")


def _is_listed(key: str) -> bool:
    """Whether the list has that name: few of a mail's thirty fields are a filter's."""
    begins, ends = _ends()
    return key in _fields()[0] or (key.startswith("x-") and (key.startswith(begins) or key.endswith(ends)))


def _fits(key: str, header: str) -> bool:
    """Whether a field's name is one that the list has with `*` at one end."""
    return key.endswith(header[1:]) if header.startswith("*") else key.startswith(header[:-1])


def decode(header: Header) -> Iterator[Verdict]:
    """The verdicts in a header field, if it belongs to a known filter."""
    exact, open_ended = _fields()
    known = exact.get(header.key)
    if known is None:
        known = [field for field in open_ended if _fits(header.key, field.header)] if header.key.startswith("x-") else []
    for field in known:
        if found := _decode(field, header.text[:4096]):
            yield found


def _decode(field: filters.Field, text: str) -> Verdict | None:
    start, value = _value(field, text)
    meaning = field.meaning(value) if value else None
    return Verdict(field.filter, field.name, value, meaning.verdict, start, start + len(value)) if meaning else None


def _value(field: filters.Field, text: str) -> tuple[int, str]:
    """The value's place and text: of the key in a list (`SFV:SPM;`, `compauth=fail`), or at the beginning of the field."""
    at = 0
    if field.key:
        found = re.search(rf"(?:^|[;,\s(]){re.escape(field.key)}\s?[:=]\s?", text)
        if not found:
            return 0, ""
        at = found.end()
    if field.ranges:
        number = _NUMBER.search(text, at, at + 24)
        return (number.start(), number.group()) if number and text.startswith(field.unit, number.end()) else (0, "")
    rest = text[at : at + 60].lstrip()
    at += len(text[at : at + 60]) - len(rest)
    if field.any is not None:
        return at, rest.rstrip()
    lowered = rest.lower()
    for known in sorted(field.values, key=len, reverse=True):
        if lowered.startswith(known.lower()) and not lowered[len(known) : len(known) + 1].isalnum():
            return at, rest[: len(known)]
    word = _WORD.match(rest)
    return (at, word.group()) if word else (0, "")
