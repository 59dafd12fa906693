"""One check: the reader is to answer past the mail of their school or firm."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _firms, _house, _letter, _said, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

LONG = 4000
_OWN = r"(?:personal|private|alternat(?:e|ive)|non-?(?:school|university|edu)|gmail|secondary|other)"
_HOUSE = (
    r"(?:school|university|college|student|\.?edu|work|company|office|official|institutional|corporate|organi[sz]ation(?:al)?)"
)
_PAST = late.pattern(
    rf"\b{_OWN} (?:e-?mail|mail|mailbox|account)s?(?: (?:address|account|id))?(?:es)?[^.!?\n]{{0,40}}?"
    rf"\b(?:not|instead of|rather than|other than|and not)\b[^.!?\n]{{0,20}}?\b{_HOUSE}\b"
    rf"|\b(?:not|never|don't|do not)\b[^.!?\n]{{0,24}}?\b(?:from|use|using|with|through|to)\b"
    rf"[^.!?\n]{{0,12}}?\b{_HOUSE} (?:e-?mail|mail|account|address)"
    rf"|\b(?:no|never) {_HOUSE} (?:e-?mail|mail|address)\w{{0,3}}\b"
    rf"|\bnon[- ]?{_HOUSE}\)? (?:e-?mail|mail|mailbox|address)\w{{0,3}}\b"
    r"|\bprivate[nr]? (?:e-?mail|mail)\w{0,12}[^.!?\n]{0,40}?\b(?:nicht|statt)\b"
    r"[^.!?\n]{0,30}?\b(?:uni|hochschul|schul|firmen|dienst|geschafts)"
    r"|\b(?:e-?mail|adresse|messagerie) personnelle?\b[^.!?\n]{0,40}?\b(?:et non|pas|plutot que)\b"
    r"[^.!?\n]{0,30}?\b(?:universitaire|professionnelle?|scolaire|ecole)"
    r"|\bcorreo personal\b[^.!?\n]{0,40}?\b(?:no|en lugar)\b[^.!?\n]{0,30}?\b(?:universitario|institucional|trabajo|corporativo)"
    r"|\be-?mail personale\b[^.!?\n]{0,40}?\b(?:non|invece)\b[^.!?\n]{0,30}?\b(?:universitari|istituzionale|aziendale)"
    r"|(?:個人|私用|プライベート|私的)の?(?:メール|アドレス|携帯)[^。\n]{0,30}?(?:学校|大学|会社|社内|業務)"
    r"[^。\n]{0,12}?(?:ではなく|でなく|以外|使わ|使用しない)"
    r"|(?:学校|大学|会社|社内|業務用?)の?(?:メール|アドレス)[^。\n]{0,16}?(?:ではなく|使わず|使用せず|使わない)"
    r"[^。\n]{0,30}?(?:個人|私用|プライベート)"
)
_past = late.starting(
    _PAST,
    *("personal", "private", "alternat", "non", "school", "university", "edu", "gmail", "secondary", "other", "not", "never"),
    *("don't", "do not", "no ", "e-mail", "email", "mail ", "adresse", "messagerie", "correo personal"),
    *("個人", "私用", "プライベート", "私的", "学校", "大学", "会社", "社内", "業務"),
)
_HINTS = late.one_of(
    *("personal", "private", "alternat", "non-school", "non school", "school", "university", "college", "student", "work"),
    *("edu ", "company", "office", "official", "institution", "corporate", "organi", "privat", "personnelle"),
    *("correo personal", "personale", "個人", "私用", "プライベート", "私的"),
)
_PAID = late.pattern(
    r"[$€£] ?\d[\d.,]*[^.!?\n]{0,12}?\b(?:weekly|hourly|monthly|daily|(?:per|a|an|every|each|/) ?(?:week|hour|month|day|wk|hr)"
    r"|(?:pro|die|in der) (?:woche|stunde)|par (?:semaine|heure|mois)|(?:por|a la) (?:semana|hora))\b"
    r"|\b(?:weekly|hourly|monthly) (?:pay|wage|salary|stipend|allowance)\b|(?:時給|日給|週給|月給"
    r"|報酬)は?[^。\n]{0,6}?[1-9][\d,]{2}"
)
"""Work that is paid for: from within the house too nobody then asks for a mailbox outside, but who has stolen one there."""
_LEAVING = late.pattern(
    r"\b(?:(?:i|you) (?:will )?leave|leaving|last day|retir(?:e|ing)|graduat(?:e|es|ion|ing)|alumn[ia]\w{0,2}"
    r"|(?:account|mailbox|address)[^.!?\n]{0,30}?(?:close[sd]?|expires?|be (?:closed|deleted|deactivated)|end[s]?)"
    r"|verlass\w{1,3}|ausscheid\w{1,3}|studienende|diplom\w{1,4}|graduacion|laurea)\b|卒業|退職|退社|異動|転職"
)
"""Why honest people ask for a private address: the one of the house ends."""


@check(
    id="body.past-the-house",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="学校や会社のメールを避けて返信するよう求めています", en="The answer is to go past the mail of the reader's house"
    ),
    says=Text(
        ja="「{phrase}」と、学校や会社のメールを使わずに返信するよう求めています。管理者やフィルターの目が届かない場所でだますためです。",
        en="“{phrase}”: it wants an answer from a private mailbox, where no filter and no administrator of the house looks on.",
    ),
    advice=Text(
        ja="返信せず、大学の就職課や会社の担当部署に、その募集が実在するか確かめてください。",
        en="Do not answer; ask your careers office, or whoever is in charge in your firm, whether this exists.",
    ),
    speaks_for=("advance-fee",),
    experts=("CTX", "LURE"),
)
def past_the_house(case: Case, it: Observable) -> Iterator[Hit]:
    """Frauds with jobs for students and orders of false superiors (FBI IC3, universities' warnings) move on at once.

    Innocent causes: whoever leaves, an alumni office or a personnel department that wants a private address for the time after:
    they say so, or write from the house itself and offer no paid work, or from a firm's proven domain which the text names.
    """
    text = _letter.only(case, _told.flowing(case))
    if _letter.size(case) > LONG or not _HINTS(text) or _bulk.mass(case) or case.seen("list", "mailing-list"):
        return
    found = next(_past(text), None)
    if found is None or _LEAVING.search(text) or (_firms.firm(case) and not _house.inside(case)):
        return
    if _house.inside(case) and not (_PAID.search(text) and _said.has(case, "personal.ask", "advance-fee.details")):
        return
    told = _told.at(case, found)
    yield Hit(told, phrase=told.found)
