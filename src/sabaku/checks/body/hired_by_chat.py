"""One check: work for which nobody meets the applicant: the interview is a chat, or a cheque comes before the first day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _firms, _letter, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

LONG = 4000
_HINTS = late.one_of(
    *("interview", "hired", "check", "cheque", "面接", "採用", "vorstellungsgesprach", "bewerbungsgesprach", "entretien"),
    *("entrevista", "colloquio", "training"),
)
_WORK_EN = (
    r"position|role|job|vacancy|hir(?:ed|ing)|shortlisted|resume|application|per hour|hourly|/ ?hr|/ ?hour|part[- ]time"
    r"|data entry|remote|openings?|candidates?|cv|(?:a|per) month|salary|wages?"
)
_WORK_DE = r"stelle|bewerbung|stundenlohn|minijob|nebenjob"
_WORK_ROMANCE = r"poste|candidature|empleo|puesto|vacante|lavoro|posizione|vaga|emprego"
_WORK_JA = r"採用|求人|ご?応募|お仕事|在宅ワーク|時給|日給"
_WORK = late.pattern(rf"\b(?:{_WORK_EN}|{_WORK_DE}|{_WORK_ROMANCE})\b|{_WORK_JA}")
"""It is about work."""
_HIRES = late.pattern(
    r"\b(?:hir(?:ed|ing)|shortlisted|applicants?|resume|appl(?:ied|ying|ication)|interviews?|offer letter|onboarding"
    r"|first day|payroll|per hour|hourly"
    r"|/ ?hr|wage|vacancy|recruit\w{2,5})\b"
)
"""Somebody is taken on: clubs and firms pay for equipment by cheque, too."""
_APPS = (
    r"(?:telegram|whats ?app|signal|wire app|google (?:chat|hangouts?)|hangouts?|text(?: message)?s?|sms|chat|messenger|zangi"
    r"|teams chat)"
)
_CHAT_EN = (
    r"\b(?:interviews?|briefing|screening|orientation|onboarding|assessment)\b"
    r"[^.!?\n]{0,60}?\b(?:by|via|on|over|through|held|conducted|using|in)\b"
    rf"[^.!?\n]{{0,40}}?\b{_APPS}\b|\b{_APPS}[- ](?:based |only )?interview\b"
)
_NO_INTERVIEW_EN = (
    r"\b(?:no|without(?: an?)?|skip(?:ping)? the) (?:phone |video |face[- ]to[- ]face |in[- ]person )?"
    r"interviews?\b(?:[^.!?\n]{0,20}\b(?:needed|required|necessary|is|are))?"
)
_CHAT_DE = r"\b(?:vorstellungs|bewerbungs)gesprach[^.!?\n]{0,60}?\b(?:chat|whatsapp|telegram|signal|schriftlich)\b"
_CHAT_ROMANCE = (
    r"\bentretien[^.!?\n]{0,60}?\b(?:chat|whatsapp|telegram|signal|messagerie)\b"
    r"|\bentrevista[^.!?\n]{0,60}?\b(?:chat|whatsapp|telegram|signal)\b"
    r"|\bcolloquio[^.!?\n]{0,60}?\b(?:chat|whatsapp|telegram|signal)\b"
)
_CHAT_JA = (
    r"面接(?:は|を)?[^。\n]{0,30}?(?:チャット|line|telegram|テレグラム|signal|whatsapp|メッセージ)"
    r"(?:の(?:テキスト|チャット|メッセージ|文字))?(?:の?み|だけ|で|にて|上で|で行)"
)
_BY_CHAT = late.pattern("|".join((_CHAT_EN, _NO_INTERVIEW_EN, _CHAT_DE, _CHAT_ROMANCE, _CHAT_JA)))
"""An interview at which nobody sees or hears anybody."""
_TO_CHAT = late.pattern(
    r"\b(?:add|text|message|contact|write|reach)\b[^!?\n]{0,60}?\b(?:telegram|whats ?app|signal)\b"
    r"|\btext \(?\+?\d[\d ()-]{6,16}\d"
    r"|(?<![a-z])(?:telegram|whatsapp|signal|line)(?![a-z])[^.!?\n]{0,24}(?:@\w{3,32}|\+\d)"
    r"|\b(?:message|email|e-?mail|write|contact|reach)\b[^.!?\n]{0,30}?\b[\w.+-]{3,40}@(?:gmail|outlook|yahoo|hotmail|proton"
    r"|aol|icloud)\.\w{2,4}"
    r"|(?:line|telegram|テレグラム|signal|whatsapp)[^。\n]{0,24}?(?:追加|連絡|メッセージ|id)"
)
_GEAR = (
    r"(?:equipment|(?:home|mini|remote|working)[- ]?office|office (?:setup|set-?up|supplies|equipment)|supplies|laptop|macbook"
    r"|printer|software|work(?:ing)? (?:tools|materials))"
)
_CHEQUE = late.pattern(
    rf"\b(?:checks?|cheques?|e-?checks?)\b[^.!?\n]{{0,60}}?\b{_GEAR}\b"
    rf"|\b{_GEAR}\b[^.!?\n]{{0,90}}?\b(?:with|by|via|from|using) (?:a|the|an|our) (?:\w{{4,10}} )?(?:checks?|cheques?"
    rf"|e-?checks?)\b"
)
"""A cheque for the applicant's equipment: it bounces when the vendor has been paid."""


@check(
    id="body.hired-by-chat",
    over="message",
    group="body",
    sure="inferred",
    title=Text(ja="チャットだけの面接や小切手で、採用すると言っています", en="A job, and nobody to be seen or heard"),
    says=Text(
        ja="仕事の話(「{work}」)ですが、「{how}」と、相手の顔も声も確かめられない進め方です。"
        "採用手続きや備品の購入を口実に、個人情報、口座、金銭を取られる手口です。",
        en="It is about work (“{work}”), but “{how}”: nobody is seen or heard. Papers and bank details are collected for the "
        "“hiring”, or a cheque for the equipment bounces after the applicant has paid.",
    ),
    advice=Text(
        ja="身分証や口座の情報を送らず、会社の公式サイトに載っている採用窓口へ、その求人があるかを確かめてください。",
        en="Send no papers and cash no cheque; ask the firm, by the contact on its own site, whether there is such a job.",
    ),
    speaks_for=("advance-fee",),
    quiet_when=("body.overpaid-cheque",),
    experts=("LURE", "CTX"),
)
def hired_by_chat(case: Case, it: Observable) -> Iterator[Hit]:
    """Names of real firms are borrowed, résumés taken from job boards (FTC, FBI IC3, «fake job offers»).

    Two are wanted: work, and an interview in a messenger beside the way into it, or a cheque for equipment. Innocent causes:
    firms that interview by chat tell so from their own proven domain; lists, newsletters, answers and warnings are left out.
    """
    if _letter.size(case) > LONG or case.seen("list", "mailing-list") or _bulk.mass(case):
        return
    text = _letter.only(case, _told.flowing(case))
    work = _WORK.search(text) if _HINTS(text) else None
    how = _how(text) if work else None
    if work is None or how is None or _story.conversation(case) or _told.warns(case) or _firms.firm(case):
        return
    if not _said.has(case, "newsletter.unsubscribe"):
        at = _told.at(case, work), _told.at(case, how)
        yield Hit(*at, work=at[0].found, how=at[1].found)


def _how(text: str) -> re.Match[str] | None:
    chat = _BY_CHAT.search(text)
    if chat is not None and _TO_CHAT.search(text):
        return chat
    return _CHEQUE.search(text) if _HIRES.search(text) else None
