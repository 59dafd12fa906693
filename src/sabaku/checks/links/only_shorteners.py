"""One check: every link hides its target behind a shortener."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _hosts, _links, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._named import others
from sabaku.model import Case, Observable, Text


@check(
    id="links.only-shorteners",
    over="message",
    group="links",
    title=Text(ja="リンクがすべて短縮URLです", en="Every link hides its target behind a shortener"),
    says=Text(
        ja="クリックできるリンクは短縮URL({host}{more})だけで、差出人自身のサイトへのリンクが一つもありません。",
        en="Whatever can be clicked is a shortened address (at {host}{more}): nothing leads openly to a site of the "
        "sender's own.",
    ),
    speaks_for=("disguised",),
    experts=("LRED",),
    attacks=(92,),
)
def only_shorteners(case: Case, it: Observable) -> Iterator[Hit]:
    """A firm that pays for its mailing shows its name in the links; a mailing whose pages are closed daily changes the target
    behind the short address. Shorteners that one company alone fills and mail of lists are left out.

    In plain text, where friends pass on what they found, only a mail without a word beside the address is judged.

    Innocent causes: a note by a club or a friend with one short link.
    """
    links = [found for found in _links.clicked(case) if found.role in ("href", "form")] or _wordless(case)
    if not links or case.seen("list", "mailing-list"):
        return
    hosts = [_links.link(found).host for found in links]
    if all(_hosts.listed(host, "shorteners") and not _hosts.listed(host, "shorteners", "own") for host in hosts):
        yield Hit(_links.at(links[0]), host=datum("domain", hosts[0]), more=others(hosts))


WORDLESS = 6
"""Characters beside the addresses that are no word yet: a bracket, a dash, an initial."""


def _wordless(case: Case) -> list[Observable]:
    """The addresses of a plain text that is nothing else, and answers nobody."""
    links = [found for found in _links.clicked(case) if found.role == "text"]
    if not links or case.message.view("html").text or _story.conversation(case):
        return []
    left = len("".join(_said.text(case).split())) - sum(len(found.shown) for found in links)
    return links if left <= WORDLESS else []
