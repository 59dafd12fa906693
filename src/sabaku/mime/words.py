"""Header values to text: unfolding (RFC 5322), encoded words (RFC 2047) and raw 8-bit or JIS bytes, each with its place."""

from __future__ import annotations

import binascii
import re
from typing import NamedTuple

from sabaku.mime import charsets, jis, limits
from sabaku.mime.guess import guess
from sabaku.mime.labels import codec_of

BLANKS = " \t\r"

WORD = re.compile(rb"=\?([^?=\s]{1,80}+)\?(?:([Bb])\?([A-Za-z0-9+/=_\s-]*+)|([Qq])\?((?>[^?=]++|=(?!\?)|\?(?!=))*+))\?=")
UNCLOSED = re.compile(rb"=\?[A-Za-z0-9_.:-]{2,40}\?[BbQq]\?")
FOLD = re.compile(rb"[\r\n](?:(?<=\n)|(?<!\r\r)\r*+\n)[ \t]?")  # of a row of CR only the first is a beginning
GAP = re.compile(rb"\s*+\Z")
JIS = re.compile(rb"\x1b\$[@B][^\x1b]*+(?:\x1b\([BJ]|\Z)")


class Bit(NamedTuple):
    """`text` stands at `at` to `to` of the value; equal lengths mean character by character."""

    text: str
    at: int
    to: int


class Reading(NamedTuple):
    """A value as read: its bits in order and what was wrong as (kind, at, to, detail)."""

    bits: list[Bit]
    said: list[tuple[str, int, int, str]]

    @property
    def text(self) -> str:
        return "".join(bit.text for bit in self.bits)


class Word(NamedTuple):
    """One encoded word: its charset label, decoded bytes and place."""

    label: str
    data: bytes
    at: int
    to: int


def plain(value: str) -> bool:
    """Whether a value (byte for character) holds nothing but ASCII without encoded words."""
    return value.isascii() and "=?" not in value and "\x1b" not in value and "\x0e" not in value


def unfold(text: str) -> str:
    """A plain value in one line, without blanks around it."""
    if "\n" in text:
        text = text.replace("\r\n", "\n").replace("\n\t", " ").replace("\n ", " ").replace("\n", " ")
    return text.strip(" \t\r")


def lines(value: bytes) -> list[tuple[int, int]]:
    """Where in a plain value the characters of its unfolded text stand, line by line, each character for character."""
    end = len(value.rstrip(b" \t\r\n"))
    at = len(value) - len(value.lstrip(b" \t\r\n"))
    found = []
    for fold in FOLD.finditer(value, at, end) if b"\n" in value or b"\r" in value else ():
        found.append((at, fold.start()))
        at = fold.end() - 1  # the blank after a line break stays, as the blank of the unfolded text
    return [*found, (at, end)] if end > at else found


def read(value: bytes, carrier: str = "", exact: bool = False) -> Reading:
    """A header value with everything decoded; `exact` cuts 8-bit text into single characters. Never raises."""
    said: list[tuple[str, int, int, str]] = []
    words = _words(value, said)
    codec = _raw_codec(value, words, said)
    bits: list[Bit] = []
    at = 0
    for group in _groups(value, words):
        if group[0].at > at:
            bits += _literal(value, at, group[0].at, codec)
        bits += _decode(group, said, carrier)
        at = group[-1].to
    bits += _literal(value, at, len(value), codec)
    return Reading(_strip(_cut(bits, value, codec) if exact and codec else bits), said)


def _words(value: bytes, said: list[tuple[str, int, int, str]]) -> list[Word]:
    last = value.rfind(b"?=")
    masked = JIS.sub(lambda m: b"\x00" * len(m[0]), value) if b"\x1b$" in value else value
    found = []
    for match in WORD.finditer(masked, 0, last + 2) if last > 0 else ():
        label = match[1].decode("latin-1").partition("*")[0]
        data, kind = _base64(match[3]) if match[2] else (_q(match[5]), "")
        if kind:
            said.append((kind, match.start(), match.end(), label))
        found.append(Word(label, data, match.start(), match.end()))
        if len(found) >= limits.WORDS:
            said.append(("limit-words", match.end(), len(value), str(limits.WORDS)))
            return found
    if value.count(b"=?") > len(found) and (broken := UNCLOSED.search(WORD.sub(lambda m: b" " * len(m[0]), masked))):
        said.append(("word-unclosed", broken.start(), broken.end(), broken[0].decode("latin-1")))
    return found


def _base64(text: bytes) -> tuple[bytes, str]:
    bare = text.translate(bytes.maketrans(b"-_", b"+/"), b" \t\r\n=\x0b\x0c")
    kind = "word-base64-cut" if len(bare) % 4 == 1 or (len(bare) % 4 and b"=" not in text) else ""
    bare = bare[:-1] if len(bare) % 4 == 1 else bare
    return binascii.a2b_base64(bare + b"=" * (-len(bare) % 4)), kind


def _q(text: bytes) -> bytes:
    if b"\n" in text:
        text = FOLD.sub(b"", text)
    return binascii.a2b_qp(text, header=True)


def _groups(value: bytes, words: list[Word]) -> list[list[Word]]:
    """Words with nothing but blanks between them, in one list where the charset is the same (characters may be split)."""
    groups: list[list[Word]] = []
    for word in words:
        last = groups[-1][-1] if groups else None
        if last and codec_of(word.label) == codec_of(last.label) and not value[last.to : word.at].strip():
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _decode(group: list[Word], said: list[tuple[str, int, int, str]], carrier: str) -> list[Bit]:
    """The words of a group; each its own bit where no character is split between two of them."""
    whole = charsets.decode(b"".join(word.data for word in group), group[0].label, carrier=carrier)
    at, to = group[0].at, group[-1].to
    if len(group) == 1:
        said += [(f"word-{kind}", at, to, detail) for kind, detail in whole.said]
        return [Bit(_clean(whole.text), at, to)]
    each = [charsets.text_of(word.data, whole.codec, carrier) for word in group]
    if "".join(each) == whole.text:
        said += [(f"word-{kind}", at, to, detail) for kind, detail in whole.said]
        return [Bit(_clean(text), word.at, word.to) for text, word in zip(each, group, strict=True)]
    if whole.text.count("\ufffd") > sum(text.count("\ufffd") for text in each):
        return [bit for word in group for bit in _decode([word], said, carrier)]
    said.append(("word-split-character", at, to, whole.codec))
    return [Bit(_clean(whole.text), at, to)]


def _clean(text: str) -> str:
    """Line breaks hidden in an encoded word become blanks: a header value is one line."""
    return text.replace("\r", " ").replace("\n", " ") if "\n" in text or "\r" in text else text


def _raw_codec(value: bytes, words: list[Word], said: list[tuple[str, int, int, str]]) -> str:
    """The codec of what stands in the value unencoded; "" for plain ASCII."""
    if value.isascii() and b"\x1b" not in value and b"\x0e" not in value:
        return ""
    rest, at = [], 0
    for word in words:
        rest.append(value[at : word.at])
        at = word.to
    raw = b"".join([*rest, value[at:]])
    shifted = jis.is_it(raw)
    if raw.isascii() and not shifted:
        return ""
    codec = "iso-2022-jp" if shifted else guess(raw)
    kind = {"utf-8": "header-raw-utf8", "iso-2022-jp": "header-raw-jis"}.get(codec, "header-raw-8bit")
    said.append((kind, 0, len(value), codec))
    return codec


def _literal(value: bytes, start: int, end: int, codec: str) -> list[Bit]:
    """What stands outside encoded words: unfolded, decoded with `codec`, blanks between two words dropped."""
    if start and end < len(value) and GAP.match(value, start, end):
        return []
    bits: list[Bit] = []
    at = start
    for fold in [*FOLD.finditer(value, start, end), None]:
        stop = fold.start() if fold else end
        if stop > at:
            bits += _raw(value, at, stop, codec)
        if fold is None:
            break
        at = fold.end()
        bits.append(Bit(" ", at - 1, at))
    return bits


def _raw(value: bytes, at: int, to: int, codec: str) -> list[Bit]:
    chunk = value[at:to]
    if not codec or (chunk.isascii() and codec != "iso-2022-jp"):
        return [Bit(chunk.decode("latin-1"), at, to)]
    if codec == "iso-2022-jp":
        return [Bit(text, at + start, at + end) for text, start, end in jis.runs(chunk)]
    return [Bit(charsets.text_of(chunk, codec), at, to)]


def _cut(bits: list[Bit], value: bytes, codec: str) -> list[Bit]:
    """8-bit text outside encoded words, character by character."""
    found: list[Bit] = []
    for bit in bits:
        chunk = value[bit.at : bit.to]
        each = charsets.tokens(chunk, codec) if not chunk.isascii() else []
        whole = "".join(text for text, _, _ in each) == bit.text
        found += [Bit(text, bit.at + start, bit.at + end) for text, start, end in each] if each and whole else [bit]
    return found


def _strip(bits: list[Bit]) -> list[Bit]:
    """Without blanks around the whole."""
    bits = [bit for bit in bits if bit.text]
    while bits and (text := bits[0].text.lstrip(BLANKS)) != bits[0].text:
        first = bits.pop(0)
        if text:
            bits.insert(0, Bit(text, first.to - len(text) if _exact(first) else first.at, first.to))
    while bits and (text := bits[-1].text.rstrip(BLANKS)) != bits[-1].text:
        last = bits.pop()
        if text:
            bits.append(Bit(text, last.at, last.at + len(text) if _exact(last) else last.to))
    return bits


def _exact(bit: Bit) -> bool:
    return len(bit.text) == bit.to - bit.at
