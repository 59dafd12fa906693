"""A bank, an authority or a lawyer that writes from a free-mail address."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._author import authors
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._said import has, subject
from sabaku.model import Address, Case, Datum, Evidence, Observable, Text
from sabaku.names.brands import is_public
from sabaku.names.whose import authentic
from sabaku.text import late
from sabaku.text.fold import fold

_OFFICE = late.pattern(
    r"\b(?:bank|imf|fbi|efcc|interpol|united nations?|u\.?n\.?o?|world bank|western union|moneygram|ministry|minister|ministre"
    r"|ministere|embassy|ambassador|senator|barrister|barr|attorney|solicitor|lawyer|advocate|avocat|notaire|abogado|advogado"
    r"|rechtsanwalt|notar|diplomat|foundation|fondation|stiftung|lottery|lotto|sweepstakes?|claims?|compensation|remittance"
    r"|treasury|customs|homeland|federal|finance|financial|loans?|lending|lenders?|credit union|insurance|trust|director"
    r"|governor|colonel|sgt|sergeant|captain|princess?|sheikh|sultan|chairman|secretary|fund|funding|investments?|investors?"
    r"|capital|holdings?|purchasing|procurement|prize|award|department|dept|courier|delivery|police|ceo|cfo|president"
    r"|managing director|geschaftsfuhrer|geschaftsfuhrung|vorstand|direktor|pdg|directeur|directrice|gerente|director general"
    r"|presidente|amministratore delegato|direttore|diretor|directeur general|algemeen directeur|payroll|billings?"
    r"|recruit(?:er|ment|ing|s)?|hiring|careers?|talent acquisition|staffing|human resources|accounts? (?:receivable"
    r"|payable|team)|order (?:desk|notice|team)|renewals?"
    r"|invoices?|customer (?:care|service|support)|geschaftsleitung|direktion|direction|gerencia|direzione|direcao|directie"
    r"|brigade|gendarmerie|polizia|policia|polizei|politie|interpol|procureur|commissaire|europol|incasso|inkasso|anwalt|kanzlei)\b"
    r"|代表取締役|取締役社長|代表社員|採用担当|人事部|経理部|最高経営責任者|理事長|弁護士|銀行|国連"
    r"|大使館|基金|財団|宝くじ|警察|税関|省庁|金融|融資"
)
_OWN, _REPLIES = Text("差出人の", "its address,"), Text("返信先の", "the address for replies,")


@check(
    id="identity.office-free-mail",
    over="message",
    group="identity",
    quiet_when=("identity.from-free-mail",),
    title=Text(
        "肩書や機関の名を名乗りながら、フリーメールを使っています", "A title, an office or an institution at a free-mail address"
    ),
    says=Text(
        "「{office}」を名乗っていますが、{role} {address} は、個人が取得できるメールサービス {domain} のアドレスです。",
        "It calls itself “{office}”, but {role} {address}, is at {domain}, a mail service for private people.",
    ),
    experts=("FFREE", "FDISP"),
    speaks_for=("advance-fee", "bec"),
)
def office_free_mail(case: Case, _: Observable) -> Iterator[Hit]:
    """Banks, ministries, lawyers and funds have domains of their own.

    Judged by the sender's name, and by the title in the subject where the mail claims to be «from» it. Innocent causes: a person
    whose family name is such a word; a very small firm. Officers of a club who give no orders are left out.
    """
    if _returns(case):
        return
    for sender in authors(case)[:1]:
        boxes = (sender.seen, *case.seen("address", "reply-to")[:1])
        free = [it for it in boxes if isinstance(it.detail, Address) and is_public(it.detail.domain)]
        shown = sender.who.shown
        club = _of_a_club(fold(shown)) and not has(case, *_ORDERS)
        titled = None if club or not free else _titled(case)
        named = None if club or not free else _OFFICE.search(fold(shown))
        called = shown if shown and (named or _TITLE.search(shown)) else titled
        chief = not club and _CHIEF.search(shown) is not None and has(case, *_TO_STAFF)
        for it in free:
            assert isinstance(it.detail, Address)
            local = _LOCAL.search(it.detail.local) or (has(case, *_ORDERS) and _DESK.search(it.detail.local))
            if named or titled or local or chief:
                yield Hit(
                    Evidence(it.seen, found=it.shown),
                    office=Datum("text", called or it.detail.local),
                    role=datum("text", it.role, _REPLIES if it.role == "reply-to" else _OWN),
                    address=Datum("address", it.value),
                    domain=datum("domain", it.detail.domain),
                )
                return


_CLUB = late.pattern(
    r"\b(?:clubs?|society|societies|choir|band|orchestra|league|scouts?|guides|parish|church|temple|mosque|gurdwara|pta|pto|ptfa"
    r"|rotary|lions|hoa|rwa|chs|residents|tenants|allotments?|villagers?|village hall|alumni|alumnae|reunion|regatta"
    r"|verein|chor|kleingarten\w*|feuerwehr|forderverein|elternbeirat|copropriete|amicale|ampa|coro|condominio|vereniging|vve)\b"
)
"""Clubs and neighbours, who have no domain more often than one."""
_OFFICERS = late.pattern(
    r"\b(?:(?:hon\.?|honorary|vice|club|membership|general|joint) )?"
    r"(?:secretary|chairman|captain|president|director|vorstand|presidente|direction)\b"
)


def _of_a_club(shown: str) -> bool:
    """Whether the name is a club's with one of its officers, and no other office: «Secretary, Riverside Rowing Club»."""
    return _CLUB.search(shown) is not None and _OFFICE.search(_OFFICERS.sub(" ", shown)) is None


_TITLE = late.pattern("代表|取締役|社長|会長|理事長|学長|総長|校長|院長|所長|局長|部長|課長|教授")
_CHIEF = late.pattern(r"(?:代表|社長|会長|理事長|学長|総長|院長|所長|教授)\s*\Z")
"""A title for a name, as a reader's own superior is called; the orders make it one."""
_FROM_OFFICE = late.pattern(
    r"\A\W*(?:urgent\W{1,3}(?:\w{2,9} )?)?from\W{1,3}(?P<office>(?:the |mr |mrs |dr )?(?:" + _OFFICE.pattern + "))"
)


# Inside an address such words stand alone, or are those that no family is called.
_LOCAL = late.pattern(
    r"(?:\A|[._-]|\d)(?:bank|loans?|fbi|imf|efcc|atm|claims?|lotto|barr|notaire|avocat|finance|ministere|embassy|customs)(?=[._-]|\d|\Z)"
    r"|donation|foundation|compensation|barrister|attorney|worldbank|unitednation|lottery|remittance|westernunion|moneygram"
    r"|chambers|loanfirm|loanservice|loancompany|lawfirm|federalreserve|internationalmonetary|humanitarian|\Awww\.|\.com\d"
)


# An address that calls itself a superior's or an office's; a family's business has one too, so it counts beside orders only.
_DESK = late.pattern(
    r"(?:\A|[._-]|\d)(?:ceo|cfo|coo|chairman|chairwoman|president|director|managing|executive|exec|office|officemail|workmail"
    r"|work|desk|headoffice|mgmt|management|corporate|corp|boss|businessmail|companymail|directoffice|presidency"
    r"|headof[a-z]{2,12}|hod|dean|provost|rector|rektorat|dekanat|vicechancellor|geschaeftsleitung|geschaeftsfuehr(?:ung|er)|direktion"
    r"|vorstand|direction|gerencia|direzione|direcao|directie|prezes|zarzad)(?=[._-]|\d|\Z)"
)
_TO_STAFF = ("boss.errand", "boss.away", "boss.lists", "boss.line", "boss.balance", "payee.wire")
_ORDERS = ("boss.errand", "boss.task", "boss.away", "boss.lists")


def _titled(case: Case) -> str | None:
    """The office from which the subject says that the mail is."""
    text = subject(case)[0]
    found = _FROM_OFFICE.search(fold(text))
    return text[slice(*found.span("office"))] if found else None


def _returns(case: Case) -> bool:
    """Whether a mail system returns a letter: it takes no answer (RFC 5321 section 4.5.5) and writes as mailer-daemon."""
    locals_ = {it.who.local for it in authors(case)}
    if not locals_ <= {"mailer-daemon", "postmaster"}:
        return False
    proven = all(authentic(case, it.domain) is not None for it in authors(case))  # which no provider gives to a customer
    return proven or case.message.text_of("return-path").strip() in ("<>", "")
