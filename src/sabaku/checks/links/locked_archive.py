"""One check: a link to an archive, and the archive's password in the same mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from sabaku.checks import _files, _house, _links, _said, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Link, Observable, Text
from sabaku.names.brands import owners
from sabaku.text import late

_ARCHIVE = late.pattern(r"/(?P<name>[^/?#]{1,120}\.(?:zip|rar|7z|r\d\d|ace|arj|cab|gz|iso|img|vhdx?))(?:[?#]|\Z)", re.IGNORECASE)
_FORCED = late.pattern(
    r"[?&](?:dl=(?!0)\w{1,6}|download=(?!0|false)\w{1,6}|export=download|confirm=t)(?:&|\Z)|/download(?:\.aspx)?\?(?:resid"
    r"|cid|share|id)=",
    re.IGNORECASE,
)
"""A share of a public store that saves the file at once: who copies a link there gets the page that shows it."""
_FETCHED = late.one_of(
    *(".zip", ".7z", ".r", ".ace", ".arj", ".cab", ".gz", ".iso", ".img", ".vhd", "dl=", "download", "confirm=t")
)
"""One of them stands in every such address."""


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
    fetched, for_a_file = _FETCHED(_links.written(case)), _for_a_file(case)
    whose = _vouched.vouching(case) | _house.own_domains(case)
    spoken = _OF_PASSWORDS(_said.folded(case))
    for found in _links.clicked(case) if fetched or spoken else ():
        link = _links.link(found)
        name = _name(case, link) if fetched else ""
        if not name and (for_a_file or _numbered(link)) and not owners(link.host) and link.domain not in whose:
            name = _asked(link)
        if name and (password := _files.password(case)):
            yield Hit(_links.at(found), password, name=datum("file", name), host=datum("domain", link.host))
            return
    yield from _in_papers(case)


LONG = 6000
_FOR_A_FILE = late.pattern(
    r"\b(?:file|archive|zip|rar|document) pass(?:word|code)?\b|\bpass(?:word|code)? (?:for|to|of) (?:the |this |your )?"
    r"(?:file|archive|zip|rar)\b|(?:解凍|展開|圧縮ファイルの?)パスワード",
    re.IGNORECASE,
)
"""A password that is said to be a file's: that of a page is another thing."""
_OF_PASSWORDS = late.one_of("pass", "パスワード", "kennwort", "contrasena", "clave", "senha", "haslo", "sifre")
_NUMBERED = late.pattern(r"\A/[\w-]{1,12}/\?[\w-]{3,12}\Z")
"""A folder and a bare number behind it («/eaq/?441920»): the counter by which loaders are handed out on sites broken into."""


def _for_a_file(case: Case) -> bool:
    return _OF_PASSWORDS(_said.folded(case)) and _FOR_A_FILE.search(_said.text(case)[:LONG]) is not None


def _numbered(link: Link) -> bool:
    return _NUMBERED.match(link.url.partition(link.host)[2]) is not None


def _asked(link: Link) -> str:
    """The last word of the address, where a stranger's server hands the file out («/docs/?88120»); "" of a bare site."""
    return unquote(link.url.rstrip("/").rpartition("/")[2])[:60] if link.path.strip("/") or "?" in link.url else ""


def _in_papers(case: Case) -> Iterator[Hit]:
    """The same in a PDF: nothing in the mail itself can be fetched."""
    for it in case.seen("file"):
        view, text = _files.pdf_text(case, it)
        password = _files.password_in(view, text) if text else None
        for found in case.seen("link", "pdf") if password else ():
            link = _links.link(found)
            name = _name(case, link)
            if name and password and view.endswith(_files.file(it).part):
                yield Hit(_links.at(found), password, name=datum("file", name), host=datum("domain", link.host))
                return


def _name(case: Case, link: Link) -> str:
    """The name of the archive to which the link leads, or what stands for it; "" where it leads to none, or to the sender's own.

    At a known service only what is saved at once counts: people do share locked papers by its pages.
    """
    named, forced = _ARCHIVE.search(link.path), _FORCED.search(link.url)
    if link.domain in _vouched.own_proven(case) or not (named or forced) or (owners(link.host) and not forced):
        return ""
    return unquote(named["name"]) if named else forced[0].strip("?&/") if forced else ""
