"""One check: the link to a stranger is not even encrypted."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links, _sent, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

SINCE = 2018
"""Since then nearly all sites that mail is sent for use https."""


@check(
    id="links.unencrypted-stranger",
    over="message",
    group="links",
    title=Text(ja="差出人と無関係な、暗号化されていないサイトに誘導しています", en="A link to a stranger without encryption"),
    says=Text(
        ja="リンク先 {host} は差出人({sender})と無関係なうえ、暗号化されないhttpのままです。使い捨てのサイトに多い特徴です。",
        en="The link leads to {host}, which has nothing to do with {sender}, "
        "and without encryption (http), as throw-away sites often do.",
    ),
    sure="inferred",
    quiet_when=("route.mailing-list", "links.opaque-stranger"),
)
def unencrypted_stranger(case: Case, it: Observable) -> Iterator[Hit]:
    """A certificate costs nothing, yet whoever changes names by the day does without.

    Innocent: old sites of small firms. Judged by the mail's own date: before 2018 http was usual.
    """
    sent, sender = _sent.sent(case), case.first("domain", "from")
    if sent is None or sent[0].year < SINCE or sender is None:
        return
    for found in _vouched.strangers(case):
        link = _links.link(found)
        if link.scheme == "http" and "no-scheme" not in link.tricks:
            yield Hit(_links.at(found), host=datum("domain", link.host), sender=datum("domain", sender.value))
            return
