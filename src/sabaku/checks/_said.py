"""What a mail says, by the word lists: plain look-ups that several checks share. No judgement."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sabaku.checks._meant import kept_off, quoted
from sabaku.model import Case, Evidence, Link, Message, Observable, Span, once
from sabaku.names import whose
from sabaku.text.fold import fold

Said = Mapping[str, tuple[Observable, ...]]

SEARCHED = 20_000
"""Characters of a text in which a check looks for a pattern of its own: a letter is shorter, an archive without end."""


def _index(case: Case) -> Said:
    found: dict[str, list[Observable]] = {}
    for it in case.seen("phrase"):
        if quoted(case, it.seen) or kept_off(case, it.seen):
            continue
        found.setdefault(it.value, []).append(it)
        found.setdefault(it.value.partition(".")[0], []).append(it)
    return {name: tuple(them) for name, them in found.items()}


def names(case: Case) -> frozenset[str]:
    """The lists and meanings of all phrases that stand there."""
    return frozenset(case.once(_index))


def said(case: Case, *names: str) -> tuple[Observable, ...]:
    """The phrases of these lists ("threat") or meanings ("threat.suspend"), in the order of the names."""
    index = case.once(_index)
    return tuple(it for name in names for it in index.get(name, ()))


def first(case: Case, *names: str) -> Observable | None:
    """The first such phrase, or None; one of the text or the subject before one in the sender's name."""
    index = case.once(_index)
    names_only = None
    for name in names:
        for it in index.get(name, ()):
            if not case.once(_in_from)(it):
                return it
            names_only = names_only or it
    return names_only


def _in_from(case: Case) -> Callable[[Observable], bool]:
    views = {f"header:{case.message.headers.index(it)}" for it in case.message.named("from")[:2]}
    return lambda it: it.seen.view in views


def has(case: Case, *names: str) -> bool:
    """Whether any such phrase stands there."""
    return not case.once(_index).keys().isdisjoint(names)


def meanings(case: Case, name: str) -> dict[str, Observable]:
    """Each meaning of a list that the mail has, with one phrase for it."""
    found: dict[str, Observable] = {}
    for it in said(case, name):
        found.setdefault(it.value, it)
    return found


def quote(it: Observable) -> Evidence:
    """The phrase (or other observable) at its place."""
    return Evidence(it.seen, found=it.shown)


def phrase(case: Case, value: str, start: int, end: int) -> Observable:
    """What a check finds in the visible text by a pattern of its own, as a phrase of that meaning."""
    place = Span("visible", start, end)
    return Observable("phrase", value, "", place, case.message.quote(place))


def lang(case: Case) -> str:
    """The language of the visible text, "" where it is unclear."""
    it = case.first("language")
    return it.value if it is not None else ""


def in_japanese(case: Case, where: Span) -> bool:
    """Whether a place of a Japanese mail is in Japanese: where it speaks Chinese, too, a line without kana is the other half."""
    if all(it.value != "zh" for it in case.seen("language", "beside")):
        return True
    text = case.message.view(where.view).text
    end = text.find("\n", where.end)
    return _KANA.search(text, text.rfind("\n", 0, where.start) + 1, end if end >= 0 else len(text)) is not None


_KANA = re.compile("[ぁ-んァ-ヶ]")


def text(case: Case) -> str:
    """The visible text."""
    return case.message.view("visible").text


def _folded(message: Message) -> str:
    return fold(message.view("visible").text)


def folded(case: Case) -> str:
    """The visible text, folded: the same places."""
    return case.message.once(_folded)


@once
def subject(case: Case) -> tuple[str, str]:
    """The decoded subject and the name of its view; two empty strings where there is none."""
    headers = case.message.named("subject")
    return (headers[0].text, f"header:{case.message.headers.index(headers[0])}") if headers else ("", "")


@once
def links(case: Case) -> tuple[Observable, ...]:
    """The links on which a reader can click and that lead to the web, without those that a mailing list wrote."""
    return tuple(it for it in case.once(_to_the_web) if isinstance(it.detail, Link) and not whose.of_list(case, it.detail))


def _to_the_web(case: Case) -> tuple[Observable, ...]:
    return tuple(
        it
        for it in case.seen("link")
        if isinstance(it.detail, Link) and it.detail.clicked and it.detail.scheme in ("http", "https")
    )


def leads(case: Case) -> bool:
    """Whether the reader is led anywhere: a link or form, or words to click where a list has taken the link away."""
    return bool(links(case)) or has(case, "action.click") or _cut_out(case)


def _cut_out(case: Case) -> bool:
    """Whether the list may have taken a link away: many pass on only the text of a page, and put their own address below."""
    return bool(case.once(_to_the_web)) and not whose.keeps_pages(case)
