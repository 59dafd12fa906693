"""One check: a host name that no person thought up."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="links.random-host",
    over="message",
    group="links",
    title=Text(ja="リンク先のドメイン名が無意味な文字列です", en="The link's host is a meaningless string"),
    says=Text(
        ja="リンク先 {host} の「{label}」は意味のない文字の並びです。使い捨てのドメインを機械的に作るときに現れます。",
        en="“{label}” in {host} is a meaningless run of letters, as in names that a program makes for throwing away.",
    ),
    sure="inferred",
    experts=("LTLD",),
    attacks=(88, 98),
)
def random_host(case: Case, it: Observable) -> Iterator[Hit]:
    """Short-lived domains are registered by the hundred under names nobody could say aloud.

    Innocent: abbreviations, and machine-made hosts of mailing services and clouds: only the registered label is judged.
    """
    house = _vouched.vouching(case)
    for domain, found in _links.digest(case).domains.items():
        link = _links.link(found)
        label = domain.partition(".")[0]
        if domain in house or "." not in domain or "ip" in link.tricks or _hosts.tracker(link.host) or _rented(link.host):
            continue
        if not _hosts.meaningless(label):
            continue
        yield Hit(_links.at(found), host=datum("domain", link.host), label=label)


def _rented(host: str) -> bool:
    return bool(_hosts.listed(host, "free_hosting", "also_companies"))
