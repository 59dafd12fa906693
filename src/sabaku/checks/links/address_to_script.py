"""One check: a script on a stranger's site is handed a mail address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _hosts, _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_HANDED = late.pattern(
    r"\.(?:php|html?|aspx?)\?[^#]{0,200}?(?:e-?mail|user|login|id|s1|e)=[^&#]{1,80}(?:@|%40)[^&#]{3,80}", re.IGNORECASE
)


@check(
    id="links.address-to-script",
    over="message",
    group="links",
    title=Text(
        ja="差出人と無関係なサイトのプログラムに、メールアドレスを渡すリンクです",
        en="The link hands a mail address to a script on a stranger's site",
    ),
    says=Text(
        ja="{host} に置かれたプログラムへ、メールアドレスを渡すリンクです。偽のログイン画面や、"
        "乗っ取ったサイトに置いた集計用のプログラムに見られます。",
        en="The link hands a mail address to a script on {host}, which has nothing to do with the sender. Copied login pages "
        "and counters that were put on broken-into sites work that way.",
    ),
    quiet_when=("links.recipient-bait",),
    experts=("LHID",),
    attacks=(89,),
)
def address_to_script(case: Case, it: Observable) -> Iterator[Hit]:
    """Left out: hosts of the sender, of whoever signed the mail or takes its bounces, click counters, links for leaving a list.

    Innocent causes: forms of small services that are run by another firm.
    """
    for found in _links.clicked(case):
        link = _links.link(found)
        if "@" not in found.value and "%40" not in found.value:
            continue
        if link.domain in _vouched.vouching(case) or _hosts.tracker(link.host) or _links.leaves_list(link.url):
            continue
        if _HANDED.search(link.url[:1000]):
            yield Hit(_links.at(found), host=datum("domain", link.host))
            return
