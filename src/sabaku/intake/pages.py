"""A mail's source as a webmail shows it: pasted together with the table above it, or saved as a page (.html, .mht). Text only.

Gmail's «Show original», Outlook's «View message source» and their like show the source inside a page. Nothing is guessed: where
no header block with fields of the route is in it, there is no mail, only a picture of one.
"""

from __future__ import annotations

import html
import re

from sabaku.mime import charsets, parse, scan
from sabaku.text import late

PAGE = re.compile(
    rb"\s{0,400}(?:<!--[^>]{0,400}-->\s{0,40})?(?:<\?xml[^>]{0,200}>\s{0,40})?<(?:!doctype\s+html|html|head|body|pre)\b",
    re.IGNORECASE,
)
SAVED = (b"snapshot-content-location:", b"<saved by ")
"""What browsers write at the top of a page saved as one file."""
TABLE = re.compile(
    rb"^(?:(?:SPF|DKIM|DMARC):[ \t]*+'?[A-Z]{4,9}\b|(?:Message ID|" + "メッセージ ?ID".encode() + rb")[ \t]++<)[^\n]{0,400}$",
    re.MULTILINE,
)
"""Rows of the table that Gmail puts above the source: no mail has fields of such names."""
ROUTE = re.compile(
    rb"^(?:delivered-to|return-path|received|x-received|x-apparently-to|x-original-to|authentication-results|arc-seal|received-spf)"
    rb"[ \t]{0,4}:",
    re.IGNORECASE | re.MULTILINE,
)
LOOKED_AT = 64 * 1024
"""Characters in which a header is looked for, and that it may have."""
LEAST_FIELDS = 4
"""Known fields that make a header."""
STARTS = 40
"""Places where a header may begin that are tried."""
LARGEST = 8 * 1024 * 1024
TAG = re.compile(r"<[^<>]{0,2000}>")
BREAK = late.pattern(r"<(?:br|/div|/p|/tr|/li)\b[^<>]{0,200}>", re.IGNORECASE)


def is_page(data: bytes) -> bool:
    """Whether these bytes are a web page, or an archive of one (.mht), and no mail."""
    return PAGE.match(data[:2000].removeprefix(b"\xef\xbb\xbf")) is not None or is_archive(data)


def is_archive(data: bytes) -> bool:
    """Whether it is a page that a browser saved as one file (MHTML, RFC 2557): it looks like a mail that no server has seen."""
    head = _head(data).lower()
    return any(it in head for it in SAVED) and ROUTE.search(head) is None


def _head(data: bytes) -> bytes:
    """The beginning, as far as its first empty line."""
    return data[:8192].replace(b"\r\n", b"\n").lstrip().partition(b"\n\n")[0]


def source(data: bytes) -> bytes | None:
    """The mail's source inside a saved page; None where it holds none."""
    text = _page(data[:LARGEST])
    for block in (*_preformatted(text), BREAK.sub("\n", text)):
        found = begins(html.unescape(TAG.sub("", block)).replace("\xa0", " ").encode("utf-8", "replace"))
        if found is not None:
            return found
    return None


def below_table(data: bytes) -> bytes | None:
    """The source below a pasted table of «Show original»; b"" where only the table was pasted; None where there is no such table.

    The table has to stand before everything that a mail server writes: below that, it is a sender's own text.
    """
    top = data[:8192].replace(b"\r\n", b"\n")
    rows = list(TABLE.finditer(top)) if b"\nSPF:" in top or b"\nDKIM:" in top else []
    if len(rows) < 2 or ROUTE.search(top, 0, rows[0].start()):
        return None
    return begins(data.replace(b"\r\n", b"\n")[rows[-1].end() :]) or b""


def begins(text: bytes) -> bytes | None:
    """The text from where a header block with fields of the route begins; None where none does."""
    for count, found in enumerate(ROUTE.finditer(text, 0, LOOKED_AT)):
        block = scan.block(text[: found.start() + LOOKED_AT], found.start(), min(len(text), found.start() + LOOKED_AT), True)
        if sum(1 for start, _, _, end in block.fields if scan.KNOWN.match(text, start, end + 1)) >= LEAST_FIELDS:
            return text[found.start() :]
        if count >= STARTS:
            break
    return None


def _page(data: bytes) -> str:
    if is_archive(data):
        message = parse(data)
        return message.view("html").text or message.view("text").text
    return charsets.decode(data, html=True).text


def _preformatted(text: str) -> list[str]:
    """What stands in `<pre>` elements."""
    found: list[str] = []
    at = 0
    lowered = text.lower()
    while len(found) < STARTS and (start := lowered.find("<pre", at)) >= 0:
        start = lowered.find(">", start) + 1
        end = lowered.find("</pre", start)
        at = end if end >= 0 else len(text)
        found.append(text[start:at])
        if start == 0:
            break
    return found
