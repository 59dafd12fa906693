"""Third parties whose identity was abused: the holder of a domain in whose name the mail was sent. A victim, too."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku import checks
from sabaku.checks._check import run
from sabaku.model import Address, Case, Question, Span, Text
from sabaku.names.hosts import registrable
from sabaku.render.redact import _masks
from sabaku.render.redact._people import common
from sabaku.render.redact._secret import Secret
from sabaku.text.fold import fold

ABUSED = Text(
    "差出人として勝手に使われたドメインです。登録者も被害者と考えられます。",
    "A domain that was used as the sender without leave. Its holder is probably a victim, too.",
)
HOLDER = Text(
    "差出人として勝手に使われたドメインの登録者の名前です。",
    "The name of the holder of a domain that was used as the sender without leave.",
)
FINDS = ("owners.sender-is-someone-else",)
"""The checks that say that the holder of a domain is not who wrote."""


def others(case: Case, own: set[str]) -> Iterator[Secret]:
    """The abused domains with the names of their holders, as the recorded answers tell."""
    wanted = [it for id, it in checks.catalogue().items() if id in FINDS]
    for ran in run(wanted, case):
        for hit in ran.hits:
            domain = hit.values["domain"].value
            if domain in own:
                continue
            place = next((it.where for it in hit.evidence if not isinstance(it.where, Question)), None)
            yield Secret(domain, "third-party", _masks.other_domain(domain), ABUSED, place)
            yield from _names(case, domain, place)
            holder = hit.values["holder"].value
            if len(fold(holder).strip()) >= 2:
                yield Secret(holder, "third-party", _masks.OTHER, HOLDER)


def _names(case: Case, domain: str, place: Span | None) -> Iterator[Secret]:
    """What else names the holder: the telling part of their domain, and the accounts in their name."""
    label = domain.partition(".")[0]
    if len(label) >= 4 and not common(label):
        yield Secret(label, "third-party", _masks.OTHER, ABUSED, place)
    for it in case.seen("address", "from", "return-path", "reply-to", "sender"):
        local = it.detail.local if isinstance(it.detail, Address) and registrable(it.detail.domain) == domain else ""
        if len(local) >= 6 and local not in _masks.roles() and not common(local):
            yield Secret(local, "third-party", _masks.LOCAL, ABUSED, it.seen)
