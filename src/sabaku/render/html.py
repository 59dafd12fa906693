"""A report as one HTML file: nothing is loaded, nothing runs, nothing can be opened. The layout is templates/report.html."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from sabaku.model import Lang, Message, Report, Text
from sabaku.render import sheets, source, words
from sabaku.render.nouns import Outline, Told
from sabaku.render.outline import told as tell
from sabaku.render.pictures import Pictures, data_uri
from sabaku.render.pins import figures
from sabaku.render.reading import TEXT_LIMIT, message_of
from sabaku.render.sites import same_time
from sabaku.render.teller import Mark, Teller

if TYPE_CHECKING:  # jinja2 takes longer to load than most mails take to examine
    from jinja2 import Template
    from markupsafe import Markup

SHOWN_TEXT = 30_000
KANA = re.compile(r"[ぁ-ゖァ-ヺ]")
"""By these a mail's words are known for Japanese, so that a page in another language is read aloud rightly."""
LABELS = re.compile(r"(?<![^\s@<>\[\].-])([^\s@<>\[\].-]*+-[^\s@<>\[\].]*+(?:\[\.\]|@)?)")
"""Names with a hyphen, with the dot or @ behind them."""
DAYS = re.compile(r"(?<![0-9-])([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9-])")
LABEL = 26
"""Characters of a host's label up to which it stays on one line, on a phone too."""
BROKEN = r"[!-~]{1,500}\[\.\][!-~]{1,500}"
"""A defanged address in a sentence of which it is no value (the sentence of a further hit)."""


def render(report: Report, lang: Lang, raw: bytes = b"", pictures: Pictures | None = None) -> str:
    """The report as an HTML page. `raw`: the mail, so that the evidence can be shown at its place in the source;
    `pictures`: gives the screenshots of visited pages."""
    message = message_of(raw)
    teller = Teller(report, lang, raw, message)
    told = tell(teller)
    marks = tuple(teller.marks.values())
    maps = [(_safe(it.svg), it.title, it.lines) for it in figures(report, told, lang)]
    style = sheets.style("report.css")
    pictured = "img-src data:; " if pictures is not None else ""
    page = _template().render(
        it=told,
        w=words,
        lang=lang,
        t=lambda text: text.in_(lang),
        say=_sentence,
        held=_held,
        spoken=lambda text: _safe(' lang="ja"') if lang != "ja" and KANA.search(text) else "",
        same_time=same_time,
        figures=maps,
        panes=_panes(raw, marks, message, lang),
        source_cut=words.SOURCE_CUT.in_(lang).format(mb=TEXT_LIMIT // 10**6) if len(raw) > TEXT_LIMIT else "",
        text=told.text[:SHOWN_TEXT].strip("\n"),
        left_out=max(len(told.text) - SHOWN_TEXT, 0),
        style=_safe(style.text),
        policy=f"default-src 'none'; style-src 'sha256-{style.digest}'; {pictured}base-uri 'none'; form-action 'none'",
        picture=lambda shot: data_uri(pictures(shot.sha256), fake=shot.standing == "fake") if pictures and shot.sha256 else "",
        contents=_contents(told, bool(maps)),
    )
    return page + "\n"


def _contents(told: Outline, maps: bool) -> list[tuple[str, Text]]:
    """Anchors and headings of the sections that this report has."""
    sections = (
        ("because", words.BECAUSE, bool(told.reasons)),
        ("advice", words.ADVICE, True),
        ("summary", words.SUMMARY, True),
        ("seen", words.AS_SEEN, True),
        ("findings", words.FINDINGS, True),
        ("route", words.ROUTE, True),
        ("links", words.LINKS, bool(told.sites)),
        ("files", words.FILES, bool(told.files)),
        ("maps", words.MAPS, maps),
        ("facts", words.FACTS, bool(told.facts)),
        ("headers", words.EXPLAINED, bool(told.explained)),
        ("gaps", words.GAPS, True),
        ("source", words.SOURCE, True),
        ("how", words.HOW_TO_SEE, True),
        ("about", words.ABOUT, True),
    )
    return [(name, label) for name, label, there in sections if there]


class _Pane(NamedTuple):
    """One text of the source, folded until it is wanted; a place in it that a finding leads to opens it."""

    name: str
    lines: int
    rows: Markup


def _panes(raw: bytes, marks: tuple[Mark, ...], message: Message | None, lang: Lang) -> list[_Pane]:
    """The source, then each decoded part that is cited."""
    if not raw:
        return []
    rows = source.raw_pane(raw[:TEXT_LIMIT], marks, message, lang)
    panes = [_Pane(words.AS_WRITTEN.in_(lang), raw.rstrip().count(b"\n") + 1, _safe(rows))]
    if message is None:
        return panes
    for view in sorted({it.view for it in marks if it.view}):
        rows, text = source.part_pane(message, view, marks, lang), message.view(view).text
        panes.append(_Pane(_part_name(message, view, lang), text.rstrip().count("\n") + 1, _safe(rows)))
    return panes


def _part_name(message: Message, view: str, lang: Lang) -> str:
    path = view.partition(":")[2]
    part = next(it for it in message.parts if it.path == path)
    coded = ("、" if lang == "ja" else ", ").join(it for it in (part.type, part.encoding, part.charset) if it)
    return words.DECODED.in_(lang) + ": " + words.PART.in_(lang).format(path=path, coded=coded)


def _sentence(it: Told) -> Markup:
    """The sentence with its values set apart: isolated for direction, those that are code in a fixed-width face."""
    from markupsafe import Markup, escape

    code = {value for value, is_code in it.values if is_code}
    longest = sorted((value for value, _ in it.values), key=len, reverse=True)
    known = {value for value, _ in it.values}
    bits = re.split("(" + "|".join([*map(re.escape, longest), BROKEN]) + ")", it.says)
    return Markup("").join(
        _value(bit, bit in code or bit not in known) if bit in known or ("[.]" in bit and n % 2) else escape(bit)
        for n, bit in enumerate(bits)
    )


def _value(text: str, code: bool) -> Markup:
    from markupsafe import Markup

    return Markup("<bdi class=v>{}</bdi>").format(_held(text)) if code else Markup("<bdi>{}</bdi>").format(text)


def _held(text: str) -> Markup | str:
    """Hosts and addresses whose lines end behind a dot or @, not at a hyphen, where a reader takes the halves for two names;
    days (2026-02-05) on one line."""
    from markupsafe import Markup

    if "-" not in text or "/" in text:
        return text
    host = "[.]" in text
    if host and len(text) <= LABEL and " " not in text:
        return Markup('<span class="h">{}</span>').format(text)
    bits = (LABELS if host else DAYS).split(text)
    whole = (Markup('<span class="h">{}</span>').format(it) if n % 2 and len(it) <= LABEL else it for n, it in enumerate(bits))
    held = Markup("").join(whole)
    if not host:
        return held
    held = held.replace("[.]", Markup("[.]<wbr>")).replace("@", Markup("@<wbr>"))
    return held.replace(Markup("<wbr></span>"), Markup("</span><wbr>"))  # within the span a printed page does not break


def _safe(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704  made by this package of escaped values


@functools.cache
def _template() -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(sheets.file), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("report.html")
