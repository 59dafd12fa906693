"""Marks by which the sender knows the recipient again: opaque values in tracking pixels and in links for leaving a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.model import Case, Link, Observable, Text
from sabaku.render.redact import _masks
from sabaku.render.redact._secret import Secret

PIXEL = Text(
    "画像のURLに入っている、受信者ごとの符号とみられる値です。",
    "A value in the address of a picture that is probably different for each recipient.",
)
LEAVING = Text(
    "配信停止用のURLに入っている、受信者ごとの符号とみられる値です。",
    "A value in the link for leaving the list that is probably different for each recipient.",
)
NAMED = Text(
    "リンクの中で、受信者を示す名前の付いた値です。",
    "A value in a link whose name says that it stands for the recipient.",
)
CODE = Text(
    "リンクの中の長い符号です。受信者ごとに違う番号のことがあるため、公開するものでは伏せます。",
    "A long code in a link. It may be a number of the recipient's own, so what is published does not show it.",
)
PASSWORD = Text(
    "脅迫文に「証拠」として書かれたパスワードです。まだ使われているかもしれません。",
    "A password that the extortion quotes as proof. It may still be in use.",
)
MOST = 2000
"""Values of one mail: what tells who opened it stands last, so there is room for those of all links before."""
SHORTEST, LONG_CODE = 12, 24
_LEAVING = re.compile(r"unsub|opt-?out|preference|/leave|list-manage|haishin|kaijo|taikai|teishi", re.IGNORECASE)
_VALUE = re.compile(r"(?<==)[^&#;/?\s]{12,512}|(?<=/)[^/?&#=\s.]{16,512}(?=[/?#]|\Z|\.gif|\.png)")
_OF_RECIPIENT = re.compile(
    r"(?<=[?&;])(?:e-?mail|mail(?:address)?|rcpt|recipient|subscriber|contact|member|user|uid|user_?id|to)(?:_?id)?=([^&#;\s]{12,512})",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[a-z]+|[A-Z]+|\d+", re.ASCII)
_APART = re.compile(r"[^A-Za-z0-9]+")
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")


def tokens(case: Case, codes: bool = False) -> Iterator[Secret]:
    """Opaque values of pictures, of unsubscribe links and of parameters that name the recipient, each once.

    codes: also every long code in a link. Who closes a site needs them, who reads an article does not.
    """
    seen: set[str] = set()
    for url, why, it in _urls(case):
        start = max(url.find("/", url.find("//") + 2), 0)
        every = why in (PIXEL, LEAVING) or codes
        named = {found[1]: NAMED for found in _OF_RECIPIENT.finditer(url)}
        least = SHORTEST if why in (PIXEL, LEAVING) else LONG_CODE
        found = {one.group(): why for one in _VALUE.finditer(url, start) if len(one.group()) >= least} if every else {}
        for value, reason in (found | named).items():
            if value not in seen and opaque(value) and len(seen) < MOST:
                seen.add(value)
                yield Secret(value, "token", _masks.HIDDEN, reason, it.seen if it else None)


_PASSWORD = re.compile(r"(?:\s(?:is|was))?[\s:=\"'“”‘’「(<-]{1,6}([^\s\"'“”‘’」)<>,]{4,40})")
_BEFORE = re.compile(r"(?:^|[\s\"'“‘「(])([^\s\"'“”‘’「」()<>,]{4,40})[\s\"'”’」),-]{1,6}\Z")


def passwords(case: Case) -> Iterator[Secret]:
    """Old passwords that an extortioner quotes as proof: they still may open something."""
    for it in case.seen("phrase"):
        if it.value != "extortion.password":
            continue
        text = case.message.view(it.seen.view).text
        before, after = text[max(it.seen.start - 50, 0) : it.seen.start], text[it.seen.end : it.seen.end + 50]
        for found in (_PASSWORD.match(after), _BEFORE.search(before)):
            word = found[1].rstrip(".!?;:") if found else ""
            if len(word) >= 4 and "@" not in word and not word.islower() | word.istitle() | word.isupper() | word.isnumeric():
                yield Secret(word, "token", _masks.HIDDEN, PASSWORD, it.seen)


def _urls(case: Case) -> Iterator[tuple[str, Text, Observable | None]]:
    for it in case.seen("link"):
        link = it.detail
        if not isinstance(link, Link) or link.scheme not in ("http", "https"):
            continue
        if not link.clicked and it.role in ("image", "css"):
            yield link.url, PIXEL, it
        elif link.clicked:
            yield link.url, LEAVING if _LEAVING.search(link.url) else CODE, it
    for header in case.message.named("list-unsubscribe"):
        for found in re.finditer(r"https?://[^\s<>,]{1,2000}", header.text[:8192]):
            yield found.group(), LEAVING, None


def opaque(value: str) -> bool:
    """Whether a value looks made by a machine for one recipient: letters and digits that change often, and no words."""
    if _UUID.search(value):
        return True
    return any(len(it) >= 10 and len(_PLAIN.findall(it)) >= 4 and any(map(str.isdigit, it)) for it in _APART.split(value))
