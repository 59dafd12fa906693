"""Places of a text that are not what it says itself: another mail's words in a warning, and what is denied.

Plain text in, places out. Knows no lists of phrases and must not judge the mail.
"""

from __future__ import annotations

import functools
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator

from sabaku.text import late

LOOKED_AT = 60_000
"""Characters that are looked at."""
KEPT = 8
"""Texts of which is remembered what was found: each is asked about by several finders and checks, one after the other."""

ANSWER = late.pattern(r"\s*+(?:\[[^\]]{1,40}\]\s*+)?(?:re|aw|sv|antw|回复)\s*+[:：]", re.IGNORECASE)
"""Beginnings of the subject of an answer."""
_ATTRIBUTED = late.pattern(
    r"^(?![ \t]{0,3}>)[^\n]{1,160}\b(?:wrote|writes|schrieb|escreveu|escribió|écrit|scritto|schreef)[ \t]?[:：][ \t]*\n"
    r"(?:[ \t]*\n)?[ \t]{0,3}>",
    re.MULTILINE,
)


def is_answer(subject: str, text: str) -> bool:
    """Whether a mail answers another by its subject and by the line above what it quotes («On …, somebody wrote:»).

    Old webmail names in no field what it answers.
    """
    return ANSWER.match(subject) is not None and _ATTRIBUTED.search(text, 0, LOOKED_AT) is not None


_ABOUT = late.one_of(
    *("フィッシング", "不審メール", "不審なメール", "不審なメッセージ", "偽メール", "偽サイト", "偽の"),
    *("不審な電話", "不審電話", "をよそお"),
    *("詐欺", "手口", "なりすまし"),
    *("をかたる", "を騙る", "を装う", "を装い", "を装った"),
    *("phish", "scam", "fraudster", "betrug", "betrüg", "hameçonnage", "estafa", "truffa", "oplicht"),
)
"""Whoever quotes a swindler's words as such says what they are."""
_MARKS = late.pattern(
    r"「([^「」]{2,160})」|『([^『』]{2,160})』|“([^“”]{2,160})”|„([^„“”]{2,160})[“”]|«([^«»]{2,160})»"
    r"|(?<![\w\"])\"([^\"\n]{2,160})\"(?![\w\"])"
)
"""Further apart than 160 characters, quotation marks are taken for unpaired."""
_TOLD = r"[^.?!]{0,40}(?:\b(?:say|says|saying|like|as|that|read|reads|claim|claims|claiming|titled|lines?)|:)\s*$"
_BEFORE = late.pattern(
    r"(?:かた[るっり]|騙[るっ]|装[うっい]|よそお[うい]|名乗[るっり]|偽|手口|詐欺(?!防止|対策)|フィッシング(?!防止|対策|詐欺防止|詐欺対策))[^。]{0,24}$"
    rf"|(?:scam|phish|fraud|fake|bogus|lures?){_TOLD}"
    r"|(?:phishing|betrugs?|betrüger|gefälscht|im umlauf)[^.?!]{0,40}:\s*$"
    r"|(?:faux|frauduleux|arnaque|falso|estafa|truffa|nep)[^.?!]{0,40}$",
    re.IGNORECASE,
)
"""Words before a quotation that tell whose it is."""
_BEFORE_ANY = late.pattern(
    r"(?:不審|文面|本文|件名|次のような|以下のような)[^。]{0,24}$"
    rf"|(?:e-?mails?|messages?|texts?|subject){_TOLD}"
    r"|(?:mails?|nachrichten|betreff)[^.?!]{0,40}:\s*$",
    re.IGNORECASE,
)
"""Words before a quotation that stand in any mail: heard only where nothing leads to a stranger."""
_AFTER = late.pattern(
    r"\s{0,3}(?:など|等|や「[^」]{1,60}」(?:など|等)?)?(?:と|という|といった|とする|との|などと)?(?:称|偽|書|記載|表示|うた|の)?[^。\n]{0,30}"
    r"(?:偽|騙|だま|かた[るっり]|装[うっい]|不審な?(?:メール|メッセージ|SMS|サイト|URL|リンク|電話)|詐欺(?!防止|対策|の疑い)"
    r"|フィッシング(?!防止|対策|詐欺防止|詐欺対策)|手口|盗(?!難)|誘導)"
    r"|\s?(?:im namen|angeblich|ist (?:betrug|phishing|gefälscht))"
    r"|[^.\n]{0,30}\b(?:scam|phish\w*|fake|fraud(?! (?:prevention|protection|team|department|detection|alert|monitoring))\w*)\b",
    re.IGNORECASE,
)
_FAKE_ADDRESS = late.pattern(
    r"https?://[^\s「」、。]{4,200}[ 」』\"]?(?:のような|のように|などの|などと|といった|という)"
    r"[^。\n]{0,8}(?:偽|不審な|詐欺|にせ)"
    r"|\b(?:fake|bogus|lookalike|fraudulent|spoofed) (?:web ?)?(?:sites?|pages?|addresses|address|links?|urls?|domains?) "
    r"(?:such as|like|for example|e\.g\.),? https?://[^\s,;]{4,200}",
    re.IGNORECASE,
)
"""An address that is told as a forger's: «https://… のような偽のサイト»."""
_HEADING = late.pattern(
    r"^[^\n。]{0,16}(?:不審な?|偽|詐欺|フィッシング|迷惑)(?:の|な)?(?:メール|メッセージ|SMS)の?(?:件名|本文|文面)?の?(?:例|文面|サンプル|内容)[^\n。]{0,16}$"
    r"|^[^\n.]{0,12}(?:example|sample) (?:of )?(?:a |the )?(?:phishing|scam|fraudulent|fake)[^\n.]{0,24}$"
    r"|^[-=*_#]{3,}[^\n]{1,40}?\b(?:phish|scam|fraudulent|spoof|fake)[^\n]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_OF_MAIL = r"(?:メール(?!アドレス|サーバ|ボックス|ソフト|アカウント|マガジン)|メッセージ|SMS|文面|文言|件名)"
_ANNOUNCED = late.pattern(
    r"^[^\n]{0,60}(?:(?:次|以下|下記|こ)の(?:ような|通りの|とおりの|内容の)?|こんな|こういう|こういった)"
    rf"[^\n。]{{0,30}}{_OF_MAIL}[^\n]{{0,50}}\n"
    rf"|^[^\n。]{{0,16}}(?:{_OF_MAIL}|本文)の?(?:特徴|概要|内容|文面|例|詳細|サンプル)[^\n。]{{0,16}}\n",
    re.MULTILINE,
)
NEAR = 160
"""Characters before such a line among which the word for fraud stands that it takes, unless the title has one."""
_LABEL = (
    r"[^\S\n]*(?:[>|・■][^\S\n]?)?(?:差出人|送信者|送信元|件名|題名|表題|本文|内容|文面|リンク先?|URL|誘導先|From|Subject)"
    r"[^\S\n]{0,4}[:：]"
)
_FIELDS = late.pattern(
    rf"(?:[^\S\n]*\n){{0,2}}(?>{_LABEL}[^\n]{{0,400}}(?>\n(?!{_LABEL})(?:[^\S\n]{{1,12}}|[>|])[^\n]{{1,400}}){{0,20}}+\n?){{2,8}}+"
)
"""The fields of a mail as one writes them down for others, each with the lines set below it."""
_BLOCK = late.pattern(
    r"(?:[^\S\n]*\n){0,2}(?:"
    r"[^\S\n]*[-=_*─━―＊]{5,}[^\n]{0,80}\n(?>(?![^\S\n]*[-=_*─━―＊]{5,})[^\n]{0,400}\n){1,40}+[^\S\n]*[-=_*─━―＊]{5,}"
    rf"|(?>{_LABEL}[^\n]{{0,400}}\n){{0,3}}+[^\S\n]{{0,4}}「[^「」]{{2,1500}}」"
    r"|(?>[^\S\n]*[・●○*-][^\n]{1,160}\n?){1,20}+"
    r"|(?>[^\S\n]*[>|][^\n]{0,400}\n?){1,60}+)"
)
"""A mail's words as one sets them off for others: between rules, in brackets below its fields, as items, or behind marks."""
_RULE = late.pattern(r"^[^\S\n]*[-=_*─━―＊]{5,}", re.MULTILINE)
_ITEMS = late.pattern(r"(?>\n[^\S\n]*[・●○*-][^\n]{1,120})++")
LONGEST_BLOCK = 3000


@functools.lru_cache(maxsize=KEPT)
def _lower(looked_at: str) -> str:
    return looked_at.lower()


def examples(text: str, title: str = "", *, lured: bool = False) -> tuple[tuple[int, int], ...]:
    """The places, in order, of quoted sentences and of whole blocks that text or title call a fraud's; () for most mail.

    `lured`: the text leads to a stranger. Then a heading in small print would hide a whole lure, so that no block counts, and
    of the quotations only those beside a word for fraud.
    """
    if not of_fraud(title) and not _ABOUT(_lower(text[:LOOKED_AT])):
        return ()
    return _examples(text, title, lured)


@functools.lru_cache(maxsize=KEPT)
def _examples(text: str, title: str, lured: bool) -> tuple[tuple[int, int], ...]:
    return _joined(sorted((*_sentences(text, lured), *(() if lured else _blocks(text, title)))))


_DO_NOT = late.pattern(
    r"(?:開い|押し|クリックし|タップし|アクセスし|入力し|返信し|払っ|教え)たり[^。\n]{0,24}しない(?:で|よう)|(?:開か|押さ|クリックし|タップし|アクセスし|入力し|返信し|返答し|連絡し|払わ)(?:ない(?:で|よう)|ず)|無視して|削除(?:して|を|いただ|くださ|し)"
    r"|ご?注意(?:を|くださ|願|して|喚起)|だまされ|騙され|(?:do not|don't|never) (?:click|open|reply|respond|enter|pay)"
    r"|\bdelete (?:it|them|this|these|any)\b",
    re.IGNORECASE,
)


def of_fraud(title: str) -> bool:
    """Whether a subject says that it is about a fraud."""
    return _ABOUT(title[:200].lower())


def warned_of(text: str, title: str = "") -> tuple[tuple[int, int], ...]:
    """The places of a fraud's words in a text that tells its readers to keep off it; () where it does not."""
    shown = examples(text, title)
    if not shown:
        return ()
    told = _DO_NOT.search(title[:200]) or any(not within(shown, it.start()) for it in _DO_NOT.finditer(text, 0, LOOKED_AT))
    return shown if told else ()


def _joined(places: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The places without overlaps, so that one look finds the one that a character is in."""
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start < joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return tuple(joined)


def within(places: tuple[tuple[int, int], ...], start: int) -> bool:
    """Whether a place begins inside one of these, as `examples` gives them."""
    n = bisect_right(places, (start, sys.maxsize))
    return n > 0 and start < places[n - 1][1]


def _sentences(text: str, lured: bool) -> Iterator[tuple[int, int]]:
    """Words between quotation marks, with a word beside them that says whose they are."""
    told = 0
    yield from (it.span() for it in _FAKE_ADDRESS.finditer(text, 0, LOOKED_AT))
    for it in _MARKS.finditer(text, 0, LOOKED_AT):
        before = text[max(0, it.start() - 70) : it.start()]
        beside = it.start() - told <= 8 and told > 0
        told_so = beside or _BEFORE.search(before) or _AFTER.match(text, it.end(), it.end() + 110)
        if told_so or (not lured and _BEFORE_ANY.search(before)):
            told = it.end()
            yield it.span()


def _blocks(text: str, title: str) -> Iterator[tuple[int, int]]:
    """What stands under «example of a fraudulent mail»: the items of a list, or all down to the next rule; and the fields or
    words of a mail under «such mails arrive»."""
    told = 0
    for it in _HEADING.finditer(text, 0, LOOKED_AT):
        if it.start() < told:  # an item of the list before that looks like a heading
            continue
        items = _ITEMS.match(text, it.end(), it.end() + LONGEST_BLOCK)
        rule = None if items else _RULE.search(text, it.end() + 1, it.end() + LONGEST_BLOCK)
        if items or rule:
            told = items.end() if items else rule.start() if rule else it.end()
            yield it.start(), told
    named = of_fraud(title)
    for it in _ANNOUNCED.finditer(text, 0, LOOKED_AT):
        if not named and not _ABOUT(text[max(0, it.start() - NEAR) : it.end()].lower()):
            continue
        block = _FIELDS.match(text, it.end(), it.end() + LONGEST_BLOCK) or _BLOCK.match(text, it.end(), it.end() + LONGEST_BLOCK)
        if block and it.end() >= told:
            told = block.end()
            yield block.span()


_DENYING = late.one_of(
    "ません",
    "せず",
    "しないで",
    "しないよう",
    "手続きのうえ",
    "手続きの上",
    "手続きください",
    "手続きをお",
    "なさらず",
    "なさらないで",
    "しなくて",
    "はなく",
    "はない",
    "は不要",
    "しまった",
    "しまい",
    "の有無",
    "の予定",
    "された",
    "never",
    "will not",
    "won't",
    "do not ask",
    "don't ask",
    "don't send",
    "do not send",
    "not need to",
    "don't need to",
    "not have to",
    "don't have to",
    "no need to",
    "niemals",
    "jamais",
    "nunca",
    "nooit",
    " mai ",
    "nigdy",
    "никогда",
    "никому",
    "не просим",
    "не запрашива",
    "请勿",
    "請勿",
    "切勿",
    "不会",
    "不會",
    "지 않",
    "지 마",
)
_DENIED_BEHIND = late.pattern(
    r"[^。\n]{0,40}?(?:お願い|依頼|お伺い|伺う|お尋ね|おたずね|お聞き|聞く|お問い?合わせ|求め|要求|誘導|ご案内|入力|送付|お送り)"
    r"(?:(?!ない|なけれ|限り|でき|いただけ|まで|利用|ください|下さい)[^。\n]){0,16}?"
    r"(?:ありません|ございません|いたしません|致しません|しません|ません|おりません)"
    r"|(?:し)?たり[^。\n]{0,16}しない(?:で|よう)"
    r"|の(?:有無|ご予定|予定)|(?:を|し|して)?(?:しまった|しまい|された(?:場合|方))"
    r"|(?:等|など)?[はも](?:一切|特に|全く|必要|必要が)?(?:ありません|ございません|なく(?!な)|ない(?=[。です])|不要(?!な))"
    r"|[^.\n]{0,24}?(?:묻지|요구하지|요청하지|알려 ?주지|공유하지|입력하지) ?(?:않습|않아|마[세십])"
)
"""Not «入力しないと利用できません»: that threatens. «振込先に変更はございません» tells of nothing new."""
_DENIED_BEFORE = late.pattern(
    r"(?:(?<!\byou )(?:\bnever\b|\bwill not\b|\bwon't\b)"
    r"|(?<=\w )(?<!\byou )(?<!\bplease )(?<!\band )(?<!\bbut )(?<!\bso )(?:\b(?:do|does) not\b|\bdon't\b))"
    r"(?: \w+){0,3}? (?:ask|request|require|demand|threaten|pressure|call|e-?mail|notify|contact|send|include|tell|change)"
    r"(?:(?!\b(?:until|unless|if|otherwise|please|so|just)\b)[^.!?\n:;–—])*$"
    r"|(?:\byou (?:do not|don't|will not|won't) (?:need|have) to|\bno need to) (?:\w+ ){0,1}$"
    r"|(?:niemals|nie per|nicht per|jamais|nunca|nooit|non [^.!?\n]{0,20}mai|nigdy nie)\b[^.!?\n]*$"
    r"|\b(?:никогда (?:их )?не|не (?:просим|запрашива\w+)) [^.!?\n]*$"
    r"|\bне (?:сообщайте|называйте|передавайте|показывайте) (?:никому )?(?:(?:код|парол|данн|номер|пин|реквизит)[^.!?\n]*)?$"
    r"|(?:请勿|請勿|切勿|[不绝絕]会|[不绝絕]會)(?:(?:向|将|將|把|以|通过|透過|主动|主動|要求|索取|询问|詢問|随意)[^。！？\n]{0,24})?$",
    re.IGNORECASE,
)
"""Not «you will not be able to send mail until …», nor «do not tell anybody»: only what the writer says of themselves, and what
the reader need not do."""
_NOT = ("never", "not", "n't", "no need", "nie", "nich", "jamais", "nunca", "nooit", "non ", "не", "勿", "会", "會")
"""One of them stands before whatever is denied so."""
_NOT_DONE = late.pattern(
    r"[^。\n]{0,40}?(?:こと(?:は|も)[^。\n]{0,6}(?:ありません|ございません)|(?:行|おこな|送)って(?:い|おり)ません"
    r"|(?:送信|通知|予告|連絡|請求)(?:は|を|も)?(?:して)?(?:い|おり)ません)"
    r"|(?:は|を)?(?:せず|なさらず|しないで(?!いる)|なさらないで|しなくて(?:も|よ))"
    r"|(?:を|の)?お?手続き?(?:の(?:うえ|上)|ください|をお(?:取り|とり)ください|をお願い)"
)
"""What an office never does by mail: «差押えを予告する旨の送信は行っていません»; what the reader is told to leave: «削除せず»;
what readers may have done for themselves: «利用停止をお手続きのうえ»."""


_TOP = 300
"""Characters from the start of a text in which the reader's house puts its note."""
_FROM_OUTSIDE = late.one_of("社外", "学外", "組織外", "外部", "院外", "庁外", "outside", "external")
_NOTE = late.pattern(
    r"^[^\S\n]{0,4}[【\[※*■!!☆\s]{0,6}(?:[^\n。.】\]]{1,16}[】\]::※*]{1,6}\s{0,2})?(?:"
    r"[^\n。]{0,30}(?:社外|学外|組織外|外部|院外|庁外)[^\n。]{0,12}(?:から|より|の(?:送信元|送信者|メール)|メール)[^\n。]{0,24}(?:。|$)"
    r"(?:[^\S\n]{0,3}[^\n。]{0,120}(?:しないで|ないよう|ないでください|ご?注意(?:くださ|願|して)|不審な(?:点|場合))"
    r"[^\n。]{0,60}(?:。|$)){0,3}"
    r"|(?:this |the |an )?(?:e-?mail|message|sender)[^\n.]{0,40}\b(?:outside|external)\b[^\n.]{0,90}(?:\.|$)"
    r"(?:[^\S\n]{0,3}[^\n.]{0,60}(?:\bdo not\b|\bdon't\b|\bnever\b|\bunless\b|\bcaution\b|\bcareful\b)"
    r"[^\n.]{0,160}(?:\.|$)){0,3})",
    re.IGNORECASE | re.MULTILINE,
)


def house_note(text: str) -> tuple[int, int]:
    """Where, at the top, the reader's house says that the mail is from outside, and what to leave alone then; (0, 0) nowhere.

    What it tells its people not to do, the mail does not ask for. Only sentences that say so belong to the note.
    """
    top = text[:_TOP]
    found = _NOTE.search(text, 0, 2 * _TOP) if _FROM_OUTSIDE(top.lower()) else None
    return found.span() if found and found.start() < _TOP else (0, 0)


_CROOKS = ("criminals", "fraudsters", "scammers")
_POSING = late.one_of(
    "を装", "を騙", "をかたる", "をかたり", "をかたっ", "に見せかけ", "させる", "させよう", *_CROOKS, "fraudulent", " scam"
)
_POSED = late.pattern(
    r"[^。、\n「」]{0,10}?(?:など|等)?(?:を(?:装[いうっ]|騙[るりっ]|かた[るりっ])|に見せかけ)"
    r"|[^。、\n「」]{0,6}?させ(?:る|ようとする)(?:偽|不正な?)?(?:サイト|メール|ページ|手口|詐欺|もの|ケース|事例|被害)"
)
"""«ウォレットの確認を装い», «入力させるサイト»: what somebody else pretends or does."""
_BY_CROOKS = late.pattern(
    r"\b(?:criminals|fraudsters|scammers)\b[^.!?\n]{0,80}?"
    r"\b(?:send|intercept|may|can|could|might|often|pose|posing|pretend\w{0,4})\b[^.!?\n]{0,80}$",
    re.IGNORECASE,
)
_IS_FRAUD = late.pattern(
    r"[^.!?\n]{0,60}?[,:;–—-] ?(?:it|this|that|these|they) (?:is|are|will be) (?:\w{4,10} ){0,2}"
    r"(?:fraudulent|a fraud|a scam|fake|bogus|not genuine|not from us)\b",
    re.IGNORECASE,
)
"""«Criminals intercept mail and send changed bank details»; «a mail that says our details have changed, it is fraudulent»."""


def poses(text: str) -> bool:
    """Whether the text has any word by which it tells of a pretence: most have none."""
    return _POSING(_lower(text[:LOOKED_AT]))


def posed(text: str, start: int, end: int) -> bool:
    """Whether the words between are told as somebody's pretence."""
    if _POSED.match(text, end, end + 30) or _IS_FRAUD.match(text, end, end + 110):
        return True
    before = text[max(0, start - 170) : start]
    return any(it in before.lower() for it in _CROOKS) and _BY_CROOKS.search(before) is not None


def denies(text: str) -> bool:
    """Whether the text has any word by which somebody says what they never does: most have none."""
    return _DENYING(_lower(text[:LOOKED_AT]))


_DIRECTLY = ("don't ", "do not ", "don’t ")
_GIVES = late.pattern(r"(?:send|pay|transfer|wire|give) (?:any |us |me )?(?:money|cash|gifts?|flowers)\b", re.IGNORECASE)


def declined(text: str, start: int) -> bool:
    """Whether money is not wanted: «please don't send money»."""
    return text[max(0, start - 8) : start].lower().endswith(_DIRECTLY) and _GIVES.match(text, start) is not None


def denied(text: str, start: int, end: int) -> bool:
    """Whether the sentence around this place says that such a thing is never asked for or done."""
    if _DENIED_BEHIND.match(text, end, end + 90):
        return True
    before = text[max(0, start - 100) : start]
    lowered = before.lower()
    return any(it in lowered for it in _NOT) and _DENIED_BEFORE.search(before) is not None


def not_done(text: str, end: int) -> bool:
    """Whether the sentence goes on to say that such a thing is never done: then it threatens nobody."""
    return bool(_NOT_DONE.match(text, end, end + 90))
