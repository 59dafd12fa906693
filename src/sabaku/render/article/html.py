"""An article as HTML: one page that loads nothing, runs nothing and can be clicked nowhere, or its body for another page.

One block stands on one line, so that an author's own edits can be told from what was made (see edits.py).
The style is templates/article.css.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Mapping
from html import escape

from sabaku.render import sheets
from sabaku.render.article.nouns import (
    Article,
    AsSeen,
    Block,
    Facts,
    Glyphs,
    Lines,
    MapOf,
    Para,
    Quote,
    Section,
    Shot,
    Terms,
)

_HOST = r"(?:[A-Za-z0-9_*○△-]{1,63}\[\.\]){1,9}[A-Za-z0-9_*○△-]{1,63}"
CODE = re.compile(
    rf"h(?:\*\*|xx)ps?://[!-;=?-~○△]{{1,400}}|[A-Za-z0-9_.*+-]{{1,64}}@[A-Za-z0-9_.*\[\]○△-]{{1,255}}|{_HOST}"
    r"|(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)"
)
"""What is set in a fixed-width face where it stands in a sentence: broken addresses, and numbers of machines."""


def whole(found: str) -> str:
    """The address without the stops behind it, nor a bracket that was opened before it."""
    told = found.rstrip(".,:;")
    return told if "(" in told else told.rstrip(")")


Find = Callable[[str], str]
"""What stands in the src of a picture of that name; "" for a picture that was not made."""


def page(article: Article, pictures: Mapping[str, bytes]) -> str:
    """The whole page, with its pictures in it. `pictures`: PNG files by the names that blocks give them."""
    layout = Layout(article, lambda name: _data(pictures[name]) if name in pictures else "", drawn=True)
    return "\n".join([*_head(article), "<main>", *layout.title(), *layout.body(), "</main>", "</body>", "</html>"]) + "\n"


def _head(article: Article) -> list[str]:
    style = sheets.style("article.css")
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{style.digest}'; base-uri 'none'; form-action 'none'"
    return [
        "<!DOCTYPE html>",
        f'<html lang="{article.lang}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">',
        '<meta name="color-scheme" content="light dark">',
        *_described(article),
        f"<title>{escape(article.headline)}</title>",
        f"<style>{style.text}</style>",
        "</head>",
        f'<body class="{escape(article.level)}">',
    ]


def _described(article: Article) -> list[str]:
    rows = (
        ("description", article.summary),
        ("keywords", ", ".join(article.keywords)),
        ("author", article.author),
        ("dcterms.created", article.date[:10]),
    )
    return [f'<meta name="{name}" content="{escape(value)}">' for name, value in rows if value]


def _data(picture: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(picture).decode()


def marked(text: str) -> str:
    """The text escaped, with addresses set apart."""
    out, at = [], 0
    for it in CODE.finditer(text):
        start, value = it.start(), whole(it.group())
        if start > at and text[start - 1] == "[" and text[start + len(value) : start + len(value) + 1] == "]":
            start, value = start - 1, f"[{value}]"  # an address as headers write it
        out += [escape(text[at:start]), f"<code>{escape(value)}</code>"]
        at = start + len(value)
    return "".join([*out, escape(text[at:])])


def headline(article: Article) -> str:
    """The headline, its hook kept together."""
    if not article.hook or not article.headline.endswith(article.hook):
        return escape(article.headline)
    return f'{escape(article.headline.removesuffix(article.hook))}<span class="hook">{escape(article.hook)}</span>'


def rests(it: Block) -> str:
    """The findings and facts on which a block rests, as an attribute of its element."""
    return f' data-rests="{escape(" ".join(one for one in it.rests if one))}"' if any(it.rests) else ""


class Layout:
    """How blocks become elements. `drawn`: maps as drawings and the mail as it looked; else only pictures from files."""

    def __init__(self, article: Article, find: Find, *, drawn: bool) -> None:
        self.article, self.find, self.drawn = article, find, drawn

    def title(self) -> list[str]:
        """Kicker, headline, date."""
        it = self.article
        by = " · ".join(escape(one) for one in (it.dated, it.author, it.site) if one)
        kicker = (
            f'<p class="kicker"><span class="stamp">{escape(it.word)}</span> {escape(it.kind if it.level == "fraud" else "")}</p>'
        )
        time = f'<p class="by"><time datetime="{escape(it.date)}">{by}</time></p>'
        return ["<header>", kicker, f"<h1>{headline(it)}</h1>", time, "</header>"]

    def body(self) -> list[str]:
        """Introduction and sections, one block a line."""
        out = ['<div class="lead">', *(self.block(it) for it in self.article.lead), "</div>"]
        for one in self.article.sections:
            out += self._section(one)
        return [it for it in out if it]

    def _section(self, it: Section) -> Iterable[str]:
        heading = [f"<h2>{escape(it.heading)}</h2>"] if it.heading else []
        return [f'<section id="{escape(it.id)}">', *heading, *(self.block(one) for one in it.blocks), "</section>"]

    def block(self, it: Block) -> str:
        """One block as one line of HTML."""
        return _BLOCKS[type(it)](self, it).replace("\n", " ")

    def para(self, it: Para) -> str:
        kind = ' class="own"' if it.own else ' class="strong"' if it.strong else ""
        return f"<p{kind}{rests(it)}>{marked(it.text).replace(chr(10), '<br>')}</p>"

    def quote(self, it: Quote) -> str:
        return f'<dl class="quote"{rests(it)}><dt>{escape(it.label)}</dt><dd><bdi>{escape(it.text)}</bdi></dd></dl>'

    def points(self, it: Lines) -> str:
        rows = "".join(f"<li>{marked(line)}</li>" for line in it.lines)
        return f'<div class="points"{rests(it)}><h3>{escape(it.label)}</h3><ul>{rows}</ul></div>'

    def as_seen(self, it: AsSeen) -> str:
        source = self.find(it.picture) if it.picture else ""
        if source:
            return f'<figure class="mail"{rests(it)}><img class="look" src="{escape(source)}" alt="{escape(it.alt)}"></figure>'
        rows = "".join(f"<div><dt>{escape(label)}</dt><dd><bdi>{escape(value)}</bdi></dd></div>" for label, value in it.rows)
        text = escape(it.text).replace("\n", "<br>")
        return f'<figure class="mail"{rests(it)}><dl>{rows}</dl><div class="text">{text}</div></figure>'

    def map_of(self, it: MapOf) -> str:
        source = "" if self.drawn else self.find(it.name)
        drawn = f'<img src="{escape(source)}" alt="{escape(it.alt)}">' if source else it.svg
        return f'<figure class="place"{rests(it)}>{drawn}<figcaption>{marked(it.caption)}</figcaption></figure>'

    def shot(self, it: Shot) -> str:
        source = self.find(it.name)
        if not source:
            return f"<p{rests(it)}>{marked(it.caption)}</p>"
        picture = f'<img src="{escape(source)}" alt="{escape(it.alt)}">'
        kind = "shot narrow" if it.narrow else "shot"
        return f'<figure class="{kind}"{rests(it)}>{picture}<figcaption>{marked(it.caption)}</figcaption></figure>'

    def glyphs(self, it: Glyphs) -> str:
        shown = "".join(
            f'<div><span class="glyph">{escape(one.glyph)}</span><code>{escape(one.code)}</code>'
            f"<span>{escape(one.says)}</span></div>"
            for one in it.glyphs
        )
        return f'<figure class="glyphs"{rests(it)}>{shown}<figcaption>{escape(it.caption)}</figcaption></figure>'

    def terms(self, it: Terms) -> str:
        rows = "".join(f"<div><dt>{escape(term)}</dt><dd>{marked(says)}</dd></div>" for term, says in it.pairs)
        return f'<dl class="terms"{rests(it)}>{rows}</dl>'

    def facts(self, it: Facts) -> str:
        head = "".join(f"<th>{escape(one)}</th>" for one in it.head)
        rows = "".join(
            f'<tr id="f{n}"><td>{escape(one.source)}</td><td><bdi>{marked(one.about)}</bdi></td>'
            f"<td><bdi>{marked(one.says)}</bdi>{_source(one.data)}</td><td>{escape(one.at)}</td></tr>"
            for n, one in enumerate(it.answers, 1)
        )
        return f'<div class="wide"><table class="facts"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _source(data: str) -> str:
    return f' <span class="soft">{escape(data)}</span>' if data else ""


_BLOCKS: Mapping[type, Callable[..., str]] = {
    Para: Layout.para,
    Quote: Layout.quote,
    Lines: Layout.points,
    AsSeen: Layout.as_seen,
    MapOf: Layout.map_of,
    Shot: Layout.shot,
    Glyphs: Layout.glyphs,
    Terms: Layout.terms,
    Facts: Layout.facts,
}
