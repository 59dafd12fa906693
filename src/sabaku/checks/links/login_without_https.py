"""One check: a log-in page without encryption."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _hosts, _links, _sent, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.text import late

SINCE = 2017
"""Since then browsers have warned of such pages; before, they were usual."""
_LOGIN = late.pattern(
    r"(?<![a-z])(?:log-?in|sign-?in|log-?on|webmail|owa|secure|account|verify|verification|update|auth|password|passwd|payment"
    r"|billing|confirm|unlock|mypage|member)(?![a-z])",
    re.IGNORECASE,
)


@check(
    id="links.login-without-https",
    over="message",
    group="links",
    title=Text(ja="暗号化されていないログインページに誘導しています", en="A log-in page without encryption"),
    says=Text(
        ja="リンク先 {host} の「{word}」は、暗号化されないhttpのページです。本物のログイン画面や決済画面は必ずhttpsです。",
        en="“{word}” on {host} is a page without encryption (http). Real log-in and payment pages always use https.",
    ),
    speaks_for=("credential-phishing",),
)
def login_without_https(case: Case, it: Observable) -> Iterator[Hit]:
    """Nobody has asked for a password over plain http for years. Innocent: old mail, and links that forward to https at once."""
    sent = _sent.sent(case)
    if sent is None or sent[0].year < SINCE:
        return
    for found in _links.clicked(case):
        link = _links.link(found)
        word = _LOGIN.search(link.path) if link.scheme == "http" and found.role != "text" else None
        if word and link.domain not in _vouched.house(case) and not _hosts.tracker(link.host):
            yield Hit(_links.at(found), host=datum("domain", link.host), word=word[0])
