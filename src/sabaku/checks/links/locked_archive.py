"""One check: a link to an archive, and the archive's password in the same mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from sabaku import late
from sabaku.brands import owners
from sabaku.checks import _files, _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_ARCHIVE = late.pattern(r"/(?P<name>[^/?#]{1,120}\.(?:zip|rar|7z|r\d\d|ace|arj|cab|gz|iso|img|vhdx?))(?:[?#]|\Z)", re.IGNORECASE)


@check(
    id="links.locked-archive",
    over="message",
    group="links",
    title=Text(ja="圧縮ファイルへのリンクと、そのパスワードが書かれています", en="A link to an archive, with its password"),
    says=Text(
        ja="{host} から「{name}」を取り込ませ、同じメールに書いたパスワードで開かせようとしています。"
        "添付せずに鍵も掛けるのは、ウイルス検査を避けるためのやり方です。",
        en="“{name}” is to be fetched from {host} and opened with a password that stands in the mail: not attached and locked, "
        "so that no scanner sees what is in it.",
    ),
    advice=Text(
        ja="取り込まず、開かずに、メールごと管理者に渡してください。",
        en="Do not fetch or open it; hand the mail to your administrator.",
    ),
    speaks_for=("malware",),
    experts=("ATT", "LD"),
    attacks=(71,),
)
def locked_archive(case: Case, it: Observable) -> Iterator[Hit]:
    """Loaders such as Qakbot and Grandoreiro came so. Innocent cause: firms that put large files on their own server; links to
    the sender's proven domain and to known services are left out."""
    if case.seen("list", "mailing-list"):
        return
    for found in _links.clicked(case):
        link = _links.link(found)
        named = _ARCHIVE.search(link.path)
        if named and link.domain not in _links.own_proven(case) and not owners(link.host):
            if password := _files.password(case):
                yield Hit(_links.at(found), password, name=datum("file", unquote(named["name"])), host=datum("domain", link.host))
            return
