"""Puts decoys in the place of what would tell whom the mail was sent to, before its link is followed. Pure.

A decoy has the shape of what it replaces (length, alphabet, encoding), so that a page still takes it for the real thing; it is
made from the case, so that the same mail always yields the same. What is replaced: the recipient's address in every encoding
that can be undone, hashes of it, their domain, and whatever looks like a token that was made for one reader.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import string
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from sabaku.sources._guard import Secrets

LONGEST = 4000
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,3000}={0,2}", re.ASCII)
_HEX = re.compile(r"(?:[0-9a-f]{2}){6,1000}|(?:[0-9A-F]{2}){6,1000}", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_RUN = re.compile(r"[A-Za-z0-9]{1,3000}", re.ASCII)
_DATE = re.compile(r"(?:19|20)\d\d[-/]?[01]\d[-/]?[0-3]\d", re.ASCII)
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,19}", re.ASCII)
_PIECES = re.compile(r"([&;])")


class Told(NamedTuple):
    """A URL that may be visited, and what in it is a decoy: where (`query.id`, `path.2`, `fragment`) and of what kind."""

    url: str
    decoys: tuple[tuple[str, str], ...] = ()


class Decoys:
    """Makes the decoys of one case. `tokens` False: only what is known to be the recipient's is replaced."""

    def __init__(self, secrets: Secrets, seed: bytes, *, tokens: bool = True) -> None:
        self._secrets, self._seed, self._tokens = secrets, seed, tokens
        known = {it.lower() for it in secrets.marks if it.count("@") == 1}
        self._addresses = tuple(sorted(known, key=len, reverse=True))
        self._locals = frozenset(it.partition("@")[0] for it in known if len(it.partition("@")[0]) > 2)

    def told(self, url: str) -> Told:
        """The URL with decoys; an empty one where it cannot be told at all."""
        try:
            parts = urlsplit(url[:LONGEST])
            host = parts.hostname or ""
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            return Told("")
        if parts.scheme not in ("http", "https") or not host:
            return Told("")
        made: list[tuple[str, str]] = [("user", "address")] if "@" in parts.netloc else []
        netloc = self._host(host, made) + port
        segments = [self._replaced(it, f"path.{n}", made, path=True) for n, it in enumerate(parts.path.split("/"))]
        query = "".join(self._pair(it, made) for it in _PIECES.split(parts.query))
        fragment = self._fragment(parts.fragment, made)
        return Told(urlunsplit((parts.scheme, netloc, "/".join(segments) or "/", query, fragment)), tuple(dict.fromkeys(made)))

    def _host(self, host: str, made: list[tuple[str, str]]) -> str:
        """Names under one's own domain can be made for one reader too; the registered name itself stays."""
        if ":" in host:
            return f"[{host}]"
        labels = host.split(".")
        if len(labels) > 2 and (self._secrets.in_(".".join(labels[:-2])) or self._names_home(".".join(labels[:-2]))):
            made.append(("host", "address"))
            return ".".join((*(self.shaped(it) for it in labels[:-2]), *labels[-2:]))
        return host

    def _names_home(self, text: str) -> bool:
        return any(it in text.lower() for it in self._secrets.domains)

    def _pair(self, piece: str, made: list[tuple[str, str]]) -> str:
        name, equals, value = piece.partition("=")
        where = f"query.{name if _KEY.fullmatch(name) else '?'}"
        if not equals:
            return self._replaced(piece, "query", made)
        return f"{self._replaced(name, 'query', made, name=True)}={self._replaced(value, where, made)}"

    def _fragment(self, text: str, made: list[tuple[str, str]]) -> str:
        if "=" in text and not _BASE64.fullmatch(text):
            return "".join(self._pair(it, made) for it in _PIECES.split(text))
        return self._replaced(text, "fragment", made)

    def _replaced(self, text: str, where: str, made: list[tuple[str, str]], *, path: bool = False, name: bool = False) -> str:
        """The piece, or a decoy in its place. `path`, `name`: places where ordinary words are met rather than tokens."""
        known = self._known(text) if text else None
        if known is not None:
            made.append((where, "address"))
            return known
        if self._tokens and not name and (_is_token_in_path(text) if path else _is_token(unquote(text))):
            made.append((where, "token"))
            return self.shaped(text)
        return text

    # --- what is known to be the recipient's ---

    def _known(self, text: str) -> str | None:
        """The piece with decoys where the recipient stood in it, in the same encoding; None where they do not."""
        plain = unquote(text)
        swapped = self._swapped(plain)
        if swapped is not None:
            return text.replace(plain, swapped) if plain in text else quote(swapped, safe="@" if "@" in text else "")
        coded = self._coded(plain)
        if coded is not None:
            return quote(coded, safe="=+/" if "%" not in text else "")
        if self._secrets.in_(text) or plain.lower() in self._locals:
            return self.shaped(text)
        return None

    def _swapped(self, plain: str) -> str | None:
        found, lower = plain, plain.lower()
        for it in (*self._addresses, *self._secrets.domains):
            if it in lower:
                found = re.sub(re.escape(it), self._another(it), found, flags=re.IGNORECASE)
                lower = found.lower()
        return None if found == plain else found

    def _coded(self, plain: str) -> str | None:
        for shape, decode, encode in _CODES:
            if shape.fullmatch(plain):
                try:
                    swapped = self._swapped(decode(plain).decode("utf-8"))
                except (ValueError, binascii.Error):
                    continue
                if swapped is not None:
                    return encode(swapped.encode(), plain)
        return None

    def _another(self, known: str) -> str:
        """Another address, or another domain, of the same length where a reserved name has it (RFC 2606)."""
        local, at, domain = known.rpartition("@")
        label = len(domain) - len(".example")
        name = self._letters(domain, min(label, 63)) + ".example" if label > 0 else "example.com"
        return (self.shaped(local) if at else "") + at + name

    # --- shapes ---

    def shaped(self, text: str) -> str:
        """Another text of the same shape: letters, digits and hexadecimal digits stay what they are."""
        small = not set(text) - set("0123456789abcdef-")
        large = not set(text) - set("0123456789ABCDEF-")
        hexadecimal = (small or large) and len(text) > 7 and not text.isdigit()
        stream = self._stream(text, len(text))
        digits = "0123456789ABCDEF" if large else "0123456789abcdef"
        made, skip = [], 0
        for at, it in enumerate(text):
            skip = 3 if it == "%" else max(skip - 1, 0)  # escapes stay as they are
            made.append(it if skip else _like(it, stream[at], digits if hexadecimal else ""))
        return "".join(made)

    def _letters(self, key: str, count: int) -> str:
        return "".join(string.ascii_lowercase[it % 26] for it in self._stream(key, count))

    def _stream(self, key: str, count: int) -> bytes:
        made = b""
        while len(made) < count:
            made += hmac.digest(self._seed, f"{key}\0{len(made)}".encode("utf-8", "replace"), "sha256")
        return made[:count]


def _like(it: str, chance: int, hexadecimal: str) -> str:
    if hexadecimal and it in hexadecimal:
        return hexadecimal[chance % 16]
    for alphabet in (string.digits, string.ascii_lowercase, string.ascii_uppercase):
        if it in alphabet:
            return alphabet[chance % len(alphabet)]
    return it


def before_token(url: str) -> str:
    """The URL up to the first folder or file whose name looks as if it were made for one reader."""
    head, slash, path = url.partition("://")
    host, *pieces = path.split("/")
    first = next((n for n, it in enumerate(pieces) if _is_token_in_path(it)), None)
    return url if first is None else f"{head}{slash}{'/'.join([host, *pieces[:first]])}/"


def _is_token(value: str) -> bool:
    """Whether a value looks as if it were made for one reader: long, and no word. Numbers of six digits and more count."""
    if len(value) < 6 or _DATE.fullmatch(value):
        return False
    return _UUID.search(value) is not None or any(_random(it, 8) for it in _RUN.findall(value))


def _is_token_in_path(segment: str) -> bool:
    """The same for a folder or file name, where words with numbers are ordinary."""
    return _UUID.search(segment) is not None or any(_random(it, 16) and not it.isdigit() for it in _RUN.findall(segment))


def _random(run: str, shortest: int) -> bool:
    digits = sum(it.isdigit() for it in run)
    if digits == len(run):
        return digits >= 6
    if len(run) < shortest:
        return False
    letters = run.strip(string.digits)
    mixed = letters != letters.lower() and letters != letters.upper() and not letters.istitle() and len(run) >= 12
    return (
        mixed
        or (digits >= 2 and any(it.isdigit() for it in letters))
        or (digits >= 3 and set(run.lower()) <= set("0123456789abcdef"))
    )


def _b64(plain: str) -> bytes:
    return base64.b64decode(plain.rstrip("=").translate({45: 43, 95: 47}) + "=" * (-len(plain.rstrip("=")) % 4), validate=True)


def _as_b64(raw: bytes, like: str) -> str:
    made = base64.b64encode(raw).decode()
    if set(like) & set("-_"):
        made = made.translate({43: 45, 47: 95})
    return made if like.endswith("=") else made.rstrip("=")


def _as_hex(raw: bytes, like: str) -> str:
    return raw.hex().upper() if like != like.lower() else raw.hex()


_CODES: tuple[tuple[re.Pattern[str], Callable[[str], bytes], Callable[[bytes, str], str]], ...] = (
    (_HEX, bytes.fromhex, _as_hex),
    (_BASE64, _b64, _as_b64),
)


def seed_of(raw: bytes) -> bytes:
    """The seed of a case's decoys: whoever has not the whole mail as it arrived cannot tell what they stand for."""
    return hashlib.sha256(raw).digest()
