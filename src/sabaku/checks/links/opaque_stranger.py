"""One check: the links go to a stranger, by an address that says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late

_OPAQUE = late.pattern(r"/(?:[A-Za-z0-9+_=-]{32,}|(?:[^/]{0,12}\d[^/]{0,12}/){4,})")


@check(
    id="links.opaque-stranger",
    over="message",
    group="links",
    title=Text(
        ja="差出人と無関係なサイトへの、意味の読めないリンクです", en="A link to an unrelated site, by a meaningless code"
    ),
    says=Text(
        ja="差出人({sender})とは無関係な {host} へ、意味の読めない文字列だけのアドレスで誘導しています。"
        "受信者ごとに番号を振った大量送信に見られる形です。",
        en="The mail is from {sender}, but its link leads to {host}, which has nothing to do with it, and the rest of the "
        "address is only a code: mass mailings number each recipient like that.",
    ),
    sure="inferred",
    speaks_for=("disguised",),
    experts=("LHID",),
    attacks=(88, 92),
    quiet_when=("route.mailing-list",),
)
def opaque_stranger(case: Case, it: Observable) -> Iterator[Hit]:
    """Mailing services count clicks in the same way, but on names that belong to them or to the sender.

    Left out therefore: known counters, known brands, mailing lists, and every domain that also signed the mail or takes its
    bounces. Innocent: a small mailing service that nobody has listed.
    """
    sender = case.first("domain", "from")
    for found in _vouched.strangers(case):
        link = _links.link(found)
        if sender is not None and "ip" not in link.tricks and _OPAQUE.search(link.path):
            yield Hit(_links.at(found), sender=datum("domain", sender.value), host=datum("domain", link.host))
            return
