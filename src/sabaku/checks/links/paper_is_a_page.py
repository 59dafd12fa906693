"""One check: a link has a document's name, and leads to a page that anybody builds for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _greeted, _hosts, _house, _links, _story, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late
from sabaku.text.fold import fold

_PAPER = late.pattern(
    r"(?P<name>[^\s/\\<>|][^/\\<>|\n]{0,120}\.(?:pdf|docx?|xls[xm]?|pptx?|csv|rtf|dwg|dxf|zip|jww))\b[^\n]{0,16}\s*",
    re.IGNORECASE,
)
_KEEPERS = frozenset(
    (
        *("sharepoint.com", "1drv.ms", "dropbox.com", "dropboxusercontent.com", "docs.google.com", "storage.googleapis.com"),
        *("zendesk.com", "github.io", "gitlab.io", "readthedocs.io", "gitbook.io", "indd.adobe.com"),
    )
)
"""Free hosts where files are kept under their names, or that firms' own software links to."""
_A_FILE = re.compile(r"\.(?:pdf|docx?|xls[xm]?|pptx?|csv|rtf|dwg|dxf|zip|jww)(?:\Z|[?#/])", re.IGNORECASE)


@check(
    id="links.paper-is-a-page",
    over="message",
    group="links",
    sure="inferred",
    title=Text(
        ja="文書の名前のリンクが、誰でも無料で作れるページに続いています",
        en="A document's name leads to a page that anybody builds",
    ),
    says=Text(
        ja="「{shown}」というファイル名のリンクですが、行き先の {host} にあるのは文書ではなく、"
        "誰でも無料で作れるページ({service})です。偽のログイン画面へ進ませる手口によくあります。",
        en="The link is called “{shown}”, a file, but what lies at {host} is a page that anybody builds for nothing ({service}). "
        "From such a page the reader is led on to a log-in.",
    ),
    advice=Text(
        ja="開かず、文書を本当に送ったかどうかを、以前からの連絡先で相手に確かめてください。",
        en="Do not open it; ask the sender, by a way you knew before, whether the document is theirs.",
    ),
    speaks_for=("credential-phishing",),
    experts=("LHID", "LD"),
)
def paper_is_a_page(case: Case, it: Observable) -> Iterator[Hit]:
    """Stolen mailboxes «share» plans and bills by way of site builders, notes and drawing boards, which no filter blocks.

    Innocent causes: services that keep files under their names (left out), a link to the file itself on such a host, the
    sender's own site there, and notes and drawings that a firm's people share with somebody whom they greet by name. Lists are
    left out.
    """
    if case.seen("list", "mailing-list"):
        return
    known = _greeted.by_readers_name(case) or _story.conversation(case)
    ground = _vouched.vouching(case) | _house.own_domains(case)
    for one in _links.clicked(case):
        link = _links.link(one)
        service = _hosts.listed(link.host, "free_hosting") if one.role == "href" else ""
        if known and _hosts.listed(link.host, "free_hosting", "also_companies"):
            continue
        if not service or service in _KEEPERS or link.domain in ground or _A_FILE.search(one.value):
            continue
        named = _PAPER.fullmatch(fold(link.shown).strip())
        if named is not None and not _hosts.is_kept(link.host):
            shown = (datum("file", " ".join(link.shown.split())), datum("domain", link.host), datum("domain", service))
            yield Hit(_links.shown_at(one), _links.at(one), shown=shown[0], host=shown[1], service=shown[2])
            return
