"""What the sending side says about its programs: mailers, scripts, webmail users. All of it is written by the sender.

Also names the sending platform (mail service, cloud, hoster, access line) as far as header fields and host names show it, from
data/platforms.toml. States; does not judge.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from sabaku.data.platforms import platforms
from sabaku.model import Header, Input, Kind, Message, Observable, Origin, Span

MAILERS = ("x-mailer", "user-agent", "x-newsreader", "x-mailer-lid")
SCRIPTS = (
    "x-php-originating-script", "x-php-script", "x-php-filename", "x-script-origin", "x-originating-script",
    "x-php-originating-site", "x-source", "x-source-args", "x-source-dir", "x-cgi-script", "x-wp-script",
)  # fmt: skip
USERS = (
    "x-authenticated-sender", "x-authenticated-user", "x-authenticated-id", "x-auth-user", "x-sender-id", "x-originating-user",
    "x-get-message-sender-via", "x-webmail-userid", "x-squirrel-userhash", "x-sasl-user", "x-auth-id",
)  # fmt: skip
_PHP_VERSION = re.compile(r"PHP/?\d", re.IGNORECASE)


def find(message: Message, input: Input, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """Mailers, scripts and users that the header names, and the platform that sent the mail."""
    for n, header in enumerate(message.headers):
        if header.key in MAILERS and header.text.strip():
            yield _stated("mailer", n, header)
        elif header.key in SCRIPTS and header.text.strip() and (header.key != "x-source" or "/" in header.text):
            yield _stated("script", n, header)
        elif header.key in USERS and header.text.strip():
            yield _stated("user", n, header)
    yield from _platform(message, so_far)


def _stated(kind: Kind, n: int, header: Header) -> Observable:
    text = header.text.strip()[:500]
    start = header.text.find(text)
    role = "php" if kind == "mailer" and _PHP_VERSION.search(text) else header.key
    return Observable(kind, text, role, Span(f"header:{n}", start, start + len(text)), text)


@functools.cache
def _by_header() -> dict[str, str]:
    return {name: it.id for it in platforms().values() for name in it.headers}


@functools.cache
def _by_host() -> dict[str, str]:
    """Ends of host names with the platform they belong to."""
    return {name: it.id for it in platforms().values() for name in it.hosts}


def platform_of(host: str) -> str:
    """The platform whose machines have names like that, or ""."""
    name = host.rstrip(".").lower()
    while name:
        if found := _by_host().get(name):
            return found
        name = name.partition(".")[2]
    return ""


def _platform(message: Message, so_far: Sequence[Observable]) -> Iterator[Observable]:
    """By the origin's confirmed host name (role "origin"), else by header fields, which anybody can write (role "claimed")."""
    for it in so_far:
        if it.kind == "origin" and isinstance(it.detail, Origin) and (found := platform_of(it.detail.rdns)):
            place = _place_of(message, it, it.detail.rdns)
            yield Observable("platform", found, "origin", place, message.quote(place))
            return
    for n, header in enumerate(message.headers):
        if known := _by_header().get(header.key):
            yield Observable("platform", known, "claimed", Span(f"header:{n}", 0, len(header.text)), header.text)
            return


def _place_of(message: Message, it: Observable, text: str) -> Span:
    """Where the host name stands in the field of the origin."""
    if it.seen.view.startswith("header:"):
        at = message.view(it.seen.view).text.lower().find(text.lower())
        if at >= 0:
            return Span(it.seen.view, at, at + len(text))
    return it.seen
