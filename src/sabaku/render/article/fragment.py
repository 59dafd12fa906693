"""An article for the editor of WordPress and the like: its body as plain HTML, with pictures as files, and their alt texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sabaku.render.article.html import Layout
from sabaku.render.article.nouns import Article, AsSeen, MapOf, Shot


def fragment(article: Article, find: Callable[[str], str]) -> str:
    """The body without headline and style, for pasting. `find` gives the path of a picture."""
    return "\n".join(Layout(article, find, drawn=False).body()) + "\n"


def alt_texts(article: Article, find: Callable[[str], str]) -> str:
    """One line per picture: its path, a tab, and what it shows, for the form in which a picture is uploaded."""
    lines = [f"{find(name)}\t{' '.join(alt.split())}" for name, alt in pictures(article) if find(name)]
    return "\n".join(lines) + "\n" if lines else ""


def pictures(article: Article) -> Iterator[tuple[str, str]]:
    """The names of all pictures of the article, with their alt texts."""
    for it in (block for section in article.sections for block in section.blocks):
        if isinstance(it, MapOf | Shot):
            yield it.name, it.alt
        elif isinstance(it, AsSeen) and it.picture:
            yield it.picture, it.alt
