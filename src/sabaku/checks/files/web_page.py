"""One check: a web page as an attachment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late


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
    of the text itself, are left out; and so are pages on which there is nothing to do but read, once they were read, and the
    envelopes of encrypted-mail services.
    """
    file = _files.file(it)
    if file.kind != "html" or not file.name or it.role == "inline":
        return
    if not _only_read(case, it) and not _files.sealed(case, it):
        yield Hit(_files.at(case, it), name=datum("file", file.name))


LITTLE = 100
"""Characters of a page that has less to read than to do."""
_DOES = late.pattern(
    r"<(?:script|form|input|button|iframe|frame|object|embed|meta\s[^>]{0,200}refresh|base|link|area)\b|<[^>]{0,400}\son[a-z]{3,20}\s{0,3}=",
    re.IGNORECASE,
)


def _only_read(case: Case, it: Observable) -> bool:
    """Whether the page was read as the mail's letter, and has no script, form or link on it."""
    part = _files.file(it).part
    letter = next((one for one in case.seen("letter", "page") if one.value == part), None)
    if letter is None or letter.seen.end < LITTLE or any(one.seen.view == _files.view(it) for one in case.seen("link", "file")):
        return False
    return _DOES.search(_files.text(case, it)) is None
