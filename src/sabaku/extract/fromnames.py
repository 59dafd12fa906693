"""Brands that From names: in the display name, by its domain, in the local part. Places and points, as in mentions.py.

Here a sender says who they are, so most of the work is to tell a name from an ordinary word, a branch, a list or a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sabaku.extract import dealers
from sabaku.extract.mentions import Mention, brand_matches
from sabaku.extract.phrases import Match
from sabaku.extract.speech import SHOP_AFTER
from sabaku.extract.weaknames import is_address_of, is_of_trade, is_persons_box, is_proper, is_surname, is_weak
from sabaku.model import Address, Message, Observable, Span
from sabaku.names.brands import Brand, brands, owners, squeeze
from sabaku.names.brandwords import tokens
from sabaku.names.lookalike import likeness

_VIA = re.compile(r"(?:\bvia|経由|on behalf of|@)\s*+$", re.IGNORECASE)

_PASS_ON = frozenset(("docusign", "adobe", "dropbox", "intuit", "wetransfer"))
"""Platforms that write «somebody via …» into From: who writes so from elsewhere claims to be the platform."""


def in_from(message: Message, so_far: Sequence[Observable]) -> Iterator[Mention]:
    """The brands of each From address: in its name, then in itself."""
    for it in so_far:
        if it.kind == "address" and it.role == "from" and isinstance(it.detail, Address):
            yield from _of_name(
                message, it.detail, any(one.kind == "list" and one.role in ("mailing-list", "group") for one in so_far)
            )
            yield from _of_address(it, it.detail)


def _of_name(message: Message, who: Address, by_list: bool) -> Iterator[Mention]:
    """Brands in the display name; a list writes its authors' addresses there."""
    if who.shown_at is None:
        return
    place = who.shown_at
    text = message.view(place.view).text
    named = [it for it in brand_matches(message, place.view) if place.start <= it.start < place.end]
    if not named:
        yield from _of_misread_name(place.view, text, place.start, place.end)
    for it in named:
        points, plain = _weight(message, who, place, it, by_list)
        if points:
            seen = Span(place.view, it.start, it.end)
            yield Mention(it.key, "from", "from-name", points, seen, text[it.start : it.end], True, plain)


def _weight(message: Message, who: Address, name: Span, it: Match, by_list: bool) -> tuple[float, bool]:
    """The points of a brand in the display name, and whether it is named by an ordinary word; 0 where another bears the name."""
    text = message.view(name.view).text
    if not by_list and is_address_of(text, it, name.end):
        return 2.0, False
    if _VIA.search(text[max(0, it.start - 14) : it.start]):
        poses = it.key in _PASS_ON and not message.named("list-id") and not message.named("list-post")
        return (2.0 if poses else 0.0), False
    whole, shown = text[name.start : name.end], text[it.start : it.end]
    shop = it.start > name.start + 1 and SHOP_AFTER.match(text, it.end, name.end)
    if shop or dealers.is_others(text, name.start, it.start, it.end, name.end) or is_surname(whole, shown, who.local, BUSINESS):
        return 0.0, False
    brand = brands()[it.key]
    if not is_weak(brand, shown):
        return 3.0, False
    return _points_of_weak_name(message, brand, shown, whole, it.key in owners(who.domain)), True


_WORD = re.compile(r"[A-Za-z0-9]{5,20}(?![A-Za-z0-9])(?<![0-9]{5})")


def _of_misread_name(view: str, text: str, start: int, end: int) -> Iterator[Mention]:
    """A word that is read as a brand's name and is none (`Arnazon`, `PayPaI`), where nobody else is named beside it."""
    name = squeeze(text[start:end])
    for it in _WORD.finditer(text, start, end):
        like = likeness(f"{it[0].lower()}.com")
        if like and like.how in ("twins", "edit") and BUSINESS.fullmatch(name.replace(it[0].lower(), "", 1)):
            yield Mention(like.brand, "from", "from-name", 2.0, Span(view, it.start(), it.end()), it[0], True)
            return


_PASSED_ON = re.compile(r"\s(?:via|über)\s.*+|経由.*+", re.IGNORECASE | re.DOTALL)
"""What a list or a platform puts behind the author's name."""


_LONGER_NAME = re.compile(
    r"(?<=[^\s])(?:[一-鿿ァ-ヶー]{0,6}?)(?:協同組合|組合|協会|財団|連合会|連盟|学会|大学|高校|病院|商事|商会|建設|産業|工業|工務店|製作所|不動産)"
)
"""What makes another body's name of the word before it («ETC協同組合»)."""


def _points_of_weak_name(message: Message, brand: Brand, shown: str, name: str, own: bool) -> float:
    """An ordinary word as a name says most where it is all of the name, or begins it and the mail is of the brand's trade.

    own: at the brand's own domain, where it is the name however it is spelled.
    """
    if not own and not is_proper(brand, shown):
        return 0.0
    if _LONGER_NAME.search(name, name.find(shown) + len(shown)):
        return 0.0
    whole, word = squeeze(_PASSED_ON.sub("", name)), squeeze(shown)
    if BUSINESS.fullmatch(whole.replace(word, "", 1)):
        return 3.0
    return 2.0 if whole.startswith(word) and is_of_trade(message, brand) else 0.9


BUSINESS = re.compile(
    r"(?>[^a-z0-9ぁ-ヶ一-鿿]|messages?|communications?|informations?|payments?|invoices?|receipts?|premium|order(?:s|confirmation)?|confirmation"
    r"|subscription|renewal|colis|livraison|suivi|paquetes?|entregas?|envios?|seguimiento|encomendas?|rastreio|pakete?"
    r"|sendung(?:sverfolgung)?|zustellung|liefer(?:ung|dienst)|versand|pakket(?:ten)?|bezorging|pacc(?:o|hi)|spedizion[ei]"
    r"|consegn[ae]|support|team|services?|electronic|e?-?signatures?|documents?|system|dep(?:t|artment)|customer|care|accounts?|security|alerts?|notifications?|notice|inc|ltd|llc|corp"
    r"|official|privacy|verification|protection|department|dept|office|admin(?:istrator)?|japan|billing|info|news|online|no-?reply|help|desk|express|cards?|bank|club|rewards?|members?|membership|id|pay|store"
    r"|shop|delivery|parcel|package|shipping|tracking|mail|update|cent(?:er|re)|com|jp|co|kunden(?:service|dienst|center)|kundenbetreuung|clients?|clientes|equipe|equipo|soporte"
    r"|atencion|servizio|assistenza|klantenservice|suporte|nederland|deutschland|osterreich|schweiz|france|espana|italia|portugal|belgi(?:um|que|e)|ireland|uk|usa?|サポート|カード|カスタマー|センター|事務局|公式|株式会社|サービス|お客様|通知|自動|メール"
    r"|電子署名|署名|契約|著作権|ポリシー|違反|審査|ビジネス|ヘルプ|セキュリティ|プライバシー|認証|決済|請求|パートナー|管理"
    r"|サイバー|犯罪|対策|捜査|第[一二三四]|生活安全|刑事|本部|部|課|室|係"
    r"|お届け先?|宅配便?|再?配達|配送|お?荷物|不在|ご?連絡|ご?案内|の|受付|お?問い?合わ?せ|自動|専用|返信不可"
    r"|より|からの|お知らせ|会員|窓口|チーム|管理者|部門|デスク|ショップ|オンライン|情報|配信|送信"
    r"|systembenachrichtigung|benachrichtigung(?:en)?|hinweis|meldung|system|from|by|your|ihre?|votre|d(?:el|er|en|[aeou]s?))*+"
)
"""What stands around a company's name in From without naming anybody. The first word that fits is kept: longer ones go first."""


def _of_address(it: Observable, who: Address) -> Iterator[Mention]:
    """The brand whose domain stands in From, the one that it imitates, and the one named in the local part.

    A domain that merely contains a brand's word may be anybody's of that name: it does not carry a claim alone.
    """
    ids = owners(who.domain)
    for id in ids:
        bears = not brands()[id].parent or len(ids) == 1
        yield Mention(id, "from", "from-domain", 1.6 if bears else 1.0, it.seen, it.shown, bears)
    like = likeness(who.domain) if who.domain and not ids else None
    if like:
        contains = like.how in ("combined", "label")
        yield Mention(like.brand, "from", "from-lookalike", 1.5, it.seen, it.shown, not contains)
    words = {word for word in re.split(r"[^a-z0-9]+", who.local[:64].lower()) if word in tokens()}
    for word in sorted(words):
        if is_persons_box(word, who.local, BUSINESS):
            continue
        bears = not ids and not (like and word in who.domain)
        yield Mention(tokens()[word], "from", "from-local", 1.0, it.seen, it.shown, bears)
