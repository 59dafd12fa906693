"""How a masked value looks: readable in shape, equal for equal values, and never a value that could be a real one."""

from __future__ import annotations

import functools
import re

from sabaku.data import toml
from sabaku.names.hosts import suffix

ADDRESS = "***@*****.***"
OWN = "○○○○"
OTHER = "△△△△"
NAME = "○○"
LATIN_NAME = "****"
HIDDEN = "****"
UNLIKELY = 26
"""Characters from which on what stands before an @ is a Message-ID's and nobody's account."""
LOCAL = "***"
IPV4, IPV6 = "***.***.***.***", "****:****:****::****"


@functools.cache
def roles() -> frozenset[str]:
    """Accounts that every house may have (RFC 2142 and custom): they name a task and nobody in particular."""
    return frozenset(toml("redaction")["roles"].split())


_SERVICE = re.compile(
    r"(?:mx|mail|smtp|imap|pop|pop3|www|webmail|ns|relay|gw|mta|mailgw|autodiscover|cpanel|ftp)\d{0,3}", re.IGNORECASE
)


def own_address(local: str) -> str:
    """An address of the recipient's own domain: a role may be read, a person not. A Message-ID is no address."""
    if local.lower() in roles():
        return f"{local}@{OWN}"
    return f"{LOCAL}@{OWN}" if len(local) >= UNLIKELY else ADDRESS


def own_host(labels: str) -> str:
    """A host below the recipient's own domain; `labels` stands before the domain and ends in a dot. `mail.` may be read."""
    kept = [it if _SERVICE.fullmatch(it) else LOCAL for it in labels.strip(".").split(".") if it]
    return ".".join([*kept[-2:], OWN])


def other_domain(domain: str) -> str:
    """The domain of somebody whose identity was abused: its public suffix is told, it says from which country they are."""
    end = suffix(domain)
    return f"{OTHER}.{end}" if end and end != domain else OTHER


def person(name: str) -> str:
    """A name: circles where Japanese is written, stars elsewhere."""
    return LATIN_NAME if name.isascii() else NAME


def ip(value: str) -> str:
    """An IP address inside the recipient's house."""
    return IPV6 if ":" in value else IPV4
