"""The sender's name is a trade or a desk, in Japanese, and no firm is named anywhere."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sabaku import data, late
from sabaku.brands import owners
from sabaku.checks import _house, _links, _said
from sabaku.checks._author import of_a_firm
from sabaku.checks._check import Hit, check
from sabaku.checks.identity._who import author, claims, domain, place, through_list
from sabaku.fold import fold
from sabaku.hosts import registrable
from sabaku.model import Case, Datum, Observable, Text

SEARCHED = 6000
LEAST = 4
"""Characters of a name: «総務» alone may be a colleague's."""
LAST_LINES, LONGEST = 8, 30
_WANTS = (
    *("threat", "deadline", "credential", "card.ask", "parcel.failed", "crypto", "prize", "scare", "payment", "share", "refund"),
    *("tax", "survey", "mailbox", "court", "callback.call", "personal.ask"),
)
_PUBLIC = re.compile(r"(?:^|\.)(?:lg|go|ed|ac)\.jp$")
_FIRM = late.pattern(
    r"(?:株式|有限|合同|合資)会社|(?:社団|財団|医療|学校|宗教|社会福祉|監査|税理士|弁護士)法人|独立行政法人|〒\s?\d{3}"
    r"|\((?:株|有|同)\)|㈱|㈲"
)
_TO_READER = re.compile(r"[^\n]{0,12}(?:様|御中|各位|殿)\s*$", re.MULTILINE)
_SAYS_WHO = late.pattern(r"([^\s。、,]{2,30})(?:でございます|です|と申します)。")
_OF_FIRM = re.compile("の[ァ-ヴー一-鿿々]{1,5}$")
"""«…の藤本です»: somebody says his name and whose he is."""
_ADDRESSES = re.compile(r"https?://\S{1,400}|[\w.+-]{1,64}@[\w.-]{1,255}")
_RULE = re.compile(r"[\s\d=━─―~*_.+-]*+")
_NO_NAME = re.compile(
    r"^[\s・※*■▼▶●◆□◇○→>(<「\[【-]|[。:?!%を]|ます|です|ください|下さい|ません|こちら|https?:|@|\d|(?:[るすくうへ、]|お知らせ)$"
)
"""What no line that is a name has."""


@check(
    id="identity.trade-for-a-name",
    over="message",
    group="identity",
    sure="inferred",
    title=Text("業種や役割だけを名乗り、どこの会社か書かれていません", "A trade or a desk for a name, and no firm"),
    says=Text(
        "差出人は「{name}」とだけ名乗って「{wants}」と書いていますが、会社名も所在地もどこにもなく、"
        "ドメイン {domain} の持ち主も分かりません。どの会社の利用者にも当てはまるように書かれた文面です。",
        "It calls itself no more than “{name}” and writes “{wants}”, but names no firm and no address, nor whose domain {domain} "
        "is. So it fits the customers of any firm.",
    ),
    advice=Text(
        "契約している会社や役所の公式サイトを、検索や書類の記載から開いて確かめてください。",
        "Ask the firm or office with which you really have to do, by its own site or its papers.",
    ),
    experts=("NOBR", "FDISP"),
    speaks_for=("credential-phishing", "card-phishing"),
)
def trade_for_a_name(case: Case, _: Observable) -> Iterator[Hit]:
    """«証券口座管理センター», «お客様窓口»: who wants something of a customer says which firm he is, and signs with it.

    Judged where the mail leads somewhere, or wants a call, money or papers. Left out: colleagues, offices at public domains, and
    whoever names a firm, a postal address, or in his last lines anything that is no such word. Innocent causes: a small
    organiser whose readers all know him.
    """
    sender = author(case)
    if sender is None or not _only_trade(fold(sender.who.shown)) or through_list(case) or claims(case) or case.seen("list"):
        return
    own = registrable(sender.domain)
    if own in _house.own_domains(case) or owners(own) or _PUBLIC.search(sender.domain) or of_a_firm(case):
        return
    wants = _said.first(case, *_WANTS)
    leads = _said.leads(case) or case.seen("phone") or case.seen("link", "qr")
    if wants is not None and leads and not _named(case, own.partition(".")[0]):
        shown = Datum("text", sender.who.shown[:80])
        yield Hit(place(sender), _said.quote(wants), name=shown, wants=wants.shown, domain=domain(own))


@functools.cache
def _trade() -> re.Pattern[str]:
    told = data.toml("plain_names")
    words = {fold(it) for it in f"{told['trades_ja']} {told['desks_ja']}".split()}
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def _only_trade(name: str) -> bool:
    """Whether nothing is left of a name without words for trades and desks."""
    return len(name) >= LEAST and not name.isascii() and not _trade().sub("", name).strip()


def _named(case: Case, label: str) -> bool:
    """Whether the mail says anywhere who it is from: a firm's form, the domain's name in words, or a name in its last lines."""
    text = _TO_READER.sub("", _ADDRESSES.sub(" ", _said.folded(case)[:SEARCHED]))
    own = f"{fold(_said.subject(case)[0])} {text}"
    if _FIRM.search(own) or (len(label) > 3 and label in own.replace(" ", "")):
        return True
    presented = _SAYS_WHO.search(text[:300])
    if presented is not None and _OF_FIRM.search(presented[1]):
        return True
    lines = [it.strip() for it in text.split("\n") if it.strip() and not _RULE.fullmatch(it)]
    buttons = {fold(_links.link(it).shown).strip() for it in _links.clicked(case)}
    return any(_is_name(it) for it in lines[-LAST_LINES:] if it not in buttons)


def _is_name(line: str) -> bool:
    """Whether a line may be somebody's name and no more."""
    return LEAST <= len(line) <= LONGEST and not _NO_NAME.search(line) and not _only_trade(line)
