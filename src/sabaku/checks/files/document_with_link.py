"""One check: next to no text, and a document that holds the link."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

SHORT = 400


@check(
    id="files.document-with-link",
    over="link:pdf|file|qr",
    group="files",
    title=Text(ja="リンクは本文ではなく添付文書の中にあります", en="The link is in the attached document, not in the mail"),
    says=Text(
        ja="本文にはリンクがなく、添付文書の中から {host} に誘導します。本文の検査を避ける手口です。",
        en="The mail itself has no link; the attached document leads to {host}. That keeps filters from seeing it.",
    ),
    sure="inferred",
    speaks_for=("phishing",),
    experts=("ATT",),
    attacks=(56, 69),
)
def document_with_link(case: Case, it: Observable) -> Iterator[Hit]:
    """Filters look at the text first. Innocent: invoices and leaflets whose footer names the company's own site; links to the
    sender's own domain and the marks of PDF programs are left out, and so are mails with links or much text of their own.
    """
    link = _links.link(it)
    if not link.clicked or not link.host or link.domain in _vouched.house(case):
        return
    if link.found_in not in ("pdf annotation", "pdf qr", "office hyperlink", "office qr") or link.domain in (
        "tcpdf.org",
        "adobe.com",
        "w3.org",
    ):
        return
    if any(found.role in ("href", "text", "form") for found in _links.clicked(case)):
        return
    if len(_files.own_text(case)) <= SHORT:
        yield Hit(_links.at(it), host=datum("domain", link.host))
