"""Addresses of the web written in running text, as mail programs make them clickable and as people break them on purpose.

Japanese text stands directly against them: where ASCII ends the address ends, unless it is itself written in full width.
Pure; linear in the text.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from sabaku.extract.urls import Url, read
from sabaku.names.hosts import suffix
from sabaku.text import late

MAX_FOUND = 2000
MAX_TRIES = 5000
WRAP = 60
"""A line shorter than this was not broken by a mail program."""

_START = re.compile(
    # the first character before what stands in front of it: so `re` runs over the text at full speed
    r"[hHｈＨfF](?<![A-Za-z0-9].)(?:(?<=[hHｈＨ])(?:[tTｔＴ]{2}|[xXｘＸ]{2}|\*\*|\+\+)[pPｐＰ][sSｓＳ]?|(?<=[fF])[tT][pP])"
    r"\[?[:：](?:\]|(?=[/／\\\[]))?[/／\\]{1,3}"
)
_COLONS = (":/", "：", ":\\", ":／", ":]")
"""Without one of them no address has a scheme."""
_CHUNK = re.compile(r"[^\s<>\"「」『』【】《》〈〉（）｛｝、；，“”‘’｜│…→⇒]{1,2100}")
_HOST = re.compile(r"[^/\\?#／？＃|^`{}]*+")
_ASCII = re.compile(r"[!-~\u00ad\u200b-\u200f\u2060\ufeff]*+")
_WIDE = late.pattern(r"[!-~\uff01-\uff5e\u00ad\u200b-\u200f\u2060\ufeff]*+")


@functools.cache
def _japanese() -> re.Pattern[str]:
    return re.compile(r"[\u3001-\u30ff\u31f0-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff65-\uff9f]")


_INNER_DOT = late.pattern(r"[。．｡](?=[A-Za-z0-9ａ-ｚＡ-Ｚ０-９])")
_TRAILING = ".,;:!?'\"*_|~`。．！？：＞＜"
_BARE = late.pattern(
    r"[A-Za-z0-9](?<![A-Za-z0-9@./:%+=_~&#?-].)"
    r"(?:[A-Za-z0-9-]{0,62}+(?:\.|\[\.\])(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}+(?:\.|\[\.\])){0,7}[A-Za-z]{2,24}(?=/)"
    r"|(?<=[wW])[wW]{2}(?:\.|\[\.\])(?:[A-Za-z0-9-]{1,63}(?:\.|\[\.\])){1,8}[A-Za-z]{2,24})(?![A-Za-z0-9@_.-]|\.[A-Za-z])"
    r"(?>:[0-9]{2,5})?+(?>[/?#][!-;=?-~]{0,2000})?+"
)
_INNER_POINT = re.compile(r"\.(?<=[A-Za-z0-9-].)[A-Za-z0-9]|\[\.\]")
_GAP = re.compile("[ \n]")
_SLASH = re.compile("[/wW](?:(?<=/)|[wW])")
"""What a word with an address has: there are fewer of them in a text than points."""
_NEXT_LINE = re.compile(r"\r?\n(?:>[> ]{0,8})?([!-;=?-~]{3,400})(?=\s|\Z)")
_LOOKS_LIKE_MORE = late.pattern(r"[/?=&%#_~-]|[0-9].*[A-Za-z]|[A-Za-z].*[0-9]|\.(?:html?|php|aspx?|jsp)\b")
_IN_ANGLES = re.compile(r"<\s{0,8}([^<>\s]{4,2000}(?:\r?\n[ \t>]{0,8}[^<>\s]{1,500}){1,12})\s{0,8}>")
_GOES_ON = frozenset("/\\?#／？＃")
_FILE_NAME = late.pattern(
    r"(?=[^!-~])[^\s/?#、。！？ぁ-ん]{1,60}?\.(?:zip|rar|7z|lzh|iso|exe|pdf|docx?|xlsx?|xlsm|pptx?|csv|html?)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
"""A file's name in kanji and katakana at the end of a path: mail programs make it part of the address. Hiragana may be the text
that goes on (`https://a.test/にある見積書.pdf`)."""
_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FILES = frozenset(("zip", "mov", "md", "py", "sh", "pl", "rs", "ps", "ai", "so", "bz", "mm", "cc", "st", "tf"))


class Written(Struct, frozen=True):
    """An address in a text: where it stands, how a browser reads it, and whether a line break went through it."""

    start: int
    end: int
    url: Url
    wrapped: bool = False


def written(text: str, *, lines: bool = True) -> Iterator[Written]:
    """The addresses in `text`, in order, at most MAX_FOUND. `lines`: a program may have broken its lines."""
    count = covered = 0
    angles = {it.start(1): it for it in _IN_ANGLES.finditer(text)} if lines and "<" in text else {}
    for head, bare in itertools.islice(_starts(text), MAX_TRIES):
        if head.start() < covered:
            continue
        found = _bare(head) if bare else _one(text, head, angles.get(head.start()), lines)
        if found is not None:
            yield found
            covered = found.end
            count += 1
            if count >= MAX_FOUND:
                return


def _starts(text: str) -> list[tuple[re.Match[str], bool]]:
    found = [(it, False) for it in _START.finditer(text)] if any(it in text for it in _COLONS) else []
    if "/" in text or "www" in text or "WWW" in text:
        found.extend((it, True) for it in _bare_in(text))
        found.sort(key=lambda it: it[0].start())
    return found


def _bare_in(text: str) -> Iterator[re.Match[str]]:
    """The addresses without a scheme: looked for only in the words that have a slash or «ww», and a point inside."""
    done = 0
    for slash in _SLASH.finditer(text):
        if slash.start() >= done:
            start = max(text.rfind(" ", done, slash.start()), text.rfind("\n", done, slash.start()), done - 1) + 1
            gap = _GAP.search(text, slash.end())
            done = gap.start() if gap else len(text)
            if _INNER_POINT.search(text, start, done):
                yield from _BARE.finditer(text, start, done)


def _one(text: str, head: re.Match[str], angle: re.Match[str] | None, lines: bool) -> Written | None:
    if angle is not None:
        return _joined_in_angles(head.start(), angle)
    chunk = _CHUNK.match(text, head.end())
    if chunk is None:
        return None
    wide = not head[0].isascii()
    body = _trimmed(chunk[0], wide=wide)
    if not body:
        return None
    end = head.end() + len(body)
    more = _continued(text, head.start(), end) if lines else None
    if lines and more is None and chunk[0].isascii() and chunk[0][-1] in "?=&-.":
        more = _continued(text, head.start(), chunk.end())
        body = chunk[0] if more else body
    whole = head[0] + body + (more[1] if more else "")
    url = read(whole.translate(_TO_ASCII) if wide else whole)
    if not url.web or not _plausible(url):
        return None
    if wide:
        url = replace(url, raw=whole, tricks=(*url.tricks, "fullwidth"))
    return Written(head.start(), more.end(1) if more else end, url, more is not None)


def _joined_in_angles(start: int, angle: re.Match[str]) -> Written | None:
    """An address broken over lines inside <> (RFC 3986 appendix C)."""
    url = read(re.sub(r"\r?\n[ \t>]*+", "", angle[1]))
    return Written(start, angle.end(1), url, wrapped=True) if url.web and _plausible(url) else None


def _trimmed(chunk: str, *, wide: bool) -> str:
    """What of the characters behind the scheme belongs to the address."""
    found = _HOST.match(chunk)
    host = found[0] if found else ""
    rest = chunk[len(host) :]
    host = _host(host)
    if len(host) < (len(found[0]) if found else 0):
        rest = ""
    kept = (_WIDE if wide else _ASCII).match(rest) if rest[:1] in _GOES_ON else None
    named = _FILE_NAME.match(rest, kept.end()) if kept and not wide and kept[0][-1:] in ("/", "=") else None
    if kept and named:
        return host + kept[0] + named[0]
    return _unpunctuated(host + (kept[0] if kept else ""))


def _host(host: str) -> str:
    """The host name without the Japanese text that follows it; a name that begins in Japanese is one (IDN)."""
    if host.isascii():
        return host
    if _japanese().match(host):
        return re.split(r"[をがはのにでとへも]?[。、]", host, maxsplit=1)[0]
    text = _INNER_DOT.sub(".", host)
    found = _japanese().search(text)
    return host[: found.start()] if found else host


def _unpunctuated(text: str) -> str:
    while text:
        last = text[-1]
        if last in _TRAILING:
            text = text.rstrip(_TRAILING)
        elif last in ")]}" and text.count(last) > text.count("([{"[")]}".index(last)]):
            text = text[:-1]
        else:
            break
    return text


def _continued(text: str, start: int, end: int) -> re.Match[str] | None:
    """The rest of an address that a mail program broke at the end of a line, if it looks like one."""
    line = text.rfind("\n", max(0, start - 200), start) + 1
    if end - line < (70 if text[end - 1] == "/" else WRAP):
        return None
    found = _NEXT_LINE.match(text, end)
    if found is None or not _LOOKS_LIKE_MORE.search(found[1]) or found[1].lower().startswith(("http", "www.", "--", "**", "==")):
        return None
    return found if found[1].strip("-=_*#~/.") else None


def _bare(found: re.Match[str]) -> Written | None:
    body = _unpunctuated(found[0])
    url = read(body)
    if not url.web or not _plausible(url) or url.host.rpartition(".")[2] in _FILES:
        return None
    return Written(found.start(), found.start() + len(body), url)


def _plausible(url: Url) -> bool:
    return (
        "ip" in url.tricks
        or ("." in url.host and bool(suffix(url.host)))
        or url.host.endswith((".example", ".test", ".local", ".invalid", ".onion"))
    )
