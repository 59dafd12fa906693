"""The words around a company's name that tell if it talks, signs, or is spoken about or quoted. Patterns; judges nothing."""

from __future__ import annotations

import re

from sabaku.model import Message
from sabaku.text import late
from sabaku.text.unmeant import is_answer

SPEAKS_AFTER = late.pattern(
    r"[』」】)\]>®™\s-]*+(?>カード|メール|銀行|証券|アカウント|株式会社|inc\b|ltd\b|,|\.|®)?+"
    r"(?>を|の|に|は|会員)?+(?>いつも|日頃|平素)?+"
    r"(?:ご利用|ご愛顧|ご登録|ご契約|会員|カスタマー|サポート|お客様|お客さま|ユーザー|メンバー|より|からの|から(?:お|ご|重要)"
    r"|です|でございます|事務局|お知らせ|運営|発行|センター|セキュリティ|株式会社|コールセンター|アカウント|口座|受信料"
    r"|の(?:ご|お|重要|料金|アカウント|配送|荷物|発送|出荷|会費|購入)|カード(?:の|ア|ご|会|を|が|:)|インフォメーション|ポイント"
    r"|(?:customer|account|support|security|team|member|membership|subscription|billing|services?|helpdesk|help desk|webmail"
    r"|all rights|mailbox|password|wallet|statement|invoice|konto|kunde|compte|cuenta|conta|rekening|packages?|parcels?"
    r"|shipments?|licen[cs]es?|lizenz|licence|abonnement|abo|suscripci[oó]n|assinatura"
    r"|(?:[a-z]{3,14} )?(?:team|department|cent(?:er|re)|desk))\b)",
    re.IGNORECASE,
)
SPEAKS_BEFORE = late.pattern(
    r"(?:株式会社|㈱|発行者?元?\W{0,3}|配信元\W{0,3}|差出人\W{0,3}|(?:©|copyright\W{0,6}|\(c\))[\s\d,–-]{0,14}"
    r"|thank you for (?:using|choosing|shopping (?:at|with)|your \w{1,12} (?:at|with))|welcome to|sincerely,?|regards,?"
    r"|equipe|votre compte|ihr konto bei|ihr|uw|su cuenta|sua conta|いつも|平素より?|平素は|日頃より?|この度は)"
    r"\s*+[『「【<\[(]*+\s*+$",
    re.IGNORECASE,
)
IMITATED_AFTER = late.pattern(
    r"[」』】\])\s]{0,3}(?:(?:[・、や]|および)[^\s。、・をに]{2,12}){0,3}(?:を|に|の)?(?:騙|かた(?:る|り|った)|語る|装|よそお|なりすま|名乗る|偽)"
    r"|[」』】\])\s]{0,3}(?:から|より)の?(?:と(?:称|思われ|見せかけ)[^\s。]{0,4})?(?:不審|怪し|あやし|偽|なりすまし|フィッシング|詐欺|迷惑)"
)
TROUBLE_AFTER = late.pattern(
    r"[^\s、。]{0,12}?(?:に|へ)(?:入れ|ログイン(?:が)?でき|サインイン(?:が)?でき|接続でき)(?:ません|ない|なくて|ず)"
)
"""«Google Classroomに入れません»: somebody cannot get in, and asks another for help."""
GIFT_AFTER = late.pattern(
    r"[」』】)\s-]{0,2}(?:の)?(?:e?ギフト|商品券|プリペイド"
    r"|\be?(?:gift ?(?:cards?|vouchers?|certificates?)|vouchers?\b|gutschein|(?:prepaid-?|geschenk|guthabens?)karte))",
    re.IGNORECASE,
)
"""A card of the brand is given away or sold: a prize, and not who speaks."""
SHARE_AFTER = late.pattern(r"[」』】)\s]{0,2}\d{1,2}(?:\.\d{1,2})?\s?[%％]")
"""«楽天市場 2.0%還元»: a list of shops and what each gives back is written by whoever keeps the list."""
BRANCH_AFTER = late.pattern(r"(?:ショップ|プラザ|ステーション)[^\s、。]{2,12}店(?!舗|員|長)")
"""«ドコモショップ帯広西店»: a house of the place runs it and writes from its own domain."""
SHOP_AFTER = re.compile(
    r"[』」】)\s]{0,2}(?:市場|ショッピング|マーケット)?(?:内の?)?(?:店(?![員内長頭番主舗])|支店(?=\W|\Z)|出店|[Ss]hops(?![A-Za-z]))"
)
"""A shop has its branch there («… 楽天市場店»): the place is named, and the shop speaks."""
TRADEMARK = late.pattern(r"(?:登録)?商標(?:です|であり|または|、|。|\Z)|\b(?:registered )?trade ?marks? of\b", re.IGNORECASE)
"""Whose marks are whose is said in the small print about somebody else's."""
IMITATED_BEFORE = re.compile(r"(?:偽の?|\b(?:fake|bogus|phony|falsche|faux|falso))\s?$", re.IGNORECASE)
"""Somebody is said to pretend to be the brand: it is talked about, and does not speak."""
SIGNS = late.pattern(
    r"\W{0,6}(?:the )?(?P<name>[^\n]{2,40}?) (?:(?:account|customer|online|mail|web)s? )?"
    r"(?:verification|validation|security|account|billing|customer|support|service|mail|webmail|help|admin)s? "
    r"(?:team|department|dept|desk|cent(?:er|re))\W{0,6}",
    re.IGNORECASE,
)
"""A whole line with which a desk of the company signs."""
COPYRIGHT = re.compile(r"©|\(c\)|copyright|all rights reserved|発行者|発行元|配信元|無断転載", re.IGNORECASE)


def quoted(message: Message, text: str, at: int) -> bool:
    """Whether a line is quoted from an earlier mail; a mail that names none and came through no list quotes nothing."""
    line = text.rfind("\n", 0, at) + 1
    return text[line : line + 4].lstrip()[:1] in (">", "|") and message.once(_goes_on)


def _goes_on(message: Message) -> bool:
    return any(map(message.named, ("references", "list-id", "list-post", "list-unsubscribe"))) or message.once(answers)


def answers(message: Message) -> bool:
    """Whether the mail answers another, as its fields or its subject and the line above what it quotes say."""
    return bool(message.named("in-reply-to")) or is_answer(message.text_of("subject"), message.view("visible").text)
