"""One check: a button that writes a mail to somebody's free address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku import late
from sabaku.brands import freemail
from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Address, Case, Evidence, Observable, Text

_FILLED = late.pattern(r"[?&;](?:cc|bcc|subject|body)=", re.IGNORECASE)


@check(
    id="links.button-writes-mail",
    over="address",
    group="links",
    title=Text(
        ja="ボタンを押すと、無料メールのアドレス宛てのメールが作られます", en="The button writes a mail to a free address"
    ),
    says=Text(
        ja="本文のボタンやリンクはページを開くのではなく、件名などを埋めた {address} 宛てのメールを作ります。"
        "返信した人に個別にだましの連絡をする手口です。",
        en="The button opens no page: it writes a mail, already filled in, to {address}. "
        "Whoever sends it is then worked on in person.",
    ),
    speaks_for=("credential-phishing", "callback"),
    experts=("LBTN",),
    attacks=(73,),
)
def button_writes_mail(case: Case, it: Observable) -> Iterator[Hit]:
    """No filter can judge a link that leads to no site. Companies do not take reports at free mail addresses.

    Innocent: private pages and clubs that use such an address themselves; the sender's own domain is left out.
    """
    box = it.detail
    if it.role != "mailto" or not isinstance(box, Address) or box.domain not in freemail() or box.domain in _links.house(case):
        return
    quoted = case.message.quote(it.seen)
    if _FILLED.search(quoted):
        yield Hit(Evidence(it.seen, quoted), address=datum("address", it.value))
