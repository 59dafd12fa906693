"""One check: «is it you in this picture?», and a stranger's page."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _greeted, _letter, _links, _said, _story, _told, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names.brands import owners

SHORT = 300
"""Characters of a letter that says no more than to look."""


@check(
    id="links.picture-of-you",
    over="message",
    said=("stranger.bait",),
    group="links",
    title=Text(
        ja="読者が写っているという写真や動画で、無関係なサイトへ誘っています",
        en="A picture of the reader, it says, waits at a stranger's site",
    ),
    says=Text(
        ja="「{phrase}」と書いて {host} へ誘っていますが、このサイトは差出人とも知られたサービスとも関係がありません。"
        "自分のことかもしれないと思わせて開かせる手口で、乗っ取られたアカウントからも送られます。",
        en="“{phrase}”, and a link to {host}, which belongs neither to the sender nor to a known service. Who wonders whether it "
        "is them opens it; such mail is sent from accounts taken over, too.",
    ),
    advice=Text(
        ja="開かずに、差出人が知人であれば別の手段で本人に確かめてください。",
        en="Do not open it; if you know the sender, ask them by another way.",
    ),
    speaks_for=("credential-phishing", "malware"),
    experts=("LBTN", "LURE"),
    quiet_when=("links.lure-elsewhere",),
)
def picture_of_you(case: Case, bait: Observable) -> Iterator[Hit]:
    """The oldest bait of messengers, by mail: nothing is said but that the reader is to be seen there.

    Innocent cause: friends who share a group picture by a service that nobody knows; left out are known services, lists,
    answers and whoever greets the reader by name.
    """
    if _letter.size(case) > SHORT or case.seen("list", "mailing-list") or _story.conversation(case):
        return
    if _greeted.by_readers_name(case) or _told.warns(case):
        return
    known = _vouched.vouching(case)
    for found in _links.clicked(case):
        link = _links.link(found)
        if link.domain not in known and not owners(link.host):
            yield Hit(_said.quote(bait), _links.at(found), phrase=bait.shown, host=datum("domain", link.host))
            return
