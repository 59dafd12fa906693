"""One mail to people of the same name at firms that have nothing to do with one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.model import Address, Case, Datum, Evidence, Observable, Text
from sabaku.names.hosts import registrable

ALIKE = 5
"""Letters at the start of the local part that make two addresses neighbours in a sorted list."""
MANY = 3


@check(
    id="identity.neighbouring-recipients",
    over="message",
    group="identity",
    title=Text(
        "アルファベット順の名簿で隣り合う、無関係な宛先に送られています", "Sent to neighbours in a sorted list of addresses"
    ),
    says=Text(
        "宛先に、{start} で始まる名前のアドレスが{count}件、互いに無関係なドメインで並んでいます。"
        "集めたアドレスの一覧へ無差別に送ったものとみられます。",
        "{count} recipients whose addresses begin with “{start}”, all at unrelated domains: "
        "it seems to go down a sorted list of addresses.",
    ),
    experts=("TOODD", "MASS"),
    speaks_for=("callback",),
)
def neighbouring_recipients(case: Case, _: Observable) -> Iterator[Hit]:
    """Address lists are bought, sorted, and sent to by the dozen. Nobody knows people called alike in several firms.
    Innocent cause: a family whose members have their mail at different providers, where the name begins the address."""
    named = [it for it in case.seen("address", "to", "cc") if isinstance(it.detail, Address)]
    if len(named) < MANY or case.seen("list", "mailing-list") or case.message.named("references"):
        return
    groups: dict[str, dict[str, Observable]] = defaultdict(dict)
    for it in named:
        assert isinstance(it.detail, Address)
        if len(it.detail.local) >= ALIKE and "-" not in it.detail.local and it.detail.local not in _ROLES:
            groups[it.detail.local[:ALIKE]].setdefault(registrable(it.detail.domain), it)
    for start, found in groups.items():
        if len(found) >= MANY:
            shown = list(found.values())[:MANY]
            yield Hit(*(Evidence(it.seen, found=it.shown) for it in shown), start=start, count=Datum("number", str(len(found))))
            return


_ROLES = frozenset(("webmaster", "postmaster", "admin", "support", "sales", "contact", "office", "abuse", "security", "devel",
                    "noreply", "press", "jobs", "marketing", "service", "hostmaster"))  # fmt: skip
