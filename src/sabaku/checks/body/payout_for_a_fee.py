"""One check: money is said to be ready for the reader, and a fee or tax comes first."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku import late
from sabaku.checks import _author, _notes, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

LONG = 5000
_HINTS = late.one_of(
    *("fee", "tax", "charge", "deposit", "gebuhr", "steuer", "frais", "taxe", "tasa", "gastos", "impuesto", "spese", "tassa"),
    *(
        "taxa",
        "despesas",
        "kosten",
        "belasting",
        "duty",
        "refundable",
        "commission",
        "provision",
        "comision",
        "comissao",
        "commissie",
        "imposta",
    ),
)
_WAITS = late.pattern(
    r"(?:\b(?:funds?|money|winnings?|prize|compensation|settlement|withdrawal|payout|payment|assets|balance|grant"
    r"|inheritance|amount"
    r")|[$€£]\s?\d[\d.,]*)\b(?:[^.!?\n]|(?<=\d)[.](?=\d)){0,40}?"
    r"\b(?:(?:is|are|has been|have been|was|were) (?:now |already )?(?:available|released|(?:pre-?)?approved|ready|unfrozen"
    r"|recovered"
    r"|traced|waiting|credited)|awaits?)\b"
    r"|\b(?:pre-?)?approved(?: for|:| up to)? {0,2}[$€£] ?\d[\d.,]*|\bloan (?:of|for) [$€£] ?\d[\d.,]*[^.!?\n]{0,30}?\bapproved\b"
    r"|\b(?:released|recovered|unfrozen|traced) (?:the |your )?(?:frozen |lost |stolen )?(?:assets|funds|money)\b"
    r"|\b(?:guthaben|gelder|gewinn|entschadigung|betrag|summe|auszahlung)\b(?:[^.!?\n]"
    r"|(?<=\d)[.](?=\d)){0,40}?\b(?:freigegeben|bereit|genehmigt"
    r"|verfugbar|wartet)\b"
    r"|\b(?:fonds|gains|somme|indemnisation|montant)\b(?:[^.!?\n]|(?<=\d)[.](?=\d)){0,40}?\b(?:disponibles?|debloques?"
    r"|debloquee|approuves?"
    r"|approuvee|prets?|prete)\b"
    r"|\b(?:fondos|premio|importe|indemnizacion|dinero)\b(?:[^.!?\n]|(?<=\d)[.](?=\d)){0,40}?\b(?:disponibles?|liberados?"
    r"|aprobados?|listos?)\b"
    r"|\b(?:fondi|vincita|somma|risarcimento|importo)\b(?:[^.!?\n]|(?<=\d)[.](?=\d)){0,40}?\b(?:disponibil[ei]|sbloccat[oai]"
    r"|approvat[oai]"
    r"|pront[oai])\b"
    r"|\b(?:fundos|premio|valor|indemnizacao)\b(?:[^.!?\n]|(?<=\d)[.](?=\d)){0,40}?\b(?:disponive(?:l|is)|liberad[oa]s?"
    r"|aprovad[oa]s?)\b"
    r"|\b(?:tegoed|bedrag|prijs|vergoeding)\b(?:[^.!?\n]|(?<=\d)[.](?=\d)){0,40}?\b(?:vrijgegeven|beschikbaar|klaar"
    r"|goedgekeurd)\b"
)
_BEFORE = r"\b(?:before|prior to|first|in advance|upfront|to release|so that (?:it|they|the (?:money|funds)))\b"
_FIRST = late.pattern(
    rf"\b(?:fees?|tax(?:es)?|charges?|deposit|stamp duty|commission)\b[^.!?\n]{{0,60}}?{_BEFORE}"
    rf"|\b(?:pay|settle|cover|remit)\b[^.!?\n]{{0,60}}?\b(?:fees?|tax(?:es)?|charges?|stamp duty"
    rf"|commission)\b[^.!?\n]{{0,40}}?{_BEFORE}"
    r"|\brefundable (?:\w{3,12} ){0,2}(?:fee|deposit|payment|premium)\b|\b(?:fee|deposit) (?:is"
    r"|will be) (?:fully )?refund(?:able|ed)\b"
    r"|\b\w{0,20}(?:gebuhr|steuer|kosten|provision)\b[^.!?\n]{0,60}?\b(?:vorab|zuvor|im voraus|vor der (?:auszahlung"
    r"|uberweisung|freigabe))\b"
    r"|\b(?:frais|taxes?|commission)\b[^.!?\n]{0,60}?\b(?:avant|au prealable|d'avance|prealablement)\b"
    r"|\b(?:tasas?|gastos|impuestos?|comision)\b[^.!?\n]{0,60}?\b(?:antes|previamente|por adelantado)\b"
    r"|\b(?:spese|tass[ae]|commissione|imposta)\b[^.!?\n]{0,60}?\b(?:prima|anticipatamente|in anticipo)\b"
    r"|\b(?:taxas?|despesas|imposto|comissao)\b[^.!?\n]{0,60}?\b(?:antes|previamente|antecipadamente|da responsabilidade)\b"
    r"|\b(?:kosten|belasting|commissie)\b[^.!?\n]{0,60}?\b(?:vooraf|eerst|van tevoren)\b"
)
_LOST = late.pattern(
    r"\b(?:lost (?:money|investment|funds)|scam victims?|frozen assets|your name (?:is|appears) on|beneficiary|winner"
    r"|class action|unclaimed|dormant|no credit check|bad credit|loan (?:application|amount|offer|approval)"
    r"|restitution|wallet address|copy of your (?:passport|id)|begunstigte\w?|verlorene\w? (?:geld|investition)|beneficiaire"
    r"|beneficiario|vincitore|vencedor"
    r"|begunstigde|opfer|victimes?|vittime)\b"
)
_TAKEN_OFF = late.pattern(
    r"\b(?:deducted|withheld|taken (?:off|from)|set off|einbehalten|abgezogen|verrechnet|deduits?|deduites?|retenue?s?"
    r"|descontad\w{1,2}|retenid\w{1,2}|dedott[aeio]|trattenut[aeio]|descontad[ao]s?|ingehouden|verrekend)\b"
)
"""That the fee comes out of what is paid, as honest fees do."""


@check(
    id="body.payout-for-a-fee",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="お金が用意されているとして、手数料や税金を先に払わせようとしています", en="Money is ready, once a fee or tax is paid"
    ),
    says=Text(
        ja="「{waits}」と期待させながら、「{first}」と費用を先に求めています。払っても受け取れず、名目を変えて請求が続く手口です。",
        en="“{waits}”, but “{first}”. Fees and taxes are taken off what is paid out; who wants them before has nothing to pay.",
    ),
    advice=Text(
        ja="費用を支払わず、身分証の写しも送らないでください。",
        en="Pay nothing and send no copy of your papers.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def payout_for_a_fee(case: Case, it: Observable) -> Iterator[Hit]:
    """Recovered investments, settlements, prizes, trading profits (FCA, CFTC: «recovery scams»). Beside both stands what tells of
    such a story: lost money, a winner, a copy of the passport.

    Innocent causes: lawyers, brokers and funds, whose fees are taken off the sum (left out); newsletters.
    """
    text = _told.flowing(case)
    if len(text) > LONG or not _HINTS(text) or _author.mass(case) or case.seen("list") or _story.conversation(case):
        return
    first = _FIRST.search(text)
    if first is None or not _LOST.search(text) or _TAKEN_OFF.search(_told.sentence(text, *first.span())):
        return
    waits = _WAITS.search(text)
    if waits is not None and not _notes.of_the_brand(case):
        one, other = _told.at(case, waits), _told.at(case, first)
        yield Hit(one, other, waits=one.found, first=other.found)
