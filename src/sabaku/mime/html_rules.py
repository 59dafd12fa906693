"""The rules of a page's own style sheets: which of them hold for an element, and in which order (CSS Cascade, Selectors 4).

Only what can hide text or show it again is kept. Where nobody can tell whether a rule holds (a narrow screen, `:first-child`),
it may show text but not hide it: what one reader may see is read.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from sabaku.mime.html_notes import Attributes
from sabaku.mime.html_style import PLAIN, UNKNOWN, Style, merge, shows, style, unquoted

MAX_RULES = 2000
MAX_NAMES = 50
"""Selectors of one rule."""
MAX_LOOKS = 400_000
"""Comparisons of a rule with an element; behind them only rules without a context are looked at."""
MAX_SOUGHT = 300_000
"""Rules that are taken together for kinds of elements, each time anew behind a further style sheet; behind them none counts.
The mails of years need 700."""
MAX_TEXT = 4000
MAX_KNOWN = 20_000
DESK = (800, 1200)
"""A screen for which `max-width` from the first and `min-width` up to the second of these widths holds, in pixels."""

_MATTER = frozenset(("display", "opacity", "overflow", "max-height", "max-width"))
"""What an idle rule with a context is kept for: most only give a width."""
_BRACE = re.compile(r"[{}]")
_WIDTH = re.compile(r"(m(?:ax|in))-(?:device-)?width\s{0,9}:\s{0,9}(\d{1,6})")
_ELSEWHERE = re.compile(r"print|speech|aural|braille|\btv\b|\bnot\b|prefers|orientation|height|ratio|resolution|hover|pointer")
_ONE = re.compile(r"(\*|[\w-]++)?((?>[.#][\w-]++|\[[^\]]{1,80}\])*+)((?::[^\s>+~]*+)?)")
_BIT = re.compile(
    r"([.#])([\w-]++)|\[\s{0,4}([\w-]{1,40})\s{0,4}(?:([~|^$*]?=)\s{0,4}[\"']?([^\"'\]]{0,60}?)[\"']?\s{0,4}(?:[is]\s{0,4})?)?\]"
)
_STEP = re.compile(r"\s*([>+~])\s*|\s+")

Element = tuple[str, Attributes]
"""A tag's name and its attributes."""


class One(Struct, frozen=True):
    """A compound selector: `td.note[lang=ja]`."""

    tag: str = ""
    classes: frozenset[str] = frozenset()
    id: str = ""
    others: tuple[tuple[str, str, str], ...] = ()

    def fits(self, element: Element) -> bool:
        """Whether the element is of that kind."""
        name, given = element
        if (self.tag and self.tag != name) or (self.id and self.id != given.id) or not self.classes <= given.classes:
            return False
        return not self.others or all(_meets(given, *it) for it in self.others)

    @property
    def key(self) -> str:
        """By what the rule is looked up."""
        return f"#{self.id}" if self.id else f".{min(self.classes)}" if self.classes else self.tag or "*"


class Rule(Struct, frozen=True):
    """What a rule asks of the elements that `last` fits and above which there are those of `above` (nearest first)."""

    rank: tuple[int, int, int, int]
    last: One
    above: tuple[tuple[str, One], ...]
    asks: Style


Kind = tuple[str, frozenset[str], str]
Known = tuple[tuple[Rule, ...], Style | None]


class Sheet:
    """All rules of a page that can hide text or show it again."""

    def __init__(self) -> None:
        self.found: dict[str, list[Rule]] = {}
        self.known: dict[Kind, Known] = {}
        self.count = self.looks = self.sought = 0
        self.paths: dict[tuple[int, str, frozenset[str], str], int] = {}
        self.answers: dict[int, Style] = {}
        self.deep = self.odd = False
        """There are rules with a context; some ask for other attributes."""
        self.unknown_ground = False
        """A rule of which nobody can tell whether it holds sets a background."""
        self.full = False
        """A limit was reached: some rules do not count, and some text may be read that no reader sees."""

    def __bool__(self) -> bool:
        return self.count > 0 or self.unknown_ground

    def add(self, css: str) -> None:
        """The rules of one more style sheet."""
        if self.count >= MAX_RULES:
            self.full = True
            return
        self.known.clear()
        self.answers.clear()
        for selectors, body, holds in _blocks(unquoted(css.lower())):
            asks = style(body[:MAX_TEXT].strip())
            asks = asks if holds else shows(asks)
            for selector in selectors.split(",")[:MAX_NAMES] if asks is not PLAIN else ():
                self._rule(selector.strip(), asks)
            if self.count >= MAX_RULES:
                self.full = True
                return

    def _rule(self, selector: str, asks: Style) -> None:
        read = _selector(selector)
        if read is None or not read[2]:
            self.unknown_ground = self.unknown_ground or (asks.ground is not None and asks.ground >= UNKNOWN)
            asks = shows(asks)
        if read is None:
            return
        last, above, _ = read
        if asks is PLAIN or ((above or last.others) and asks.idle and _MATTER.isdisjoint(name for name, _ in asks.said)):
            return
        self.count += 1
        self.deep = self.deep or bool(above)
        self.odd = self.odd or bool(last.others or any(it.others for _, it in above))
        every = (last, *(it for _, it in above))
        rank = (
            sum(bool(it.id) for it in every),
            sum(len(it.classes) + len(it.others) for it in every),
            sum(bool(it.tag) for it in every),
            self.count,
        )
        self.found.setdefault(last.key, []).append(Rule(rank, last, above, asks))

    def path(self, above: int, element: Element) -> int:
        """A number for elements of this kind below that one, whose number is given; 0 where nothing depends on it."""
        name, given = element
        if not self.deep or self.odd or len(self.paths) > MAX_KNOWN:
            return 0
        return self.paths.setdefault((above, name, given.classes, given.id), len(self.paths) + 1)

    def asked(self, element: Element, path: int, above: Callable[[], Sequence[Element]]) -> Style:
        """What the rules ask of an element of that path, under those (outermost first)."""
        name, given = element
        key = (name, given.classes, given.id)
        rules, always = self.known.get(key) or self._known(key, element)
        if always is not None:
            return always
        asks = self.answers.get(path)
        if asks is None:
            asks = self._asked(rules, element, above())
            if path:
                self.answers[path] = asks
        return asks

    def _known(self, key: Kind, element: Element) -> Known:
        """The rules that may hold for such elements in their order, and what they ask where that depends on nothing else."""
        if self.sought > MAX_SOUGHT:
            self.full = True
            return (), PLAIN
        name, classes, id = key
        keys = ["*", name, f"#{id}", *(f".{it}" for it in classes)]
        rules = sorted((it for one in keys for it in self.found.get(one, ())), key=_rank)
        self.sought += len(rules)
        rules = [it for it in rules if it.last.others or it.last.fits(element)]
        found: Known = (tuple(rules), None)
        if not any(it.above or it.last.others for it in rules):
            found = ((), functools.reduce(merge, (it.asks for it in rules), PLAIN))
        if len(self.known) < MAX_KNOWN:
            self.known[key] = found
        return found

    def _asked(self, rules: Sequence[Rule], element: Element, over: Sequence[Element]) -> Style:
        asks = PLAIN
        for it in rules:
            self.looks += 1 + len(it.above) * len(over)
            if self.looks > MAX_LOOKS:
                self.full = True
                return asks
            if it.last.fits(element) and (not it.above or _under(it.above, over)):
                asks = merge(asks, it.asks)
        return asks


def _rank(rule: Rule) -> tuple[int, int, int, int]:
    return rule.rank


def _meets(given: Attributes, name: str, how: str, wanted: str) -> bool:
    if name not in given.all or not how:
        return name in given.all
    value = given.get(name).lower()
    if how == "=":
        return value == wanted
    if not wanted:
        return False
    return {
        "~=": wanted in value.split(),
        "|=": value == wanted or value.startswith(wanted + "-"),
        "^=": value.startswith(wanted),
        "$=": value.endswith(wanted),
        "*=": wanted in value,
    }[how]


def _under(wanted: tuple[tuple[str, One], ...], above: Sequence[Element]) -> bool:
    """Whether the open elements hold those, from the inside out; of several that fit an ancestor the nearest is taken."""
    at = len(above)
    for joint, one in wanted:
        at -= 1
        while at >= 0 and not one.fits(above[at]):
            if joint == ">":
                return False
            at -= 1
        if at < 0:
            return False
    return True


def _blocks(css: str) -> Iterator[tuple[str, str, bool]]:
    """(selectors, declarations, whether it is known to hold) of each rule, those inside of `@media` and its like too."""
    inside: list[bool | None] = [True]
    """Whether what is in each open brace holds, all around it considered: a sum for each, as there may be thousands."""
    selectors, at = "", 0
    for brace in _BRACE.finditer(css):
        text, at = css[at : brace.start()], brace.end()
        if brace[0] == "}":
            if selectors:
                yield selectors, text, bool(inside[-1])
                selectors = ""
            elif len(inside) > 1:
                inside.pop()
            continue
        head = text.rpartition(";")[2].strip()
        if selectors or head[:1] == "@":
            holds = _holds(head) if not selectors else None
            inside.append(None if holds is None or inside[-1] is None else holds and inside[-1])
            selectors = ""
        elif inside[-1] is not None:
            selectors = head
    if selectors and at < len(css):
        yield selectors, css[at:], bool(inside[-1])


def _holds(head: str) -> bool | None:
    """Whether what is inside such a rule holds on a desk's screen; None where there are no rules for elements in it."""
    name, _, condition = head.partition(" ") if " " in head else head.partition("(")
    if name in ("@supports", "@layer"):
        return "not" not in condition
    return any(map(_on_a_desk, condition.split(","))) if name == "@media" else None


def _on_a_desk(query: str) -> bool:
    if _ELSEWHERE.search(query):
        return False
    return all(int(width) >= DESK[0] if end == "max" else int(width) <= DESK[1] for end, width in _WIDTH.findall(query))


@functools.lru_cache(maxsize=2048)
def _selector(text: str) -> tuple[One, tuple[tuple[str, One], ...], bool] | None:
    """The last compound, those above it from the inside out, and whether all that it says was understood; None = not read."""
    ones: list[One] = []
    joints: list[str] = []
    known = True
    at = 0
    while at < len(text):
        found = _ONE.match(text, at)
        if found is None or found.end() == at:
            return None
        known = known and not found[3]
        if found[3] and re.match(r"::|:(?:hover|active|focus|checked|target|before|after|not\(\*\))", found[3]):
            return None
        ones.append(_compound(found))
        at = found.end()
        step = _STEP.match(text, at)
        if step:
            joints.append(step[1] or " ")
            at = step.end()
        elif at < len(text):
            return None
    if not ones or len(joints) != len(ones) - 1:
        return None
    if "+" in joints or "~" in joints:
        return ones[-1], (), False
    return ones[-1], tuple(zip(reversed(joints), reversed(ones[:-1]), strict=True)), known


def _compound(found: re.Match[str]) -> One:
    classes, id, others = [], "", []
    for mark, word, name, how, value in _BIT.findall(found[2]):
        if mark == ".":
            classes.append(word)
        elif mark:
            id = word
        else:
            others.append((name, how, value))
    return One("" if found[1] in (None, "*") else found[1], frozenset(classes), id, tuple(others))
