"""A firm by its name asks for a login or money from a domain that cannot be its own."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _house, _said, _tied, _told, _unspeakable
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import own
from sabaku.checks._offices import naming, office
from sabaku.checks._route import platform_name
from sabaku.checks._unlike import by_domain
from sabaku.checks._who import Sender, author, place, through_list
from sabaku.model import Case, Datum, Observable, Text
from sabaku.names import romaji
from sabaku.names.brands import is_official, is_public
from sabaku.names.endings import is_organisations
from sabaku.names.hosts import registrable, tld
from sabaku.text import late
from sabaku.text.fold import fold

_WANTS = (
    *("credential", "card.ask", "card.problem", "payment.unpaid", "payment.pay", "threat", "parcel.failed"),
    *("parcel.address", "refund", "tax", "mailbox", "court", "scare", "prize"),
    *("deadline.hours", "deadline.days", "deadline.if_not"),
)
_INSTITUTION = late.pattern(
    r"信用金庫|信金|信用組合|労働金庫|銀行|農協|証券|生命保険|損害保険|火災保険|共済組合|水道(?:局|部|企業団)|ガス(?:株式会社|$)|電力|郵便局|市役所|区役所"
    r"|町役場|年金事務所|健康保険組合|病院|カード株式会社|鉄道|高速道路|ケーブルテレビ|ケーブルネット"
    r"|\b(?:bank|building society|credit union|savings|sparkasse|volksbank|raiffeisenbank|genossenschaftsbank"
    r"|stadtwerke|wasserwerke?"
    r"|krankenkasse|versicherung(?:en)?|banque|caisse|mutuelle|assurances?|eaux|banco|caja|seguros|ayuntamiento|banca|cassa|comune"
    r"|acquedotto|caixa|camara municipal|aguas|gemeente|waterschap|verzekering(?:en)?|bank spoldzielczy|council|water"
    r"|electric|utilities"
    r"|energy|insurance|telecom|county|hospital)\b"
)
"""Kinds of houses that are never without a domain of their name."""
_IN_LATIN = late.pattern(
    "bank|ginko|shinkin|shinkumi|rokin|card|credit|suido|water|gas|denryoku|energy|power|hoken|insur|life|secur|shoken|kyosai"
    "|rail|tetsudo|cable|catv|hosp|clinic|byoin|city|town|net|post|kasse|werke|caisse|banq|eau|agua|banc"
)
"""What of it a domain may bear."""


@check(
    id="identity.firm-elsewhere",
    over="message",
    said=_WANTS,
    group="identity",
    sure="inferred",
    title=Text(
        "名乗っている名前と無関係なドメインから、手続きや支払いを求めています", "A firm's name at a domain that is not its own"
    ),
    says=Text(
        "「{name}」を名乗って「{wants}」と書いていますが、差出人のドメイン {domain} は{how}。",
        "It speaks as “{name}” and writes “{wants}”, but its domain {domain} {how}.",
    ),
    advice=Text(
        "リンクを開かず、名乗っている組織の公式サイトを自分で開いて確かめてください。",
        "Do not follow its links: ask that house by its own site.",
    ),
    experts=("FD", "FRAND", "FDISP"),
    quiet_when=("identity.from-unlike-brand", "identity.from-not-brand", "identity.from-other-organisation"),
    speaks_for=("phishing",),
)
def firm_elsewhere(case: Case, _: Observable) -> Iterator[Hit]:
    """A local bank, waterworks or shop that stands in no list of brands is posed as too, from hired or stolen domains.

    Judged where the sender's name stands in the text too, and the mail leads somewhere and wants something: at a domain of
    random letters, or where the name is that of an institution, which all have a domain of their name. Japanese names cannot
    be compared with letters: there an institution's under .jp is left out. Left out are lists, platforms, known firms,
    domains that only an organisation gets, colleagues, warnings. Innocent causes: abbreviations that the name does not give;
    an unknown service that writes in an institution's name from its own domain.
    """
    sender = author(case)
    if sender is None or not sender.who.shown.strip() or not _judged(case, sender):
        return
    how = _RANDOM if _random(case, sender) else _NOT_ITS if _institution(sender) else None
    wants = _said.first(case, *_WANTS)
    if how is None or wants is None or _bears(case, sender) or not _tied.signs(case, sender) or not _said.leads(case):
        return
    yield Hit(
        place(sender),
        _said.quote(wants),
        name=Datum("text", sender.who.shown[:80]),
        wants=wants.shown,
        domain=datum("domain", registrable(sender.domain)),
        how=Datum("text", how.en, how),
    )


def _judged(case: Case, sender: Sender) -> bool:
    """Whether nobody knows the sender's domain, and no list, platform or office stands behind it."""
    domain, shown = registrable(sender.domain), sender.who.shown
    if (
        through_list(case)
        or case.seen("list", "mailing-list")
        or is_public(domain)
        or is_official(domain)
        or is_organisations(domain)
    ):
        return False
    if platform_name(sender.domain) or domain in _house.own_domains(case) or own(case) is not None:
        return False
    return "@" not in shown and not office(shown) and not _told.warns(case)


def _random(case: Case, sender: Sender) -> bool:
    domain = registrable(sender.domain)
    return _unspeakable.looks_random(domain.partition(".")[0], _unspeakable.known(_said.lang(case), domain))


def _institution(sender: Sender) -> bool:
    """Whether the name is an institution's, at a domain that bears nothing of what it is."""
    domain, shown = registrable(sender.domain), fold(sender.who.shown).lower()
    if _INSTITUTION.search(shown) is None or _IN_LATIN.search(domain.partition(".")[0]):
        return False
    return bool(naming(shown)) if shown.isascii() else tld(domain) != "jp"


def _bears(case: Case, sender: Sender) -> bool:
    """Whether the domain bears the name, its initials or its sound."""
    label = registrable(sender.domain).partition(".")[0]
    return by_domain(case, sender, naming(sender.who.shown)) or romaji.spells(sender.who.shown, label)


_RANDOM = Text(
    "意味のない文字の並びで、その名前を表していません。大量に取得して使い捨てるドメインの特徴です",
    "is a row of random letters that does not stand for that name: such domains are hired by the dozen",
)
_NOT_ITS = Text(
    "その名前も業種も表していません。このような機関は、自分の名前のドメインから送るのが通常です",
    "bears neither that name nor what it is; such institutions write from a domain of their name",
)
