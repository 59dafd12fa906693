"""Outlook's .msg files (MS-OXMSG) to RFC 5322 mails: transport headers kept, bodies in their code pages, messages inside."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, NamedTuple

from sabaku.intake import compose
from sabaku.intake.compound import FAULTS, Compound
from sabaku.mime import charsets, labels, limits, rtf
from sabaku.mime.fields import CUT
from sabaku.text import late

if TYPE_CHECKING:
    from olefile.olefile import OleDirectoryEntry as Entry

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROPERTIES = "__properties_version1.0"
DEPTH = 10
SAMPLE = 65536
ATTACHMENTS = 1000
OURS = late.pattern(r"^(?:content-type|content-transfer-encoding|mime-version)[ \t]*:", re.IGNORECASE)
BANNER = re.compile(r"^Microsoft Mail Internet Headers Version [0-9.]+\s*\n?")
CODE_PAGES = {20127: "us-ascii", 1200: "utf-16-le", 65000: "utf-7", 65001: "utf-8", 50220: "iso-2022-jp", 50221: "iso-2022-jp",
              50222: "iso-2022-jp", 51932: "euc-jp", 20932: "euc-jp", 51949: "euc-kr", 936: "gb2312", 54936: "gb18030",
              950: "big5", 20866: "koi8-r", 28591: "iso-8859-1", 28592: "iso-8859-2", 28595: "iso-8859-5", 28605: "iso-8859-15",
              932: "shift_jis"}  # fmt: skip
LOCALES = {1041: "cp932", 2052: "gb18030", 4100: "gb18030", 1042: "cp949", 1028: "big5hkscs", 3076: "big5hkscs"}
"""Code page of a message's language (PidTagMessageLocaleId), where it names none."""
KINDS = {1: "To", 2: "Cc", 3: "Bcc"}
EPOCH = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)


class Built(NamedTuple):
    """The mail, and whether its transport headers were there."""

    raw: bytes
    complete: bool


class NotOutlook(ValueError):
    """The bytes are no Outlook message, or too broken to be read."""


def build(data: bytes) -> Built:
    """The mail in an Outlook file. Raises NotOutlook for anything that cannot be read."""
    try:
        file = Compound(data)
    except FAULTS as fault:
        raise NotOutlook(str(fault)) from fault
    try:
        return _message(file, file.root, 0)
    except FAULTS as fault:
        raise NotOutlook(str(fault)) from fault
    finally:
        file.close()


class _Store:
    """The properties of one storage: fixed ones from its table, longer ones from streams beside it."""

    def __init__(self, file: Compound, entry: Entry, header: int, codec: str = "") -> None:
        """codec: that of the message to which a recipient or attachment belongs."""
        self.file, self.entry = file, entry
        table = self.stream(PROPERTIES) or b""
        rows = [table[at : at + 16] for at in range(header, len(table) - 15, 16)]
        self.fixed = {int.from_bytes(row[2:4], "little"): row[8:16] for row in rows}
        page = self.number(0x3FFD)
        self.codec = (labels.codec_of(page_name(page)) if page else LOCALES.get(self.number(0x3FF1))) or codec
        if body := self.stream("__substg1.0_1000001E"):  # the longest text tells whether the code page is true
            self.codec = charsets.decode(body.rstrip(b"\0")[:SAMPLE], self.codec).codec

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream here, or None."""
        return self.file.stream(self.entry, name)

    def binary(self, tag: int) -> bytes | None:
        return self.stream(f"__substg1.0_{tag:04X}0102")

    def text(self, tag: int) -> str:
        """A string property, Unicode or in the message's code page."""
        wide = self.stream(f"__substg1.0_{tag:04X}001F")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.stream(f"__substg1.0_{tag:04X}001E")
        if narrow is None:
            return ""
        if narrow.count(0) * 3 > len(narrow):
            return narrow.decode("utf-16-le", "replace").rstrip("\0")
        narrow = narrow.rstrip(b"\0")
        return charsets.decode(narrow, self.codec).text.rstrip("\0")

    def number(self, tag: int) -> int:
        return int.from_bytes(self.fixed.get(tag, b"")[:4], "little")

    def moment(self, tag: int) -> datetime.datetime | None:
        """A time, from 100-nanosecond steps since 1601."""
        ticks = int.from_bytes(self.fixed.get(tag, b""), "little")
        return EPOCH + datetime.timedelta(microseconds=ticks // 10) if 0 < ticks < 2650467744000000000 else None

    def children(self, prefix: str) -> list[Entry]:
        """The storages here whose name starts so, in their order."""
        found = self.file.storages(self.entry, prefix)
        if len(found) > ATTACHMENTS:
            self.file.cut.add("attachments")
        return found[:ATTACHMENTS]


def page_name(page: int) -> str:
    """The charset label for a Windows code page."""
    return CODE_PAGES.get(page, f"windows-{page}")


def _message(file: Compound, entry: Entry, depth: int) -> Built:
    store = _Store(file, entry, 24 if depth else 32)
    transport = BANNER.sub("", store.text(0x007D)[: limits.HEADER_BYTES].replace("\r\n", "\n")).strip("\n")
    headers = _transport(transport) if transport else []
    named = {line.partition(":")[0].strip().lower() for line in headers}
    headers += [line for line in _from_properties(store) if line.partition(":")[0].lower() not in named]
    signed = _signed(store)
    if signed:
        return Built("\n".join(headers).encode("utf-8", "replace") + b"\n" + signed, bool(transport))
    pieces = _bodies(store)
    for child in store.children("__attach_version1.0_#"):
        pieces += _attachment(_Store(file, child, 8, store.codec), depth)
    if file.cut and not depth:
        headers.append(f"{CUT}: {', '.join(sorted(file.cut))}")
    return Built(compose.mail(headers, pieces), bool(transport))


def _transport(text: str) -> list[str]:
    """The transport headers without those that described a body which is no longer there; they stay readable."""
    fields: list[list[str]] = []
    for line in text.split("\n"):
        if line[:1] in (" ", "\t") and fields:
            fields[-1].append(line)
        elif line.strip():
            fields.append([f"X-Original-{line}" if OURS.match(line) else line])
    return ["\n".join(it) for it in fields]


def _from_properties(store: _Store) -> list[str]:
    """Header fields from Outlook's own properties."""
    sender = _person(store.text(0x0C1A), store.text(0x5D01) or store.text(0x0C1F))
    author = _person(store.text(0x0042), store.text(0x5D02) or store.text(0x0065)) or sender
    to: dict[str, list[str]] = {}
    for entry in store.children("__recip_version1.0_#"):
        one = _Store(store.file, entry, 8, store.codec)
        kind = KINDS.get(one.number(0x0C15) & 15, "To")
        to.setdefault(kind, []).append(_person(one.text(0x3001), one.text(0x39FE) or one.text(0x3003)))
    date = store.moment(0x0039) or store.moment(0x0E06)
    values = [
        ("From", author),
        ("Sender", sender if sender != author else ""),
        *((kind, ", ".join(it for it in people if it)) for kind, people in to.items()),
        ("Subject", store.text(0x0037)),
        ("Date", date.strftime("%a, %d %b %Y %H:%M:%S +0000") if date else ""),
        ("Message-ID", store.text(0x1035)),
        ("In-Reply-To", store.text(0x1042)),
        ("References", store.text(0x1039)),
    ]
    return [compose.field(name, value[: limits.FIELD_BYTES]) for name, value in values if value]


def _person(name: str, address: str) -> str:
    """A mailbox; an Exchange-internal address (no @) is left out unless there is nothing else."""
    name, address = name.strip(), address.strip()
    if "@" not in address:
        return name or address
    if not name or name == address:
        return address
    quoted = name.replace("\\", "").replace('"', "")
    return f'"{quoted}" <{address}>' if compose.PLAIN.fullmatch(quoted) else f"{quoted} <{address}>"


def _bodies(store: _Store) -> list[compose.Piece]:
    """Text and HTML as they are stored; HTML (or text) wrapped in rich text is unwrapped."""
    text, pieces = store.text(0x1000), []
    html, label = _html(store)
    if html is None and (packed := store.binary(0x1009)):
        unwrapped = rtf.unwrap(rtf.decompress(packed))
        if unwrapped.cut:
            store.file.cut.add("rich text")
        if unwrapped.kind == "html":
            html, label = unwrapped.text.encode("utf-8", "replace"), "utf-8"
        else:
            text = text or unwrapped.text
    if text.strip() or html is None:
        data = text.replace("\r\n", "\n").encode("utf-8", "replace")
        pieces.append(compose.Piece('text/plain; charset="utf-8"', data))
    if html is not None:
        pieces.append(compose.Piece(f'text/html; charset="{label}"', html.replace(b"\r\n", b"\n")))
    return pieces


def _html(store: _Store) -> tuple[bytes | None, str]:
    """The HTML body and its charset, if it is stored as such."""
    page = store.number(0x3FDE)
    if data := store.binary(0x1013):
        return data.rstrip(b"\0"), page_name(page) if page else ""
    text = store.text(0x1013)
    return (text.encode("utf-8", "replace"), "utf-8") if text else (None, "")


def _signed(store: _Store) -> bytes:
    """The MIME entity of a clear-signed mail, which Outlook keeps whole as its one attachment."""
    if not store.text(0x001A).lower().endswith("smime.multipartsigned"):
        return b""
    children = store.children("__attach_version1.0_#")
    data = _Store(store.file, children[0], 8).binary(0x3701) if len(children) == 1 else None
    return data if data and data[:13].lower() == b"content-type:" else b""


def _attachment(store: _Store, depth: int) -> list[compose.Piece]:
    name = store.text(0x3707) or store.text(0x3704) or store.text(0x3001)
    inner = store.file.inside(store.entry).get("__substg1.0_3701000d")
    cid = store.text(0x3712)
    more = [f"Content-ID: <{cid}>"] if cid and compose.PLAIN.fullmatch(cid) else []
    if inner is not None and PROPERTIES in store.file.inside(inner):
        if depth >= DEPTH:
            store.file.cut.add("depth")
            return []
        more.append("Content-Disposition: attachment" + (f"; {compose.filename(name)}" if name else ""))
        return [compose.Piece("message/rfc822", _message(store.file, inner, depth + 1).raw, "8bit", tuple(more))]
    data = store.binary(0x3701)
    if data is None:
        return []
    kind = store.text(0x370E).strip().lower()
    kind = kind if re.fullmatch(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,80}", kind) else "application/octet-stream"
    if kind.startswith(("multipart/", "message/")):
        kind = "application/octet-stream"
    where = "inline" if more and store.number(0x7FFE) & 1 else "attachment"
    more.append(f"Content-Disposition: {where}; {compose.filename(name or 'unnamed')}")
    return [compose.Piece(kind, data, "base64", tuple(more))]
