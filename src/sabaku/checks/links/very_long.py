"""One check: an address longer than anybody can look through."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.very-long",
    over="message",
    group="links",
    title=Text(ja="異常に長いリンクがあります", en="An abnormally long link"),
    says=Text(
        ja="{host} へのリンクは{length}文字あり、通常の上限とされる2,048文字を超えています。検査を打ち切らせる狙いがあり得ます。",
        en="The link to {host} has {length} characters, more than the usual limit of 2,048; filters may give up on it.",
    ),
    sure="inferred",
    attacks=(99,),
)
def very_long(case: Case, it: Observable) -> Iterator[Hit]:
    """Some filters cut addresses off or skip them. Innocent: click counters that put everything they know into the address."""
    for found in _links.tricked(case, "long"):
        link = _links.link(found)
        if link.host and link.clicked:
            yield Hit(_links.at(found), host=datum("domain", link.host), length=datum("number", len(link.raw)))
