"""Several cases as one list: whose a value is over all of them, and what block lists of many mails start from. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct, structs

from sabaku.indicators import Indicator, joined
from sabaku.names import hosts
from sabaku.render.export.given import Given, Tlp, plainly


class Several(Struct, frozen=True):
    """Cases on their way out together; what `Given` is for one, as far as a block list asks for it."""

    cases: tuple[Given, ...]

    @property
    def listed(self) -> tuple[Indicator, ...]:
        """What any of the mails lists, each value once."""
        found = {(it.kind, it.value): it for case in reversed(self.cases) for it in reversed(case.listed)}
        return tuple(found.values())[::-1]

    def values(self, *kinds: str) -> tuple[str, ...]:
        """The listed values of those kinds that their syntax allows."""
        return plainly(self.listed, kinds)

    @property
    def code(self) -> str:
        """A short name of these cases, from the mails' digests."""
        return hashlib.sha256(" ".join(sorted(it.report.sha256 for it in self.cases)).encode()).hexdigest()[:8]

    @property
    def days(self) -> str:
        """From when to when the mails came."""
        days = sorted({it.days for it in self.cases})
        return days[0] if len(days) == 1 else f"{days[0]}/{days[-1]} ({len(self.cases)} mails)"

    @property
    def made(self) -> datetime:
        """When the last of the reports was made."""
        return max(it.made for it in self.cases)

    @property
    def last(self) -> datetime:
        """The last sign of the case that has been silent for longest: from then on something in the list is due for review."""
        return min(it.last for it in self.cases)

    @property
    def tlp(self) -> Tlp:
        """How far they may be shared; the same for all."""
        return self.cases[0].tlp

    @property
    def all_roles(self) -> bool:
        """Whether more than the attacker's own is listed; the same for all."""
        return self.cases[0].all_roles


def together(cases: Iterable[Given]) -> tuple[Given, ...]:
    """The cases with each mail once, and each value in one role over all of them, the most careful that any case gave it.

    What is one mail's victim is in no other mail's indicators. A mail against which nothing was found, or that lists nothing,
    is left out.
    """
    once = list({it.report.sha256: it for it in cases}.values())
    victims = {secret.value.lower() for it in once for secret in it.mask.secrets if secret.kind in ("address", "domain", "host")}
    judged = _judged(once)
    found = (tuple(judged[one.kind, one.value] for one in it.found if not _of(one, victims)) for it in once)
    whole = (structs.replace(it, found=one) for it, one in zip(once, found, strict=True))
    return tuple(
        sorted(
            (it for it in whole if it.listed and it.report.verdict.level != "no-sign"), key=lambda it: (it.at, it.report.sha256)
        )
    )


def _judged(cases: Sequence[Given]) -> dict[tuple[str, str], Indicator]:
    judged: dict[tuple[str, str], Indicator] = {}
    for one in (one for it in cases for one in it.found):
        known = judged.get((one.kind, one.value))
        judged[one.kind, one.value] = one if known is None else joined(known, one)
    return judged


def _of(one: Indicator, victims: set[str]) -> bool:
    """Whether the value is an address of a victim's, or a name at or below their domain."""
    name = hosts.of_url(one.value) if one.kind == "url" else one.value.lower()
    labels = name.rpartition("@")[2].split(".")
    return name in victims or any(".".join(labels[n:]) in victims for n in range(len(labels)))
