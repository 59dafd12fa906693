"""An article as an Atom feed of one entry (RFC 4287), for a site's own feed to take over."""

from __future__ import annotations

import uuid
from html import escape

from sabaku import __version__
from sabaku.render.article.nouns import Article

SPACE = uuid.UUID("5aba4c00-0000-5000-8000-736162616b75")
"""Under which the ids of entries are made: the same mail in the same language has the same id for ever."""


def feed(article: Article) -> str:
    """The feed. Links lead to nothing but the author's own site, where they have named it."""
    id, own = (f"urn:uuid:{uuid.uuid5(SPACE, f'{article.slug}.{article.lang}{part}')}" for part in ("", ".feed"))
    place = f"{article.home.rstrip('/')}/{article.slug}/" if article.home else ""
    link = f'<link rel="alternate" href="{escape(place)}"/>' if place else ""
    tags = "".join(f'<category term="{escape(it)}"/>' for it in dict.fromkeys((*article.categories, *article.keywords)))
    # without a place to link to, an entry has to carry its content (RFC 4287 section 4.1.2)
    words = escape(article.summary)
    told = f"<summary>{words}</summary>" if place else f'<content type="text">{words}</content>'
    name = escape(article.author or article.site or "sabaku")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{article.lang}">\n'
        f"<id>{own}</id>\n<title>{escape(article.site or 'sabaku')}</title>\n<updated>{article.date}</updated>\n"
        f"<author><name>{name}</name></author>\n"
        f'<generator version="{__version__}">sabaku</generator>\n'
        f"<entry>\n<id>{id}</id>\n<title>{escape(article.headline)}</title>\n"
        f"<published>{article.date}</published><updated>{article.date}</updated>\n"
        f"{link}{tags}\n{told}\n</entry>\n</feed>\n"
    )
