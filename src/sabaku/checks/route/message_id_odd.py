"""One check: a Message-ID without a public name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _results, _route
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text

_INNER = re.compile(r"(?:geopod-)?ismtpd-?[0-9a-z-]{1,24}|smtpclient\.apple")
"""What well-known programs write there for everybody: SendGrid's machines, Apple's telephones."""


@check(
    id="route.message-id-odd",
    over="message",
    group="route",
    title=Text(
        ja="Message-IDの形が不自然です",
        en="The Message-ID has an odd form",
    ),
    says=Text(
        ja="Message-ID「{id}」は、@より後ろに公開された名前がありません。手元の機械や自作の送信ツールで作られたものです。",
        en="The Message-ID “{id}” has no public name behind the @: made on a private machine or by a home-made tool.",
    ),
    experts=("MID",),
    attacks=(46,),
)
def message_id_odd(case: Case, it: Observable) -> Iterator[Hit]:
    """localhost, a bare word, a private address, or no @ at all. Innocent causes: a private computer's mail program, old
    servers, mail services with inner names (so it is silent where the sender is authentic).
    """
    header = _route.header(case, "message-id")
    if header is None or not header.text.strip() or case.seen("list") or _route.by_service(case) or _results.vouched(case):
        return
    text = header.text.strip()
    domain = text.rpartition("@")[2].strip(" >\t").lower()
    if _INNER.fullmatch(domain):
        return
    if "@" not in text or _route.local_name(domain) or not domain:
        yield Hit(_route.whole(case, header), id=text[:120])
