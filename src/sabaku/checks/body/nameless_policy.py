"""One check: a warranty, insurance or benefit is said to end or wait, and nobody says which."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _firms, _genuine, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.names.hosts import registrable
from sabaku.text import late

LONG = 4000
_HINTS = late.one_of(
    *("warranty", "forgiveness", "medicare", "part b", "insurance", "seniors", "drivers", "homeowners", "veterans"),
    *("proprietaire", "retraites", "hausbesitzer", "eigenheim", "rentner", "propietarios", "jubilados"),
)
_CLAIM = late.pattern(
    r"\b(?:(?:your|the) (?:vehicle|car|auto|truck|home|appliance)(?:'s)?[^.!?\n]{0,30}?\b(?:warranty|coverage|service contract)\b"
    r"[^.!?\n]{0,60}?\b(?:expir\w{1,5}|about to|laps\w{1,4}|end(?:s|ed|ing)|not (?:been )?(?:extended|activated|renewed)|void)"
    r"|(?:factory|auto|car|vehicle|extended|home) warranty\b"
    r"[^.!?\n]{0,60}?\b(?:expir\w{1,5}|about to|laps\w{1,4}|final|void|eligible)"
    r"|(?:on |your |for )?medicare\b"
    r"[^.!?\n]{0,90}?(?:give ?back|back (?:per|every|a|each) month|added to (?:your|their) social security|extra benefits"
    r"|grocer(?:y|ies)|flex card|allowance)"
    r"|(?:student |your )?(?:loans?|debts?)\b[^.!?\n]{0,40}?\b(?:flagged|eligible|pre-?approved|selected|qualif\w{1,4})\b"
    r"[^.!?\n]{0,30}?\b(?:forgiveness|relief|discharge|cancellation)"
    r"|part (?:b|c) (?:give ?back|rebate|refund|premium (?:back|refund))"
    r"|(?:burial|final expense|life) (?:insurance|coverage)\b"
    r"[^.!?\n]{0,60}?(?:\$ ?\d|pennies|no (?:medical )?exam|state[- ]regulated)"
    r"|(?:drivers|homeowners|seniors|americans|veterans|retirees)\b"
    r"[^.!?\n]{0,60}?\b(?:don'?t know|do not know|were never told|are getting"
    r"|(?:now |may |can )?(?:qualify|be eligible|entitled)|overpay\w{0,3}|are (?:furious|rushing|saving))"
    r"|(?:proprietaires|retraites)\b[^.!?\n]{0,60}?\b(?:eligibles?|ont droit|peuvent beneficier)|aide de l'etat\b"
    r"|(?:hausbesitzer|eigenheimbesitzer|rentner)\b[^.!?\n]{0,60}?\b(?:forderung|zuschuss|anspruch)"
    r"|(?:propietarios|jubilados)\b[^.!?\n]{0,60}?\b(?:subvencion|ayuda|derecho))"
)
_BAIT = late.pattern(
    r"\b(?:(?:check|enter|confirm) (?:your|my) (?:zip|eligibility|rate|age|state|vehicle)"
    r"|(?:see|find out) if (?:you|i) (?:qualify|are eligible)"
    r"|(?:get|see|claim) (?:my|your|a) (?:free )?quote|free quote"
    r"|before (?:enrollment|your file|it|the (?:window|deadline)) (?:ends|is closed|closes|expires)"
    r"|not affiliated with (?:any |the )?(?:us |u\.s\. )?(?:federal )?government|may (?:still )?qualify"
    r"|(?:are|'re) still eligible|(?:your )?(?:file|application|case) (?:is incomplete|expires|will be closed)"
    r"|expires (?:tonight|today)|last chance to (?:extend|enroll|activate)"
    r"|(?:testez|verifiez) (?:votre|mon) eligibilite|devis gratuit|anspruch prufen|jetzt (?:kostenlos )?(?:prufen|vergleichen)"
    r"|comprueba si|solicita (?:tu|su))\b"
)
_WHICH = late.pattern(
    r"\b(?:vin\b|(?:policy|contract|certificate|plan|member|claim) (?:no\.?|number|id|#)"
    r"|(?:19|20)\d\d (?:toyota|honda|ford|chevrolet|nissan|bmw|audi|volkswagen|vw|kia|hyundai|mazda|subaru|jeep|dodge|tesla"
    r"|volvo|mercedes)|registration (?:no|number|plate)|versicherungsnummer|numero de (?:contrat|poliza))"
)


@check(
    id="body.nameless-policy",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="どの車や契約かを書かずに、保証や給付の話で誘っています", en="A warranty or benefit, and nobody says whose or which"
    ),
    says=Text(
        ja="「{claim}」「{bait}」と誘っていますが、車種や契約番号、保険会社の名がどこにもありません。"
        "読者のことを何も知らないまま無差別に送り、個人情報を集めたり、中身のない契約を売ったりする文面です。",
        en="“{claim}”, “{bait}”: but no car, contract or company is named. The sender knows nothing of the reader, and "
        "gathers what people type, or sells contracts that pay for nothing.",
    ),
    speaks_for=("bulk-spam",),
    experts=("MASS", "LURE"),
)
def nameless_policy(case: Case, it: Observable) -> Iterator[Hit]:
    """«We've been trying to reach you» (FTC, FCC 2022); Medicare cards and «givebacks» (HHS-OIG).

    Innocent causes: an insurer's or dealer's own letter, which names the contract or the car; firms named in the text at their
    own proven domain, known brands' own mail, lists and answers are left out.
    """
    text = _letter.only(case, _told.flowing(case))
    if _letter.size(case) > LONG or not _HINTS(text) or not (_said.leads(case) or case.seen("phone")):
        return
    found = _told.places(case, text, _CLAIM, _BAIT)
    if not found or _WHICH.search(text) or _firm_by_name(case, text) or _genuine.of_the_brand(case):
        return
    if not case.seen("list", "mailing-list") and not _story.conversation(case) and not _told.warns(case):
        yield Hit(*found, claim=found[0].found, bait=found[1].found)


def _firm_by_name(case: Case, text: str) -> bool:
    """Whether a firm whose whole name is its proven domain's says so in the text: a firm that is called after what it sells
    («student-aid-relief») has not said who it is."""
    labels = [registrable(it.domain).partition(".")[0].replace("-", "") for it in _author.authors(case)[:1]]
    return _firms.of_a_firm(case) and any(it in text.replace(" ", "").replace("-", "") for it in labels)
