"""What a file is by its bytes, whatever its name and label say. Looks at the bytes only; opens and runs nothing.

Kinds: exe, msi, lnk, iso, img, vhd, onenote, cab, zip, zip-encrypted, 7z, rar, gz, bz2, xz, zst, compress, tar, lzh, arj, ace,
wim, alz, egg, uu, jar, apk, docx, xlsx, pptx, odf, office-macro, office-encrypted, office-object, doc, xls, ppt, ole, msg,
rtf, pdf, pdf-encrypted, html, svg, xml, ics, vcf, eml, png, jpeg, gif, bmp, webp, tiff, ico, audio, video, chm, script, rdp, url,
url-file, pgp, text, empty and "" (not known). Whoever looks into an archive may make it rar-encrypted or 7z-encrypted.
"""

from __future__ import annotations

import io
import re
import zipfile

from sabaku.extract.archives import FAULTS, readable
from sabaku.extract.packed.arj import is_arj
from sabaku.extract.packed.fat import is_fat
from sabaku.extract.packed.lha import is_lha

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "pdf"),
    (0, b"\x89PNG", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"GIF8", "gif"),
    (0, b"MZ", "exe"),
    (0, b"\x7fELF", "exe"),
    (0, b"\xcf\xfa\xed\xfe", "exe"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"\x1f\x8b", "gz"),
    (0, b"BZh", "bz2"),
    (0, b"\xfd7zXZ\x00", "xz"),
    (0, b"MSCF", "cab"),
    (0, b"ITSF", "chm"),
    (0, b"{\\rtf", "rtf"),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00", "lnk"),
    (0, b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", "onenote"),
    (0, b"BM", "bmp"),
    (0, b"\x00\x00\x01\x00", "ico"),
    (0, b"II*\x00", "tiff"),
    (0, b"MM\x00*", "tiff"),
    (0, b"ID3", "audio"),
    (0, b"OggS", "audio"),
    (0, b"-----BEGIN PGP", "pgp"),
    (0, b"vhdxfile", "vhd"),
    (0, b"conectix", "vhd"),
    (4, b"ftyp", "video"),
    (257, b"ustar", "tar"),
    (32769, b"CD001", "iso"),
    (32769, b"BEA01", "iso"),
    (7, b"**ACE**", "ace"),
    (0, b"\x28\xb5\x2f\xfd", "zst"),
    (0, b"\x1f\x9d", "compress"),
    (0, b"MSWIM\0\0\0", "wim"),
    (0, b"ALZ\x01", "alz"),
    (0, b"EGGA", "egg"),
)
_UU = re.compile(rb"begin [0-7]{3,4} [^\r\n]{1,200}\r?\n[!-`]")
_EQUATION = re.compile("equation native".encode("utf-16-le").replace(b"\0", b"\\0"), re.IGNORECASE)
"""The store of the old formula editor, in a calculation sheet of all things: the hole of 2017 that is still used."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_NAMES: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "office-encrypted"),
    ("_VBA_PROJECT", "office-macro"),
    ("__substg1.0_", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
)
_HTML = re.compile(rb"<\s{0,8}(?:!doctype\s+html|html|head|body|script|meta|iframe|form|table)\b", re.IGNORECASE)
_SVG = re.compile(rb"<\s{0,8}(?:[a-z]{1,8}:)?svg\b", re.IGNORECASE)
_MAIL = re.compile(
    rb"(?:(?:received|return-path|from|message-id|mime-version|subject|date|to|delivered-to|reply-to|content-type|dkim-signature"
    rb"|(?:arc-)?authentication-results|arc-(?:seal|message-signature)|x-[\w-]{1,40}):[^\r\n]*\r?\n(?>[ \t][^\r\n]*\r?\n)*+){2}",
    re.IGNORECASE,
)
_JOB = re.compile(rb"(?:<\?xml[^>]{0,80}>\s{0,8})?<(?:package|job)\b", re.IGNORECASE)
"""The root of a Windows script file; a browser would show it as a page."""
_FILE_ELSEWHERE = re.compile(
    rb"^\s{0,8}URL\s{0,4}=\s{0,4}(?:file:(?:/{2}(?!/)|/{4,}|\\\\)|\\\\)[^\r\n/\\]", re.IGNORECASE | re.MULTILINE
)
"""A shortcut to a file on somebody's server, which a double click runs from there."""
_DESKTOP = re.compile(
    rb"^\s{0,8}(?:full address|alternate full address|remoteapplicationmode):[si]:", re.IGNORECASE | re.MULTILINE
)
_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SCRIPT_NAMES = frozenset(
    ("js", "jse", "vbs", "vbe", "wsf", "wsc", "hta", "bat", "cmd", "ps1", "psm1", "sct", "reg", "sh", "py", "command")
)


def last_name(name: str) -> str:
    """The extension of a file name in lower case; the spaces and dots at the end that Windows drops are gone."""
    stem, dot, last = name.rstrip(" .\u3000").rpartition(".")
    return last.strip().lower() if dot and stem and len(last) < 20 else ""


def kind_of(data: bytes, name: str = "") -> str:
    """The kind of a file. Bytes decide; a name only tells apart what looks alike as bytes."""
    if not data:
        return "empty"
    head = data[:16]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if head.startswith(_OLE):
        return _ole(data, name)
    for at, magic, kind in _MAGIC:
        if data[at : at + len(magic)] == magic:
            return _pdf(data) if kind == "pdf" else _rtf(data) if kind == "rtf" else kind
    if head.startswith(b"RIFF"):
        return "webp" if data[8:12] == b"WEBP" else "video" if data[8:11] == b"AVI" else "audio"
    return _shaped(data) or _textual(data, last_name(name))


def _shaped(data: bytes) -> str:
    """What has no fixed mark at its front, but a header that can be told by its shape."""
    if data.startswith(b"begin ") and _UU.match(data):
        return "uu"
    if data[2:3] == b"-" and is_lha(data):
        return "lzh"
    if data[:2] == b"\x60\xea" and is_arj(data):
        return "arj"
    if data[-512:-504] == b"conectix":
        return "vhd"
    return "img" if data[510:512] == b"\x55\xaa" and is_fat(data) else ""


def _pdf(data: bytes) -> str:
    return "pdf-encrypted" if b"/Encrypt" in data[-4096:] or b"/Encrypt" in data[:4096] else "pdf"


def _rtf(data: bytes) -> str:
    """An object that asks to be started as soon as the text is shown; Word itself writes the order for links alone."""
    started = b"\\objupdate" in data and b"\\objdata" in data
    return "office-object" if started and b"\\objautlink" not in data else "rtf"


def _ole(data: bytes, name: str) -> str:
    for word, kind in _OLE_NAMES:
        if word.encode("utf-16-le") in data:
            return "office-object" if kind == "xls" and _EQUATION.search(data) else kind
    return "msi" if last_name(name) == "msi" else "ole"


def _zipped(data: bytes) -> str:
    if not readable(data):
        return "zip"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()[:2000]
    except FAULTS:
        return "zip"
    names = {it.filename for it in entries}
    office = _office(names)
    if office:
        return office
    if "AndroidManifest.xml" in names:
        return "apk"
    if "META-INF/MANIFEST.MF" in names:
        return "jar"
    return "zip-encrypted" if any(it.flag_bits & 1 for it in entries) else "zip"


def _office(names: set[str]) -> str:
    if "[Content_Types].xml" not in names:
        return "odf" if "mimetype" in names and "content.xml" in names else ""
    if any(it.endswith("vbaProject.bin") for it in names):
        return "office-macro"
    return next((kind for folder, kind in _FOLDERS if any(it.startswith(folder) for it in names)), "")


_FOLDERS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))


def _leading(head: bytes, upper: bytes, extension: str) -> str:
    """A few lines that lead elsewhere: to a page, to a file on somebody's server, to a foreign desktop."""
    if upper.startswith((b"[INTERNETSHORTCUT]", b"[{000214A0")):
        return "url-file" if _FILE_ELSEWHERE.search(head) else "url"
    return "rdp" if extension == "rdp" and _DESKTOP.search(head) else ""


def _textual(data: bytes, extension: str) -> str:
    head = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"")
    upper = head[:32].upper()
    if upper.startswith(b"BEGIN:VCALENDAR"):
        return "ics"
    if upper.startswith(b"BEGIN:VCARD"):
        return "vcf"
    leading = _leading(head, upper, extension)
    if leading:
        return leading
    if _SVG.search(head) and not re.match(rb"<!doctype html|<html", head, re.IGNORECASE):
        return "svg"
    if _HTML.search(head):
        return "script" if extension == "hta" or _JOB.match(head) else "html"
    if _MAIL.match(head):
        return "eml"
    if extension in _SCRIPT_NAMES:
        return "script"
    if extension in ("html", "htm", "shtml", "xhtml"):
        return "html"
    if head.startswith(b"<?xml"):
        return "xml"
    return "" if _TEXT.search(data[:4096]) else "text"
