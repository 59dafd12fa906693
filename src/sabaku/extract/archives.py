"""What is in an archive: names, sizes, whether they are locked, and the bytes of small members. Nothing is written to disk.

Limits are in bytes and counts; what is not read because of them is told. A password is tried only if the mail itself gives it.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from sabaku.extract.packed import aes, streams
from sabaku.extract.packed._base import MAX_MEMBERS, MAX_RATIO, MAX_TOTAL, Contents, Member, most_of, zip_body
from sabaku.text import late

MAX_LOCKED = 256 * 1024
MAX_PASSWORDS = 8
SLOW = 8
"""How much longer the standard library takes for a byte that is encrypted."""
MAX_ARCHIVE = 16 * 1024 * 1024
MAX_ENTRIES = 20_000
MAX_AES = 8
"""Members encrypted with AES to which the mail's passwords are tried."""
ZSTD = frozenset((20, 93))
"""Its «compression methods» (APPNOTE 6.3.10, 4.4.5)."""
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    ValueError,
    NotImplementedError,
    OSError,
    EOFError,
    UnicodeError,
    IndexError,
    KeyError,
)
"""What reading a broken or hostile archive may raise."""

_WORD = (
    r"パスワード|ﾊﾟｽﾜｰﾄﾞ|解凍キー|暗証番号|開封キー|密码|密碼|비밀번호|password|passcode|passwort|kennwort|contraseña|clave|senha"
    r"|mot de passe|wachtwoord|(?<![a-z])pass|(?<![a-z])pwd|(?<![a-z])pw"
)
_BETWEEN = (
    r"は|[ \t\r\n\u3000:：→⇒>=＝「『\"'“\[（(【]|\bis\b|\bist\b|\bes\b|\best\b|\bfor (?:the )?(?:file|archive|attachment)\b"
)
_PASSWORD = late.pattern(rf"(?:{_WORD})(?:{_BETWEEN}){{1,12}}([!-&*-/0-9:;<=?@A-Z\\^_`a-z{{|}}~]{{3,32}})", re.IGNORECASE)
_NO_PASSWORD = frozenset(
    ("for", "the", "and", "will", "was", "has", "your", "you", "please", "protected", "reset", "below", "here", "sent")
)


def passwords(text: str) -> tuple[str, ...]:
    """What the text of the mail gives as passwords, in order."""
    found: dict[str, None] = {}
    for it in _PASSWORD.finditer(unicodedata.normalize("NFKC", text)):
        word = it[1].rstrip(".,;:)]}\"'")
        if len(word) >= 3 and word.lower() not in _NO_PASSWORD:
            found[word] = None
        if len(found) >= MAX_PASSWORDS:
            break
    return tuple(found)


def readable(data: bytes) -> bool:
    """Whether the archive is small enough to be listed."""
    return len(data) <= MAX_ARCHIVE and data.count(b"PK\x01\x02") <= MAX_ENTRIES


def contents(data: bytes, words: Sequence[str] = ()) -> Contents:
    """The members of a zip archive, and what could not be read of it."""
    if not readable(data):
        return Contents((), (("archive-large", f"{len(data)}>{MAX_ARCHIVE}"),))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = tuple(_members(data, archive, words))
            said = tuple(_said(archive, listed))
    except FAULTS:
        return Contents()
    return Contents(listed, said, any(it.locked for it in listed))


def _said(archive: zipfile.ZipFile, listed: Sequence[Member]) -> Iterator[tuple[str, str]]:
    entries = archive.infolist()
    if len(entries) > MAX_MEMBERS:
        yield "limit-members", f"{MAX_MEMBERS}/{len(entries)}"
    methods = {aes.name_of(it) for it in entries[:MAX_MEMBERS]} - {""}
    if methods and any(it.locked and not it.opened for it in listed):
        yield "archive-aes", "/".join(sorted(methods))


def _members(data: bytes, archive: zipfile.ZipFile, words: Sequence[str]) -> Iterator[Member]:
    left, tries = MAX_TOTAL, MAX_AES
    for entry in archive.infolist()[:MAX_MEMBERS]:
        if entry.is_dir():
            continue
        locked = bool(entry.flag_bits & 1)
        if locked and words and tries and aes.name_of(entry):
            tries -= 1
            yield _by_aes(data, entry, words)
            continue
        content = None
        if _small(entry, left, locked):
            by_zstd = entry.compress_type in ZSTD and not locked
            content = _by_zstd(data, entry) if by_zstd else _content(archive, entry, words if locked else ())
            left -= entry.file_size * (SLOW if locked and words else 1)
        yield Member(entry.filename[:500], entry.file_size, locked, locked and content is not None, content)


def _by_zstd(data: bytes, entry: zipfile.ZipInfo) -> bytes | None:
    """A member that is packed with zstd, which Python's own reader of archives learns with version 3.14."""
    found, whole = streams.unpacked(zip_body(data, entry), "zst", entry.file_size)
    return found if whole and len(found) == entry.file_size else None


def _by_aes(data: bytes, entry: zipfile.ZipInfo, words: Sequence[str]) -> Member:
    found = aes.content(data, entry, words)
    whole, head = found or (None, b"")
    return Member(entry.filename[:500], entry.file_size, True, found is not None, whole, head)


def _small(entry: zipfile.ZipInfo, left: int, locked: bool) -> bool:
    most = min(MAX_LOCKED if locked else most_of(entry.filename), left)
    return entry.file_size <= most and entry.file_size <= MAX_RATIO * max(entry.compress_size, 64)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, words: Sequence[str]) -> bytes | None:
    for word in (*(it.encode() for it in words), None) if words else (None,):
        try:
            with archive.open(entry, pwd=word) as file:
                content = file.read(entry.file_size + 1)
            if len(content) <= entry.file_size:
                return content
        except FAULTS:
            continue
    return None
