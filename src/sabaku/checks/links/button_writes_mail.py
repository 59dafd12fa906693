"""One check: a button that writes a mail to somebody's free address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._claimed import claims
from sabaku.checks._who import senders
from sabaku.model import Address, Case, Evidence, Observable, Text
from sabaku.names.brands import freemail, owners
from sabaku.names.hosts import registrable
from sabaku.text import late

_FILLED = late.pattern(r"[?&;](?:cc|bcc|subject|body)=", re.IGNORECASE)
_LEAVING = late.pattern(r"unsub|opt-?out|remove|abmeld|desinscri|baja|解除|停止", re.IGNORECASE)


@check(
    id="links.button-writes-mail",
    over="address",
    group="links",
    title=Text(
        ja="ボタンを押すと、差出人と無関係なアドレス宛てのメールが作られます",
        en="The button writes a mail to somebody else's address",
    ),
    says=Text(
        ja="本文のボタンやリンクはページを開くのではなく、件名などを埋めた {address} 宛てのメールを作ります。"
        "送ると、アドレスが使われていることが伝わり、個別にだましの連絡が届くおそれがあります。",
        en="A button or link of the text opens no page: it writes a mail, already filled in, to {address}. "
        "Whoever sends it shows that somebody reads there, and may then be worked on in person.",
    ),
    speaks_for=("phishing",),
    experts=("LBTN",),
    attacks=(73,),
)
def button_writes_mail(case: Case, it: Observable) -> Iterator[Hit]:
    """No filter can judge a link that leads to no site. Companies do not take reports at free mail addresses; where an account
    is said to be in danger, no address of a stranger's domain is theirs either.

    Innocent: private pages and clubs that use such an address themselves; the sender's own domain is left out, and a way to
    unsubscribe at a list service.
    """
    box = it.detail
    if it.role != "mailto" or not isinstance(box, Address) or registrable(box.domain) in _own(case):
        return
    quoted = case.message.quote(it.seen)
    if box.domain not in freemail() and (_LEAVING.search(quoted) or not _alarmed_by_stranger(case, box)):
        return
    if _FILLED.search(quoted):
        leaves = () if _LEAVING.search(quoted) else None  # a way out of advertising tells nothing of what is wanted
        yield Hit(Evidence(it.seen, quoted), speaks_for=leaves, address=datum("address", it.value))


def _own(case: Case) -> frozenset[str]:
    """Where the sender reads mail: who speaks for a brand does not prove by Reply-To that a free mailbox is the brand's."""
    if not claims(case):
        return _vouched.house(case)
    return frozenset(registrable(it.domain) for it in senders(case))


def _alarmed_by_stranger(case: Case, box: Address) -> bool:
    """Whether an alarm about a login sends the reader to a domain that is neither the sender's nor a known brand's."""
    known = registrable(box.domain) in _vouched.vouching(case) or owners(box.domain)
    return not known and _said.has(case, "scare.login") and not case.seen("list", "mailing-list") and not _said.links(case)
