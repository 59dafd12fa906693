"""Macros of SPF records (RFC 7208 section 7): their form is checked, and they are expanded. Pure."""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import quote

_PIECE = re.compile(r"%(?:\{([A-Za-z])(\d{0,3})([Rr]?)([-.+,/_=]*)\}|([%_-]))|([^%])", re.DOTALL)
_TOP_LABEL = re.compile(r"(?:[0-9]*+[A-Za-z][A-Za-z0-9]*+|[A-Za-z0-9]++-[A-Za-z0-9-]*[A-Za-z0-9])\.?\Z")
LETTERS = frozenset("slodipvh")


class MacroError(Exception):
    """A macro that RFC 7208 does not know: the record is unusable."""


def check_macros(text: str, *, wants_end: bool) -> None:
    """Check the form of a macro string. `wants_end`: it must end in a top label or a macro. Raises MacroError."""
    at = 0
    last_macro = False
    while at < len(text):
        found = _PIECE.match(text, at)
        if found is None or not _is_sound(found):
            raise MacroError(f"bad macro at {text[at : at + 20]}")
        last_macro = found.group(1) is not None or found.group(5) is not None
        at = found.end()
    if wants_end and not last_macro:
        label = text.rstrip(".").rpartition(".")[2] if "." in text.rstrip(".") else ""
        if not _TOP_LABEL.fullmatch(label):
            raise MacroError(f"no domain: {text[:60]}")


def _is_sound(found: re.Match[str]) -> bool:
    letter, digits = found.group(1), found.group(2)
    if letter is None:
        return found.group(6) is None or "!" <= found.group(6) <= "~"
    return letter.lower() in LETTERS and not (digits and int(digits) == 0)


class Macros(NamedTuple):
    """The values that macros stand for."""

    ip: ipaddress.IPv4Address | ipaddress.IPv6Address
    sender: str
    helo: str
    domain: str
    validated: str = "unknown"
    """The client's validated name (%{p}), which records should not use and which costs look-ups."""

    def expand(self, text: str) -> str:
        """The text with its macros filled in; names that get too long lose labels on the left (section 7.3)."""
        out = _PIECE.sub(self._one, text).rstrip(".")
        while len(out) > 253 and "." in out:
            out = out.partition(".")[2]
        return out

    def _one(self, found: re.Match[str]) -> str:
        letter, digits, reverse, delimiters, special, plain = found.groups()
        if plain is not None:
            return str(plain)
        if special is not None:
            return {"%": "%", "_": " ", "-": "%20"}[special]
        parts = re.split("[" + re.escape(delimiters or ".") + "]", self._value(letter.lower()))
        if reverse:
            parts.reverse()
        kept = ".".join(parts[-int(digits) :] if digits else parts)
        return quote(kept, safe="") if letter.isupper() else kept

    def _value(self, letter: str) -> str:
        local, _, domain = self.sender.rpartition("@")
        values = {
            "s": self.sender,
            "l": local or "postmaster",
            "o": domain,
            "d": self.domain,
            "i": _dotted(self.ip),
            "p": self.validated,
            "v": "in-addr" if self.ip.version == 4 else "ip6",
            "h": self.helo,
        }
        return values[letter]


def _dotted(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    return str(ip) if ip.version == 4 else ".".join(ip.exploded.replace(":", ""))
