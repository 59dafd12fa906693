"""An article in one picture: a sheet for the telephone and the notice board, and the wide picture that a shared link shows."""

from __future__ import annotations

from html import escape

from sabaku.render import sheets
from sabaku.render.article import ending_phrases as p
from sabaku.render.article.nouns import Article
from sabaku.render.pdf import pdf, picture
from sabaku.render.say import short

SHEET = (720, 1018)
"""CSS pixels; the shape of A4."""
WIDE = (1200, 630)
WIDE_LINE, USUAL_LINES, LONG_SUBJECT = 33, 10, 90
"""Full-width characters in a line of the sheet, lines that it holds, characters of a subject that it shows."""
LONG, LONGER = 21, 30
"""Widths, in full-width characters, from which a line of the headline is set smaller."""


def sheet_png(article: Article) -> bytes:
    """The sheet as a picture of 1080 by 1527 pixels. Raises NoPrinter or NoFont."""
    return picture(_page(article, "sheet", _sheet(article), 16 * _fit(article)), *SHEET, scale=1.5)


def sheet_pdf(article: Article) -> bytes:
    """The sheet as one page of A4. Raises NoPrinter or NoFont."""
    return pdf(_page(article, "sheet", _sheet(article), 17.6 * _fit(article)), "@page { size: A4; margin: 0 }")


def social(article: Article) -> bytes:
    """The wide picture, 1200 by 630 pixels. Raises NoPrinter or NoFont."""
    return picture(_page(article, "social", _social(article), 16), *WIDE, scale=1.0)


def _page(article: Article, kind: str, body: str, size: float) -> str:
    head = (
        f'<meta charset="utf-8"><title>{escape(article.headline)}</title><meta name="author" content="{escape(article.author)}">'
    )
    style = f"html {{ font-size: {size:.2f}px }}\n{sheets.file('card.css')}"
    return (
        f'<!DOCTYPE html>\n<html lang="{article.lang}"><head>{head}<style>{style}</style></head>'
        f'<body class="{kind} {escape(article.level)}">{body}</body></html>\n'
    )


def _size(text: str) -> str:
    """How large a headline is set, by how wide it is."""
    width = _width(text)
    return "small" if width > LONGER else "medium" if width > LONG else "large"


def _width(text: str) -> float:
    return sum(0.55 if it.isascii() else 1.0 for it in text)


def _fit(article: Article) -> float:
    """By how much the sheet is set smaller, where it has more to say than usual, so that it stays one page."""
    texts = (*article.signs, *(what for _, what in article.steps), _subject(article), article.headline)
    lines = sum(1 + int(_width(it) / WIDE_LINE) for it in texts)
    return 1.0 if lines <= USUAL_LINES else max(0.7, (USUAL_LINES / lines) ** 0.5)


def _subject(article: Article) -> str:
    return short(article.subject, LONG_SUBJECT, article.lang)


def _banner(article: Article) -> str:
    return escape(p.CARD_LEVELS[article.level].in_(article.lang))


def _foot(article: Article) -> str:
    return escape(" · ".join(it for it in (article.dated, article.site, article.author) if it))


def _title(article: Article) -> str:
    """The headline in two lines: what it is, and what is odd."""
    what = article.headline.removesuffix(article.hook).rstrip("―: ") if article.hook else article.headline
    hook = f'<span class="hook">{escape(article.hook)}</span>' if article.hook else ""
    return f'<h1 class="{_size(max(what, article.hook, key=len))}">{escape(what)}{hook}</h1>'


def _sheet(article: Article) -> str:
    lang = article.lang
    signs = "".join(f"<li>{escape(it)}</li>" for it in article.signs)
    steps = "".join(f"<li><b>{escape(who)}</b>{escape(what)}</li>" for who, what in article.steps)
    subject = f'<p class="subject"><b>{escape(p.CARD_SUBJECT.in_(lang))}</b>{escape(_subject(article))}</p>'
    return (
        f'<div class="banner"><p>{_banner(article)}</p></div><main>{_title(article)}{subject if article.subject else ""}'
        f"<h2>{escape(p.SIGNS.in_(lang))}</h2><ol>{signs}</ol><h2>{escape(p.DO.in_(lang))}</h2><ul>{steps}</ul>"
        f'<p class="help">{escape(p.HELP.in_(lang))}</p></main><p class="foot">{_foot(article)}</p>'
    )


def _social(article: Article) -> str:
    return (
        f'<div class="banner"><p>{_banner(article)}</p></div><main>{_title(article)}'
        f'<p class="about">{escape(_subject(article))}</p></main><p class="foot">{_foot(article)}</p>'
    )
