"""One check: stolen logins and the tools of spammers and phishers, for sale."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _letter, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late
from sabaku.text.fold import fold

KINDS = 3
"""Kinds of such goods from which no honest trader has them all."""
SHORT = 3000
_GOODS = late.pattern(
    r"(?:c-?panels|(?<!egg)(?<!sea)(?<!nut)shells|smtps|mailers|rdps|webmails|(?:combo|mail|email) ?lists|combos|fullz|dumps"
    r"|cvv2?s?|(?:bank|stealer|card|paypal|office ?365) ?logs|cloned cards|clone cards|scam ?pages|phishing (?:kits|pages)"
    r"|stealers?|crypters?|fud (?:links?|crypters?|pages?)|(?:bulk|card|cc|combo) checkers?"
    r"|hacked (?:accounts|webmails|cpanels|shells)"
    r"|(?:クレカ|カード|クレジットカード)(?:番号|情報)(?:の|を|)(?:リスト|販売|売)|飛ばし(?:携帯|口座|スマホ)|闇名簿|裏口座"
    r"|フィッシング(?:キット|サイト(?:構築|作成代行)))(?![a-z0-9])"
)
_NEEDED = late.one_of(
    *("panels", "shells", "smtps", "mailers", "rdps", "fullz", "dumps", "cvv", "logs", "stealer", "crypter"),
    *("scampage", "scam page", "webmail", "combo", "maillist", "mail list", "email list", "clone", "phishing", "fud", "checker"),
    *("hacked", "クレカ", "口座", "カード", "飛ばし", "名簿", "フィッシング"),
)
_SOLD = late.one_of(
    *("sale", "sell", "price", "shop", "buy", "order", "stock", "fresh", "cheap", "btc", "usdt", "bitcoin", "crypto", "telegram"),
    *("icq", "販売", "売", "価格", "購入", "在庫", "入荷", "支払", "円"),
)
"""Words of a trader: administrators and teachers name the same things."""


@check(
    id="body.crime-tools",
    over="message",
    group="body",
    title=Text(ja="盗まれたログイン情報や犯罪の道具の売り込みです", en="Stolen logins and tools for crime, for sale"),
    says=Text(
        ja="「{one}」「{other}」など、乗っ取ったサーバーやメールの利用権、盗まれたカード情報など、"
        "犯罪に使う品を{count}種類並べて売り込んでいます。応じると処罰されることがあります。",
        en="“{one}”, “{other}” and more ({count} kinds): access to broken-into servers and mailboxes, stolen cards and the like "
        "are for sale. Buying them is a crime as well.",
    ),
    speaks_for=("bulk-spam",),
    experts=("MASS",),
)
def crime_tools(case: Case, it: Observable) -> Iterator[Hit]:
    """The shops that supply phishers advertise to every address they have, and mostly from servers of their own goods.

    Hosting firms sell cPanel and SMTP, too, but not by the piece: the plural tells. Innocent causes: reports about such shops
    (long, or quoted in a conversation), administrators and teachers, who sell none.
    """
    if _letter.size(case) > SHORT or case.seen("list", "mailing-list") or _story.conversation(case):
        return
    title, view = _said.subject(case)
    letter = _letter.only(case, _said.folded(case))
    found: dict[str, Evidence] = {}
    for name, told, folded in ((view, title, fold(title)), ("visible", _said.text(case), letter)):
        for at in _goods(folded) if _NEEDED(folded) else ():
            found.setdefault(at[0].strip("s"), Evidence(Span(name, *at.span()), found=told[at.start() : at.end()]))
    if len(found) >= KINDS and _SOLD(f"{fold(title)}\n{letter}"):
        one, other = list(found.values())[:2]
        shown = (datum("text", one.found), datum("text", other.found), datum("number", len(found)))
        yield Hit(one, other, one=shown[0], other=shown[1], count=shown[2])


def _goods(folded: str) -> Iterator[re.Match[str]]:
    """Each such word that stands by itself."""
    return (it for it in _GOODS.finditer(folded) if not folded[max(0, it.start() - 1) : it.start()].isalnum() or it[0][0] > "z")
