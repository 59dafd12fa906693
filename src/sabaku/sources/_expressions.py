"""A URL in Safe Browsing's canonical form, and the expressions by whose hashes it is looked up. Asks nobody.

Reference: developers.google.com/safe-browsing/reference, «URLs and Hashing» (canonical form, 5 hosts x 6 paths).
"""

from __future__ import annotations

import re
from urllib.parse import quote_from_bytes, unquote_to_bytes

from sabaku.names import hosts

ROUNDS = 16
"""Times that percent escapes are undone within one another."""
DOTS = re.compile(r"\.{2,}")
SLASHES = re.compile(r"/{2,}")


def expressions(url: str) -> tuple[str, ...]:
    """The up to 30 host-suffix and path-prefix expressions of a URL."""
    host, path, query = canonical(url)
    if not host:
        return ()
    return tuple(dict.fromkeys(h + p for h in _hosts(host) for p in _paths(path, query)))


def canonical(url: str) -> tuple[str, str, str]:
    """Host, path and query in canonical form; host "" for what is no web address."""
    text = url.strip().replace("\t", "").replace("\r", "").replace("\n", "").partition("#")[0]
    scheme, mark, rest = text.partition("://")
    if not mark or scheme.lower() not in ("http", "https"):
        return "", "", ""
    authority, slash, more = rest.partition("/")
    if "?" in authority:
        authority, _, more = rest.partition("?")
        more, slash = "?" + more, "/"
    path, question, query = more.partition("?")
    host = _host(authority.rpartition("@")[2])
    return host, _path(slash + path or "/"), (question + _escaped(query)) if question else ""


def _host(text: str) -> str:
    name = text if text.startswith("[") else text.partition(":")[0]
    plain = DOTS.sub(".", _unescaped(name).decode("utf-8", "replace")).strip(".").lower()
    if not plain.isascii():
        try:
            plain = plain.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    return plain


def _path(text: str) -> str:
    kept: list[str] = []
    pieces = SLASHES.sub("/", _unescaped(text).decode("latin-1")).lstrip("/").split("/")
    for piece in pieces:
        if piece == "..":
            del kept[-1:]
        elif piece != ".":
            kept.append(piece)
    if kept and pieces[-1] in (".", ".."):
        kept.append("")
    return _quoted("/" + "/".join(kept))


def _unescaped(text: str) -> bytes:
    """Percent escapes undone until nothing changes."""
    raw = text.encode("utf-8", "surrogatepass")
    for _ in range(ROUNDS):
        plain = unquote_to_bytes(raw)
        if plain == raw:
            break
        raw = plain
    return raw


def _escaped(query: str) -> str:
    return _quoted(_unescaped(query).decode("latin-1"))


def _quoted(text: str) -> str:
    """Bytes up to 32, from 127 on, `#` and `%` escaped."""
    return quote_from_bytes(text.encode("latin-1"), safe="!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~")


def _hosts(host: str) -> list[str]:
    if hosts.is_ip(host):
        return [host]
    labels = host.split(".")
    return [host, *(".".join(labels[n:]) for n in range(max(len(labels) - 5, 1), len(labels) - 1))]


def _paths(path: str, query: str) -> list[str]:
    pieces = path.split("/")
    prefixes = ["/".join(pieces[:n]) + "/" for n in range(1, min(len(pieces), 5))]
    return [path + query, path, *prefixes]
