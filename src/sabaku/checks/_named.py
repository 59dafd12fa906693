"""Brands as values of a check's sentence."""

from __future__ import annotations

from sabaku import brands
from sabaku.brands import Brand
from sabaku.model import Datum, Text


def named(brand: str) -> Datum:
    """A brand for a sentence."""
    return Datum("brand", brand, brands.names_of(brand))


def brands_domains(brand: Brand) -> Datum:
    """The brand's own domains for a sentence, at most three: those read on a page, else those known otherwise."""
    shown = (tuple(brand.verified) or brand.unverified)[:3]
    return Datum("text", ", ".join(shown), Text("、".join(shown), ", ".join(shown)))
