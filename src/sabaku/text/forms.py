"""The forms in which an address, a name or a domain hides in a text: encoded, hashed, escaped. Pure; knows no mail.

Two ways that go together: `encoded` says what a value looks like when a program has encoded it, and `unescaped` undoes the
escapes of a text (percent, HTML, JSON, defanging, invisible characters) with the way back to the places as written.
"""

from __future__ import annotations

import base64
import codecs
import hashlib
import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from sabaku.text import late

ADDRESS = re.compile(r"[^\s<>\"@(),;:]{1,64}@[A-Za-z0-9.-]{1,255}")
"""A mail address as it stands in a text: tolerant, because it is looked for and not judged."""
SHORTEST = 8
"""Characters that an encoded form has at least: shorter ones stand in texts by chance."""


def base64_cores(raw: bytes, shortest: int = SHORTEST) -> tuple[str, ...]:
    """What is the same in every base64 that holds these bytes (RFC 4648): both alphabets, all three alignments."""
    found: dict[str, None] = {}
    for before, skip in ((0, 0), (1, 2), (2, 3)):
        text = base64.b64encode(b"\0" * before + raw).decode("ascii").rstrip("=")
        core = text[skip:] if (before + len(raw)) % 3 == 0 else text[skip:-1]
        if len(core) >= shortest:
            found.update(dict.fromkeys((core, core.replace("+", "-").replace("/", "_"))))
    return tuple(found)


def digests(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """MD5, SHA-1 and the SHA-2 family: the hashes by which mailers and trackers know a person."""
    for name in ("md5", "sha1", "sha256", "sha224", "sha384", "sha512"):
        yield name, hashlib.new(name, raw, usedforsecurity=False).digest()


def encoded(value: str) -> Iterator[tuple[str, str]]:
    """(form, what it is called): base64, hexadecimal, reversed, rot13, hashes of the value, small and large.

    Of base64 also what scripts make of it once more: turned round, or by rot13.
    """
    for spelled in dict.fromkeys((value, value.lower(), value.upper(), value.title())):
        raw = spelled.encode("utf-8", "replace")
        for core in base64_cores(raw):
            yield core, "base64"
            yield core[::-1], "base64"
            yield codecs.encode(core, "rot13"), "base64"
    for spelled in dict.fromkeys((value.lower(), value, value.upper())):
        raw = spelled.encode("utf-8", "replace")
        for name, made in digests(raw):
            yield made.hex(), name
            yield base64.b64encode(made).decode("ascii").rstrip("=")[:-1], name
            yield base64.urlsafe_b64encode(made).decode("ascii").rstrip("=")[:-1], name
        if len(raw) * 2 >= SHORTEST:
            yield raw.hex(), "hex"
            yield raw.hex()[::-1], "hex"
    if len(value) >= (SHORTEST if value.isascii() else 3) or "@" in value:
        yield value[::-1], "reversed"
        turned = codecs.encode(value, "rot13")
        if turned != value:
            yield turned, "rot13"


def other_spellings(domain: str) -> tuple[str, ...]:
    """An international domain in its other spelling (RFC 3492, RFC 5891); () for a plain one."""
    try:
        if not domain.isascii():
            return (domain.lower().encode("idna").decode("ascii"),)
        if "xn--" in domain.lower():
            return (domain.lower().encode("ascii").decode("idna"),)
    except (UnicodeError, ValueError):
        pass
    return ()


# --- escapes -----------------------------------------------------------------------------------------------------


class Bit(NamedTuple):
    """Characters from `start` on came from `at` to `to`: one by one if `even`, else as a whole."""

    start: int
    at: int
    to: int
    even: bool


class Unescaped(NamedTuple):
    """A text with its escapes undone, and where its characters came from."""

    text: str
    bits: Sequence[Bit]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from start to end stood in the text as written."""
        first = self.bits[max(bisect_right(self.bits, start, key=lambda it: it.start) - 1, 0)]
        last = self.bits[max(bisect_right(self.bits, max(end - 1, start), key=lambda it: it.start) - 1, 0)]
        at = first.at + start - first.start if first.even else first.at
        to = last.at + end - last.start if last.even else last.to
        return at, max(to, at)


INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""For a regex class: characters that take no place on the screen (Default_Ignorable_Code_Point, bidi controls, blanks)."""
_LAID_OVER = "\u0300-\u036f\u20d0-\u20ff"
"""Marks that are drawn over the letter before them: t̲a̲r̲o̲."""
_ESCAPE = late.pattern(
    rf"[%&\\\[(⟨<{INVISIBLE}{_LAID_OVER}](?:"
    r"(?<=%)(?P<percent>[0-9A-Fa-f]{2}(?>%[0-9A-Fa-f]{2})*+)"
    r"|(?<=%)(?P<wide>u[0-9A-Fa-f]{4}(?>%u[0-9A-Fa-f]{4})*+)"
    r"|(?<=&)(?P<entity>#\d{1,7}+;?|#[xX][0-9A-Fa-f]{1,6}+;?|[A-Za-z]{2,24}+;)"
    r"|(?<=\\)(?P<json>u[0-9A-Fa-f]{4}(?>\\u[0-9A-Fa-f]{4})*+|x[0-9A-Fa-f]{2})"
    r"|(?<=\\)(?P<marked>[!-/:-@\[-`{-~])"
    r"|(?<=<)(?P<tag>/?(?:wbr|b|i|u|s|a|em|tt|big|sub|sup|code|span|font|small|strong)\s?/?>|!--[\w ]{0,9}-->)"
    r"|(?<=[\[(])(?P<dot>\.|dot|DOT)[\])]"
    r"|(?<=[\[(])(?P<at>@|at|AT)[\])]"
    rf"|(?<=[{INVISIBLE}{_LAID_OVER}])(?P<none>[{INVISIBLE}{_LAID_OVER}]*+)"
    r"|(?<=⟨)(?P<named>SHY|ZWSP|ZWNJ|ZWJ|WJ|BOM|LRM|RLM)⟩)"
)
"""Begins with a set of characters, so that a text without any of them is passed over at once."""


_BREAK = re.compile(r"\n(?<=[^\n]\n)[\s>|*#]*+")


def unescaped(text: str) -> Unescaped | None:
    """The text with one layer of escapes undone; None where it has none. Linear."""
    return _rewritten(text, _ESCAPE, _plain) if _ESCAPE.search(text) else None


def joined(text: str) -> Unescaped | None:
    """The text with its lines joined, without what stands before them in quotes and lists; None where it is one line."""
    return _rewritten(text, _BREAK, _nothing) if "\n" in text and _BREAK.search(text) else None


def _rewritten(
    text: str, pattern: re.Pattern[str], plain: Callable[[re.Match[str]], Iterable[tuple[str, int, int]]]
) -> Unescaped:
    bits: list[Bit] = []
    out: list[str] = []
    at = length = 0
    for found in pattern.finditer(text):
        if found.start() > at:
            bits.append(Bit(length, at, found.start(), True))
            out.append(text[at : found.start()])
            length += found.start() - at
        for piece, start, end in plain(found):
            bits.append(Bit(length, start, end, False))
            out.append(piece)
            length += len(piece)
        at = found.end()
    if at < len(text):
        bits.append(Bit(length, at, len(text), True))
        out.append(text[at:])
    return Unescaped("".join(out), bits or [Bit(0, 0, len(text), False)])


def _nothing(found: re.Match[str]) -> tuple[tuple[str, int, int], ...]:
    del found
    return ()


def _plain(found: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """What the escape stands for, character by character, with the place of each."""
    start, end, written = found.start(), found.end(), found.group()
    match found.lastgroup:
        case "percent":
            yield from _percent(written, start)
        case "entity":
            yield html.unescape(written), start, end
        case "json" | "wide":  # \\u0040, and %u0040 as escape() of JavaScript writes it
            yield from _json(written, start)
        case "marked":
            yield found["marked"], start, end
        case "dot":
            yield ".", start, end
        case "at":
            yield "@", start, end


def _percent(written: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Percent escapes, as UTF-8 or what else they can be."""
    raw = bytes.fromhex(written.replace("%", ""))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = _legacy(raw)
        if len(text) != len(raw):
            yield text, start, start + len(written)
            return
    at = start
    for char in text:
        size = 3 * (1 if len(text) == len(raw) else len(char.encode("utf-8")))
        yield char, at, at + size
        at += size


def _legacy(raw: bytes) -> str:
    """Bytes that are no UTF-8: Shift_JIS or EUC-JP where they can be that, else one character for each."""
    for codec in ("cp932", "euc_jp"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _json(written: str, start: int) -> Iterator[tuple[str, int, int]]:
    if written[1] in "xX":
        yield chr(int(f"0{written[1:]}", 0)), start, start + 4
        return
    units = [int(written[at + 2 : at + 6], 16) for at in range(0, len(written), 6)]
    text = b"".join(it.to_bytes(2, "big") for it in units).decode("utf-16-be", "replace")
    at = start
    for char in text:
        size = 12 if ord(char) > 0xFFFF else 6
        yield char, at, at + size
        at += size
