"""A report as Markdown (CommonMark with GitHub's tables): for a ticket, a wiki, a chat. No link, no picture, no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sabaku.model import Lang, Report, Text
from sabaku.render import words
from sabaku.render.nouns import Answer, Outline, Row, Told, Visited
from sabaku.render.outline import outline
from sabaku.render.reading import message_of
from sabaku.render.sites import same_time
from sabaku.render.tame import markdown_safe, tame

SHOWN_TEXT = 12_000
SHOWN_PROOFS = 4


def render(report: Report, lang: Lang, raw: bytes = b"") -> str:
    """The report as a Markdown page that ends with a line feed."""
    page = _Page(lang)
    _tell(page, outline(report, lang, raw, message_of(raw)))
    return "\n".join(page.lines).strip("\n") + "\n"


class _Page:
    """Lines so far. Everything that is put is escaped here, and only here."""

    def __init__(self, lang: Lang) -> None:
        self.lang, self.lines = lang, list[str]()

    def t(self, text: Text) -> str:
        return text.in_(self.lang)

    def heading(self, text: str, depth: int = 2) -> None:
        self.lines += ["", "#" * depth + " " + markdown_safe(text), ""]

    def put(self, text: str, lead: str = "") -> None:
        self.lines.append(lead + markdown_safe(text))

    def paragraph(self, text: str) -> None:
        if text:
            self.lines += [markdown_safe(text), ""]

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        body = [f"| {' | '.join(cells(row))} |" for row in rows]
        if body:
            self.lines += [f"| {' | '.join(cells(head))} |", "|" + " --- |" * len(head), *body, ""]

    def block(self, text: str) -> None:
        """Text as it is, in a fence that it cannot close."""
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        self.lines += [f"{fence}text", *text.split("\n"), fence, ""]


def cells(row: Sequence[str]) -> list[str]:
    """Each cell escaped."""
    return [markdown_safe(it) for it in row]


def _tell(page: _Page, told: Outline) -> None:
    page.lines.append(f"# {markdown_safe(told.word)}")
    page.lines.append("")
    if told.headline:
        page.lines += [f"**{markdown_safe(told.headline)}**", ""]
    for line in (told.note, told.advice.motive, told.probability):
        page.paragraph(line)
    _reasons(page, told)
    _advice(page, told)
    page.heading(page.t(words.SUMMARY))
    _rows(page, told.summary)
    _bullets(page, words.COMPANIONS, told.companions)
    _findings(page, told)
    _route(page, told)
    _sites(page, told)
    _files(page, told)
    if told.facts:
        page.heading(page.t(words.FACTS))
        _answers(page, told.facts)
    if told.explained:
        page.heading(page.t(words.EXPLAINED))
    for it in told.explained:
        _finding(page, it)
    page.heading(page.t(words.AS_SEEN))
    page.block(told.text[:SHOWN_TEXT].strip("\n") or page.t(words.NO_TEXT))
    _gaps(page, told)
    _how_to(page, words.HOW_TO_SEE, words.HOW_TO)
    _how_to(page, words.HOW_TO_FORWARD, told.forward)
    page.heading(page.t(words.ABOUT))
    _rows(page, told.about)
    page.paragraph(page.t(words.DEFANGED))
    page.paragraph(told.model)


def _how_to(page: _Page, heading: Text, steps: Sequence[tuple[Text, Text]]) -> None:
    if steps:
        page.heading(page.t(heading))
    for name, how in steps:
        page.lines.append(f"- **{markdown_safe(page.t(name))}**: {markdown_safe(page.t(how))}")


def _reasons(page: _Page, told: Outline) -> None:
    if told.reasons:
        page.heading(page.t(words.BECAUSE))
    for n, it in enumerate(told.reasons, 1):
        page.lines.append(f"{n}. **{markdown_safe(it.title)}**: {markdown_safe(it.says)}")


def _advice(page: _Page, told: Outline) -> None:
    page.heading(page.t(words.ADVICE))
    for label, lines in told.advice.lists:
        page.lines += [f"**{markdown_safe(label)}**", ""]
        for line in lines:
            page.put(line, "- ")
        page.lines.append("")


def _bullets(page: _Page, heading: Text, lines: Sequence[str]) -> None:
    if lines:
        page.heading(page.t(heading), 3)
    for line in lines:
        page.put(line, "- ")


def _rows(page: _Page, rows: Sequence[Row]) -> None:
    for it in rows:
        note = f" ({markdown_safe(it.note)})" if it.note else ""
        page.lines.append(f"- **{markdown_safe(it.label)}**: {markdown_safe(it.value)}{note}")


def _findings(page: _Page, told: Outline) -> None:
    page.heading(page.t(words.FINDINGS))
    if not told.families:
        page.paragraph(page.t(words.NOTHING))
    for family in told.families:
        page.heading(family.name, 3)
        for it in family.findings:
            _finding(page, it)
    if told.good:
        page.heading(page.t(words.GOOD_SIGNS), 3)
    for it in told.good:
        _finding(page, it)


def _finding(page: _Page, it: Told) -> None:
    sure = " · ".join(one for one in (it.strength, it.sure) if one)
    page.lines += [f"- **{markdown_safe(it.title)}** ({markdown_safe(sure)})  ", f"  {markdown_safe(it.says)}"]
    for proof in it.proofs[:SHOWN_PROOFS]:
        normal = f" ({page.t(words.EXPECTED)}: {markdown_safe(proof.expected)})" if proof.expected else ""
        found = f": {markdown_safe(proof.found)}" if proof.found else ""
        page.lines.append(f"  - {markdown_safe(proof.where)}{found}{normal}")
    if it.note:
        page.lines.append(f"  - {markdown_safe(it.note)}")


def _route(page: _Page, told: Outline) -> None:
    page.heading(page.t(words.ROUTE))
    _rows(page, told.origin)
    page.lines.append("")
    page.paragraph(told.origin_says)
    for it in told.stops:
        if it.line:
            page.lines += ["", f"**{markdown_safe(it.line)}**", ""]
        rows = " · ".join(f"{row.label}: {row.value}" for row in it.rows)
        standing = page.t(words.STANDINGS[it.standing])
        page.put(" · ".join(one for one in (f"{it.who or '?'} [{standing}]", rows, it.at) if one), f"{it.n + 1}. ")
    if not told.stops and not told.origin_says:
        page.paragraph(page.t(words.NO_HOPS))


def _files(page: _Page, told: Outline) -> None:
    if told.files:
        page.heading(page.t(words.FILES))
        page.paragraph(page.t(words.SUMS))
        _rows(page, told.files)
    if told.more_files:
        page.paragraph(page.t(words.MORE).format(n=told.more_files))


def _sites(page: _Page, told: Outline) -> None:
    if told.sites:
        page.heading(page.t(words.LINKS))
    for site in told.sites:
        page.heading(site.domain, 3)
        for it in site.urls:
            shown = f" ({page.t(words.SHOWN_AS)}: {it.shown})" if it.shown else ""
            page.put(f"{it.url}{shown} {it.notes}".strip(), "- ")
        page.lines.append("")
        _answers(page, site.answers)
        for one in site.visits:
            _visit(page, one)


def _visit(page: _Page, one: Visited) -> None:
    """A visit in words; the pictures stay in the case, under the sums that are told."""
    page.lines += ["", f"**{markdown_safe(page.t(words.VISIT))} {markdown_safe(one.url)}** {markdown_safe(one.at)}", ""]
    for n, step in enumerate(one.steps if len(one.steps) > 1 else (), 1):
        page.put(" · ".join(it for it in (step.at, step.url, step.how) if it), f"{n}. ")
    page.paragraph(one.decoys)
    page.paragraph(one.differs)
    for seen in one.seen:
        stamp = f" [{seen.shot.stamp}]" if seen.shot.stamp else ""
        page.lines += ["", f"*{markdown_safe(seen.visitor + stamp)}*", ""]
        _rows(page, seen.rows)
    for learnt in one.genuine:
        page.put(" · ".join(it for it in (learnt.caption, learnt.url) if it), "- ")
    _rows(page, one.proof)
    page.lines.append("")


def _answers(page: _Page, answers: Sequence[Answer]) -> None:
    once = same_time(answers)
    head = [page.t(it) for it in (words.ASKED_OF, words.SUBJECT_MATTER, words.ANSWER, words.ASKED)]
    page.table(
        head[:3] if once else head,
        (
            [it.source, it.about, " · ".join(one for one in (it.says, it.data) if one), *([] if once else [it.at])]
            for it in answers
        ),
    )
    if once:
        page.paragraph(page.t(words.ALL_AT).format(at=once))


def _gaps(page: _Page, told: Outline) -> None:
    page.heading(page.t(words.GAPS))
    if not told.missing:
        page.paragraph(page.t(words.NO_GAPS))
    for it in told.missing:
        page.put(f"{it.says} {'※ ' + page.t(words.OPENS) if it.opens else ''}".strip(), "- ")
    _bullets(page, words.UNREADABLE, told.defects)
    if told.fuller:
        page.heading(page.t(words.FULLER), 3)
        for line in told.fuller:
            page.paragraph(line)
        page.block(tame(told.command))
