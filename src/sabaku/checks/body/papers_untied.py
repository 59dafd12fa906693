"""One check: an invoice, order or payment slip, and nothing in the text that belongs to the sender."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.brands import is_public
from sabaku.checks import _author, _files, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.fold import fold
from sabaku.hosts import registrable
from sabaku.model import Address, Case, Evidence, Observable, Text

LONG = 2500
LIKE = 8
"""Letters of a domain's name that are enough to know the firm by."""


@check(
    id="body.papers-untied",
    over="message",
    group="body",
    title=Text(
        ja="請求書や注文書の話なのに、差出人の会社を示すものが本文にありません",
        en="An invoice or order, and nothing in it belongs to the sender",
    ),
    says=Text(
        ja="「{paper}」を見るよう求めていますが、本文には差出人のドメイン {domain} のサイトもアドレスも書かれていません。"
        "取引先なら、署名や案内に自社の連絡先を書くのが普通です。",
        en="It wants “{paper}” looked at, but no site and no address of the sender's domain {domain} stands in the text. "
        "A firm one deals with signs with its own.",
    ),
    sure="inferred",
    speaks_for=("malware",),
    experts=("ATT", "SIG"),
)
def papers_untied(case: Case, it: Observable) -> Iterator[Hit]:
    """Mail that spreads malware is sent from any mailbox that was stolen or any domain that was rented, and the text is the same.

    Innocent causes: one-man firms that sign with the name alone, and answers in a thread, which are left out.
    """
    paper = _said.first(case, "trade.paper")
    if paper is None or not _to_open(case) or len(_said.text(case)) > LONG or _story.conversation(case):
        return
    for sender in _author.authors(case)[:1]:
        if not any(_tied(case, domain) for domain in (sender.domain, *_replies(case))):
            yield Hit(
                _said.quote(paper),
                Evidence(sender.seen.seen, found=sender.seen.shown),
                paper=paper.shown,
                domain=datum("domain", sender.domain),
            )


def _to_open(case: Case) -> bool:
    """Whether there is a paper to look at: words for it, or a file that is neither a picture nor text."""
    if _said.has(case, "trade.enclosed", "malware.attached", "trade.paid"):
        return True
    return any(not _files.file(it).inline and not _files.file(it).type.startswith(_HARMLESS) for it in case.seen("file"))


_HARMLESS = ("image/", "text/plain", "text/x-", "application/pgp", "application/pkcs7", "message/")


def _replies(case: Case) -> list[str]:
    return [it.detail.domain for it in case.seen("address", "reply-to") if isinstance(it.detail, Address) and it.detail.domain]


def _tied(case: Case, domain: str) -> bool:
    """Whether a link, a host or an address in the text is the sender's, or his name is in an address written there."""
    own = registrable(domain)
    if is_public(domain):
        return False
    if any(it.value == own for it in case.seen("domain", "href", "text", "form", "image")):
        return True
    if any(it.value.rpartition("@")[2].endswith(own) for it in case.seen("address", "text", "mailto")):
        return True
    label = own.partition(".")[0].replace("-", "")[:LIKE]
    about = fold(f"{case.message.text_of('from').partition('<')[0]} {_said.subject(case)[0]} ") + _said.folded(case)
    if len(label) > 2 and label in re.sub("[ .,_-]", "", about):
        return True
    return any(name[0] in _said.text(case) for name in _FIRM.finditer(case.message.text_of("from")[:200]))


_FIRM = re.compile("[\u3005-\u30ff\u3400-\u9fff]{4,20}")
"""A firm's or person's name in Japanese: domains are spelt in Latin letters, so the name itself has to tie them."""
