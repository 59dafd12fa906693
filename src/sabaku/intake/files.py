"""One file or stream to the bytes of one mail: Outlook, Apple Mail, UTF-16, pasted headers made readable, others refused."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sabaku.intake import outlook, pages
from sabaku.mime import limits, scan
from sabaku.model import Carrier, Text


class Unreadable(NamedTuple):
    """An input that could not be read, and why."""

    name: str
    reason: Text


class Given(NamedTuple):
    """The bytes of one mail; `given` is what they were taken out of."""

    name: str
    raw: bytes
    given: bytes | None = None
    carrier: Carrier | None = None


MISSING = Text("見つかりません。", "not found.")
DENIED = Text("読み取る権限がありません。", "no permission to read it.")
FAULT = Text("読み取れません({reason})。", "cannot be read ({reason}).")
EMPTY = Text("中身が空です。メールを保存し直してください。", "it is empty; save the mail once more.")
NO_MAIL = Text(
    "メールではありません({kind})。メールソフトから .eml か .msg で保存したファイルを指定してください。",
    "not a mail ({kind}); name a file that a mail program saved, such as an .eml or .msg.",
)
NO_HEADER = Text(
    "メールのヘッダーが見つかりません。メール本文だけでなく、メールのソース全体を渡してください。",
    "no mail headers found. Give the whole message source, not only the text.",
)
SAVED_PAGE = Text(
    "保存されたWebページで、メールのヘッダーが含まれていません。"
    "Webメールの「元のメッセージを表示」などから、メールをファイル(.eml)として保存してください。",
    "a saved web page, without the mail's headers. Open “Show original” or the like in the webmail and save the mail as a file "
    "(.eml).",
)
OWN_REPORT = Text(
    "sabakuの報告書です。調べるには、元のメールのファイルを指定してください。",
    "a report that sabaku has made; name the file of the mail itself.",
)
OURS, OURS_WITHIN = b'<meta name="generator" content="sabaku">', 2000
"""What the head of a report's page says; a mail never begins as a page does."""
TABLE_ONLY = Text(
    "「元のメッセージを表示」の上の表だけが貼り付けられています。"
    "その下のソース(Delivered-To: などから)も貼り付けるか、メールをファイルとして保存してください。",
    "only the table at the top of “Show original”. Paste the source below it, too (from Delivered-To: on), or save the mail as "
    "a file.",
)
LARGE_MSG = Text(
    "Outlookの.msgファイルが大きすぎます(上限は{mb}MB)。大きな添付ファイルを除いて保存し直すか、.emlとして保存してください。",
    "an Outlook .msg file that is too large (at most {mb} MB). Save it without its large attachments, or as an .eml.",
)
BROKEN_MSG = Text("Outlookの.msgファイルとして読み取れません。", "cannot be read as an Outlook .msg file.")
MAGIC = {
    b"%PDF-": "PDF", b"PK\x03\x04": "ZIP", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"MZ": "EXE",
    b"\x1f\x8b": "gzip", b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x7fELF": "ELF", b"!BDN": "PST", b"SQLite format 3": "SQLite",
    b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"{\\rtf": "RTF",
}  # fmt: skip
KINDS_JA = {"binary": "バイナリーデータ"}
SUFFIXES = frozenset({".eml", ".msg", ".mbox", ".mbx", ".emlx", ".email", ".mail"})
CASE_MAIL = "mail.eml"
CASE_FILES = ("inputs.json", "tape.jsonl", "report.json")
SKIPPED = frozenset({"tmp", ".git", "__pycache__", "node_modules"})
EMLX = re.compile(rb"[ \t]*([0-9]{1,9})[ \t]*\r?\n")
MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
INDENTED = re.compile(
    rb"^((?:> ?)?[ \t]{1,40}|>{1,4})"
    rb"(?=(?:received|from|to|subject|date|return-path|message-id|mime-version|delivered-to)[ \t]{0,4}:)",
    re.IGNORECASE | re.MULTILINE,
)
DOUBLED = re.compile(rb"[!-9;-~]{1,80}:[^\n]{0,2000}\n\r?\n[!-~ \t][^\n]{0,2000}\n\r?\n")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{60,}")
URL_SAFE = bytes.maketrans(b"-_", b"+/")
"""The two letters of the alphabet for addresses (RFC 4648, 5), as those of the usual one."""
MOST_TEXT = 94
"""Percent: bytes at random hold some ten in a hundred control characters, text in any character set hardly one."""
CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0b\x0c\x0e\x0f\x1b")


def because(fault: OSError) -> Text:
    """Why the system refuses a file."""
    if isinstance(fault, FileNotFoundError):
        return MISSING
    if isinstance(fault, PermissionError):
        return DENIED
    reason = fault.strerror or type(fault).__name__
    return Text(FAULT.ja.format(reason=reason), FAULT.en.format(reason=reason))


def walk(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Files below a folder, in the order of their names, and whether each is a mail by its place or name (Maildir, .eml …).

    Of a folder in which an examination was kept only its mail: the letters that were drafted there are no mails to examine.
    """
    try:
        entries = sorted(folder.iterdir(), key=lambda it: it.name)
    except OSError:
        return
    if is_case(folder):
        yield folder / CASE_MAIL, True
        return
    maildir = folder.name in ("cur", "new") and (folder.parent / "cur").is_dir()
    for entry in entries:
        if entry.is_symlink() and entry.is_dir():
            continue
        if entry.is_dir():
            if entry.name not in SKIPPED:
                yield from walk(entry)
        elif entry.is_file() and (maildir or not entry.name.startswith(".")):
            yield entry, maildir or entry.suffix.lower() in SUFFIXES


def is_case(folder: Path) -> bool:
    """Whether an examination was kept in that folder (mail, inputs, tape and report)."""
    return (folder / CASE_MAIL).is_file() and all((folder / it).is_file() for it in CASE_FILES)


def is_mail(head: bytes) -> bool:
    """Whether a file of unknown name begins like a mail."""
    if head.startswith(outlook.MAGIC):
        return b"_\0_\0s\0u\0b\0s\0t\0g\0" in head
    return kind_of(head) is None and headers_in(head) > 2


def kind_of(data: bytes) -> str | None:
    """What a file is that is no text, or None."""
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            return kind
    head = data[:4096]
    if len(head.translate(None, CONTROL)) * 100 < len(head) * MOST_TEXT and not scan.KNOWN.match(data) and headers_in(data) < 2:
        return "binary"
    return None


def headers_in(data: bytes) -> int:
    """How many fields of a well-known name the data begins with."""
    text = data[:65536]
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    block = scan.block(text, 0, len(text), True)
    return sum(1 for start, _, _, end in block.fields if scan.KNOWN.match(text, start, end + 1))


def mail(name: str, data: bytes) -> Given | Unreadable:
    """The one mail in these bytes."""
    if not data.strip():
        return Unreadable(name, EMPTY)
    if data.startswith(outlook.MAGIC):
        return _outlook(name, data)
    for mark, codec in MARKS.items():
        if data.startswith(mark):
            return _text(name, data[len(mark) :].decode(codec, "replace").encode("utf-8", "replace"), data)
    if (length := EMLX.match(data)) and scan.FIELD.match(data, length.end()):
        return _text(name, data[length.end() : length.end() + int(length[1])], data)
    if data.startswith(b"<!DOCTYPE html>") and OURS in data[:OURS_WITHIN]:
        return Unreadable(name, OWN_REPORT)
    if pages.is_page(data):
        inside = pages.source(data)
        return Given(name, inside, data, Carrier("page", exact=False)) if inside else Unreadable(name, SAVED_PAGE)
    kind = kind_of(data)
    if kind:
        return Unreadable(name, Text(NO_MAIL.ja.format(kind=KINDS_JA.get(kind, kind)), NO_MAIL.en.format(kind=kind)))
    return _text(name, data, None)


def _outlook(name: str, data: bytes) -> Given | Unreadable:
    try:
        built = outlook.build(data)
    except outlook.NotOutlook:
        mb = limits.MESSAGE_BYTES // 1024**2
        large = Text(LARGE_MSG.ja.format(mb=mb), LARGE_MSG.en.format(mb=mb))
        return Unreadable(name, large if len(data) > limits.MESSAGE_BYTES else BROKEN_MSG)
    return Given(name, built.raw, data, Carrier("msg", complete=built.complete, exact=False))


def _text(name: str, raw: bytes, given: bytes | None) -> Given | Unreadable:
    """A mail as text; headers that were pasted with an indent, with a blank line behind each, below a webmail's table, or that
    are in base64 with all the rest, are found."""
    below = pages.below_table(raw)
    if below is not None:
        return Given(name, below, given or raw, Carrier("page", exact=False)) if below else Unreadable(name, TABLE_ONLY)
    single = _single_spaced(raw)
    if single is not None:
        return Given(name, single, given or raw)
    if scan.KNOWN.match(raw):
        return Given(name, raw, given)
    for undone in (_dedented(raw), _decoded(raw)):
        if undone is not None:
            return Given(name, undone, given or raw)
    a_mail = headers_in(raw) or (Path(name.partition("#")[0]).suffix.lower() in SUFFIXES and _any_field(raw))
    return Given(name, raw, given) if a_mail else Unreadable(name, NO_HEADER)


def _any_field(raw: bytes) -> bool:
    """Whether the text begins with a field of any name, behind lines that are none."""
    return bool(scan.block(raw, 0, min(len(raw), 65536), True).fields)


def _single_spaced(raw: bytes) -> bytes | None:
    """The text without the blank line that some window or program put behind each of its lines; None where it has none."""
    if not DOUBLED.match(raw):
        return None
    lines = raw.replace(b"\r\n", b"\n").split(b"\n")
    if any(it.strip() for it in lines[1::2]) or sum(scan.KNOWN.match(it) is not None for it in lines[:40:2]) < 4:
        return None
    return b"\n".join(lines[::2])


def _decoded(raw: bytes) -> bytes | None:
    """The mail that a text in base64 holds, as interfaces of mail services hand it out; None where it holds none."""
    if not BASE64.match(raw):
        return None
    try:
        found = base64.b64decode(b"".join(raw.split()).translate(URL_SAFE).rstrip(b"=") + b"==")
    except ValueError:
        return None
    return found if headers_in(found) > 2 else None


def _dedented(raw: bytes) -> bytes | None:
    """The text without the indent that its header names share; None where they share none."""
    indents = INDENTED.findall(raw[:65536])
    if len(indents) < 3 or len(set(indents)) > 1:
        return None
    return re.sub(b"^" + re.escape(indents[0]), b"", raw, flags=re.MULTILINE)
