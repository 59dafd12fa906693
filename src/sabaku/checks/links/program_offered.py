"""One check: what is called a paper or an application for the reader is a program behind the link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _firms, _letter, _links, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.names.brands import owners
from sabaku.text import late
from sabaku.text.fold import fold

LONG = 4000
_ENDING = re.compile(r"\.(?:exe|scr|pif|msix?|js|vbs|hta|bat|cmd|ps1|lnk|jar|apk|iso|img)(?=[?#]|\Z)", re.IGNORECASE)
"""The end of a path that fetches a program; it begins with a character, so that this search is fast."""
_PAPER = late.pattern(
    r"文書|書類|資料|ポリシー|契約|同意書|請求|見積|注文|通知|明細|規約|申請|面接|採用|動画|写真|会議|再生|証明書"
    r"|\b(?:documents?|polic(?:y|ies)|contracts?|agreements?|invoices?|statements?|forms?|brief|photos?|video|interview|meeting"
    r"|invitations?|e-?cards?|greetings?|guest list|tickets?|receipts?|labels?|parcel|package|fax|voice ?mail|recordings?"
    r"|refund)\b"
)


@check(
    id="links.program-offered",
    over="message",
    group="links",
    title=Text(ja="書類などを渡すと言って、プログラムをダウンロードさせます", en="A program behind a link that promises a paper"),
    says=Text(
        ja="「{paper}」のためのリンクから取り込まれるのは、プログラム「{name}」({host})です。"
        "書類や面接、会議のために、このようなプログラムは要りません。",
        en="What the link for “{paper}” fetches is a program: “{name}” ({host}). No paper, interview or meeting needs one.",
    ),
    advice=Text(
        ja="取り込まず、実行しないでください。実行してしまった場合は、その端末をネットワークから切り離してください。",
        en="Do not fetch or run it. If you did, take the machine off the network.",
    ),
    quiet_when=("links.paper-in-archive",),
    speaks_for=("malware",),
    experts=("LD", "ATT"),
)
def program_offered(case: Case, it: Observable) -> Iterator[Hit]:
    """Innocent causes: makers of software and those who pass it on: known companies' hosts, newsletters, lists, and firms at
    their own proven domain are left out."""
    offered = [it for it in _links.clicked(case) if _ENDING.search(_links.link(it).path)]
    if (
        not offered
        or case.seen("list", "mailing-list")
        or _bulk.mass(case)
        or _letter.size(case) > LONG
        or _firms.of_a_firm(case)
    ):
        return
    for found in offered:
        link = _links.link(found)
        ending = _ENDING.search(link.path)
        if ending is None or owners(link.host):
            continue
        subject, view = _said.subject(case)
        paper, at = _PAPER.search(_said.folded(case)), "visible"
        if paper is None:
            paper, at = _PAPER.search(fold(subject)), view
        if paper is not None:
            place = Span(at, *paper.span())
            told = case.message.quote(place)
            name, host = datum("file", link.path[: ending.end()].rpartition("/")[2]), datum("domain", link.host)
            yield Hit(_links.at(found), Evidence(place, found=told), paper=told, name=name, host=host)
        return
