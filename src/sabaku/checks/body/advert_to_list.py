"""One check: an offer or inquiry that was sent to a mailing list as if it were a firm or a customer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _author, _lures, _said, _story
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.names.brands import HOME
from sabaku.names.hosts import registrable
from sabaku.text import late

_FOOTER = late.pattern(r"_(?<!\S_)_{19,}+[ \t]*+$", re.MULTILINE)
"""What the list put below, where its line hangs on the author's text."""


@check(
    id="body.advert-to-list",
    over="message",
    group="body",
    title=Text(
        ja="メーリングリストを、一人の客や会社のように扱っています", en="A mailing list is treated as a customer or a firm"
    ),
    says=Text(
        ja="「{phrase}」「{other}」と、メーリングリストを一人の客や一つの会社のように扱っています。"
        "集めたアドレスに無差別に送られたものです。",
        en="“{phrase}”, “{other}”: it speaks to a mailing list as to one customer or firm. The address was gathered and written "
        "to like thousands of others.",
    ),
    speaks_for=("bulk-spam",),
    experts=("MASS",),
    quiet_when=("body.unknown-buyer",),
)
def advert_to_list(case: Case, it: Observable) -> Iterator[Hit]:
    """The list's own address stands in the text as the subscriber's, or an outsider greets it generally and offers goods.

    Innocent cause: members who sell something to members; they answer each other, or write from the list's own house.
    """
    if not case.seen("list", "mailing-list") or _story.conversation(case) or any(it.brand != HOME for it in case.claims):
        return  # who speaks as a brand wants something else than to advertise
    theirs = [one.domain for one in _author.authors(case)[:1]]
    posted = {one.value: registrable(one.value.rpartition("@")[2]) for one in case.seen("address", "to")}
    houses = {*posted.values(), *(registrable(one.value.partition(".")[2]) for one in case.seen("list", "mailing-list"))}
    if not theirs or registrable(theirs[0]) in houses:
        return
    found = _subscribed(case, tuple(posted)) or _offered(case)
    if found:
        wants = () if _lures.mailbox(case) else None  # then it is no offer
        yield Hit(*found, speaks_for=wants, phrase=datum("text", found[0].found), other=datum("text", found[1].found))


def _subscribed(case: Case, posted: tuple[str, ...]) -> tuple[Evidence, Evidence] | None:
    """Words to unsubscribe and the list's own address, both in the author's text and not in what the list put below."""
    text, own = _said.text(case), _story.own_text(case)
    footer = _FOOTER.search(own)
    end = text.find(own) + (footer.start() if footer else len(own))
    phrase = _said.first(case, "newsletter.unsubscribe")
    if phrase is None or phrase.seen.view != "visible" or phrase.seen.start >= end:
        return None
    for address in posted:
        at = _said.folded(case).find(address, 0, end)
        if at >= 0:
            place = Span("visible", at, at + len(address))
            return _said.quote(phrase), Evidence(place, found=text[place.start : place.end])
    return None


def _offered(case: Case) -> tuple[Evidence, Evidence] | None:
    """A greeting for anybody, and goods, credit or an order."""
    greeting = _said.first(case, "greeting.generic", "advance-fee.opening")
    wanted = _said.first(case, "trade.interest") if _said.has(case, "trade.ask") else None
    offer = _said.first(case, "job.seo", "job.credit") or wanted
    if greeting is None or offer is None or greeting.seen == offer.seen:
        return None
    return _said.quote(greeting), _said.quote(offer)
