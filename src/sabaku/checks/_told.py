"""What a letter says together, each part at its place: look-ups that several checks share. No judgement."""

from __future__ import annotations

import re

from sabaku.checks import _bulk, _genuine, _letter, _said, _story
from sabaku.model import Case, Evidence, Span, once
from sabaku.text import late
from sabaku.text.fold import fold

LONG = 3000
TITLE = 200
SENTENCE = 120
"""Characters on either side that are looked at for the ends of a sentence."""
_STOPS = ("。", "\n", ". ", "!", "?")
_WARNS = late.one_of(
    *("注意喚起", "消費生活センター", "消費者ホットライン", "国民生活センター", "架空請求", "#9110", "だまされない"),
    *("騙されない", "詐欺にご注意", "詐欺に注意", "手口", "訓練メール", "を装った", "偽メール", "偽サイト", "偽アプリ"),
    *("偽の電話", "不審な電話"),
)
"""Words of those who warn of such mail."""


def warns(case: Case) -> bool:
    """Whether the mail warns its reader of frauds."""
    text = f"{_said.subject(case)[0]}\n{_said.text(case)[: _said.SEARCHED]}"
    return _WARNS(text) and _WARNS(_SMALL_PRINT.sub("", text))


_SMALL_PRINT = late.pattern(
    "[^。\n]{0,60}?(?:詐欺に(?:は|十分|くれぐれも)?ご?注意(?:ください|下さい)"
    "|(?:を装った|偽メール|偽サイト)[^。\n]{0,60}?(?:ご注意(?:ください|下さい)|お気を付けください))[。\n]"
)
"""A sentence of warning that real firms and those who copy them write below any mail."""


@once
def ordinary(case: Case) -> bool:
    """Whether it is no Japanese letter to judge by its story: another language, long, a newsletter, of a list, an answer to a
    mail, a warning of such mail, or provably the claimed company's own."""
    if _said.lang(case) != "ja" or _letter.size(case) > LONG or _bulk.mass(case) or case.seen("list", "mailing-list"):
        return True
    return warns(case) or _story.conversation(case) or _genuine.of_the_brand(case)


def together(case: Case, *parts: re.Pattern[str]) -> tuple[Evidence, ...]:
    """One place for each of the patterns in the folded visible text, for one of them also in the subject; nothing where one is
    missing, or where the mail is ordinary by its kind."""
    if ordinary(case):
        return ()
    text = _letter.only(case, flowing(case))
    titled = False
    found: list[Evidence] = []
    for part in parts:
        match = part.search(text)
        told = at(case, match) if match else None if titled else of_title(case, part)
        if told is None:
            return ()
        titled = titled or match is None
        found.append(told)
    return tuple(found)


def of_title(case: Case, part: re.Pattern[str]) -> Evidence | None:
    """The place of the pattern in the folded subject: a letter's heading is part of what it says."""
    title, view = _said.subject(case)
    match = part.search(fold(title[:TITLE])) if title else None
    return Evidence(Span(view, *match.span()), found=title[slice(*match.span())]) if match else None


_MAY_SEE = late.pattern(
    r"\b(?:come (?:and|to|round to) (?:see|view|look|have a look|meet|try)"
    r"|(?:you can|can also|please) (?:see|view|try) (?:it|them)|(?:can|will) show you|viewings? (?:on|by appointment)"
    r"|collect(?:ed|ion)? (?:it |them )?(?:yourself|in person|only)|pick (?:it|them) up yourself|selbst abhol\w{1,3}"
    r"|selbstabhol\w{1,3}|besichtigung\w{0,2} (?:ist|sind|am)|kommen sie vorbei|venir (?:le|la|les) voir)\b"
    r"|見に来|ご覧に(?:なれ|来)|見学(?:でき|可|歓迎)|内[覧見]可"
    r"|内[覧見](?:は|を)[^。\n]{0,30}?(?:ご案内(?:し|いたし|致し|でき)|承り|お申し?込み|いつでも)"
)


def may_see(case: Case) -> bool:
    """Whether the reader may come and look at what they are offered: then nobody has to believe that it exists."""
    return _MAY_SEE.search(flowing(case)) is not None


_WRAPPED = late.pattern(r"\n(?:(?<=[^\n]{47}[^\n.!?:;。]\n)|(?<=[\u3005-\u9fff][^\n]{22}[^\n.!?:;。]\n))(?=[^\W_])")
"""The end of a line that a mail program broke: the line is long, no sentence ends there, and the next begins with a letter."""


_TO_MANY = late.pattern(
    r"各位|皆様|皆さま|皆さん|みなさま|みなさん|^[ \t　]{0,4}(?:各|関係)[^\n、。]{1,30}(?:様|殿|御中)"
    r"|^[ \t]{0,4}dear (?:all|colleagues|members|parents|students|alumni|neighbou?rs)\b"
    r"|^[ \t]{0,4}(?:dear |hi |hello |good (?:morning|afternoon|day),? )?(?:all|everyone|everybody|team|folks|vendors|suppliers"
    r"|bidders|residents|tenants|parishioners|volunteers|famil(?:ies)|committee|fellow \w{4,20}s)\s{0,2}[,!:]"
    r"|^[ \t]{0,4}(?:liebe (?:mitglieder|eltern|kolleg\w{1,8}|alle|nachbar\w{1,8}|vereins\w{3,12})|hallo (?:zusammen|alle)"
    r"|bonjour a tou(?:s|tes)|cher(?:e?s) \w{4,14}s\b|estimad[oa]s (?:soci|vecin|propietari|padres|companer)"
    r"|car[ie] (?:soci|genitori|colleghi|condomini)|gentili (?:genitori|soci|condomini)"
    r"|beste (?:allemaal|leden|ouders|collega|buren))",
    re.MULTILINE,
)
_TOP = 300
"""Characters from the start of the text where it greets its readers."""


def greets_many(case: Case) -> bool:
    """Whether it greets many readers: «会員各位», «Dear all»."""
    return _TO_MANY.search(_said.folded(case)[:_TOP]) is not None


@once
def flowing(case: Case) -> str:
    """The folded visible text with the lines joined that a mail program broke: the same places, and sentences in one piece."""
    return _WRAPPED.sub(" ", _said.folded(case))


def places(case: Case, text: str, *parts: re.Pattern[str]) -> tuple[Evidence, ...]:
    """One place for each of the patterns in the folded visible text, or the start of it; nothing where one is missing."""
    found = []
    for part in parts:
        match = part.search(text)
        if match is None:
            return ()
        found.append(at(case, match))
    return tuple(found)


def at(case: Case, match: re.Match[str], group: int = 0, *, clause: bool = True) -> Evidence:
    """The place of a match in the folded visible text, with the words as they are written there.

    clause: Japanese to the clause's end, so that no word is cut and a reader sees what is said of it; not where a thing is named.
    """
    start, end = match.span(group)
    if clause and (rest := _REST.match(match.string, end)):
        end = rest.end()
    place = Span("visible", start, end)
    return Evidence(place, found=case.message.quote(place))


_REST = late.pattern(r"[\u3005-\u30ff\u3400-\u9fffa-z0-9%]{1,16}(?<=[\u3005-\u30ff\u3400-\u9fff])(?=[、。,.!?\s「」『』()]|\Z)")
"""What follows up to the next mark or line, where it ends in Japanese and is not long."""


def sentence(text: str, start: int, end: int) -> str:
    """What stands in the folded text between those places, and the rest of its sentence on either side."""
    begins = max(text.rfind(mark, max(0, start - SENTENCE), start) for mark in _STOPS)
    ends = min((it for mark in _STOPS if (it := text.find(mark, end, end + SENTENCE)) >= 0), default=end + SENTENCE)
    return text[max(begins + 1, start - SENTENCE) : ends]


_HANDED_OVER = late.pattern(
    r"\bgive you the (?:cash|money)\b|\bbring (?:them|it)(?: all)? (?:with you|in with you|along|over|tomorrow|on)\b"
    r"|\bpay you back (?:in cash|when i see you|when we meet|tomorrow)\b"
)


def handed_over(case: Case) -> bool:
    """Whether what is to be bought is handed over when they meet: who poses as somebody wants numbers sent, and meets nobody."""
    return _HANDED_OVER.search(_said.folded(case)[: _said.SEARCHED]) is not None
