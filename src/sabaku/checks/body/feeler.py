"""One check: an almost empty mail that only tries whether somebody answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _author, _files, _greeted, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.checks._unnamed import stranger
from sabaku.model import Address, Case, Datum, Evidence, Observable, Span, Text
from sabaku.names.brands import is_public
from sabaku.text import late

SHORT, SHORT_JA, LONG = 200, 70, 1200
"""Characters of what the author wrote; LONG: of all that is shown, with what a list put below."""


@check(
    id="body.feeler",
    over="message",
    group="body",
    quiet_when=("body.fortune-hint", "body.reply-bait", "body.romance-bait"),
    title=Text(ja="返事があるかどうかを試すだけの短いメールです", en="A few words that only try whether somebody answers"),
    says=Text(
        ja="本文は「{text}」だけです({how})。使われているアドレスを探す、詐欺の下調べに多い形です。",
        en="“{text}” is all it says, {how}. That is how fraudsters look for addresses that answer.",
    ),
    sure="inferred",
    speaks_for=("advance-fee",),
    experts=("MASS", "CTX"),
)
def feeler(case: Case, it: Observable) -> Iterator[Hit]:
    """Who answers «how are you?» from nowhere gets the story. In whatever language: who names a day, a price or a door, and no
    fortune, has something to say. Innocent cause: a private person's short note by blind copy.
    """
    if len(_said.text(case)) > LONG:
        return
    text = _story.own_text(case)
    longest = SHORT_JA if _said.lang(case) in ("ja", "zh", "ko") else SHORT
    if not 8 <= len(text) <= longest or _author.own_links(case) or _files.beside(case) or _story.conversation(case):
        return
    how = [told for holds, told in _WAYS if holds(case)]
    if not how or _everyday(text) or _told.greets_many(case):
        return
    authors = [one.domain for one in _author.authors(case)]
    replies = [one.detail.domain for one in case.seen("address", "reply-to") if isinstance(one.detail, Address)]
    if any(is_public(one) for one in (*authors, *replies)) or (_tries(case) and stranger(case) is not None):
        line = text.split("\n")[0]
        at = _said.text(case).find(line)
        ways = Text("、".join(it.ja for it in how), " and ".join(it.en for it in how))
        where = Evidence(Span("visible", at, at + len(line)), found=line)
        yield Hit(where, text=" ".join(text.split()), how=Datum("text", ways.en, ways))


_NUMBER = re.compile(r"\d{1,12}(?:[.,' ]\d{3}){0,6}")
LEAST_OF_A_FORTUNE = 5
"""Digits of a sum."""


def _everyday(text: str) -> bool:
    """Whether it has numbers of everyday life, two digits and more, and none of a fortune."""
    counts = [sum(map(str.isdigit, found)) for found in _NUMBER.findall(text)]
    return any(it > 1 for it in counts) and max(counts) < LEAST_OF_A_FORTUNE


_IN_USE = late.pattern(
    r"(?:アドレス|メール)(?:は|って)?[^\n。]{0,8}(?:まだ|今も|いまも|現在も)[^\n。]{0,8}(?:使われて|使って|お使い|有効|届[いき])|まだ(?:この|こちらの)?(?:アドレス|メール)"
    r"|\b(?:still|do you) (?:us(?:e|ing)|check(?:ing)?|have|on|at) this (?:e-?mail|address|account|mailbox)\b"
    r"|\b(?:is|does) this (?:e-?mail|address|mailbox)[^.?\n]{0,20}(?:active|valid|working|in use|work)\b"
    r"|\b(?:noch|diese) (?:diese|adresse|e-?mail)[^.?\n]{0,20}(?:aktuell|aktiv|gultig|noch)\b"
    r"|\b(?:toujours|encore) cette adresse\b|\b(?:sigues|sigue) usando (?:este|esta)\b|\busi ancora (?:questo|questa)\b"
    r"|\bainda usa (?:este|esse)\b"
)


def _tries(case: Case) -> bool:
    """Whether it asks no more than whether the address is still in use, and greets nobody by name."""
    return not _greeted.by_readers_name(case) and _IN_USE.search(_said.folded(case)) is not None


def _hidden(case: Case) -> bool:
    """Nobody is named as recipient, or only the sender."""
    named = {one.value for one in case.seen("address", "to", "cc")}
    return not named - {one.seen.value for one in _author.authors(case)}


def _elsewhere(case: Case) -> bool:
    """Answers go to another free-mail address, while the sender's own stands in From."""
    sending = {one.value for one in case.seen("address", "from")}
    return any(
        one.value not in sending and isinstance(one.detail, Address) and is_public(one.detail.domain)
        for one in case.seen("address", "reply-to")
    ) and not case.seen("list", "mailing-list")


_WAYS = (
    (_hidden, Text("宛先は隠されています", "to hidden recipients")),
    (_elsewhere, Text("返信先は別のフリーメールです", "with another free-mail address for the answer")),
    (_tries, Text("アドレスが使われているかを尋ねています", "asking whether the address is in use")),
)
