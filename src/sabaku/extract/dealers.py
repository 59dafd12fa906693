"""Who deals in another's goods or speaks of them, in a name of their own: agents, desks of other bodies, firms.

Looks at From and the text; must not judge whether that is true. Who says to be somebody else does not claim the brand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sabaku.extract.phrases import Match, matches
from sabaku.extract.speech import BRANCH_AFTER
from sabaku.model import Address, Link, Message, Observable
from sabaku.names import romaji
from sabaku.names.brands import is_public, owners, squeeze
from sabaku.names.brandwords import tokens
from sabaku.names.hosts import registrable
from sabaku.text import late

_FORM = r"(?:(?:株式|有限|合同|合資|合名)会社|[(（]株[)）]|㈱|[(（]有[)）]|㈲|協同組合|(?:社団|財団|医療|学校|社会福祉|NPO)法人)"
_ANY_DESK = "お客様?|サポート|カスタマー|センター|事務局|窓口|公式|お?知らせ|担当|運営|セキュリティ|会員"
_AGENT = late.pattern(
    r"[」』】)\s]{0,2}(?:の)?"
    r"(?:正規|認定|公式|一次|二次|販売|取扱|加盟店|サポート|導入|ビジネス|光回線|回線|募集|保険|損害|生命|[・ ]){0,4}"
    r"(?:代理店|特約店|販売店|取次店|取扱店|販社|パートナー(?:企業|会社)?|リセラー)"
    rf"(?:[^\n]{{0,16}}?{_FORM}|[ 　:：/／]{{1,2}}(?!{_ANY_DESK})[^\s　]{{3,}})"
)
"""«PayPay加盟店サポート代理店 株式会社…»: the firm behind it writes."""
_BODY_BEFORE = late.pattern(
    rf"(?:{_FORM}[^\s　]{{0,24}}|[^\s　]{{2,24}}(?:{_FORM}|組合|協会|大学|高校|学校|病院|商工会議所|商工会|役場|市役所))"
    r"[\s　]{1,3}$"
)
_DESK_AFTER = late.pattern(r"[^\s　]{0,8}?(?:係|担当|課|部|室|窓口|チーム)(?=[\s　]|\Z)")
"""«運送協同組合 ETC係»: a desk of that body, called after what it deals with."""
_FIRM = late.pattern(
    rf"(?P<before>[々-ヿ一-鿿A-Za-z0-9・&.]{{2,24}})?{_FORM}(?:[ 　]?(?P<behind>[々-ヿ一-鿿A-Za-z0-9・&.]{{2,24}}))?"
)
_WORDS = late.pattern(r"[々-ヿ一-鿿A-Za-z0-9・&.-]{2,30}")
_AM = ("です", "でございます", "と申し", "であります")
_I_AM = late.pattern(r"[^\n。、！]{2,50}?(?:です|でございます|と申します|と申し|であります)(?=[。、\s！]|$)", re.MULTILINE)
"""«みほん事務所の永井です»: the sentence in which somebody says who they are."""
_ME = late.pattern(
    r"^[ \t　]{0,4}(?:[^\n。、はがを「」]{1,24}の)?(?P<name>[一-鿿々]{1,4}|[ァ-ヶー]{2,8})(?:です|と申します|でございます)[。\s]",
    re.MULTILINE,
)
_GREETED = 200
"""Characters at the beginning where one says one's name."""
_ABOUT = late.pattern(
    r"お?知らせ|案内|連絡|通知|重要|大切|緊急|警告|確認|請求|お客様|会員|様$|期限|本日|明日|最終|最後|必須|必要|不要|無料|有料|対象"
    r"|可能|以上|以下|次回|限定|当選|確定|完了|未払|停止|凍結|制限|[当弊][社店行]|銀行|会社|運営|担当|警察"
)
"""Names that say what the mail is about, and name nobody."""
_FORMS = late.pattern(_FORM)
_LETTERS = re.compile("[a-z]{3,}")
_ENOUGH, _LINES = 4, 3
"""Letters of a name that are enough to know it by («北信ガス» of «北信ガス設備»), and lines at the end that may be signed."""
_HEAD, _TAIL = 600, 400
"""Characters of the text where a letter says who writes, and where they sign."""


def is_others(text: str, start: int, at: int, end: int, stop: int) -> bool:
    """Whether a brand's name in From (`at` to `end` of a name from `start` to `stop`) is what another, named one deals in."""
    if _AGENT.match(text, end, stop) or BRANCH_AFTER.match(text, end, stop):
        return True
    return bool(_BODY_BEFORE.search(text[start:at].lstrip('"')) and _DESK_AFTER.match(text, end, stop))


def says_who(message: Message, so_far: Sequence[Observable], business: re.Pattern[str]) -> bool:
    """Whether the sender says in the text to be who From shows, other than by a brand's name: a firm with its legal form, or
    anybody's name with «です» or «と申します» behind it at the beginning.

    business: what stands around a company's name and names nobody.
    """
    text = message.view("visible").text
    told = text[:_HEAD] + "\n" + text[_HEAD:][-_TAIL:]
    shown = [it.detail.shown[:120] for it in so_far if it.role == "from" and isinstance(it.detail, Address)]
    for found in (found for name in shown for found in _FIRM.finditer(name)):
        if any(name and name in told for name in found.group("before", "behind")):
            return True
    words = {word for name in shown for word in _WORDS.findall(_FORMS.sub(" ", name))}
    names = {word[:_ENOUGH] for word in words if not business.fullmatch(squeeze(word)) and not _ABOUT.search(word)}
    spoken = any(word in text[:_HEAD] for word in _AM)
    if names and spoken and any(_introduced(message, line, names) for line in _I_AM.finditer(text, 0, _HEAD)):
        return True
    who = next((it.detail for it in so_far if it.role == "from" and isinstance(it.detail, Address)), None)
    if who is not None and not owners(who.domain) and _spelt(who, names):
        return True
    if who is None or (who.shown and "@" not in who.shown) or not is_public(who.domain):
        return False
    return _signs_as_his_box(text, who, business) or (not _leads_to_strangers(so_far) and _says_a_name(message, text, business))


def _spelt(who: Address, names: set[str]) -> bool:
    """Whether the name in kana is the name of the domain («ハピネ», hapine.example): so it is the sender's own."""
    if is_public(who.domain):
        return False
    label = registrable(who.domain).partition(".")[0]
    return any(romaji.spells(who.shown[who.shown.find(it) :][:30], label) for it in names)


def _leads_to_strangers(so_far: Sequence[Observable]) -> bool:
    """Whether a link leads to a host that is no known company's."""
    return any(isinstance(it.detail, Link) and it.detail.clicked and not owners(it.detail.host) for it in so_far)


def _says_a_name(message: Message, text: str, business: re.Pattern[str]) -> bool:
    """Whether somebody without a display name, at a provider's address, begins with a person's name («2年3組の岡です»)."""
    return any(
        not business.fullmatch(squeeze(line["name"]))
        and not _ABOUT.search(line["name"])
        and _introduced(message, line, {line["name"]})
        for line in _ME.finditer(text, 0, _GREETED)
    )


def _signs_as_his_box(text: str, who: Address, business: re.Pattern[str]) -> bool:
    """Whether somebody without a display name, at a provider's address, signs with a name that the address is made of."""
    named = {it for it in _LETTERS.findall(who.local[:64].lower()) if not business.fullmatch(it) and it not in tokens()}
    last = [line.strip(" ,.-").lower() for line in text[-_TAIL:].splitlines() if line.strip()][-_LINES:]
    return any(set(line.split()) <= named for line in last if line)


def _introduced(message: Message, line: re.Match[str], names: set[str]) -> bool:
    """Whether somebody says there that they are one of these, and names no brand beside it."""
    if not any(name in line[0] for name in names):
        return False
    text = message.view("visible").text
    return not any(
        it.list == "brand"
        and line.start() <= it.start < line.end()
        and not (_within(line, it, names) or _AGENT.match(text, it.end) or BRANCH_AFTER.match(text, it.end))
        for it in message.once(matches).get("visible", ())
    )


def _within(line: re.Match[str], it: Match, names: set[str]) -> bool:
    """Whether the brand's word is a part of the longer name itself («JAあさぎり»)."""
    word = line[0][it.start - line.start() : it.end - line.start()]
    return any(word in name and len(name) > len(word) + 1 for name in names)
