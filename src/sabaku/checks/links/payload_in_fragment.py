"""One check: a long code behind the # of a link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_CODE = re.compile(r"#(?=[^#]{0,60}[A-Za-z])(?=[^#]{0,60}[0-9])([A-Za-z0-9+=%]{20,})")

_MEMBER = re.compile(r"\.html?#[ag][0-9a-f]{32}\Z")
"""A place in a manual that Doxygen wrote: the letter and the MD5 of what is described there."""


@check(
    id="links.payload-in-fragment",
    over="message",
    group="links",
    title=Text(ja="リンクの「#」の後ろに長い符号が隠れています", en="A long code behind the # of a link"),
    says=Text(
        ja="{host} へのリンクの「#」の後ろに{length}文字の符号があります。"
        "この部分はサーバーに送られないため、検査では見えません。",
        en="The link to {host} carries a code of {length} characters behind the #, a part that is never sent to the server and "
        "that scanners do not see.",
    ),
    sure="inferred",
    attacks=(96,),
    quiet_when=("links.recipient-in-fragment",),
)
def payload_in_fragment(case: Case, it: Observable) -> Iterator[Hit]:
    """The page's script reads it and decides what to show whom.

    Innocent: places in documentation and applications that keep their state there; words, hyphens and paths are left out, and
    so are the places in manuals that a program wrote.
    """
    for found in _links.clicked(case):
        link = _links.link(found)
        code = _CODE.search(link.url)
        if code and found.role != "text" and not _MEMBER.search(link.url) and link.domain not in _vouched.house(case):
            length = datum("number", len(link.url) - code.start() - 1)
            yield Hit(_links.at(found), host=datum("domain", link.host), length=length)
