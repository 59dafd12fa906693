"""A court, prosecutor or police force that writes from, and leads to, domains that are no state's."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _firms, _letter, _links, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import Sender, place, senders, through_list
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text
from sabaku.names.endings import state
from sabaku.text import late
from sabaku.text.fold import fold

TOP = 400
"""Characters of the text in which a letter says whose it is."""
LONG = 6000
_COURT = late.pattern(
    r"\b(?:tribunal (?:regional|superior|de justica|do trabalho|federal|judiciaire|administrativo|supremo|electoral)"
    r"|vara (?:do )?trabalho|poder judicial|poder judiciario|ministerio publico|ministerio da justica|ministerio de justicia"
    r"|policia (?:civil|federal|nacional)|juzgado|fiscalia|corte suprema|guardia civil|police nationale|gendarmerie nationale"
    r"|procureur|brigade de protection|tribunale (?:di|ordinario|civile)|procura della repubblica|polizia (?:di stato|postale)"
    r"|carabinieri|amtsgericht|landgericht|staatsanwaltschaft|bundeskriminalamt|polizeiprasidium|europol|interpol"
    r"|(?:superior|district|county|high|supreme|circuit|crown|magistrates'?) court|(?:ministry|department) of justice"
    r"|court (?:clerk|registry|registrar|services|administration)|clerk of (?:the )?court"
    r"|openbaar ministerie|rechtbank)\b"
)
_DEMANDS = ("action", "share", "deadline", "threat", "credential", "payment", "stranger.plea")


@check(
    id="identity.court-of-nobody",
    over="message",
    group="identity",
    title=Text(
        "裁判所や警察を名乗っていますが、公的機関のドメインではありません", "A court or the police, but no state's domain"
    ),
    says=Text(
        "「{office}」の名で「{summons}」と書いていますが、差出人のドメイン {domain} もリンク先も、"
        "国や裁判所だけが使えるドメインではありません。",
        "“{office}” speaks of “{summons}”, but neither {domain} in From nor any link is under an ending that only states, their "
        "courts and police have.",
    ),
    advice=Text(
        "メールのリンクや添付ファイルを開かず、公的機関の公式サイトに載っている番号で確かめてください。",
        "Open neither link nor file: ask the authority by the number on its own site.",
    ),
    experts=("FDISP", "FD"),
    speaks_for=("phishing",),
    attacks=(15,),
)
def court_of_nobody(case: Case, _: Observable) -> Iterator[Hit]:
    """Fear of a summons opens files. Courts and police serve papers on paper, or in portals under their state's ending.

    Innocent causes: lawyers who write of a case from their firm's proven domain, answers in a conversation, mail of lists.
    """
    summons = _said.first(case, "court")
    if summons is None or _letter.size(case) > LONG or through_list(case) or case.seen("list", "mailing-list"):
        return
    if not _said.has(case, *_DEMANDS) or not (_said.leads(case) or _files.beside(case)) or _firms.firm(case):
        return
    office, sender = _office(case), next(iter(senders(case)), None)
    if office is None or sender is None or not sender.domain or _story.conversation(case) or _of_state(case, sender):
        return
    yield Hit(
        place(sender),
        office,
        office=Datum("text", " ".join(office.found.split())),
        summons=Datum("text", summons.shown),
        domain=datum("domain", sender.domain),
    )


def _office(case: Case) -> Evidence | None:
    """Where the court or police is named: in From, in the subject, or at the top of the text."""
    for name in ("from", "subject"):
        for header in case.message.named(name)[:1]:
            if found := _COURT.search(fold(header.text[:300])):
                return Evidence(case.message.span_of(header, *found.span()), found=header.text[found.start() : found.end()])
    found = _COURT.search(_said.folded(case)[:TOP])
    return Evidence(Span("visible", *found.span()), found=_said.text(case)[found.start() : found.end()]) if found else None


def _of_state(case: Case, sender: Sender) -> bool:
    hosts = [sender.domain, *(_links.link(it).host for it in _links.clicked(case))]
    return any(map(state, hosts))
