"""One check: gains that cannot fail, and a group or chat to join."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _firms, _greeted, _letter, _links, _said, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._hosts import CHATS
from sabaku.model import Case, Evidence, Observable, Text
from sabaku.text import late

LONG = 4000
_EARN = (
    r"earn(?:s|ed|ing)?|makes?|made|making|pocket(?:s|ed)?|verdien\w{1,3}|gagn\w{1,5}|gan[aoó]\w{0,4}|guadagn\w{1,5}|verdiende?"
)
_BEFORE = r"[$€£]\s?\d[\d.,]*"
_BEHIND = r"[$€£]|euros?|eur|usd|dollars?"
"""A sum with its currency before it, and the currencies that stand behind one."""
_A_TIME = r"(?:a|per|every|each|pro|am|par|por|al|per) (?:day|week|hour|tag|woche|jour|semaine|dia|semana|giorno|settimana|dag)"
_IN_NO_TIME = (
    r"(?:in|within) (?:her|his|my|their|the|just|only) (?:first )?(?:\d|one|two|three|seven|few|week|day|month)"
    r"|while (?:he|she|you|they|i) sleeps?|im schlaf|en dormant"
)
_EARNS = late.pattern(
    rf"\b(?:{_EARN})\b[^.!?\n]{{0,24}}?(?:{_BEFORE}|\d[\d.,]*\s?(?:{_BEHIND}|pounds?))[^.!?\n]{{0,20}}?\b(?:{_A_TIME}|{_IN_NO_TIME})\b"
    rf"|(?:{_BEFORE}|\d[\d.,]*\s?(?:{_BEHIND}))[^.!?\n]{{0,8}}?\b(?:pro|am|in der|per) (?:tag|woche|stunde|dag|week)\b"
    r"[^.!?\n]{0,20}?\b(?:verdien\w{1,3}|verdient|einnimmt|macht|verdiende?)\b"
)
"""What somebody is said to have earned, and how fast."""
_ROBOT = late.pattern(
    r"\b(?:ai|artificial intelligence|automated|automatic|quantum|crypto|bitcoin|smart)[- ](?:powered )?"
    r"(?:trading|investment|investing|profit)[- ]?(?:software|platform|app|system|bot|robot|algorithm|program(?:me)?)?\b"
    r"|\btrading (?:software|robot|bot|algorithm)\b"
    r"|\b(?:automated|automatic|smart|ai|secret) (?:bot|robot|software|system|algorithm|app)\b"
    r"|\b(?:bot|robot|software|algorithm|app|ai) (?:that )?trades\b"
    r"|\b(?:ki|automatische)[- ]?(?:handels|trading)\w{0,12}|\bhandelssoftware\b|\b(?:logiciel|robot|plateforme) de trading\b"
    r"|\b(?:software|robot|plataforma) de (?:trading|inversion)\b|\b(?:software|robot|piattaforma) di trading\b"
)
_TRADES = late.one_of(
    *("trading", "trades", "investment", "investing", "handelssoftware", "handelsroboter", "ki-", "automatische", "de inversion"),
)
_BEGIN = late.pattern(
    r"\b(?:register|sign up|join (?:now|today|us)|places? (?:are |is )?(?:left|free|remain\w{0,3})|free places?"
    r"|minimum (?:deposit|investment)\b|claim your"
    r"|get started|start (?:now|earning|today))\b"
    r"|\b(?:registrieren|jetzt starten|platze frei|inscri\w{2,8}|registr\w{2,8}|iscriv\w{1,5}|aanmelden|meld je)\b"
    r"|\b(?:deposit|investment|investing) of (?:just |only )?(?:[$€£]\s?\d{2,3}\b|\d{2,3}\s?(?:[$€£]|eur|usd))"
    r"|\b(?:einzahlung|depot|deposito|inversion|investimento|inleg) (?:von|de|di|van) (?:nur |solo |seulement "
    r"|slechts )?(?:[$€£]\s?)?\d{2,3}\b"
)


@check(
    id="body.sure-gains",
    over="message",
    group="body",
    title=Text(ja="必ずもうかると約束し、グループやチャットへ誘っています", en="Gains that cannot fail, and a chat to join"),
    says=Text(
        ja="「{gain}」と利益を約束し、「{join}」へ誘っています。元本や利益を保証する勧誘は法律で禁じられており、"
        "SNS型投資詐欺の手口です。",
        en="“{gain}”, and on to “{join}”: nobody may promise that. Investment frauds in chats begin like this.",
    ),
    speaks_for=("advance-fee",),
    experts=("LURE", "CTX"),
)
def sure_gains(case: Case, it: Observable) -> Iterator[Hit]:
    """Promising a gain is forbidden to licensed advisers (in Japan 金融商品取引法 38 and 39, 出資法 1). Innocent cause:
    warnings."""
    if _letter.size(case) > LONG or case.seen("list", "mailing-list"):
        return
    gain = _said.first(case, "offer.gain") or _rose(case) or _tip(case)
    if gain is None:
        yield from _by_robot(case)
        return
    joins = _said.first(case, "offer.club", "offer.chat", "boss.line")
    chats = [one for one in _author.own_links(case) if _links.link(one).host in CHATS]
    if joins is not None:
        yield Hit(_said.quote(gain), _said.quote(joins), gain=gain.shown, join=joins.shown)
    elif chats:
        yield Hit(_said.quote(gain), _links.at(chats[0]), gain=gain.shown, join=_links.link(chats[0]).host)
    elif (wallet := case.first("wallet")) is not None and not _bulk.mass(case):
        yield Hit(_said.quote(gain), _said.quote(wallet), gain=gain.shown, join=wallet.shown)
    elif (more := _more(case, gain)) is not None and not _bulk.mass(case):
        link = _author.own_links(case)[0]
        yield Hit(_said.quote(gain), more, _links.at(link), gain=gain.shown, join=_links.link(link).host)


_ROSE = late.pattern(
    r"\b(?:i|we|he|she|they|members?|students?|followers?)(?: have| has|'ve)? (?:just |already )?(?:made|earned|gained"
    r"|profited|grew)"
    r"[^.!?\n]{0,24}?\b[1-9]\d{1,2}(?:\.\d)? ?%[^.!?\n]{0,16}?"
    r"\b(?:(?:last|this) (?:week|month)|yesterday|today|(?:with)?in (?:one|a|two|three|\d{1,2}) (?:days?|weeks?|months?))\b"
    r"|(?:今月|先月|今週|先週|今年|毎月|昨日|この[1-9]?(?:週間|か月))(?:だけで|は|も"
    r"|の)?[^。\n\d]{0,10}?[1-9]\d{1,2}(?:\.\d)? ?%[^。\n]{0,4}?(?:利益|リターン|収益|上昇|プラス|運用益)"
)
"""Somebody's own fabulous gain in a short time."""


def _rose(case: Case) -> Observable | None:
    """Where a stranger tells of it in a letter; newsletters of funds give their figures, too."""
    found = None if _bulk.mass(case) or case.seen("list", "mailing-list") else _ROSE.search(_said.folded(case))
    if found is None:
        return None
    return _said.phrase(case, "offer.gain", *found.span())


_PAPERS_JA = r"銘柄|証券コード|株(?!式)|相場|先物|仮想通貨|暗号資産|\bfx\b"
_PAPERS_EN = (
    r"picks?|tickers?|stocks?|shares|movers?|(?:trading |buy )?signals?|trad(?:e|es|ing|ers?)|crypto|coins?|investors?"
    r"|portfolio|market"
)
_PAPERS_DE = (
    r"aktien?\w{0,6}|borse\w{0,8}|empfehlung\w{0,2}|(?:nachste[nrsm]?|heutige[nrs]?) (?:wert|titel)|depot|anleger\w{0,2}|signale?"
)
_PAPERS_ROMANCE = (
    r"actions?|bourse|valeurs?|investisseurs?|acciones?|bolsa|inversor\w{0,2}|titol[oi]|azion[ei]|borsa|investitor[ei]|acao"
    r"|acoes|investidor\w{0,2}"
)
_PAPERS_NL = r"aandel\w{2}|beurs"
_PAPERS = late.pattern(rf"{_PAPERS_JA}|\b(?:{_PAPERS_EN}|{_PAPERS_DE}|{_PAPERS_ROMANCE}|{_PAPERS_NL})\b")
"""It is about what is traded at an exchange."""
_RECORD = late.pattern(
    r"全勝|連勝|ストップ高|爆益|億り人|利益を?確定|(?:[2-9]|10|[2-9]\d)倍(?:株|高|に|以上)|(?:的中|勝)率(?:は"
    r"|が)?[^。\n\d]{0,6}[7-9]\d"
    r"|[+] ?[1-9]\d{0,2}(?:[.,]\d)? ?%|[1-9]\d{1,2} ?%(?:以上)?の?(?:上昇|値上がり|利益|高)"
    r"|(?:\b(?:up|gained|rose|returned|made|soared|jumped|ottenuto|realizzato|guadagnato|reso|ganado|subio|gagne|pris"
    r"|verdient|erzielt|legte|stieg|gewonnen"
    r"|ganhou|ganhamos|subiu|behaald|steeg)\b|\bclosed up\b)[^.!?\n]{0,40}?\b[1-9]\d{1,2}(?:[.,]\d)? ?%"
    r"|\b\d{1,2} (?:of|out of|von|sur|de|su) (?:the |our |unseren )?(?:last |past |letzten )?\d{1,2} (?:movers|picks|calls"
    r"|trades|signals|empfehlungen)\b"
)
"""What the earlier ones are said to have brought."""
_BOASTS = late.one_of(*"% 勝 ストップ高 爆益 億り人 利益 倍 率 movers picks calls trades signals empfehlungen".split())
"""Without one of these there is no record."""
_PERCENT = late.pattern(r"(?<![\d.,])[1-9]\d{1,2}(?:[.,]\d)? ?%")
_GROUPS = frozenset(("chat.whatsapp.com", "t.me", "telegram.me"))
"""Where strangers talk in groups."""


def _tip(case: Case) -> Observable | None:
    """Where a stranger boasts in a letter of what the last papers that they named have gained."""
    text = _letter.only(case, _told.flowing(case))
    if not _BOASTS(text) or _bulk.mass(case) or case.seen("list", "mailing-list"):
        return None
    if _told.warns(case) or _greeted.by_readers_name(case):
        return None
    grouped = any(_links.link(one).host in _GROUPS for one in _author.own_links(case))
    found = (_RECORD.search(text) or (_PERCENT.search(text) if grouped else None)) if _PAPERS.search(text) else None
    if found is None:
        return None
    return _said.phrase(case, "offer.gain", *found.span())


_RATE = late.pattern(
    r"(?:日利|月利|年利|年率|年|利回り|勝率|的中率)[^。\n\d]{0,6}(?:[4-9]|[1-9]\d)(?:\.\d{1,2})? ?%"
    r"|\d{2} ?%[^。\n]{0,8}?(?:黒字|勝|利益|的中)"
    r"|(?:資金|資産|公募価格|株価|利益)[^。\n]{0,12}?\d{1,2} ?倍"
)
"""A rate that no honest offer of «no loss» has."""


def _more(case: Case, gain: Observable) -> Evidence | None:
    """A fabulous rate beside another promise, in a Japanese mail that leads to a page."""
    if _said.lang(case) != "ja" or not _author.own_links(case) or _told.warns(case) or _firms.of_a_firm(case):
        return None
    rates = (it for it in _RATE.finditer(_said.folded(case)) if it.start() >= gain.seen.end or it.end() <= gain.seen.start)
    return next((_told.at(case, it) for it in rates), None)


def _by_robot(case: Case) -> Iterator[Hit]:
    """Somebody's fabulous earnings, and the software or the small deposit that brings them to everybody."""
    text = _letter.only(case, _told.flowing(case))
    if not _TRADES(text) or not _said.leads(case) or not _BEGIN.search(text):
        return
    found = _told.places(case, text, _EARNS, _ROBOT)
    if found:
        yield Hit(*found, gain=found[0].found, join=found[1].found)
