"""One check: somebody bears the name of the reader's own house, writes from elsewhere, and wants money, lists or a chat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _letter, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import place
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import is_public, owners
from sabaku.names.hosts import registrable
from sabaku.names.whose import delivered_houses
from sabaku.text.fold import fold

SHORT = 1500
ENOUGH = 5
"""Letters of a name that are no everyday word: «Harlow» is the firm harlow-fittings, «Ann» is nobody."""
_WANTS = ("boss.balance", "boss.lists", "boss.errand", "payee.wire", "payee.changed", "payee.wages")
_BEGINS = ("boss.line", "boss.task")
"""What relatives who write from home ask too."""
_WORDS = re.compile(r"[a-z\u00df-\u024f]{5,24}")
_PARTS = re.compile(r"[-.]")


@check(
    id="identity.house-bearer-outside",
    over="message",
    said=("boss", "payee"),
    group="identity",
    sure="inferred",
    title=Text(
        ja="受信者の会社の名を持つ人が、社外のドメインから指示しています",
        en="Somebody who bears the house's name gives orders from another domain",
    ),
    says=Text(
        ja="差出人の名前「{name}」は、受信者の組織のドメイン {house} と同じ名です。しかし {domain} から送られ、"
        "「{wants}」と求めています。経営者になりすますメールの特徴です。",
        en="The sender's name “{name}” is the one in {house}, the reader's own domain, but the mail comes from {domain} "
        "and wants: “{wants}”. Mails in the name of a firm's owner are written like this.",
    ),
    advice=Text(
        ja="本人に、以前から知っている電話番号か対面で確認してください。",
        en="Ask that person directly, face to face or by a number that you have known before.",
    ),
    experts=("BEC", "FDISP"),
    speaks_for=("bec",),
)
def house_bearer_outside(case: Case, _: Observable) -> Iterator[Hit]:
    """Firms are called after their owners, and an owner is whom the staff does not ask back. A name in kanji is read in the
    address before the @.

    Innocent causes: relatives, and an owner who writes from another firm or from home. So an order or a question that such
    frauds begin with is wanted beside it; a domain that bears the name too, answers, lists and newsletters are left out.
    """
    begins = () if any(is_public(it.domain) for it in _author.authors(case)[:1]) else _BEGINS
    wants = _said.first(case, *_WANTS, *begins)
    if wants is None or _letter.size(case) > SHORT or not _bulk.is_letter(case):
        return
    if case.seen("list", "mailing-list") or _author.own_links(case) or _story.conversation(case):
        return
    houses = sorted(delivered_houses(case))
    for sender in _author.authors(case)[:1]:
        theirs, names = registrable(sender.domain), f"{sender.who.shown} {sender.who.local}"
        shared = next((one for one in houses if _bears(names, one)), None)
        if not shared or theirs in houses or (owners(theirs) and not is_public(theirs)):
            continue
        if not _bears(names, theirs):
            name, house = datum("text", sender.who.shown), datum("domain", shared)
            by = datum("domain", theirs)
            yield Hit(place(sender, shared), _said.quote(wants), name=name, house=house, domain=by, wants=wants.shown)


def _bears(names: str, domain: str) -> bool:
    """Whether a word of the names is the domain's, whole or as the first of its parts."""
    label = registrable(domain).partition(".")[0]
    parts = {label, label.replace("-", ""), _PARTS.split(label)[0]}
    return any(word in parts for word in _WORDS.findall(fold(names)) if len(word) >= ENOUGH)
