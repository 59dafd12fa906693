"""One check: a web page as an attachment."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text


@check(
    id="files.web-page",
    over="file",
    group="files",
    title=Text(ja="Webページ(HTML)が添付されています", en="A web page is attached"),
    says=Text(
        ja="添付ファイル「{name}」はブラウザーで開くWebページです。"
        "アドレス欄に発信元が出ないため、偽のログイン画面に使われます。",
        en="The file “{name}” is a web page. Opened from the disk it shows no site in the address bar, "
        "which suits fake log-in pages.",
    ),
    speaks_for=("credential-phishing",),
    experts=("ATT",),
    attacks=(67,),
    quiet_when=("files.page-asks-secret", "files.smuggling"),
)
def web_page(case: Case, it: Observable) -> Iterator[Hit]:
    """Filters block links to fake pages, so the page itself comes along.

    Innocent: reports of programs, saved pages and encrypted-mail envelopes. Parts without a name, as mail programs make them
    of the text itself, are left out.
    """
    file = _files.file(it)
    if file.kind == "html" and file.name and it.role != "inline":
        yield Hit(_files.at(case, it), name=datum("file", file.name))
