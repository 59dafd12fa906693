"""One check: a stranger is flattered into a congress or journal that they pay for."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

LONG = 6000
_FLATTERS = late.pattern(
    r"\b(?:honou?rable|eminent|distinguished|esteemed|renowned|reputed) (?:speaker|guest|personalit\w{1,3}|scientist|researcher"
    r"|paper|author|keynote|expertise|contribution)|\byour esteemed (?:paper|manuscript|presence|work|research)"
    r"|your (?:excellent|outstanding|valuable|interesting|remarkable|impressive|wonderful) (?:paper|article|manuscript"
    r"|work|research)"
    r"|greetings of the day|immense pleasure to (?:invite|welcome)"
    r"|(?:gone|going|came|come) through your (?:recent(?:ly)? |published |article|paper|profile)"
    r"|貴殿の(?:ご?研究|ご?業績|ご?論文|ご?発表)|先生のご(?:研究|業績|論文)[^。\n]{0,12}?拝[見読]|(?:大変|深[いくき]|大いに|強[いく]|非常に)[^。\n]{0,4}?(?:感銘|感服)|(?:優れた|卓越した|すばらしい|素晴らしい|ご?高名な|先駆的な)[^。\n]{0,8}?ご?(?:研究|業績|論文)|ご?(?:研究|業績|論文)[^。\n]{0,30}?興味深く[^。\n]{0,4}?拝[見読]|(?:招待|基調)講演者として"
)
_INVITES = late.pattern(
    r"\b(?:invited?|invitation|join us|participate|submit)\b[^.!?\n]{0,120}\b(?:speaker|delegate|keynote|conference"
    r"|congress|summit"
    r"|symposium|webinar|manuscript|article|paper|abstract|editorial board|(?:special|upcoming|next|forthcoming) issue|journal"
    r"|(?:mini[- ]?)?review|opinion|case report|short communication)\b"
    r"|\binvit\w{1,6}\b[^.!?\n]{0,40}\b(?:ponente|conferenciante|orador\w?|conferencier|intervenant)\b"
    r"|(?:招待講演|基調講演|ご?登壇|座長|編集委員|編集長|ご?投稿|ご?寄稿)[^。\n]{0,60}?(?:お招き|お迎え|招待|ご?依頼|お願い|いただけ)"
    r"|(?:ご?投稿|ご?寄稿|原稿|論文)を?[^。\n]{0,12}?募集"
)
_INVITING = ("invit", "join us", "participat", "submit", "講演", "登壇", "座長", "編集", "投稿", "寄稿")
"""One of them stands in every invitation."""
_SELLS = late.pattern(
    r"(?:registration|registering|register|publication|publishing|processing|article|slot|speaker)[^.!?\n]{0,60}"
    r"(?:fee|charges?|discount|[$€£] ?\d|usd|early bird)|scopus|impact factor|indexed (?:in|by|journal)|within (?:24|48|72) hours"
    r"|rapid publication|fast[- ]track|(?:any|every) field|all (?:fields|areas|aspects) of"
    r"|\bapcs?\b[^.!?\n]{0,16}[$€£] ?\d|\breview (?:takes|within|in|is completed in)[^.!?\n]{0,16}\d (?:\w{4,8} )?days\b"
    r"|(?:登録料|掲載料|投稿料|出版料|参加登録料|\bapc\b)[^。\n]{0,40}?(?:ドル|usd|[$€] ?\d|ユーロ|割引|確定"
    r"|お支払い(?:いただ|によ))"
    r"|査読[^。\n]{0,8}?[1-9一二三](?:日|週間)以内|[1-9](?:日|週間)(?:以内)?で(?:の)?(?:査読|掲載)|インパクトファクター"
)

_SPONSORED = late.pattern(
    r"\b(?:sponsored|covered|borne|funded|paid) by (?:the |our )?(?:organi[sz]\w{2,6}|conference|congress|summit|host)\b"
    r"|\bcubiert[oa]s? por (?:el|la) (?:comite|organizacion)|\bpris en charge par (?:le comite|l'organisat\w{2,4})"
    r"|主催者(?:側)?(?:が|にて|で)(?:全額)?(?:ご)?(?:負担|用意|手配)"
)
_RESERVES = late.pattern(
    r"\b(?:transfer\w{0,4}|remit\w{0,4}|wir(?:e|ing)|pay(?:ing)?|send(?:ing)?)\b[^.!?\n]{0,40}"
    r"\b(?:reservation|booking|hotel|slot|accommodation) (?:fee|deposit)\b"
    r"|\b(?:transferir|abonar|pagar|virer|verser|regler)\b[^.!?\n]{0,30}\b(?:deposito|reserva|acompte|reservation)\b"
    r"|(?:ホテル|宿泊|お?席|ご?予約)[^。\n]{0,10}?(?:保証金|予約金|デポジット)[^。\n]{0,40}?(?:振込|振り込|送金|支払)"
)
"""A guest whose costs are borne, and who pays for the hotel before they come: the money is all that is wanted."""


@check(
    id="body.paid-podium",
    over="message",
    group="body",
    title=Text(
        ja="見知らぬ学会や学術誌が、お世辞を並べて参加や投稿を誘っています", en="A flattering call to a congress or journal"
    ),
    says=Text(
        ja="「{praise}」「{invitation}」と誘い、「{terms}」と続きます。"
        "参加料や掲載料を集めるための、実体の乏しい学会や学術誌の勧誘によくある文面です。",
        en="“{praise}”, “{invitation}”, and then “{terms}”: this is how congresses and journals write that live by their fees.",
    ),
    speaks_for=("bulk-spam",),
    experts=("MASS",),
)
def paid_podium(case: Case, it: Observable) -> Iterator[Hit]:
    """Predatory congresses and journals praise anybody whose address they find, and name a discount and a short term.

    Innocent cause: a real committee that invites; it names the paper it means, does not flatter, and waives
    its guests' fees. Lists are left out.
    """
    text = _told.flowing(case)[:LONG]
    if not any(word in text for word in _INVITING) or "waive" in text:
        return
    if case.seen("list", "mailing-list") or case.message.named("in-reply-to"):
        return
    found = _told.places(case, text, _FLATTERS, _INVITES, _SELLS)
    guest = () if found else _told.places(case, text, _SPONSORED, _INVITES, _RESERVES)
    if found or guest:
        praise, invitation, terms = (one.found for one in found or guest)
        wants = ("advance-fee",) if guest else None
        yield Hit(*(found or guest), speaks_for=wants, praise=praise, invitation=invitation, terms=terms)
