"""One check: the landing page is built from a known kit."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _landing, _outside
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Text


@check(
    id="landing.kit",
    over="message",
    group="landing",
    needs=("visit",),
    title=Text(ja="既製の詐欺キットで作られています", en="It is made with a ready-made kit"),
    says=Text(
        ja="リンク先 {host} のファイル構成は、{kit}の特徴と一致します。",
        en="The files at {host} are named as those of {kit}.",
    ),
    speaks_for=("phishing",),
    sure="inferred",
    experts=("KNOWN",),
)
def kit(case: Case, it: Observable) -> Iterator[Hit]:
    """Forgers buy or pass on kits; folders and files keep their names from one site to the next.

    Names alone are a hint, so several of them are needed. Innocent cause: a protection library whose folders are named alike.
    """
    for visit in _landing.visits(case):
        for face in _landing.faces(visit):
            names = _landing.kit_names(face)
            if names is not None and _landing.strange(case, visit.host):
                yield Hit(
                    _outside.quoted(case, visit.seen),
                    Evidence(visit.fact.question, found=face.kits[0]),
                    host=datum("domain", visit.host),
                    kit=datum("text", face.kits[0], names),
                )
                break
