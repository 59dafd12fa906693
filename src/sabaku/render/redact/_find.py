"""Finds every form of every secret in a text: one Aho-Corasick pass over the folded text and over what its escapes hide.

Judges nothing and replaces nothing. A place is given in the text as written.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import quote, quote_plus

from sabaku.names.hosts import is_ip
from sabaku.render.redact import _masks
from sabaku.render.redact._codes import LONGEST_RUN, coded
from sabaku.render.redact._known import Known
from sabaku.render.redact._secret import Secret
from sabaku.text.fold import fold
from sabaku.text.forms import SHORTEST, Unescaped, base64_cores, encoded, joined, other_spellings, unescaped

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

Edge = Literal["address", "host", "word", "proper", "free", "run", "meant"]
"""Where a form counts. address: anywhere, growing to the whole address. host: as a host, growing to its labels and to the
local part before an @. word: not inside a longer word. proper: as a word with a capital, or like meant. free: anywhere.
run: anywhere, growing to the whole run of code. meant: only where it is addressed or handed over (salutation, URL)."""

ROUNDS = 3
DEEPEST = 2
UNLIKELY = 10
"""Characters of an account with marks or digits that is in no longer word by chance."""
FULL = 20
"""Secrets of a kind that are looked for in all forms; of further ones (a mail to hundreds) only the plain ones."""


class Form(NamedTuple):
    """One spelling of a secret: folded, what it is called, where it counts, and whose it is."""

    text: str
    name: str
    edge: Edge
    secret: int


class Found(NamedTuple):
    """A place in the text as written where a form of a secret stands, and the mask that belongs there."""

    start: int
    end: int
    secret: int
    form: str
    mask: str


class Finder:
    """The forms of some secrets, ready to be searched for."""

    __slots__ = ("_automaton", "_forms", "_secrets")

    def __init__(self, secrets: Sequence[Secret]) -> None:
        self._secrets = secrets
        unique: dict[str, Form] = {}
        for it in _forms(secrets):
            unique.setdefault(it.text, it)
        self._forms = tuple(unique.values())
        self._automaton = _automaton(it.text for it in self._forms)

    def find(self, text: str) -> list[Found]:
        """Every place of every form, in order, not overlapping: what overlaps is one place with the mask of the longest."""
        return _merged(list(self._all(text))) if self._automaton is not None and text else []

    def _all(self, text: str, depth: int = 0) -> Iterator[Found]:
        lines = joined(text) if depth == 0 else None
        if lines is None:
            yield from self._layers(text, depth, ())
            return
        whole = list(self._layers(text, depth, ()))
        yield from whole
        known = Known((it.secret, it.start, it.end) for it in _merged([it for it in whole if it.mask != _masks.HIDDEN]))
        for it in self._layers(lines.text, depth, (lines,)):
            again = it.mask != _masks.HIDDEN and known.covers(it.secret, it.start, it.end)
            if not again and not by_chance(self._secrets[it.secret]):
                yield it

    def _layers(self, text: str, depth: int, ways: tuple[Unescaped, ...]) -> Iterator[Found]:
        """What stands in the text, and in it with its escapes undone, again and again."""
        for _ in range(ROUNDS + 1):
            for it in (*self._plain(text), *self._in_code(text, depth)):
                start, end = it.start, it.end
                for way in reversed(ways):
                    start, end = way.source(start, end)
                yield it._replace(start=start, end=end)
            bare = unescaped(text)
            if bare is None or bare.text == text:
                return
            ways, text = (*ways, bare), bare.text

    def _plain(self, text: str) -> Iterator[Found]:
        assert self._automaton is not None
        low = _folded(text)
        run = (0, 0)
        for number, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            form = self._forms[number]
            if form.edge == "run" and run[0] <= start and end <= run[1]:
                continue  # of the same run of code; growing again and again would take its square
            if form.edge == "proper" and not text[start].isupper():
                place = _meant(low, start, end)
            else:
                place = _EDGES[form.edge](low, start, end)
            if place is not None:
                run = place if form.edge == "run" else run
                yield Found(*place, form.secret, form.name, self._mask(form, low, *place))

    def _mask(self, form: Form, low: str, start: int, end: int) -> str:
        secret = self._secrets[form.secret]
        if form.edge == "run" or form.name in ("reversed", "rot13"):
            return _masks.HIDDEN
        if form.edge == "host" and secret.mask == _masks.OWN:
            return _of_house(low[start:end], form.text)
        if form.edge == "host" and "@" in low[start:end]:
            return f"{_masks.LOCAL}@{secret.mask}"
        return secret.mask

    def _in_code(self, text: str, depth: int) -> Iterator[Found]:
        """Runs of code that hold a secret in a spelling that only shows when they are decoded."""
        if depth >= DEEPEST or len(text) < 2 * SHORTEST:
            return
        for start, end, inner in coded(text):
            hit = next(self._all(inner, depth + 1), None)
            if hit is not None:
                yield Found(start, end, hit.secret, f"encoded {hit.form}", _masks.HIDDEN)


def _folded(text: str) -> str:
    """The text for comparison; half characters (lone surrogates), of which no automaton takes any, are replaced."""
    low = fold(text)
    return low if low.isascii() else _SURROGATE.sub("\ufffd", low)


_SURROGATE = re.compile("[\ud800-\udfff]")


def by_chance(secret: Secret) -> bool:
    """Whether so short a word can come about where lines or tags are taken out of a text."""
    return secret.kind in ("local-part", "name") and len(secret.value) < (8 if secret.value.isascii() else 4)


def _automaton(patterns: Iterable[str]) -> AhoCorasick | None:
    from ahocorasick_rs import AhoCorasick, Implementation

    wanted = list(patterns)
    return AhoCorasick(wanted, implementation=Implementation.NoncontiguousNFA) if wanted else None


def _merged(found: list[Found]) -> list[Found]:
    found.sort(key=lambda it: (it.start, -it.end))
    out: list[Found] = []
    for it in found:
        if out and it.start < out[-1].end:
            last = out[-1]
            best = max(last, it, key=lambda one: one.end - one.start)
            out[-1] = best._replace(start=last.start, end=max(last.end, it.end))
        else:
            out.append(it)
    return out


# --- what counts -------------------------------------------------------------------------------------------------

_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_LABEL = _WORD | frozenset("-_")
_HOST = _LABEL | {"."}
_LOCAL = _WORD | frozenset("!#$&'*+-/=?^_`{|}~.")
_CODE = _WORD | frozenset("+=_-")

Place = tuple[int, int]


def _grown(low: str, start: int, end: int, left: frozenset[str], right: frozenset[str], most: int = 255) -> Place:
    first, last = max(start - most, 0), min(end + most, len(low))
    while start > first and low[start - 1] in left:
        start -= 1
    while end < last and low[end] in right:
        end += 1
    return start, end


def _address(low: str, start: int, end: int) -> Place | None:
    return _grown(low, start, end, _WORD, _WORD)


def _word(low: str, start: int, end: int) -> Place | None:
    if start and low[start] in _WORD and low[start - 1] in _WORD:
        return None
    if end < len(low) and low[end - 1] in _WORD and low[end] in _WORD:
        return None
    return start, end


def _free(low: str, start: int, end: int) -> Place | None:
    del low
    return start, end


def _run(low: str, start: int, end: int) -> Place | None:
    return _grown(low, start, end, _CODE, _CODE, LONGEST_RUN)


def _host(low: str, start: int, end: int) -> Place | None:
    """The domain with the labels before it, and with the local part where an @ stands before those."""
    if _word(low, start, end) is None:
        return None
    if start and low[start - 1] in "._":
        start, _ = _grown(low, start, end, _HOST, _WORD)
        start += len(low[start:end]) - len(low[start:end].lstrip("._-"))
    if start and low[start - 1] == "@":
        start, _ = _grown(low, start - 1, end, _LOCAL, _WORD, 64)
        start = _after_value(low, start)
    return start, end


def _after_value(low: str, start: int) -> int:
    """A local part that begins behind the `=` or `/` of a URL, not before it."""
    local = low[start : low.index("@", start)]
    if local.startswith("@"):
        return start
    cut = max(local.rfind("/"), local.rfind("?"), local.rfind("&"), local.rfind("#"))
    equal = local.find("=", cut + 1)
    cut = equal if equal > cut and cut >= 0 else cut
    return start + cut + 1


_CALLED = re.compile(r"(?:^|[\s,、>])(?:dear|hi|hello|hallo|attn:?|mr\.?|ms\.?|mrs\.?)\s{1,3}\Z", re.IGNORECASE)
_HONOUR = re.compile(r"\s?(?:様|さま|さん|殿)")
_VALUE_ENDS = re.compile(r"[&#;\"'<>)\s]|\Z")


def _meant(low: str, start: int, end: int) -> Place | None:
    """A common word that is also somebody's account: only where it is addressed or handed over."""
    if _word(low, start, end) is None:
        return None
    handed = low[max(start - 1, 0) : start] in ("=", "#") and _VALUE_ENDS.match(low, end)
    if handed or _HONOUR.match(low, end) or _CALLED.search(low[max(start - 8, 0) : start]):
        return start, end
    return None


_EDGES = {"address": _address, "host": _host, "word": _word, "proper": _word, "free": _free, "run": _run, "meant": _meant}


def _of_house(written: str, domain: str) -> str:
    """The mask of a host or an address of the recipient's own domain."""
    local, at, host = written.rpartition("@")
    if at:
        return _masks.own_address(local)
    labels = host[: len(host) - len(domain)] if host.endswith(domain) else ""
    return _masks.own_host(labels)


# --- the forms of a secret ---------------------------------------------------------------------------------------


def _forms(secrets: Sequence[Secret]) -> Iterator[Form]:
    counted: dict[str, int] = {}
    for number, it in enumerate(secrets):
        counted[it.kind] = counted.get(it.kind, 0) + 1
        for text, name, edge in _spelled(it.value, it.kind, counted[it.kind] <= FULL):
            folded = _folded(text)
            if folded.strip():
                yield Form(folded, name, edge, number)


@functools.lru_cache(maxsize=2048)
def _spelled(value: str, kind: str, full: bool) -> tuple[tuple[str, str, Edge], ...]:
    """(spelling, what it is called, where it counts)."""
    if is_ip(value):
        return tuple(_ips(value))
    if "@" in value.strip("@"):
        local, _, domain = value.rpartition("@")
        others = [f"{local}@{it}" for it in other_spellings(domain)]
        return (*_addresses(value, full), *(code for it in (value, *others) for code in _coded(it) if full))
    if kind in ("domain", "host") or (kind == "third-party" and value.isascii() and "." in value and " " not in value):
        return (*_domains(value), *(code for it in (value, *other_spellings(value)) for code in _coded(it) if full))
    if kind == "local-part":
        return tuple(_locals(value))
    written = (
        dict.fromkeys((value, *(joint.join(value.split()) for joint in _SPACES))) if full and len(value.encode()) >= 6 else ()
    )
    return (*_names(value, kind), *(code for it in written for code in _coded(it)))


def _coded(value: str) -> Iterator[tuple[str, str, Edge]]:
    for text, name in encoded(value):
        yield text, name, "word" if name in ("reversed", "rot13") else "run"


_JOINS = ("@", "=", "#", "+", ".", "_", "-", "%", " @ ", " at ", "_at_", "-at-", "!", ":", "/", "=40", "at", "")


def _addresses(value: str, full: bool) -> Iterator[tuple[str, str, Edge]]:
    local, _, domain = value.rpartition("@")
    yield value, "plain", "address"
    for spelled in (domain, *other_spellings(domain)):
        for join in _JOINS if full else _JOINS[:2]:
            yield f"{local}{join}{spelled}", "plain" if join == "@" else "joined", "address"
        yield f"{spelled}={local}", "joined", "word"
        for dot in ("_", "-", " dot ", "=2e", "dot", "") if full else ():
            for join in ("=", "_", "-", "_at_", "-at-", " at ", "at", ""):
                yield f"{local}{join}{spelled.replace('.', dot)}", "joined", "address"
        for join, dot in (("at", "dot"), ("", ""), ("-at-", "-dot-"), ("_at_", "_dot_")) if full else ():
            yield f"{local}@{spelled}".replace(".", dot).replace("@", join), "joined", "address"


def _domains(value: str) -> Iterator[tuple[str, str, Edge]]:
    for spelled in (value, *other_spellings(value)):
        yield spelled, "plain", "host"
        if len(spelled) >= SHORTEST:
            for dot in ("_", "-", " dot ", "。"):
                yield spelled.replace(".", dot), "joined", "word"


def _locals(value: str) -> Iterator[tuple[str, str, Edge]]:
    telling = len(value) >= 6 and any(it in "0123456789._-+" for it in value)
    yield value, "plain", "free" if telling and len(value) >= UNLIKELY else "word" if telling else "meant"
    if telling:
        yield from _coded(value)


_SPACES = ("", " ", "\u3000")


def _names(value: str, kind: str) -> Iterator[tuple[str, str, Edge]]:
    edge: Edge = "word" if value.isascii() else "free"
    if kind == "name" and value.isascii() and value.isalpha():
        edge = "proper"
    words = value.replace("\u3000", " ").split()
    orders = [words, words[::-1]] if len(words) == 2 else [words]
    for order in orders:
        for joint in (" ", "", ".", "_", ", ", "+", "-", ",", "・") if len(words) > 1 else ("",):
            yield joint.join(order), "plain", edge
    if not value.isascii():
        yield from (form for joint in _SPACES for form in _legacy(joint.join(words)))


def _legacy(value: str) -> Iterator[tuple[str, str, Edge]]:
    """A name in links as programs with the older Japanese charsets write it."""
    for codec in ("cp932", "euc_jp", "iso2022_jp"):
        raw = value.encode(codec, "ignore")
        if len(raw) >= 4:
            yield quote(raw), "percent", "free"
            yield quote_plus(raw), "percent", "free"
            for core in base64_cores(raw):
                yield core, "base64", "run"


def _ips(value: str) -> Iterator[tuple[str, str, Edge]]:
    yield value, "plain", "word"
    if "." in value:
        yield value.replace(".", "-"), "joined", "word"
        yield ".".join(reversed(value.split("."))) + ".in-addr.arpa", "reversed", "word"
