"""One check: a shared document, fax or voice message that waits behind a link."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files, _genuine, _said
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text


@check(
    id="body.document-lure",
    over="message",
    said=("share.share",),
    group="body",
    title=Text(ja="共有ファイルや音声メッセージを装っています", en="A shared document or voice message as the bait"),
    says=Text(
        ja="「{share}」と、ファイルや伝言が届いているように見せて開かせようとしています。",
        en="“{share}”: it pretends that a document or message waits, to have it opened.",
    ),
    speaks_for=("credential-phishing", "malware"),
    experts=("LBTN",),
)
def document_lure(case: Case, share: Observable) -> Iterator[Hit]:
    """Behind the link stands a copy of a login page. Innocent cause: people do share files; a weak sign by itself. The
    platform's own proven notice is left out."""
    if not _genuine.of_the_brand(case) and (_said.leads(case) or _files.beside(case)):
        yield Hit(_said.quote(share), share=share.shown)
