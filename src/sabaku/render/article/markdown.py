"""An article as Markdown (CommonMark with GitHub's tables) with front matter, as Hugo and WordPress importers read it.

Blocks are divided by an empty line, so that an author's own edits can be told from what was made (see edits.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from sabaku.render.article.html import CODE, whole
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
    Shot,
    Terms,
)
from sabaku.render.tame import markdown_safe, tame

Find = Callable[[str], str]
"""The path of a picture of that name; "" for a picture that was not made."""


def page(article: Article, find: Find) -> str:
    """The article as one Markdown file that ends with a line feed."""
    out = [_front(article), *(_block(it, find) for it in article.lead)]
    for one in article.sections:
        if one.heading:
            out.append(f"## {markdown_safe(one.heading)}")
        out += [_block(it, find) for it in one.blocks]
    return "\n\n".join(it for it in out if it) + "\n"


def _front(it: Article) -> str:
    rows = {
        "title": it.headline,
        "date": it.date,
        "description": it.summary,
        "slug": it.slug,
        "categories": list(it.categories),
        "tags": list(it.keywords),
        "images": [f"social.{it.lang}.png"],
        "author": it.author,
    }
    lines = [f"{name}: {_value(value)}" for name, value in rows.items() if value]
    return "\n".join(["---", *lines, "---"])


def _value(value: object) -> str:
    """A JSON value is a YAML value, and one that cannot end the front matter; nor does it begin a tag anywhere."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def marked(text: str) -> str:
    """The text with every mark of Markdown escaped, and addresses as code."""
    out, at = [], 0
    for it in CODE.finditer(text):
        value = whole(it.group())
        out += [markdown_safe(text[at : it.start()]), code(value)]
        at = it.start() + len(value)
    return "".join([*out, markdown_safe(text[at:])])


def code(text: str) -> str:
    """The text as a code span that it cannot close."""
    text = tame(text)
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}{text}{fence}" if len(fence) == 1 else f"{fence} {text} {fence}"


def _block(it: Block, find: Find) -> str:
    return _BLOCKS[type(it)](it, find)


def _para(it: Para, find: Find) -> str:
    del find
    text = "\n".join(marked(line) for line in it.text.split("\n"))
    return f"**{text}**" if it.strong and not CODE.search(it.text) else text


def _quote(it: Quote, find: Find) -> str:
    del find
    return f"> **{markdown_safe(it.label)}**  \n> {code(it.text)}"


def _points(it: Lines, find: Find) -> str:
    del find
    return "\n".join([f"**{markdown_safe(it.label)}**", "", *(f"- {marked(line)}" for line in it.lines)])


def _as_seen(it: AsSeen, find: Find) -> str:
    path = find(it.picture) if it.picture else ""
    if path:
        return _picture(path, it.alt)
    rows = [f"- **{markdown_safe(label)}**: {markdown_safe(value)}" for label, value in it.rows]
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", it.text)), default=0))
    return "\n".join([*rows, "", f"{fence}text", it.text, fence])


def _picture(path: str, alt: str) -> str:
    return f"![{markdown_safe(alt)}]({path})"


def _map_of(it: MapOf, find: Find) -> str:
    path = find(it.name)
    return f"{_picture(path, it.alt)}\n*{markdown_safe(it.caption)}*" if path else marked(it.alt)


def _shot(it: Shot, find: Find) -> str:
    path = find(it.name)
    return f"{_picture(path, it.alt)}\n{marked(it.caption)}" if path else marked(it.caption)


def _glyphs(it: Glyphs, find: Find) -> str:
    del find
    rows = [f"- **{markdown_safe(one.glyph)}** {code(one.code)} {markdown_safe(one.says)}" for one in it.glyphs]
    return "\n".join([markdown_safe(it.caption), "", *rows])


def _terms(it: Terms, find: Find) -> str:
    del find
    return "\n".join(f"- **{markdown_safe(term)}**: {marked(says)}" for term, says in it.pairs)


def _facts(it: Facts, find: Find) -> str:
    del find
    head = [markdown_safe(one) for one in it.head]
    rows = [(one.source, one.about, " · ".join(told for told in (one.says, one.data) if told), one.at) for one in it.answers]
    body = [f"| {' | '.join(markdown_safe(cell) for cell in row)} |" for row in rows]
    return "\n".join([f"| {' | '.join(head)} |", "|" + " --- |" * len(head), *body])


_BLOCKS: Mapping[type, Callable[..., str]] = {
    Para: _para,
    Quote: _quote,
    Lines: _points,
    AsSeen: _as_seen,
    MapOf: _map_of,
    Shot: _shot,
    Glyphs: _glyphs,
    Terms: _terms,
    Facts: _facts,
}
