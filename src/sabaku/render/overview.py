"""Many mails on one page: the gravest first, copies of one lure together: where to begin. Judges nothing."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sabaku.compare import Print, fingerprint, groups
from sabaku.model import Lang, Level, Report, Text
from sabaku.render import findings, tame, when, words
from sabaku.render.advice import advice
from sabaku.render.say import short
from sabaku.render.teller import Teller
from sabaku.render.text import BOLD, CYAN, DIM, LEVEL_COLOUR, RED, Page
from sabaku.render.wrap import width

ORDER: tuple[Level, ...] = ("fraud", "suspicious", "no-sign")
NAMES, ADDRESSES, REPORTERS = 12, 3, 6
"""So many copies of one lure are named, so many of their addresses, and of those who handed them on."""

TITLE = Text("{n:,}通の一覧", "{n:,} mails at a glance")
OF_LEVEL = Text("{word} {n:,}通", "{word}: {n:,}")
COPIES = Text("同じ内容のもの ほか{n:,}通: {names}", "{n:,} more alike: {names}")
OTHERWISE = Text("判定が異なるもの: {names}", "judged otherwise: {names}")
JUDGED = Text("{name}({word})", "{name} ({word})")
TO = Text("宛先 {to}", "to {to}")
BY = Text("転送した方 {who}", "handed on by {who}")
ALSO_BY = Text("ほかに転送した方 {names}", "also handed on by {names}")
ALSO_FIRST = Text("ほかにも優先するもの: {names}", "also to be dealt with first: {names}")
WHOSE = Text("{name}({who})", "{name} ({who})")
MORE = Text("ほか{n:,}件", "{n:,} more")
HOW = Text(
    "1通の報告書を読むには、一覧の名前を付けて実行してください。\n  sabaku examine {options}{name}",
    "For the report of one mail, name it as it is listed:\n  sabaku examine {options}{name}",
)
ONE_CASE = Text("1件の報告書を読むには:\n  sabaku replay {name}", "For the report of one:\n  sabaku replay {name}")
NO_SAFETY = Text("「不審な点は見つかりませんでした」は、安全の保証ではありません。", "“Nothing found” is no guarantee.")


class Entry(Struct, frozen=True):
    """One mail of the list. Values are tame."""

    name: str
    level: Level
    probability: float
    share: str
    says: str
    first: str
    """What has to be seen to at once, as «the reader has clicked»."""
    subject: str
    sender: str
    to: str
    by: str
    """Who handed it on."""
    day: str
    likeness: Print
    options: tuple[str, ...] = ()
    """What a command about it has to repeat."""


def entry(report: Report, lang: Lang) -> Entry:
    """What the list says of one report."""
    it, message = Teller(report, lang), report.message
    sent = when.stated(message.date, report.zone)
    return Entry(
        name=tame.tame(report.run.case or report.run.input if report.run else ""),
        level=report.verdict.level,
        probability=report.verdict.probability,
        share=findings.share(it),
        says=findings.headline(it, advice(report, lang)),
        first=message.priority.in_(lang) if message.priority is not None else "",
        subject=it.v(message.subject, 120) or it.t(words.NO_SUBJECT),
        sender=it.v(message.from_, 90),
        to=it.v(message.to, 60),
        by=it.v(message.carrier.sender, 80) if message.carrier is not None else "",
        day=sent.date().isoformat() if sent is not None else "",
        likeness=fingerprint(report),
        options=report.run.options if report.run else (),
    )


def render(entries: Sequence[Entry], lang: Lang, *, colour: bool = False, width: int = 100, how: Text = HOW) -> str:
    """The list as lines of text; ends with a line feed. `how`: what to do with a name of it."""
    page = Page(lang, colour, max(40, width))
    page.put(f"{page.t(words.PRODUCT)} {page.t(TITLE).format(n=len(entries))}", DIM)
    levels = [(level, sum(it.level == level for it in entries)) for level in ORDER]
    page.put(" · ".join(page.t(OF_LEVEL).format(word=page.t(words.LEVELS[level]), n=n) for level, n in levels if n), BOLD)
    page.put(page.t(NO_SAFETY), DIM)
    lures = sorted((_lure([entries[n] for n in one]) for one in groups([it.likeness for it in entries])), key=_weight)
    for level, n in levels:
        if n:
            page.heading(page.t(OF_LEVEL).format(word=page.t(words.LEVELS[level]), n=n))
        for lure in lures:
            if lure[0].level == level:
                _put(page, lure)
    page.gap()
    if entries and (name := _example(lures)):
        told, _, command = page.t(how).partition("\n")
        page.put(told, DIM)
        options = "".join(f"{tame.quoted(it)} " for it in entries[0].options)
        page.lines.append(command.format(name=name, options=options))  # to be copied: never broken
    return "\n".join(page.lines).strip("\n") + "\n"


def _lure(copies: Sequence[Entry]) -> list[Entry]:
    """The copies of one lure: the one that tells most, then the others in their order."""
    head = min(copies, key=lambda it: (not it.first, ORDER.index(it.level), -it.probability))
    return [head, *(it for it in copies if it is not head)]


def _weight(lure: Sequence[Entry]) -> tuple[bool, int, float]:
    """What is seen to first: who was caught, then what reached most, then what is surest."""
    return not lure[0].first, -len(lure), -lure[0].probability


def _put(page: Page, lure: Sequence[Entry]) -> None:
    it, others = lure[0], lure[1:]
    page.gap()
    told = "  ".join(one for one in (it.day, "" if it.level == "no-sign" else it.share) if one)
    head = f"{it.name}  {told}".rstrip()
    if width(head) < page.columns:
        page.put(head, BOLD, LEVEL_COLOUR[it.level], indent=1)
    else:
        page.lines.append(" " + page.paint(it.name, BOLD, LEVEL_COLOUR[it.level]))  # to be copied: never broken
        if told:
            page.put(told, BOLD, LEVEL_COLOUR[it.level], indent=3)
    by = page.t(BY).format(who=it.by) if it.by else ""
    for line, codes in ((it.first, (BOLD, RED)), (by, ()), (it.says, ())):
        if line:
            page.put(line, *codes, indent=3)
    page.put(it.subject, CYAN, indent=3)
    page.put(it.sender, indent=3)
    to = list(dict.fromkeys(one.to for one in lure if one.to))
    if to and it.level != "no-sign":
        page.put(page.t(TO).format(to=_some(page, to, ADDRESSES)), DIM, indent=3)
    if others:
        page.put(page.t(COPIES).format(n=len(others), names=_some(page, _beside(it, others), NAMES)), indent=3)
    if differ := [one for one in others if one.level != it.level]:
        named = [
            page.t(JUDGED).format(name=name, word=page.t(words.LEVELS[one.level]))
            for name, one in zip(_beside(it, differ), differ, strict=True)
        ]
        page.put(page.t(OTHERWISE).format(names=_some(page, named, NAMES)), indent=3)
    _put_people(page, it, others)


def _put_people(page: Page, it: Entry, others: Sequence[Entry]) -> None:
    """Who else handed the lure on: those who write that they were caught each with the mail, then the others."""
    caught = [one for one in others if one.first]
    if caught:
        named = zip(_beside(it, caught), caught, strict=True)
        told = [page.t(WHOSE).format(name=name, who=one.by) if one.by else name for name, one in named]
        page.put(page.t(ALSO_FIRST).format(names=_some(page, told, NAMES)), BOLD, RED, indent=3)
    known = {it.by, *(one.by for one in caught)}
    if also := list(dict.fromkeys(one.by for one in others if one.by and one.by not in known)):
        page.put(page.t(ALSO_BY).format(names=_some(page, also, REPORTERS)), indent=3)


def _beside(it: Entry, others: Sequence[Entry]) -> list[str]:
    """The names of the others; of mails in the same mailbox only their numbers."""
    box = it.name.rpartition("#")[0]
    return [one.name.removeprefix(box) if box and one.name.startswith(f"{box}#") else one.name for one in others]


def _some(page: Page, names: Sequence[str], most: int) -> str:
    told = [short(it, 80, page.lang) for it in names[:most]]
    more = [page.t(MORE).format(n=len(names) - most)] if len(names) > most else []
    return ("、" if page.lang == "ja" else ", ").join([*told, *more])


def _example(lures: Sequence[Sequence[Entry]]) -> str:
    """A name to put into the command: of the first mail whose name a shell reads as a name."""
    names = (it.name for level in ORDER for lure in lures for it in lure[:1] if it.level == level)
    return next((it for it in names if tame.plain_name(it)), "")
