"""Where a mail names a brand, and how much that place says about whom the mail claims to come from.

Places and points only: who is claimed is added up in claims.py, whether it is true is for the checks. The brands' spellings
are found by phrases.py in its one pass; here each place found is looked at once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from sabaku.extract.language import of as language_of
from sabaku.extract.phrases import Match, matches
from sabaku.extract.pictured import pictured
from sabaku.extract.speech import (
    BRANCH_AFTER,
    COPYRIGHT,
    GIFT_AFTER,
    IMITATED_AFTER,
    IMITATED_BEFORE,
    SHARE_AFTER,
    SHOP_AFTER,
    SIGNS,
    SPEAKS_AFTER,
    SPEAKS_BEFORE,
    TRADEMARK,
    TROUBLE_AFTER,
    answers,
    quoted,
)
from sabaku.extract.weaknames import is_another_thing, is_proper, is_tool, is_weak
from sabaku.model import Link, Message, Observable, Span
from sabaku.names.brands import Brand, brands, child_of, owners
from sabaku.names.brandwords import named_in_path
from sabaku.names.hosts import is_ip
from sabaku.names.lookalike import likeness

Role = Literal["from", "subject", "text", "signature", "host", "path", "shown"]
"""Of the `brand` observable."""
Why = Literal[
    "from-name",
    "from-domain",
    "from-lookalike",
    "from-local",
    "subject",
    "copyright",
    "signs",
    "speaks",
    "signature",
    "first-lines",
    "text",
    "title",
    "logo",
    "own-link",
    "own-image",
    "host-lookalike",
    "path",
    "home-name",
    "home-self",
    "home-role",
    "home-domain",
    "home-text",
]
"""The kind of place; those of the recipient's own house come from house.py."""


class Mention(Struct, frozen=True):
    """A brand named at a place, with the points that the place gives it; `bears`: whether it can carry a claim."""

    brand: str
    role: Role
    why: Why
    points: float
    seen: Span
    shown: str
    bears: bool = False
    plain: bool = False
    """Named by a word that is also an ordinary one."""


NOTICE = frozenset(
    (
        *("action", "bounce", "callback", "card", "credential", "deadline", "greeting", "hosting", "mailbox", "parcel"),
        *("payment", "prize", "refund", "restored", "safe", "scare", "survey", "tax", "threat"),
    )
)
"""Lists of data/words whose phrases are the speech of a company to its customer."""
ENOUGH_NOTICE = 3
"""Different such phrases with which a mail is a notice and nothing else."""
MOST_HOSTS = 300
"""Linked hosts, each with its path, that are looked at."""
MOST_OF_ONE = 8
"""Places of one brand in the text that are looked at."""
_SIGNED = re.compile(r"\n-- ?\n[^\n]*\n?[^\n]*$")
"""The line that begins a signature (RFC 3676 section 4.3), at most one line before."""
HEAD, TAIL = 200, 700
"""Characters of the text's first lines, where a sender introduces themselves, and of its last, where they sign."""
LONGEST_SIGNATURE = 80
SPEECH = 0.7
"""The share (see `_share`) from which a line with a desk's name is its signature, and first and last lines speak for a sender."""


def notice_speech(message: Message) -> float:
    """0 to 1: how far the mail speaks as a company to its customer."""
    said = {(it.list, it.key) for found in message.once(matches).values() for it in found if it.list in NOTICE}
    return min(len(said) / ENOUGH_NOTICE, 1.0)


def _share(message: Message) -> float:
    """What part of its points a name in the text gets: a third in plain talk, all in a notice to customers."""
    return 0.35 + 0.65 * notice_speech(message)


def mentions(message: Message, so_far: Sequence[Observable]) -> Iterator[Mention]:
    """All mentions outside From (see fromnames.py), strongest kinds of places first."""
    yield from _of_subject(message)
    yield from _of_text(message)
    yield from _of_pictures(message)
    yield from _of_links(message, so_far)


def brand_matches(message: Message, view: str) -> list[Match]:
    """The names of brands in that view, without those that mean another thing there."""
    text = message.view(view).text
    found = (it for it in message.once(matches).get(view, ()) if it.list == "brand")
    return [it for it in found if not is_another_thing(brands()[it.key], text, it)]


# --- subject -----------------------------------------------------------------------------------------------------

_OPEN, _CLOSE = "【[［「『〔《<(（≪＜〈〖", "】]］」』〕》>)）≫＞〉〗"
_REPLY = re.compile(r"\s*+(?:re|aw|sv|antw|回复|fwd?|wg|tr|転送)\s*+(?:\[\d+\])?[:：]", re.IGNORECASE)
_LEAD = re.compile(r"(?>\s|\[[^\]]{0,40}\]|[!*★■●◆♪:：<>＜＞≪≫《》【】「」『』・])*+")


def _of_subject(message: Message) -> Iterator[Mention]:
    japanese = message.once(language_of) == "ja"
    for header in message.named("subject")[:1]:
        view = f"header:{message.headers.index(header)}"
        text = header.text
        share = 0.3 if _REPLY.match(text) and message.once(answers) else 1.0
        lead = _LEAD.match(text)
        head = lead.end() if lead else 0
        for it in brand_matches(message, view):
            shown = text[it.start : it.end]
            weak = is_weak(brands()[it.key], shown)
            if weak and not is_proper(brands()[it.key], shown):
                continue
            tool = is_tool(brands()[it.key], text, it.start, it.end)
            points, bears = (0.4, False) if tool else _weight_in_subject(text, it, head, weak, japanese)
            yield Mention(it.key, "subject", "subject", points * share, Span(view, it.start, it.end), shown, bears, weak)


def _weight_in_subject(text: str, it: Match, head: int, weak: bool, japanese: bool) -> tuple[float, bool]:
    """In brackets or at the head senders name themselves; elsewhere they may only talk of somebody, unless they say «your …»."""
    before = text[max(0, it.start - 40) : it.start]
    aside = any(one.match(text, it.end) for one in (GIFT_AFTER, SHOP_AFTER, TROUBLE_AFTER))
    aside = aside or (it.start > head + 1 and SHARE_AFTER.match(text, it.end) is not None)
    if aside or IMITATED_AFTER.match(text, it.end) or IMITATED_BEFORE.search(before):
        return 0.4, False
    opened = max(map(before.rfind, _OPEN))
    if opened >= 0 and opened > max(map(before.rfind, _CLOSE)):
        alone = it.end + 2 >= len(text) or text[it.end] in _CLOSE or len(before) - opened <= 2
        return (2.2, True) if not weak else (1.8, True) if alone else (0.6, False)
    speaks = bool(SPEAKS_AFTER.match(text, it.end, it.end + 40) or SPEAKS_BEFORE.search(before))
    if it.start <= head + 1:
        return (2.0, True) if not weak or (japanese and speaks) else (1.2, japanese or speaks)
    if japanese and speaks:
        return (1.9, True) if not weak else (1.4, True)
    return (1.4, japanese or speaks) if not weak else (0.6, speaks)


# --- the text ----------------------------------------------------------------------------------------------------


def _of_text(message: Message) -> Iterator[Mention]:
    text = message.view("visible").text
    places: dict[str, list[Match]] = defaultdict(list)
    for it in brand_matches(message, "visible"):
        if len(places[it.key]) < MOST_OF_ONE:
            places[it.key].append(it)
    if not places:
        return
    share = _share(message)
    japanese = message.once(language_of) == "ja"
    for id, found in places.items():
        own = [it for it in found if not quoted(message, text, it.start)]
        yield from _of_one(text, brands()[id], own, share, japanese)


def _of_one(text: str, brand: Brand, found: Iterable[Match], share: float, japanese: bool) -> Iterator[Mention]:
    """The mentions of one brand in the text; repetition adds less and less."""
    given: dict[str, int] = defaultdict(int)
    for it in found:
        shown = text[it.start : it.end]
        weak = is_weak(brand, shown)
        if weak and not (is_proper(brand, shown) and (japanese or brand.country != "JP")):
            continue
        role, why, points, bears = _weight_in_text(text, it, share, japanese)
        if is_tool(brand, text, it.start, it.end):
            points, bears = 0.2 * share, False
        given[why] += 1
        points *= (0.5 if weak and why != "signs" else 1.0) / given[why]
        yield Mention(
            brand.id,
            role,
            why,
            points,
            Span("visible", it.start, it.end),
            shown,
            bears and _may_bear(weak, why, japanese),
            weak,
        )


def _may_bear(weak: bool, why: Why, japanese: bool) -> bool:
    """An ordinary word carries a claim from the text only where it stands as a sender's name does."""
    return not weak or why in ("copyright", "signs") or (japanese and why == "speaks")


def _weight_in_text(text: str, it: Match, share: float, japanese: bool) -> tuple[Role, Why, float, bool]:
    """Role, kind of place, points, and whether it can carry a claim there."""
    line = text.rfind("\n", 0, it.start) + 1
    end = text.find("\n", it.end)
    end = end if end >= 0 else len(text)
    here = text[max(line, it.start - 60) : min(end, it.end + 60)]
    aside = any(one.match(text, it.end) for one in (GIFT_AFTER, SHOP_AFTER, BRANCH_AFTER))
    if aside or TRADEMARK.search(text, it.end, min(it.end + 60, end)):
        return "text", "text", 0.4 * share, False
    if COPYRIGHT.search(here):
        return "signature", "copyright", 1.2 * share, True
    whole = text[line:end] if share > SPEECH else ""
    if len(whole) < LONGEST_SIGNATURE and (signed := SIGNS.fullmatch(whole)) and line + signed.end("name") == it.end:
        return "signature", "signs", 1.5 * share, True
    if SPEAKS_AFTER.match(text, it.end, it.end + 40) or SPEAKS_BEFORE.search(text[max(0, it.start - 40) : it.start]):
        return "text", "speaks", 1.5 * share, True
    if _SIGNED.search(text[max(0, it.start - 60) : it.start]):
        return "signature", "signature", 0.8 * share, japanese and share > SPEECH
    if it.start < HEAD:
        return "text", "first-lines", 1.2 * share, japanese and share > SPEECH
    if it.start > len(text) - TAIL and it.start - line < 12:
        return "signature", "signature", 0.8 * share, japanese and share > SPEECH
    return "text", "text", 0.4 * share, False


def _of_pictures(message: Message) -> Iterator[Mention]:
    """Brands in the texts of pictures and in the title: the first of them is who writes, the others are talked about."""
    found = list(pictured(message))
    if not found:
        return
    share = _share(message)
    japanese = message.once(language_of) == "ja"
    first = next((it.brand for it in found if it.head), "")
    for it in found:
        brand = brands()[it.brand]
        weak = is_weak(brand, it.shown)
        if weak and not (is_proper(brand, it.shown) and (japanese or brand.country != "JP")):
            continue
        bears = it.head and it.brand == first and not weak
        yield Mention(it.brand, "shown", it.why, 1.5 * share if bears else 0.0, it.seen, it.shown, bears, weak)


# --- links -------------------------------------------------------------------------------------------------------


def _of_links(message: Message, so_far: Sequence[Observable]) -> Iterator[Mention]:
    """Brands whose hosts are linked, imitated, or named in the path of another's host; what is quoted is left out."""
    done: set[tuple[str, str]] = set()
    given: dict[tuple[str, str], int] = defaultdict(int)
    for it in so_far:
        if it.kind != "link" or not isinstance(it.detail, Link) or len(done) > MOST_HOSTS:
            continue
        link = it.detail
        if not link.host or (link.host, link.path) in done or (it.role == "text" and _is_quoted(message, it)):
            continue
        done.add((link.host, link.path))
        for mention in _of_link(it, link):
            given[mention.brand, mention.why] += 1
            if given[mention.brand, mention.why] <= 2:
                yield mention


def _is_quoted(message: Message, it: Observable) -> bool:
    return it.seen.view in ("visible", "text") and quoted(message, message.view(it.seen.view).text, it.seen.start)


def _of_link(it: Observable, link: Link) -> Iterator[Mention]:
    ids = owners(link.host)
    if ids:
        yield Mention(_most_general(ids), "host", "own-link" if link.clicked else "own-image", 0.4, it.seen, link.host)
        return
    if not link.clicked:
        return
    like = None if is_ip(link.host) else likeness(link.host)
    if like:
        yield Mention(like.brand, "host", "host-lookalike", 1.2, it.seen, link.host, like.how in ("left-label", "twins", "label"))
    for id, start, end in named_in_path(link.path):
        yield Mention(id, "path", "path", 0.6, it.seen, link.path[start:end])


def _most_general(ids: tuple[str, ...]) -> str:
    return next((id for id in ids if not any(child_of(id, other) for other in ids)), ids[0])


def by_brand(found: Iterable[Mention]) -> Mapping[str, list[Mention]]:
    """The mentions of each brand, in the order found."""
    sorted_: dict[str, list[Mention]] = defaultdict(list)
    for it in found:
        sorted_[it.brand].append(it)
    return sorted_
