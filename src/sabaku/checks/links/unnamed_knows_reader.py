"""One check: it bears nobody's name, and the link knows its reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _bulk, _hosts, _links, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._offices import office
from sabaku.checks._unnamed import named, stranger
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import owners
from sabaku.text import late

_WANTS = ("mailbox", "credential", "share", "court", "deadline.hours", "deadline.days", "deadline.term", "threat", "scare")
LONG = 4000
_LEAVING = late.pattern(r"unsub|optout|opt-out|remove|preference|kaijo|haishin|stop|leave|quit", re.IGNORECASE)
_SIGNING_UP = late.one_of("仮登録", "本登録", "仮会員", "会員登録を受け", "ご登録ありがとう")
"""The reader has just typed that address in."""


@check(
    id="links.unnamed-knows-reader",
    over="message",
    group="links",
    sure="inferred",
    title=Text(
        ja="どこの誰かを名乗らないのに、リンクに受信者のアドレスが入っています",
        en="It bears nobody's name, and its link knows the reader",
    ),
    says=Text(
        ja="「{phrase}」と求め、リンク({host})には受信者のメールアドレスが入っています。一方、会社名も署名もなく、"
        "ドメインの持ち主が分かりません。開くと、アドレスを入れた偽のログイン画面が表示される形です。",
        en="It says “{phrase}”, and the reader's address stands in its link to {host}; but no firm is named, nobody "
        "signs, and whose domain that is remains open. Behind such links the login page is filled in already.",
    ),
    quiet_when=("links.recipient-bait", "links.share-names-recipient"),
    speaks_for=("phishing",),
    experts=("LD", "NOBR"),
)
def unnamed_knows_reader(case: Case, it: Observable) -> Iterator[Hit]:
    """The domain is the sender's own, bought for it, so that no comparison of the two helps. Outside Japanese, where nobody
    reads a signature, it is judged where the sender is called an office and no more.

    Left out: newsletters, lists, the house itself, offices, known companies, firms that the text names, and the confirmation of
    an address that somebody signs up with. Innocent cause: a tiny service whose notice is nothing but a link.
    """
    sender, phrase = stranger(case), _said.first(case, *_WANTS)
    if sender is None or phrase is None or (_said.lang(case) != "ja" and not office(sender.who.shown)):
        return
    if _bulk.mass(case) or _SIGNING_UP(_said.text(case)[:LONG]):
        return
    for found in _links.clicked(case):
        link = _links.link(found)
        if link.token and not owners(link.host) and not _hosts.tracker(link.host) and not _LEAVING.search(link.url):
            if not named(case, sender.domain):
                yield Hit(_said.quote(phrase), _links.at(found), phrase=phrase.shown, host=datum("domain", link.host))
            return
