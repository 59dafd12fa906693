"""A report for the terminal: by the columns that it has, in colour where that helps, complete without. Writes no file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sabaku.model import Lang, Report, Text
from sabaku.render import words
from sabaku.render.nouns import Answer, Missing, Outline, Row, Site, Stop, Told, Visited
from sabaku.render.outline import outline
from sabaku.render.reading import message_of
from sabaku.render.sites import same_time
from sabaku.render.wrap import padded, width, wrap

BOLD, DIM, RED, YELLOW, BLUE, GREEN, CYAN, INVERSE = 1, 2, 31, 33, 34, 32, 36, 7
LEVEL_COLOUR = {"fraud": RED, "suspicious": YELLOW, "no-sign": BLUE}
LEAST, MOST = 40, 110
SHOWN_PROOFS, SHOWN_TEXT, FEW = 4, 40, 6


def render(report: Report, lang: Lang, raw: bytes = b"", *, colour: bool = False, width: int = 80) -> str:
    """The report as lines of text, at most `width` columns wide (40 at least); ends with a line feed."""
    page = Page(lang, colour, max(LEAST, min(width, MOST)))
    _tell(page, outline(report, lang, raw, message_of(raw)))
    return "\n".join(page.lines).strip("\n") + "\n"


def recap(report: Report, lang: Lang, *, colour: bool = False, width: int = 80) -> str:
    """The verdict alone, to stand once more below a report that is longer than the terminal."""
    page = Page(lang, colour, max(LEAST, min(width, MOST)))
    page.heading(page.t(words.VERDICT))
    _level(page, outline(report, lang))
    return "\n".join(page.lines) + "\n"


class Page:
    """Lines so far, and how to put more."""

    def __init__(self, lang: Lang, colour: bool, columns: int) -> None:
        self.lang, self.colour, self.columns = lang, colour, columns
        self.lines: list[str] = []

    def t(self, text: Text) -> str:
        return text.in_(self.lang)

    def paint(self, text: str, *codes: int) -> str:
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m" if self.colour and codes and text else text

    def put(self, text: str, *codes: int, indent: int = 0, first: str = "", hang: int | None = None) -> None:
        """A paragraph. `first` stands before its first line; the others hang below the text (or at `hang`)."""
        lead = " " * indent + first
        under = " " * (indent + hang if hang is not None else width(lead))
        for n, line in enumerate(wrap(text, self.columns - max(width(lead), len(under)))):
            self.lines.append((lead if not n else under) + self.paint(line, *codes))

    def gap(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def heading(self, text: str) -> None:
        self.gap()
        self.gap()
        lines = wrap(text, self.columns - 6)
        rule = "-" * max(self.columns - width(lines[-1]) - 4, 2)  # ASCII: some consoles draw box lines two columns wide
        self.lines += [f"{self.paint('--', DIM)} {self.paint(line, BOLD)}" for line in lines]
        self.lines[-1] += " " + self.paint(rule, DIM)

    def rows(self, rows: Sequence[Row], indent: int = 2, most: int = 26) -> None:
        """Labels and values in two columns; a label too long for its column stands on a line of its own."""
        column = min(max((width(it.label) for it in rows), default=0), most, self.columns // 3)
        for it in rows:
            self._row(it, indent, column)

    def _row(self, it: Row, indent: int, column: int) -> None:
        left = indent + column + 2
        whole = self._whole(it.value, left, indent)
        label = padded(it.label, column)
        if whole or width(it.label) > column:
            self.put(it.label, CYAN, indent=indent)
            label = " " * column
        lines = [it.value] if whole else wrap(it.value, self.columns - left)
        lead = " " * (indent + 2) if whole else " " * indent + self.paint(label, CYAN) + "  "
        self.lines += [lead + lines[0]] + [" " * left + line for line in lines[1:]]
        if it.note and len(lines) == 1 and left + width(it.value + it.note) + 2 <= min(self.columns, left + 62):
            self.lines[-1] += "  " + self.paint(it.note, DIM)
        elif it.note:
            self.lines += [" " * left + self.paint(line, DIM) for line in wrap(it.note, self.columns - left)]

    def _whole(self, value: str, beside: int, below: int) -> bool:
        """Whether a sum or an address stays whole below its label, and would be cut beside it."""
        return value.isascii() and " " not in value and self.columns - beside < width(value) <= self.columns - below - 2


def _tell(page: Page, told: Outline) -> None:
    _verdict(page, told)
    _reasons(page, told.reasons)
    _advice(page, told)
    page.heading(page.t(words.SUMMARY))
    page.rows(told.summary)
    _bullets(page, words.COMPANIONS, told.companions)
    _families(page, told)
    _route(page, told)
    _sites(page, told)
    _files(page, told)
    _answers(page, words.FACTS, told.facts)
    _findings(page, words.EXPLAINED, told.explained, _explained)
    _findings(page, words.TRIAL, told.trial, _finding)
    _mail(page, told)
    _missing(page, told)
    _how_to(page, words.HOW_TO_SEE, words.HOW_TO)
    _how_to(page, words.HOW_TO_FORWARD, told.forward)
    _about(page, told)


def _verdict(page: Page, told: Outline) -> None:
    page.put(f"{page.t(words.PRODUCT)} {page.t(words.TITLE)}", DIM)
    page.gap()
    _level(page, told)
    if told.note:
        page.put(told.note)
    if told.advice.motive:
        page.put(told.advice.motive)


def _level(page: Page, told: Outline) -> None:
    tint = LEVEL_COLOUR[told.level]
    word = f" {told.word} " if page.colour else f"【{told.word}】" if page.lang == "ja" else f"[{told.word.upper()}]"
    line = page.paint(word, BOLD, INVERSE, tint) + "  " + told.probability
    if width(word) + 2 + width(told.probability) <= page.columns:
        page.lines.append(line)
    else:
        page.put(word.strip(), BOLD, tint)
        page.put(told.probability)
    if told.headline:
        page.put(told.headline, BOLD)


def _reasons(page: Page, reasons: Sequence[Told]) -> None:
    if not reasons:
        return
    page.heading(page.t(words.BECAUSE))
    for n, it in enumerate(reasons, 1):
        page.put(it.title, BOLD, indent=1, first=f"{n}. ")
        page.put(it.says, indent=4)


def _advice(page: Page, told: Outline) -> None:
    page.heading(page.t(words.ADVICE))
    for label, lines in told.advice.lists:
        page.put(label, BOLD, indent=1)
        for line in lines:
            page.put(line, indent=3, first="- ")


def _bullets(page: Page, heading: Text, lines: Iterable[str]) -> None:
    lines = tuple(lines)
    if lines:
        page.heading(page.t(heading))
    for line in lines:
        page.put(line, indent=1, first="- ")


def _families(page: Page, told: Outline) -> None:
    page.heading(page.t(words.FINDINGS))
    if not told.families:
        page.put(page.t(words.NOTHING), indent=2)
    for family in told.families:
        page.gap()
        page.put(f"■ {family.name}" if page.lang == "ja" else f"# {family.name}", BOLD, CYAN)
        for it in family.findings:
            _finding(page, it)
    _findings(page, words.GOOD_SIGNS, told.good, _finding)


def _findings(page: Page, heading: Text, findings: Sequence[Told], put: Callable[[Page, Told], None]) -> None:
    if findings:
        page.heading(page.t(heading))
    for it in findings:
        put(page, it)


def _finding(page: Page, it: Told) -> None:
    page.gap()
    dots = "●" * it.dots + "○" * (4 - it.dots) if it.dots else "－" if page.lang == "ja" else "-"
    marks = " · ".join(one for one in (it.strength, it.sure) if one)
    page.put(it.title, BOLD, indent=2)
    page.lines.append(" " * 4 + page.paint(f"{dots} {marks}" if it.dots else marks, DIM))
    page.put(it.says, indent=4)
    _proofs(page, it)
    if it.note:
        page.put(it.note, DIM, indent=4)


def _explained(page: Page, it: Told) -> None:
    page.gap()
    page.put(it.title, BOLD, indent=2)
    page.put(it.says, indent=4)
    _proofs(page, it)


def _proofs(page: Page, it: Told) -> None:
    rows: list[Row] = []
    for proof in it.proofs[:SHOWN_PROOFS]:
        quoted = f"「{proof.found}」" if page.lang == "ja" else f": {proof.found}"
        rows.append(Row(page.t(words.EVIDENCE), proof.where + (quoted if proof.found else "")))
        rows.append(Row(page.t(words.EXPECTED), proof.expected))
    page.rows([row for row in rows if row.value], indent=4)
    more = len(it.proofs) - SHOWN_PROOFS
    if more > 0:
        page.put(page.t(words.MORE).format(n=more), DIM, indent=6)


def _route(page: Page, told: Outline) -> None:
    page.heading(page.t(words.ROUTE))
    page.rows(told.origin)
    if told.origin_says:
        page.put(told.origin_says, indent=2)
    page.gap()
    if not told.stops and not told.origin_says:
        page.put(page.t(words.NO_HOPS), indent=2)
    for it in told.stops:
        if it.line:
            page.put(it.line, BOLD, YELLOW, indent=2, first="=== ")
        _stop(page, it)
    if told.more_stops:
        page.put(page.t(words.MORE).format(n=told.more_stops), DIM, indent=2)


def _stop(page: Page, it: Stop) -> None:
    standing = page.t(words.STANDINGS[it.standing])
    page.put(f"{it.who or '?'}  [{standing}]", BOLD, indent=2, first=f"{it.n + 1}. ")
    at = (Row(page.t(words.AT), it.at),) if it.at else ()
    page.rows((*it.rows, *at), indent=5)


def _sites(page: Page, told: Outline) -> None:
    if told.sites:
        page.heading(page.t(words.LINKS))
        page.put(page.t(words.DEFANGED), DIM, indent=2)
    for it in told.sites:
        _site(page, it)
    if told.more_sites:
        page.put(page.t(words.MORE).format(n=told.more_sites), DIM, indent=2)


def _files(page: Page, told: Outline) -> None:
    if told.files:
        page.heading(page.t(words.FILES))
        page.put(page.t(words.SUMS), DIM, indent=2)
    for it in told.files:
        page.gap()
        page.put(it.label, BOLD, indent=2)
        page.put(it.value, indent=4)
        if it.note:
            page.lines.append("    " + page.paint(it.note, DIM))  # whole: it is copied
    if told.more_files:
        page.put(page.t(words.MORE).format(n=told.more_files), DIM, indent=2)


def _site(page: Page, site: Site) -> None:
    page.gap()
    page.put(site.domain, BOLD, indent=2)
    for it in site.urls:
        page.put(it.url, indent=4, first="- ", hang=2)
        if it.shown:
            page.put(f"{page.t(words.SHOWN_AS)}: {it.shown}", indent=6)
        if it.notes:
            page.put(it.notes, DIM, indent=6)
    if site.more:
        page.put(page.t(words.MORE).format(n=site.more), DIM, indent=4)
    _answer_rows(page, site.answers, indent=4)
    for one in site.visits:
        _visit(page, one)


def _visit(page: Page, one: Visited) -> None:
    """A visit in words; the pictures stay in the case, under the sums that are told."""
    page.gap()
    page.put(f"{page.t(words.VISIT)} {one.url}  {one.at}", BOLD, indent=4)
    for step in one.steps if len(one.steps) > 1 else ():
        page.put(" · ".join(it for it in (step.at, step.url, step.how) if it), DIM, indent=6, first="> ", hang=2)
    if one.decoys:
        page.put(one.decoys, indent=6)
    if one.differs:
        page.put(one.differs, YELLOW, indent=6)
    for seen in one.seen:
        page.put(seen.visitor + (f"  [{seen.shot.stamp}]" if seen.shot.stamp else ""), CYAN, indent=6)
        page.rows(seen.rows, indent=8)
    for learnt in one.genuine:
        page.put(" · ".join(it for it in (learnt.caption, learnt.url) if it), GREEN, indent=6)
    page.rows(one.proof, indent=6)


def _answers(page: Page, heading: Text, answers: Sequence[Answer]) -> None:
    if answers:
        page.heading(page.t(heading))
        _answer_rows(page, answers, indent=2)


def _answer_rows(page: Page, answers: Sequence[Answer], indent: int) -> None:
    once = same_time(answers)
    for it in answers:
        page.put(f"{it.source}: {it.about}", CYAN, indent=indent, first="· ", hang=2)
        page.put(it.says, indent=indent + 2)
        noted = " · ".join(one for one in (it.data, "" if once else it.at) if one)
        if noted:
            page.put(noted, DIM, indent=indent + 2)
        if it.check_at:
            page.put(f"{page.t(words.CHECK_AT)}: {it.check_at}", DIM, indent=indent + 2)
    if once:
        page.put(page.t(words.ALL_AT).format(at=once), DIM, indent=indent)


def _mail(page: Page, told: Outline) -> None:
    page.heading(page.t(words.AS_SEEN))
    lines = wrap(told.text.strip("\n") or page.t(words.NO_TEXT), page.columns - 4)
    page.lines += [page.paint("  | ", DIM) + line for line in lines[:SHOWN_TEXT]]
    if len(lines) > SHOWN_TEXT:
        page.put(page.t(words.MORE_LINES).format(n=len(lines) - SHOWN_TEXT), DIM, indent=4)


def _missing(page: Page, told: Outline) -> None:
    page.heading(page.t(words.GAPS))
    if not told.missing:
        page.put(page.t(words.NO_GAPS), indent=2)
    for it in told.missing:
        _gap(page, it)
    _bullets(page, words.UNREADABLE, told.defects)
    if told.fuller:
        page.heading(page.t(words.FULLER))
        for line in told.fuller:
            page.put(line, indent=2)
        page.lines.append("")
        page.lines.append("    " + page.paint(told.command, BOLD))  # whole: it is copied


def _gap(page: Page, it: Missing) -> None:
    opens = f"{'※' if page.lang == 'ja' else ' *'} {page.t(words.OPENS)}" if it.opens else ""
    page.put(f"{it.says} {opens}".rstrip(), indent=1, first="- ")


def _how_to(page: Page, heading: Text, steps: Sequence[tuple[Text, Text]]) -> None:
    if steps:
        page.heading(page.t(heading))
        page.rows([Row(page.t(name), page.t(how)) for name, how in steps])


def _about(page: Page, told: Outline) -> None:
    page.heading(page.t(words.ABOUT))
    page.rows(told.about)
    page.put(told.model, DIM, indent=2)
