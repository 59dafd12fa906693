"""What is in an archive: names, sizes, whether they are locked, and the bytes of small members. Nothing is written to disk.

Limits are in bytes and counts; what is not read because of them is told. A password is tried only if the mail itself gives it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from msgspec import Struct

MAX_MEMBERS = 300
MAX_MEMBER = 2 * 1024 * 1024
MAX_LOCKED = 256 * 1024
MAX_TOTAL = 12 * 1024 * 1024
MAX_RATIO = 200
MAX_PASSWORDS = 8
MAX_ARCHIVE = 16 * 1024 * 1024
MAX_ENTRIES = 20_000
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
    r"|mot de passe|wachtwoord|\bpass|\bpwd|\bpw"
)
_BETWEEN = r"は|[ \t\r\n\u3000:：=＝「『\"'“\[（(【]|\bis\b|\bist\b|\bes\b|\best\b|\bfor (?:the )?(?:file|archive|attachment)\b"
_PASSWORD = re.compile(rf"(?:{_WORD})(?:{_BETWEEN}){{1,12}}([!-&*-/0-9:;<=?@A-Z\\^_`a-z{{|}}~]{{3,32}})", re.IGNORECASE)
_NO_PASSWORD = frozenset(
    ("for", "the", "and", "will", "was", "has", "your", "you", "please", "protected", "reset", "below", "here", "sent")
)


class Member(Struct, frozen=True):
    """A file in an archive. `data` is None where it was not read; `locked`: it needs a password; `opened`: the mail's worked."""

    name: str
    size: int
    locked: bool
    opened: bool
    data: bytes | None


def passwords(text: str) -> tuple[str, ...]:
    """What the text of the mail gives as passwords, in order."""
    found: dict[str, None] = {}
    for it in _PASSWORD.finditer(text):
        word = it[1].rstrip(".,;:)]}\"'")
        if len(word) >= 3 and word.lower() not in _NO_PASSWORD:
            found[word] = None
        if len(found) >= MAX_PASSWORDS:
            break
    return tuple(found)


def readable(data: bytes) -> bool:
    """Whether the archive is small enough to be listed."""
    return len(data) <= MAX_ARCHIVE and data.count(b"PK\x01\x02") <= MAX_ENTRIES


def members(data: bytes, words: Sequence[str] = ()) -> tuple[Member, ...]:
    """The members of a zip archive, at most MAX_MEMBERS; () where it cannot be read at all."""
    if not readable(data):
        return ()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(_members(archive, words))
    except FAULTS:
        return ()


def _members(archive: zipfile.ZipFile, words: Sequence[str]) -> Iterator[Member]:
    left = MAX_TOTAL
    for entry in archive.infolist()[:MAX_MEMBERS]:
        if entry.is_dir():
            continue
        locked = bool(entry.flag_bits & 1)
        content = _content(archive, entry, words if locked else ()) if _small(entry, left, locked) else None
        left -= len(content) if content is not None else 0
        yield Member(entry.filename[:500], entry.file_size, locked, locked and content is not None, content)


def _small(entry: zipfile.ZipInfo, left: int, locked: bool) -> bool:
    most = min(MAX_LOCKED if locked else MAX_MEMBER, left)
    return entry.file_size <= most and entry.file_size <= MAX_RATIO * max(entry.compress_size, 64)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, words: Sequence[str]) -> bytes | None:
    for word in (*(it.encode() for it in words), None) if words else (None,):
        try:
            with archive.open(entry, pwd=word) as file:
                content = file.read(MAX_MEMBER + 1)
            if len(content) <= MAX_MEMBER:
                return content
        except FAULTS:
            continue
    return None
