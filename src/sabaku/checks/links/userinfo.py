"""One check: a name before an @ in a web address, made to be taken for the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text

_USER = re.compile(r"[/\\]{1,3}([^/\\?#\s]{1,2000})@")


@check(
    id="links.userinfo",
    over="message",
    group="links",
    title=Text(ja="リンクの「@」より前は行き先ではありません", en="What stands before the @ in a link is not the site"),
    says=Text(
        ja="リンクは {user} で始まるように見えますが、「@」より前は単なる利用者名で、実際の接続先は {host} です。",
        en="The link seems to start with {user}, but everything before the @ is only a user name; the site is {host}.",
    ),
    speaks_for=("phishing",),
    experts=("LHID",),
    attacks=(76,),
)
def userinfo(case: Case, it: Observable) -> Iterator[Hit]:
    """`https://www.bank.example@evil.example/` leads to evil.example (RFC 3986 section 3.2.1, which warns of exactly this).

    Innocent: `https://name:password@host/` in technical mail; only names that look like a site, are padded
    or are no names at all are told.
    """
    for found in _links.tricked(case, "userinfo"):
        link = _links.link(found)
        user = _USER.search(link.raw)
        if user is None or not link.host or not _like_a_site(user[1]):
            continue
        yield Hit(_links.at(found), user=user[1][:120], host=datum("domain", link.host))


def _like_a_site(user: str) -> bool:
    low = user.lower()
    if not any(it.isalnum() for it in unquote(user)):  # nobody is called «@@»
        return True
    return "." in low or "%2e" in low or "。" in low or len(low) > 40 or low.startswith("www")
