"""How far a stated probability can be relied on, by what its weights were measured with. Pure; judges nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sabaku import data
from sabaku.model import Finding, Reliance


def reliance(findings: Iterable[Finding], languages: Collection[str]) -> Reliance:
    """What stands behind the figure for a mail in these languages (ISO 639-1) with these findings.

    Of several languages the one counts that was measured least. A mail whose language is not known is held to no measure.
    """
    model = data.toml("weights")["model"]
    untried = frozenset(model["untried"])
    points = round(sum((it.weight for it in findings if it.weight > 0 and it.id in untried), 0.0), 2)
    for language in sorted(languages):
        if language in model["unmeasured"]:
            return Reliance(language, "not measured", points)
    for language in sorted(languages):
        if language not in model["measured"]:
            return Reliance(language, "hardly measured", points)
    return Reliance("", "measured" if languages else "unknown", points)
