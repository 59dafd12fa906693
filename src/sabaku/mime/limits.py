"""How much of a mail is read: every bound of the reader, in one place. Each one that is reached is a visible Defect."""

from __future__ import annotations

from typing import Final

MESSAGE_BYTES: Final = 50 * 1024 * 1024
"""Bytes of a mail that are looked at; what follows is cut off."""
HEADER_BYTES: Final = 2 * 1024 * 1024
"""Bytes of one header block whose fields are read; the body is still found behind a larger one."""
HEADER_COUNT: Final = 5_000
"""Fields of one header block."""
FIELDS: Final = 50_000
"""Header fields of the whole mail, those of its parts included."""
WORDS: Final = 2_000
"""Encoded words of one header field."""
FIELD_BYTES: Final = 128 * 1024
"""Bytes of one header field whose value is decoded."""
PARTS: Final = 10_100
"""MIME parts of the whole mail."""
DEPTH: Final = 30
"""Parts within parts, attached messages included."""
BOUNDARY_TRIES: Final = 100_000
"""Lines that look like a boundary, of the whole mail."""
PARAMETERS: Final = 60
"""Parameters of one Content-Type or Content-Disposition."""
PARAMETER_BYTES: Final = 16 * 1024
"""Bytes of one Content-Type or Content-Disposition value."""
SCANNED: Final = 400 * 1024 * 1024
"""Bytes that are searched for boundaries, counted anew on each level of nesting."""
DOTS: Final = 10_000
"""Lines of a single dot that are looked at for traces of SMTP smuggling."""
LONE_CRS: Final = 500_000
"""Carriage returns that are read as line ends in a file that has line feeds too."""
SAME_DEFECT: Final = 100
"""Defects of one kind that are kept."""
TEXT_BYTES: Final = 2 * 1024 * 1024
"""Bytes of one text part that are decoded."""
TEXT_SENT: Final = 6 * 1024 * 1024
"""Bytes of one text part as it was sent (base64, quoted-printable) that are decoded."""
BASE64_BLOCKS: Final = 10_000
"""Blocks of base64, each with its own padding, in one part."""
JIS_LINES: Final = 5_000
"""Lines in kanji mode without escape sequence that are looked at one by one."""
TEXT_CHARS: Final = 2 * 1024 * 1024
"""Characters of the `text` and of the `html` view."""
CALENDARS: Final = 5
"""Calendar parts that are read as text."""
CALENDAR_VALUES: Final = 40
"""Titles, places and notes of one calendar part that are read as text."""
CALENDAR_LINES: Final = 4_000
"""Properties of one calendar part that are looked at."""
CALENDAR_CHARS: Final = 20_000
"""Characters of one such value, as it was sent."""
CALENDAR_TEXT: Final = 200_000
"""Characters of all such values of a mail, as they were sent."""
RICH_TEXT: Final = 4 * 1024 * 1024
"""Bytes of unpacked rich text of all Outlook containers of a mail."""
DECODED_BYTES: Final = 64 * 1024 * 1024
"""Bytes of one part after its transfer encoding is undone."""
JUNK_LINES: Final = 20
"""Lines before the first header field, or between two of them, that are passed over."""
GUESS_BYTES: Final = 4096
"""Bytes that are scored when a charset has to be guessed."""
