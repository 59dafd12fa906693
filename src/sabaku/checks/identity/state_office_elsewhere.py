"""An authority of a state that writes from a domain which nobody's state has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _files, _said, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._route import platform_name
from sabaku.checks._throwaway import throwaway
from sabaku.checks._who import author, place, through_list
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names.brands import owners
from sabaku.names.endings import is_anybodys, state
from sabaku.names.hosts import registrable, tld
from sabaku.text import late
from sabaku.text.fold import fold

SHOWN = 200
"""Characters of a name in From in which an authority is looked for."""
_AUTHORITY = late.pattern(
    r"\b(?:u\.?s\.?|united states) (?:immigration|citizenship|customs|department|treasury|district court|marshals?"
    r"|secret service)\b"
    r"|\b(?:immigration and customs|customs and border|(?:motor vehicles|dmv) (?:department|notice|division|enforcement)"
    r"|internal revenue"
    r"|social security administration|federal (?:trade commission|bureau of investigation|student aid)|home office"
    r"|hm (?:revenue|courts|passport)|his majesty'?s|australian taxation|services australia|canada revenue"
    r"|national crime agency)\b"
    r"|\b(?:department of (?:homeland security|the treasury|motor vehicles|highway safety)"
    r"|ministry of (?:the )?(?:interior|justice|finance|labou?r|education|health))\b"
    r"|\b(?:county|city|town(?:ship)?|borough|village|municipal(?:ity)?)(?: of \w{3,20})? (?:planning|building|zoning"
    r"|permit(?:s|ting)?|tax"
    r"|treasurer|assessor|clerk|court|code enforcement)\b|\b(?:planning|zoning|building|permit(?:s"
    r"|ting)?) (?:commission|department|division)\b"
    r"|\b(?:bundes(?:amt|agentur|zentralamt|ministerium|polizei|kriminalamt|finanzministerium)|finanzamt|(?:haupt)?zollamt)\b"
    r"|\b(?:ministere (?:de|des|du)|direction generale des|tresor public|gendarmerie nationale|police nationale)\b"
    r"|\b(?:agencia tributaria|ministerio de|policia nacional|direccion general de)\b"
    r"|\b(?:receita federal|policia federal|autoridade tributaria)\b|\b(?:agenzia delle entrate|ministero del"
    r"|guardia di finanza)\b"
    r"|\b(?:belastingdienst|ministerie van|openbaar ministerie)\b|\b(?:urzad skarbowy|ministerstwo"
    r"|krajowa administracja skarbowa)\b"
    r"|国家税務総局|税務局|公安[局部]|人力資源和?社会保障[部局庁]|社保局|海関総署|財政部|人民法院|국세청|경찰청|검찰청|국민건강보험공단|대법원"
)
_LOCAL = late.pattern(
    r"(?:county|city|town(?:ship)?|borough|village|municipal(?:ity)?|planning|zoning|building|permit(?:s|ting)?|tax|department|dept"
    r"|treasurer|assessor|clerk|court|code|enforcement|commission|division|office|services?|invoices?|fees?|notice|review|center)\b"
)
"""What all towns' and counties' offices are called. Many never took a domain of the state's, but theirs tells the place."""
_SERVICES = frozenset(("govdelivery.com", "granicus.com"))
"""Services that send the letters of authorities in their names."""
_WANTS = (
    *("payment", "threat", "tax", "refund", "credential", "card", "personal", "court", "deadline", "scare"),
    *("action", "mailbox"),
)


@check(
    id="identity.state-office-elsewhere",
    over="message",
    group="identity",
    sure="inferred",
    quiet_when=("identity.from-not-brand", "identity.from-unlike-brand", "identity.office-outside-government"),
    title=Text(
        "国の機関を名乗っていますが、誰でも取得できるドメインです", "A state's authority, at a domain that anybody can have"
    ),
    says=Text(
        "「{office}」と国の機関を名乗っていますが、差出人のドメイン {domain} は、誰でも取得できるものです。"
        "国の機関は、政府だけが使えるドメイン(.gov など)か、その国のドメインから送ります。",
        "It calls itself “{office}”, but {domain} is a domain that anybody can register. Authorities write from those that "
        "only the "
        "state can have (.gov and the like), or at least from their country's.",
    ),
    advice=Text(
        "リンクや電話番号を使わず、その機関の公式サイトに載っている連絡先で確かめてください。",
        "Use neither the links nor the numbers of this mail: ask the authority by those on its own site.",
    ),
    experts=("FD", "FTLD", "FDISP"),
    speaks_for=("phishing",),
    attacks=(15,),
)
def state_office_elsewhere(case: Case, _: Observable) -> Iterator[Hit]:
    """Taxes, immigration, fines: threats in a state's name come from names bought the day before (FTC, FBI IC3, USCIS).

    Judged where the mail wants something and leads or calls somewhere or forbids to call, at a general or throw-away ending.
    Left out: warnings, newsletters, lists, and a domain that is a known company's. Innocent causes: associations of officials,
    small towns, whose domains have their names (left out), and firms that are
    called like an authority for fun.
    """
    sender = author(case)
    if sender is None or through_list(case) or claims(case) or case.seen("list") or _bulk.mass(case) or _told.warns(case):
        return
    own = registrable(sender.domain)
    ours = is_anybodys(own) or tld(own) == "us" or throwaway(own) is not None
    if not ours or state(sender.domain) or owners(own) or own in _SERVICES or platform_name(sender.domain):
        return
    office = _AUTHORITY.search(fold(sender.who.shown[:SHOWN]))
    if office is None or case.message.named("in-reply-to"):
        return
    reached = _said.links(case) or case.seen("phone") or _files.beside(case) or _said.has(case, "boss.away")
    if reached and _said.has(case, *_WANTS, "trade.paper") and not _of_the_place(office[0], sender.who.shown, own):
        yield Hit(place(sender), office=Datum("text", sender.who.shown[:60]), domain=datum("domain", own))


def _of_the_place(office: str, shown: str, domain: str) -> bool:
    """Whether it is a town's or county's office, and its domain has the name of the place."""
    if _LOCAL.match(office) is None:
        return False
    words = (it for it in re.findall("[a-z]{4,}", fold(shown[:SHOWN])) if _LOCAL.fullmatch(it) is None)
    return any(it in domain.partition(".")[0] for it in words)
