"""Host names made to look like a brand's: by twins of letters, one edit, a word added, a brand's domain put to the left.

Says what a name imitates and how, never whether that is fraud. Knows no mail. Linear in the length of the name.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from sabaku import data
from sabaku.names.brands import brands, is_known, is_official, owners
from sabaku.names.brandwords import tokens
from sabaku.names.endings import state
from sabaku.names.hosts import is_ip, registrable
from sabaku.text.fold import fold

How = Literal["left-label", "twins", "edit", "combined", "other-tld", "label"]


class Likeness(Struct, frozen=True):
    """A host that imitates a brand: which one, how, the piece of the host that does it, and what it imitates."""

    brand: str
    how: How
    piece: str
    target: str


HOSTS_LONGEST = 253
_PUNY = re.compile(r"(?:^|\.)xn--")


@functools.lru_cache(maxsize=16384)
def likeness(host: str) -> Likeness | None:
    """What the host imitates, the surest reading first; None for a brand's own hosts, addresses and plain names."""
    if not host or len(host) > HOSTS_LONGEST or is_ip(host) or is_known(host):
        return None
    name = _readable(host)
    if is_official(name):
        return _homograph(name)
    own = registrable(name)
    left = name[: -len(own) - 1] if name != own else ""
    label = own.partition(".")[0]
    if state(own):  # an authority's own office may be called as another's is («egov»)
        return _left_label(left)
    return (
        _left_label(left)
        or _other_tld(label, own)
        or _twins(label, _shown(host))
        or _combined(label)
        or _edit(label)
        or _labels(left)
    )


def _homograph(name: str) -> Likeness:
    """The name folds to a brand's own domain, yet is another one: letters of another script."""
    return Likeness(owners(name)[0], "twins", name, registrable(name))


def _readable(host: str) -> str:
    """The name as the reader sees it: punycode decoded, look-alike letters folded."""
    name = host.rstrip(".").lower()
    if _PUNY.search(name):
        name = ".".join(map(_decoded, name.split(".")))
    return fold(name)


def _shown(host: str) -> str:
    """The first label of the registrable domain as written."""
    return registrable(host.rstrip(".").lower()).partition(".")[0]


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label


# --- the ways ----------------------------------------------------------------------------------------------------


@functools.cache
def _whole_domains() -> Mapping[str, tuple[str, str]]:
    """The brands' domains, written with dots and with dashes, to brand and domain."""
    found: dict[str, tuple[str, str]] = {}
    for it in brands().values():
        for domain in it.domains:
            if domain.partition(".")[0] not in ("go", "my"):
                found.setdefault(domain, (it.id, domain))
                found.setdefault(domain.replace(".", "-"), (it.id, domain))
    return found


def _left_label(left: str) -> Likeness | None:
    """`www.smbc-card.com.example.net`, `smbc-card-com.example.net`: the brand's whole domain to the left of another's."""
    labels = left.split(".")
    for start in range(len(labels)):
        for end in range(len(labels), start, -1):
            known = _whole_domains().get(".".join(labels[start:end]))
            if known:
                return Likeness(known[0], "left-label", ".".join(labels[start:end]), known[1])
    return None


@functools.cache
def _first_labels() -> Mapping[str, tuple[str, str]]:
    """First labels of the brands' registrable domains that tell a brand, to brand and domain."""
    return {label: known for label, known in _every_label().items() if label in tokens()}


@functools.cache
def _every_label() -> Mapping[str, tuple[str, str]]:
    """First labels of the brands' registrable domains, those that are ordinary words too."""
    found: dict[str, tuple[str, str]] = {}
    for it in sorted(brands().values(), key=lambda it: bool(it.parent)):
        for domain in it.domains:
            own = registrable(domain)
            label = own.partition(".")[0]
            if len(label) >= 4:
                found.setdefault(label, (it.id, own))
    return found


def _other_tld(label: str, own: str) -> Likeness | None:
    """The brand's first label under another top-level domain; `eki.net` for `eki-net.com` too."""
    for form in (label, own.replace(".", "-"), own.replace(".", "")):
        known = _first_labels().get(form)
        if known:
            return Likeness(known[0], "other-tld", own, known[1])
    return None


@functools.cache
def _twin_table(*tables: str) -> tuple[tuple[tuple[str, str], ...], dict[int, str]]:
    told = {a: b for table in tables for a, b in data.toml("lookalike")[table].items()}
    return tuple((a, b) for a, b in told.items() if len(a) > 1), {ord(a): b for a, b in told.items() if len(a) == 1}


def skeleton(label: str) -> str:
    """The label with each letter or pair replaced by what it is read as, without dashes: equal for names that look equal,
    where one of them is a brand's."""
    return _as_read(label, _twin_table("twins", "twins_of_brands")).replace("-", "")


def any_skeleton(label: str) -> str:
    """The same for names of which neither need be a brand's, by fewer twins: «Brenner» and «Bremer» are two firms."""
    return _as_read(label.replace("-", ""), _twin_table("twins"))


def _as_read(label: str, table: tuple[tuple[tuple[str, str], ...], dict[int, str]]) -> str:
    pairs, single = table
    for pair, letter in pairs:
        label = label.replace(pair, letter)
    return label.translate(single)


@functools.cache
def _skeletons() -> Mapping[str, tuple[str, str]]:
    return {skeleton(label): known for label, known in _every_label().items() if len(label) >= 5}


def _twins(label: str, shown: str) -> Likeness | None:
    """`amaz0n`, `rnercari`, `аpple`: looks like a brand's label and is none."""
    known = _skeletons().get(skeleton(label))
    same = known is not None and shown == known[1].partition(".")[0]
    return Likeness(known[0], "twins", label, known[1]) if known and not same else None


def _combined(label: str) -> Likeness | None:
    """`amazon-login`, `kurashi-tepco`, `mercarijp`: a telling word of a brand together with others in one label."""
    words = label.split("-")
    for run in _runs(words):
        known = tokens().get(run)
        if known and (len(words) > 1 or run != label):
            return Likeness(known, "combined", run, _domain_of(known))
    if len(words) > 1:
        twin = next((it for it in words if len(it) >= 6 and it not in _every_label() and skeleton(it) in _skeletons()), None)
        if twin:
            known_twin = _skeletons()[skeleton(twin)]
            return Likeness(known_twin[0], "twins", twin, known_twin[1])
    return _inside(words)


def _runs(words: list[str]) -> Iterator[str]:
    """Single words and two neighbours written together, the longer first."""
    for a, b in itertools.pairwise(words):
        yield f"{a}-{b}"
        yield a + b
    yield from words


LONGEST_TOKEN = 20


def _inside(words: Iterable[str]) -> Likeness | None:
    """A long telling word at either end of an unbroken word: `mercariapp`, `myrakutencard`."""
    for word in words:
        for size in range(min(LONGEST_TOKEN, len(word) - 1), 5, -1):
            for piece in (word[:size], word[-size:]):
                known = tokens().get(piece) if piece not in _apart() else None
                if known:
                    return Likeness(known, "combined", piece, _domain_of(known))
    return None


@functools.cache
def _apart() -> frozenset[str]:
    return frozenset(data.toml("lookalike")["apart"].split())


@functools.cache
def _words() -> frozenset[str]:
    return frozenset(data.toml("lookalike")["words"].split())


@functools.cache
def _deletions() -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """Every telling label of six letters or more with at most one letter left out, to what it was."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for label, (id, domain) in _first_labels().items():
        if len(label) >= 6:
            for form in _shorter(label):
                found.setdefault(form, []).append((label, id, domain))
    return {form: tuple(them) for form, them in found.items()}


def _shorter(label: str) -> set[str]:
    return {label} | {label[:n] + label[n + 1 :] for n in range(len(label))}


def _edit(label: str) -> Likeness | None:
    """One edit of a label with the same first letter, found through the forms of both with one letter left out."""
    if not 5 <= len(label) <= LONGEST_TOKEN or label in _words():
        return None
    for form in sorted(_shorter(label)):
        for target, id, domain in _deletions().get(form, ()):
            if target != label and target[0] == label[0] and one_edit(label, target):
                return Likeness(id, "edit", label, domain)
    return None


def differing(one: str, other: str) -> tuple[str, str]:
    """What is left of both from the first letter on that differs."""
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[start:], other[start:]


def one_edit(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two neighbours swapped, makes the one of the other (Damerau 1964)."""
    a, b = differing(one, other)
    if len(a) == len(b):
        return a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
    return a[1:] == b or a == b[1:]


def _labels(left: str) -> Likeness | None:
    """A brand's word as one of the labels to the left: `mercari.example.net`, `www-amazon.example.net`."""
    for label in left.split("."):
        for run in (label, *_runs(label.split("-"))):
            known = tokens().get(run)
            if known:
                return Likeness(known, "label", run, _domain_of(known))
    return None


def _domain_of(id: str) -> str:
    domains = brands()[id].domains
    return domains[0] if domains else ""
