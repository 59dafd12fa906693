"""One check: a file that will not open on a telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _firms, _house, _links, _said, _told, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Link, Observable, Text
from sabaku.names.brands import owners
from sabaku.text import late

_ONLY = late.pattern(
    r"(?:windows|ウィンドウズ|パソコン|pc|デスクトップ)(?:の(?:パソコン|pc))?(?:で(?:のみ|しか|だけ)?|から(?:のみ)?"
    r"|環境(?:で|のみ))[^。\n]{0,16}?(?:開いて|ご?覧|実行|起動|開け|展開|閲覧)"
    r"|(?:スマートフォン|スマホ|携帯|タブレット|mac)(?:では|からは|では)[^。\n]{0,14}?(?:開け|開く|閲覧|表示|ご?覧"
    r"|見られ)[^。\n]{0,10}?(?:ません|ない|できません)"
    r"|\b(?:open|view|run|works?|viewed|opened)\b[^.\n]{0,24}\bonly (?:on|with|in) (?:a )?(?:windows|pc|desktop"
    r"|computer)|\b(?:windows|pc|desktop) (?:computer )?only\b"
    r"|\b(?:open|view|run|watch|unpack|extract|start)\b[^.\n]{0,24}\b(?:on|with|from) (?:a |your )?(?:windows|pc|desktop"
    r"|computer|laptop)\b[^.\n]{0,60}?"
    r"\b(?:not|don't|doesn't|won't|cannot|can't)\b[^.\n]{0,24}?\b(?:phones?|mobiles?|macs?|tablets?|ipads?)\b"
)
_CARD = late.pattern(
    r"\b(?:e-?invit\w{2,6}|e-?vites?|e-?cards?|invitation(?: card)?|invited|digital card|rsvp|greeting card|guest list"
    r"|save the date|get-together|celebration|sent you a card|(?:open|see|view) (?:the |your )?card|einladung\w{0,6}"
    r"|invitacion|invitation"
    r"|invito|convite)\b|招待状|グリーティングカード"
)
_CARDS = late.one_of(
    *("card", "invit", "vite", "rsvp", "guest list", "save the date", "get-together", "celebration", "einladung"),
    *("招待状", "グリーティングカード"),
)
"""Without one of these there is no card."""
_BEST = late.pattern(
    r"\b(?:works?|viewed|opens?|displays?|seen) (?:best|only|properly) (?:on|with|from|in) (?:an? |your )?(?:laptop|desktop"
    r"|pc|computer|windows)"
    r"|\bbest (?:experience|viewing|viewed|results?)[^.\n]{0,24}?\b(?:on|with|from) (?:an? |your )?(?:windows|pc|desktop"
    r"|laptop|computer)\b"
    r"|\bnot (?:viewable|supported|available|compatible|accessible|optimi[sz]ed) (?:on|with|for) (?:mobiles?|phones?|tablets?"
    r"|ios|iphones?"
    r"|smartphones?|mobile devices)\b"
    r"|\b(?:does not|doesn't|won't|will not|cannot|can't|can not|may not) (?:be )?(?:load|open|work|display|play|show|opened"
    r"|viewed)[^.\n]{0,24}?"
    r"\b(?:phones?|mobiles?|tablets?|iphones?|smartphones?|mobile devices)\b|\b(?:use|need) (?:an? |your )?(?:computer"
    r"|desktop|laptop|pc)\b"
    r"|\b(?:viewer|player|plug-?in|reader)[^.\n]{0,16}?\bto install\b|\b(?:install|download|run|allow) (?:the |our "
    r"|an? )?(?:\w{3,12} )?(?:viewer|player|e-?card|reader)\b"
    r"|\b(?:must|has to|have to|needs? to|please|only|should) (?:only )?(?:be )?(?:open"
    r"|view)(?:ed)?\b[^.\n]{0,24}?\bon (?:an? |your )?(?:windows|pc|computer|laptop|desktop)\b"
    r"|\b(?:am|auf dem|auf einem) (?:pc|computer|rechner|laptop)\b[^.\n]{0,16}?\boffnen\b|\bauf dem (?:handy"
    r"|smartphone)[^.\n]{0,24}?\bnicht\b"
    r"|\bouvr\w{1,3}\b[^.\n]{0,24}?\b(?:sur|depuis) (?:un |votre )?(?:ordinateur|pc)\b|\bab(?:r[ae]\w{0,3}"
    r"|ierta)\b[^.\n]{0,24}?\b(?:en|desde) (?:un |el |su"
    r" |tu )?(?:ordenador|computadora?|pc)\b|\bap(?:ri|rire|erta)\b[^.\n]{0,24}?\b(?:al|dal|da un) (?:pc|computer)\b"
    r"|\b(?:desktop|pc|computer|laptop|windows) (?:computer |device )?(?:is )?(?:required|recommended|needed)\b"
    r"|(?:パソコン|pc|windows)(?:からの|での)(?:閲覧|表示|ご?利用)を(?:推奨|お(?:すすめ|勧め))"
)
"""A card to friends that wants a computer: all that such a card is for, a telephone shows."""
_FILE = re.compile(r"\.(?:zip|rar|7z|iso|img|exe|msi|scr|js|vbs|lnk|bat|cab|tar|gz)(?:[?#/]|$)", re.IGNORECASE)


@check(
    id="body.only-on-a-computer",
    over="message",
    group="body",
    sure="inferred",
    title=Text(ja="パソコンでしか開けないファイルを渡そうとしています", en="A file that opens on a computer only"),
    says=Text(
        ja="「{only}」として {file} を開かせようとしています。文書や動画はどの端末でも開けます。パソコンに限るのは、"
        "中身がプログラムであるときの特徴です。",
        en="“{only}”: {file}. A paper or a film opens anywhere; what needs a computer is mostly a program.",
    ),
    advice=Text(
        ja="ファイルを開いたり実行したりしないでください。開いてしまった場合は、その端末で使ったパスワードを別の端末から変更してください。",
        en="Do not open or run the file. If you did, change from another machine all passwords that were used on it.",
    ),
    speaks_for=("malware",),
    experts=("ATT",),
)
def only_on_a_computer(case: Case, it: Observable) -> Iterator[Hit]:
    """Sent to creators, applicants and firms: the «contract» is a stealer; to friends of whoever lost a mailbox: the
    «invitation» is a program for remote control. Innocent causes: dealers in software, who lead to their own proven site
    and are left out.
    """
    if case.seen("list", "mailing-list") or _bulk.mass(case):
        return
    text = _told.flowing(case)[: _told.LONG]
    for one, only in _files(case, text):
        told = _told.at(case, only)
        held = one.kind == "file"
        yield Hit(told, only=told.found, file=datum("text", one.shown) if held else datum("url", one.value))


def _files(case: Case, text: str) -> Iterator[tuple[Observable, re.Match[str]]]:
    """The file, or where a card waits, and the words that want a computer for it."""
    held = [one for one in case.seen("file", "attachment") if _FILE.search(one.shown)]
    away = [one for one in _said.links(case) if _FILE.search(one.value.partition("#")[0])]
    file = next(iter((*held, *away)), None)
    only = _ONLY.search(text) if file is not None and not _firms.of_a_firm(case) else None
    if file is None and _CARDS(text) and _CARD.search(text) is not None:
        file = _stranger(case)
        only = (_ONLY.search(text) or _BEST.search(text)) if file is not None else None
    if file is not None and only is not None:
        yield file, only


def _stranger(case: Case) -> Observable | None:
    """The first link to a site that is nobody's whom the mail comes from, and no known one."""
    own = _vouched.vouching(case) | _house.own_domains(case)
    away = (it for it in _said.links(case) if isinstance(it.detail, Link) and it.detail.host)
    return next((it for it in away if _links.link(it).domain not in own and not owners(_links.link(it).host)), None)
