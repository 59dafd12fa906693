"""Whom the mail says it comes from: the mentions of brands weighed against each other, and the recipient's own house.

A shop named in a card notice, a link to a social network in a footer, a company discussed on a mailing list: named, not
claimed. Must not judge whether the claim is true.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from sabaku.brands import HOME, child_of, kin, names_of
from sabaku.extract.house import home_mentions
from sabaku.extract.mentions import Mention, by_brand, mentions
from sabaku.model import Claim, Input, Message, Observable, Span

ENOUGH = 1.9
"""Points from which a brand counts as claimed."""
SECOND = 0.6
"""Share of the strongest claim's points that a second, unrelated one must have."""
MOST = 4


class Standing(Struct, frozen=True):
    """A brand with its points and the mentions that gave them."""

    brand: str
    points: float
    mentions: tuple[Mention, ...]

    @property
    def bears(self) -> bool:
        """Whether it is named at a place where senders name themselves."""
        return any(it.bears for it in self.mentions)

    @property
    def by_name(self) -> bool:
        """Whether it is named there in full, not only by an ordinary word."""
        return any(it.bears and not it.plain and it.why != "from-domain" for it in self.mentions)


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """A `brand` observable for each brand and kind of place, then the claims, the strongest first."""
    found = list(mentions(message, so_far))
    seen: set[tuple[str, str]] = set()
    for it in found:
        if (it.brand, it.role) not in seen:
            seen.add((it.brand, it.role))
            yield Observable("brand", it.brand, it.role, it.seen, it.shown)
    found += home_mentions(message, input, so_far)
    for standing in claimed(found):
        best = max(standing.mentions, key=lambda it: (it.bears, it.points))
        yield Observable("claim", standing.brand, "claimed", best.seen, best.shown, _claim(standing))


def _claim(it: Standing) -> Claim:
    why = tuple(dict.fromkeys(mention.why for mention in it.mentions))
    return Claim(it.brand, names_of(it.brand), round(min(1 - math.exp(-it.points / 2.2), 0.99), 2), why)


def claimed(found: Iterable[Mention]) -> list[Standing]:
    """The brands that are claimed, the strongest first: the child where parent and child are named, few where many are."""
    standings = [Standing(id, _points(them), tuple(them)) for id, them in by_brand(found).items()]
    standings = [it for it in standings if it.bears and _added_kin(it, standings) >= ENOUGH]
    standings.sort(key=lambda it: -it.points)
    standings = [it for it in standings if not any(_gives_way(it, other) for other in standings)]
    if not standings:
        return []
    least = standings[0].points * SECOND
    return [it for n, it in enumerate(standings) if n == 0 or it.points >= least or it.brand == HOME][:MOST]


def _points(them: Iterable[Mention]) -> float:
    return sum(it.points for it in them)


def _added_kin(it: Standing, standings: Iterable[Standing]) -> float:
    """Its points with some of what speaks for its relatives: a card and its bank support each other."""
    family = kin(it.brand)
    return it.points + 0.3 * sum(other.points for other in standings if other.brand != it.brand and other.brand in family)


def _gives_way(it: Standing, other: Standing) -> bool:
    """Whether the other is the same claim, said more exactly (the child) or more strongly."""
    if it.brand == other.brand or other.brand not in kin(it.brand):
        return False
    if child_of(other.brand, it.brand):
        return other.by_name and (not it.by_name or other.points >= it.points)
    if child_of(it.brand, other.brand):
        return not it.by_name or (other.by_name and other.points > it.points)
    return other.points > it.points


def where(standing: Standing) -> Span:
    """The place that says most."""
    return max(standing.mentions, key=lambda it: it.points).seen
