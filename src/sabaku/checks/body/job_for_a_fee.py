"""One check: work is offered, and whoever gets it pays first."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku import late
from sabaku.checks import _author, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

LONG = 5000
_HINTS = late.one_of(
    *(
        "fee",
        "deposit",
        "cost",
        "charge",
        "gebuhr",
        "kaution",
        "frais",
        "caution",
        "tasa",
        "gastos",
        "spese",
        "cauzione",
        "taxa",
        "kosten",
    ),
)
_WORK = late.pattern(
    r"\b(?:employment|job|hired|work from home|remote work"
    r"|vacanc(?:y|ies)|position|recruit\w{2,5}|hiring|work permit|salary|wages?|applicants?|candidates?"
    r"|stellenangebot|arbeitsvertrag|gehalt|bewerb\w{2,4}|emploi|salaire|poste|candidats?|empleo|salario|puesto|candidatos?"
    r"|lavoro|stipendio|emprego|trabalho|vaga|vacature|baan|salaris)\b"
)
_FEE = late.pattern(
    r"\b(?:visa|work permit|permit|processing|application|registration|training|background check|uniform|equipment"
    r"|starter kit|medical|security clearance|onboarding"
    r"|documentation|immigration)(?: and [a-z]{3,12})?(?: processing| application| check| kit| deposit)?\s(?:fees?|costs?"
    r"|charges?|deposit)\b[^.!?\n]{0,60}"
    r"|\b(?:responsible for|pay|paying|cover|bear)\b[^.!?\n]{0,30}?\b(?:visa|permit|training|registration|processing"
    r"|background check|equipment)\b[^.!?\n]{0,24}?\b(?:fees?|costs?|charges?)\b"
    r"|\b(?:visums?|bearbeitungs|registrierungs|schulungs|ausbildungs)-?gebuhr\w{0,2}\b[^.!?\n]{0,40}"
    r"|\bfrais de (?:visa|dossier|formation|inscription)\b|\b(?:tasa|gastos) de (?:visado|tramitacion|inscripcion|formacion)\b"
    r"|\b(?:spese|costi) (?:di|per il) (?:visto|pratica|formazione|iscrizione)\b|\btaxa de (?:visto|inscricao|processamento"
    r"|formacao)\b"
    r"|\b(?:visum|registratie|opleidings)kosten\b"
)
_OFFER = late.pattern(
    r"\b(?:(?:is|are) in need of|wanted|we (?:offer|are hiring|are recruiting)|you (?:have been|are) (?:selected|shortlisted"
    r"|hired|offered)|free accommodation|air ?tickets?"
    r"|interested (?:candidates|applicants|persons)|send (?:your|their|us your) (?:cv|resume|passport)|monthly|per month"
    r"|weekly|no experience"
    r"|wir (?:suchen|bieten)|nous (?:recrutons|offrons|recherchons)|buscamos|ofrecemos|cerchiamo|offriamo|procuramos"
    r"|wij zoeken)\b"
)
_NO_COST = late.pattern(
    r"\b(?:reimburs\w{1,5}|refunded by|paid by (?:us|the|our)|(?:we|employer|company|hospital|hotel)(?: will)? (?:pay|cover)s?"
    r"|covered by|no (?:fees?|charges?|costs?)|free of charge|waived|does not (?:include|apply)"
    r"|(?:ubernehmen|ubernimmt|erstatte[nt]|tragt|tragen) (?:wir|der|die|das)|wir (?:ubernehmen|tragen|erstatten)"
    r"|nous prenons en charge|pris en charge|remboursee?s?|a nuestro cargo|reembols\w{1,4}|a nostro carico|rimborsat[aeio]"
    r"|por nossa conta|vergoed\w{0,2})\b"
)
"""That the employer pays, as employers do."""


@check(
    id="body.job-for-a-fee",
    over="message",
    group="body",
    sure="inferred",
    title=Text(ja="仕事を紹介すると言い、費用を先に払わせようとしています", en="Work is offered to whoever pays a fee first"),
    says=Text(
        ja="「{offer}」と仕事を持ちかけながら、「{fee}」と費用の負担を求めています。実在しない求人で手数料や身分証を集める手口です。",
        en="“{offer}”, but “{fee}” comes out of the applicant's pocket. Such work does not exist; the fees and the papers are "
        "what is wanted.",
    ),
    advice=Text(
        ja="費用を払わず、旅券の写しも送らず、会社の公式の採用窓口に確かめてください。",
        en="Pay nothing and send no passport; ask the firm itself, by its own site.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def job_for_a_fee(case: Case, it: Observable) -> Iterator[Hit]:
    """Hotels in Canada, ships, carers in London (Action Fraud, IRCC, FTC): employers pay the recruiter, not the other way round.

    Innocent causes: universities and agencies that tell of a visa's official costs; they write from their own proven domain, or
    say that they pay them. In Japanese body.pay-to-work tells of it.
    """
    if _said.lang(case) == "ja":
        return
    text = _told.flowing(case)
    if len(text) > LONG or not _HINTS(text) or _author.mass(case) or case.seen("list") or _story.conversation(case):
        return
    if _author.firm(case) or not _WORK.search(text):
        return
    fee = _FEE.search(text)
    if fee is None or _NO_COST.search(_told.sentence(text, *fee.span())):
        return
    offer = _OFFER.search(text)
    if offer is not None:
        one, other = _told.at(case, offer), _told.at(case, fee)
        yield Hit(one, other, offer=one.found, fee=other.found)
