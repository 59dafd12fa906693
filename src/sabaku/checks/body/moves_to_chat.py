"""One check: a first letter from nobody in particular that goes on in a messenger."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _bulk, _hosts, _letter, _links, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._unnamed import named, stranger
from sabaku.checks._who import Sender
from sabaku.model import Case, Datum, Evidence, Observable, Text
from sabaku.names.brands import is_public
from sabaku.text import late

SHORT, SHORT_JA = 1200, 500
"""Characters of a letter that only wants to be answered elsewhere."""
_COMPARED = frozenset(("ja", "en", "de", "fr", "es", "it", "pt", "nl", "pl"))
"""Languages whose names can be compared with a domain."""
NEEDED = 2
"""Facts that honest first letters don't have together."""
_APP = r"(?:whats ?app|telegram|we ?chat|kakao(?:talk)?|viber|zangi|line(?= ?id)|(?<=on )signal|(?<=via )signal)"
_CHAT = late.pattern(
    rf"(?:(?<![a-z])(?:{_APP}|line(?=[ぁ-んァ-ヴー一-鿿 :@]{{0,8}}(?:[ぁ-んァ-ヴ一-鿿@]|id)|[ (]{{0,2}}id))(?![a-z])|テレグラム"
    rf"|カカオトーク|微信|카카오톡"
    r"|텔레그램|라인)[^\n。.!?]{0,40}?(?:@[a-z0-9_]{3,32}|(?<![a-z])(?:id|qr)(?![a-z])|\+\d{2}(?:[ ()-]{0,2}\d){0,14}"
    r"|グループ|追加|登録|話し(?:ま|たい)|話せ|お伝え|お?送[りっ]|ご?連絡|やり取り|友だち|友達|\bgroup|\bgruppe|\bgrupo|\bgruppo)"
    r"|\b(?:write|text|message|add|contact|reach|chat|schreib\w{0,3}|melde?|ecri\w{1,4}|contact\w{1,3}|ajout\w{1,3}|escrib\w{1,5}"
    r"|escrev\w{1,3}|scriv\w{1,4}|contatt\w{1,4}|aggiung\w{1,3}|stuur|app|napisz|dodaj|habl\w{1,4}|parl\w{1,4}|fal\w{1,3})\b"
    rf"[^\n.!?]{{0,50}}?\b{_APP}\b"
    rf"|\b(?:your|ihre|deine|votre|tu|su|seu|il tuo|la tua|je|uw) {_APP}[ -]?(?:number|nummer|contact|kontakt|id)\b"
    rf"|\b(?:votre|ton|su|tu|seu|tuo|suo) (?:numero|contact|contacto) (?:de |di )?{_APP}\b"
)
_PAST = late.pattern(
    r"覚えて(?:い|おられ|く|る|ま)|お会いした|ご一緒(?:した|させて)|名刺交換|久しぶり|ご無沙汰|同じ(?:職場|会社|学校|クラス|部署)だった"
    r"|\b(?:remember me|we met|met you|long time no|we used to|te souviens|te acuerdas|ti ricordi|lembra de mim"
    r"|erinner\w{1,5} (?:du|sie) (?:dich|sich))\b"
)
_LOST = late.pattern(
    r"連絡先が[^。\n]{0,6}(?:消え|分から|わから|なくな)|データが[^。\n]{0,6}消え|機種変|アドレス帳|(?:携帯|スマホ|番号)を(?:変え|替え|かえ)"
    r"|\b(?:lost (?:my|your|all my) (?:contacts?|number|phone)|(?:my )?(?:old|new) (?:phone|number|mobile)"
    r"|neue (?:nummer|handynummer)"
    r"|(?:altes )?handy ist|nouveau numero|nuevo numero|nuovo numero|novo numero|nieuwe? nummer|nowy numer)\b"
)
_GAIN = late.pattern(
    "銘柄|投資|副業|稼[いげぐ]|日払い|高収入|\\b(?:crypto|usdt|(?:trading|his|her|daily|buy) "
    "signals?|(?:passive|side|extra) income)\\b"
    "|\\b(?:closed|ended|finished|round|trade) (?:at|up) [+]?\\d{1,3} ?%"
)
_AIDE = late.pattern(
    r"(?:先生|教授|アナリスト|講師|代表|投資家|トレーダー|専門家)[^。\n]{0,24}?の(?:助手|アシスタント|秘書)|(?:助手|アシスタント|秘書)を(?:して|務めて|つとめて|担当)"
    r"|\b(?:i am|i'm|as|this is)\b[^.!?\n]{0,40}?\b(?:his|her|(?:professor|prof\.?|mr\.?|mrs\.?|dr\.?"
    r"|the analyst) ?[\w.]{0,24}'s)"
    r"(?: personal| teaching)? (?:assistant|secretary|aide)\b"
    r"|\b(?:bin|als) (?:seine|die|ihre) assistentin\b|\bsuis (?:son|sa|l'|une? )\s?assistante?\b|\bsoy (?:su|la|el) asistente\b"
    r"|\bsono (?:la sua|il suo|l')\s?assistente\b|\bsou (?:a |o )?(?:sua |seu )?assistente\b|\bben (?:zijn|haar"
    r"|de) assistent\w{0,2}\b"
)
_HUSHED = late.pattern(
    r"(?:メール|文面|書面|ここ|この場)で(?:は|の)?(?:お伝え|お話し?|ご説明|詳しく|申し上げ|共有|書|お送り)[^。\n]{0,8}?(?:でき(?:ない|ません)|られ(?:ない|ません)|かね|け(?:ない|ません)|控え)"
    r"|\b(?:can(?:no|')t|not|won't) (?:be )?(?:shared?|tell you|told|discuss(?:ed)?|explain(?:ed)?|say (?:it|more))"
    r"[^.!?\n]{0,20}?\b(?:by|via|over|in an?|here) ?(?:e-?mail|here)?\b"
)
"""Who speaks for some master whom the reader is to admire; what may not stand in a mail."""
_PROMISES = (
    *("offer.wage", "offer.gain", "offer.task", "job.invest", "job.job", "job.easy", "riches", "crypto"),
    *("prize", "miracle"),
)


@check(
    id="body.moves-to-chat",
    over="message",
    group="body",
    sure="inferred",
    quiet_when=("body.boss-chat", "body.task-job", "body.boss-wants-group"),
    title=Text(
        ja="どこの誰とも分からない相手が、LINEなどでのやり取りへ誘っています",
        en="A stranger of whom nothing is known moves to a messenger",
    ),
    says=Text(
        ja="「{phrase}」と、最初のメールから別の連絡手段へ誘っており、次の点が不自然です({facts})。"
        "メールの記録や迷惑メール対策の及ばない所で金銭の話に移る手口に多い形です。",
        en="“{phrase}”: from its first letter on it wants to go on in a messenger. Beside that, {facts}. Where no filter "
        "reads along, such a talk then turns to money.",
    ),
    advice=Text(
        ja="心当たりがなければ、友だち追加や返信をしないでください。知人を名乗る場合は、以前からの連絡先で本人に確かめてください。",
        en="Add nobody and do not answer; if it claims to be somebody whom you know, ask that person by a way that you had "
        "before.",
    ),
    speaks_for=("advance-fee", "bec"),
    experts=("LURE", "CTX"),
)
def moves_to_chat(case: Case, it: Observable) -> Iterator[Hit]:
    """Messengers are where advisers, lovers, employers and false relatives ask for money (警察庁, SNS型投資・ロマンス詐欺).

    Two facts are wanted beside the invitation, of those that honest first letters don't have together: a domain of which the
    letter does not say whose it is, no name in From, a past that no thread shows, a lost telephone, money or work on offer,
    trouble, hidden recipients, an expert's assistant as the writer, what must not stand in a mail. Left out: lists,
    newsletters, answers, colleagues, known companies. Innocent cause: an old
    friend with a new telephone.
    """
    sender = stranger(case)
    longest = SHORT_JA if _said.lang(case) in ("ja", "zh", "ko") else SHORT
    if sender is None or _letter.size(case) > longest or _bulk.mass(case) or _story.conversation(case) or _told.warns(case):
        return
    asked = _asked(case)
    facts = _facts(case, sender) if asked is not None else ()
    if asked is not None and len(facts) >= NEEDED:
        ja, en = "、".join(it.ja for it in facts), "; ".join(it.en for it in facts)
        yield Hit(asked, phrase=asked.found, facts=Datum("text", en, Text(ja, en)))


def _asked(case: Case) -> Evidence | None:
    """Where the letter asks to go on in a messenger: in words, or by a link that opens one."""
    text = _told.flowing(case)[: _said.SEARCHED]
    found = _CHAT.search(text)
    if found is not None:
        return _told.at(case, found)
    link = next((it for it in _links.clicked(case) if _links.link(it).host in _hosts.CHATS), None)
    return _links.at(link) if link is not None else None


def _facts(case: Case, sender: Sender) -> tuple[Text, ...]:
    own = not is_public(sender.domain)
    to = {it.value for it in case.seen("address", "to", "cc")} - {sender.seen.value}
    replies = {it.value for it in case.seen("address", "reply-to")} - {sender.seen.value}
    text = _told.flowing(case)[: _said.SEARCHED]
    told = (
        (own and _said.lang(case) in _COMPARED and not named(case, sender.domain), _NOBODYS),
        (not sender.who.shown.strip(), _NAMELESS),
        (_PAST.search(text) is not None, _PAST_TOLD),
        (_LOST.search(text) is not None, _LOST_TOLD),
        (_said.has(case, *_PROMISES) or _GAIN.search(text) is not None, _OFFERS),
        (_said.has(case, "plight"), _TROUBLE),
        (not to, _HIDDEN),
        (bool(replies), _ELSEWHERE),
        (_AIDE.search(text) is not None, _SPEAKS_FOR),
        (_HUSHED.search(text) is not None, _NOT_BY_MAIL),
    )
    return tuple(text for holds, text in told if holds)


_NOBODYS = Text("差出人のドメインが誰のものか書かれていない", "it does not say whose its domain is")
_NAMELESS = Text("差出人の名前がない", "From shows no name")
_PAST_TOLD = Text("記録にない以前の関係を持ち出している", "it speaks of a past that no thread shows")
_LOST_TOLD = Text("連絡先や電話番号が変わったと言っている", "it tells of a lost or new telephone")
_OFFERS = Text("もうけ話や仕事を持ちかけている", "it offers money or work")
_TROUBLE = Text("急な困り事を訴えている", "it tells of some trouble")
_HIDDEN = Text("宛先が隠されている", "its recipients are hidden")
_SPEAKS_FOR = Text("「先生」などの助手を名乗っている", "its writer is the assistant of some expert")
_NOT_BY_MAIL = Text("メールでは伝えられない話だと言っている", "it says that this cannot be told by mail")
_ELSEWHERE = Text("返信先が別のアドレスになっている", "answers go to another mailbox")
