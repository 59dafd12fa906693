"""One check: something costly is given away, and the reader is to write to somebody else who brings it."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _house, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Address, Case, Evidence, Observable, Text
from sabaku.names.brands import is_public
from sabaku.text import late
from sabaku.text.fold import fold

LONG = 3000
_THING = late.pattern(
    r"\b(?:(?:baby |grand |upright ){0,2}piano|grand piano|keyboard|violin|cello|saxophone|guitar|macbooks?|laptop|playstation"
    r"|ps5|camera|telescope|golf cart|motor ?home|camper|caravan|wheelchair|klavier|flugel|konzertflugel|piano a queue|violon"
    r"|pianoforte|vleugel)\b"
    r"|ピアノ|バイオリン|ヴァイオリン"
)
_GIVEN = late.pattern(
    r"\b(?:giv(?:e|ing)(?: it| them| these| this)? (?:away|out)|for free|free to|free of charge|at no (?:cost|charge)"
    r"|donat(?:e|ing|ed)|downsizing|late (?:husband|father|wife|mother|uncle)|passionate|good home|gute hande"
    r"|verstorbener? (?:mann|vater)|verstorbene (?:frau|mutter)|zu verschenken"
    r"|verschenk\w{1,5}|a donner|donner gratuitement|faire don|regalar?|gratis|regalo|cedere gratuitamente|weggeven)\b"
    r"|無料で|無償で|差し上げ|お譲り"
)
_BROUGHT = late.pattern(
    r"\b(?:movers?|moving (?:cost|costs|company|fee|truck)|shipping (?:cost|fee|company)|deliver(?:y|ed)|pick ?up|transport"
    r"|courier|spedition|umzugs\w{3,14}|transportkosten|demenageurs?|livraison|frais de transport|mudanza|transporte|trasloco"
    r"|spedizione|verhuizer|verhuiskosten)\b"
    r"|配送|運送|引っ越し業者|輸送"
)
_PRIVATELY = late.pattern(
    r"\b(?:from|with|using|via|through) (?:your|his|her|their|an?) (?:own )?(?:private|personal|home|alternat(?:e|ive)"
    r"|non-?[ ]?\w{3,12})"
    r" (?:e-?mail|mail)|\b(?:von|mit|uber) (?:ihrer|deiner|eurer|einer) privaten? (?:e-?mail|mail|adresse)"
    r"|\b(?:depuis|avec|de) (?:votre|ton|une) (?:e-?mail|mail|adresse|messagerie) (?:personnelle?|privee?)"
    r"|\bdesde (?:su|tu) correo personal|\bdall?a? ?(?:tua|sua|vostra)? ?(?:e-?mail|mail) (?:personale|privata)"
    r"|(?:個人|私用|私|プライベート|ご自宅)の?(?:メール|アドレス)[^。\n]{0,12}?(?:から|より|で|にて)"
)
"""The answer shall not come from a mailbox of the house: who writes from within and means well has no reason for it."""


@check(
    id="body.heirloom-for-fees",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="高価な品を無料で譲ると言い、別の相手に連絡させています", en="A costly thing for nothing, from somebody else's mailbox"
    ),
    says=Text(
        ja="「{thing}」を「{given}」と持ちかけ、運送の話({brought})とともに {address} へ連絡させようとしています。"
        "品物は存在せず、運送費を先に払わせる手口です。",
        en="“{thing}”, “{given}”; one writes to {address} and sees to the carriage (“{brought}”). "
        "The thing does not exist; the mover's fee is what it is about.",
    ),
    advice=Text(
        ja="品物を自分の目で見るまでは、運送費を支払わないでください。",
        en="Pay no mover before you have seen what is to be given away.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def heirloom_for_fees(case: Case, it: Observable) -> Iterator[Hit]:
    """A widow's piano, offered to whole universities in a colleague's name (BBB, Proofpoint 2024).

    Innocent cause: people do give pianos away, and let one come and see them: they give no free-mail address of a third person,
    or write within their own house, where an answer from a mailbox of the house will do.
    """
    text = _letter.only(case, _told.flowing(case))
    if (
        _letter.size(case) > LONG
        or _letter.own_links(case)
        or _bulk.mass(case)
        or _story.conversation(case)
        or (_house.inside(case) and not _PRIVATELY.search(text))
    ):
        return
    known = {one.value for one in case.seen("address", "from", "to", "cc")}
    other = next(
        (one for one in case.seen("address", "text", "mailto", "reply-to") if _anybodys(one) and one.value not in known), None
    )
    thing = (_THING.search(text) or _THING.search(fold(_said.subject(case)[0]))) if other else None
    found = _told.places(case, text, _GIVEN, _BROUGHT) if thing and not _told.may_see(case) else ()
    if other is None or thing is None or not found:
        return
    given, brought = (one.found for one in found)
    where = Evidence(other.seen, found=other.shown)
    yield Hit(*found, where, thing=thing[0], given=given, brought=brought, address=datum("address", other.value))


def _anybodys(one: Observable) -> bool:
    return isinstance(one.detail, Address) and is_public(one.detail.domain)
