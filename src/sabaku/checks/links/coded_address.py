"""One check: a mail address that is hidden in a link by a code."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from sabaku.checks import _hosts, _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_HEX = re.compile(r"(?<![0-9A-Za-z])(?:[2-7][0-9a-fA-F]){10,100}(?![0-9A-Za-z])")
_BASE64 = re.compile(r"(?<![A-Za-z0-9_-])(?:[I-Za-f][A-Za-z0-9_-]{3}){4,40}[A-Za-z0-9_-]{0,3}(?![A-Za-z0-9_-])")
"""Every byte of an ASCII text begins with 2 to 7 in hexadecimal digits, and every third with a bit that is not set."""
_ADDRESS = re.compile(rb"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}\.[A-Za-z]{2,}")
LOOKED_AT, LONGEST = 8, 400
"""Links that are looked at, and characters of each."""


@check(
    id="links.coded-address",
    over="message",
    group="links",
    title=Text(ja="リンクに、符号化したメールアドレスが隠されています", en="A mail address is hidden in a link by a code"),
    says=Text(
        ja="{host} へのリンクに、{code}で符号化したメールアドレスが入っています。誰が開いたかを、"
        "気付かれないように相手へ伝えるためのものです。",
        en="The link to {host} carries a mail address written in {code}: it tells unnoticed who opened it.",
    ),
    advice=Text(
        ja="調査のときも、このリンクをそのまま開いたり転送・公開したりしないでください。",
        en="Do not open, forward or publish this link as it is, not even to look into it.",
    ),
    attacks=(89,),
)
def coded_address(case: Case, it: Observable) -> Iterator[Hit]:
    """Mailing services number their recipients; who writes their address into every link, and takes care that nobody sees it,
    has no such service. Links to the sender's own proven domain (to confirm an address just given), links for leaving a list and
    known click counters are left out. Innocent causes: home-made newsletters.
    """
    proven = _vouched.own_proven(case)
    for found in _links.clicked(case)[:LOOKED_AT]:
        link = _links.link(found)
        code = _code(found.value[len(link.host) : LONGEST])
        if code is not None and not _hosts.tracker(link.host) and not _links.leaves_list(link.url) and link.domain not in proven:
            names = {"hex": Text("16進数", "hexadecimal digits"), "base64": Text("Base64", "base64")}
            yield Hit(_links.at(found), host=datum("domain", link.host), code=datum("text", code, names[code]))
            return


def _code(url: str) -> str | None:
    """In what code an address stands in it; None where none does."""
    if any(_ADDRESS.search(bytes.fromhex(it[0])) for it in _HEX.finditer(url)):
        return "hex"
    return "base64" if any(_ADDRESS.search(_plain(it[0])) for it in _BASE64.finditer(url)) else None


def _plain(text: str) -> bytes:
    try:
        read = binascii.a2b_base64(text.translate({45: 43, 95: 47}) + "=" * (-len(text) % 4))
    except binascii.Error:
        return b""
    return read if read.isascii() else b""
