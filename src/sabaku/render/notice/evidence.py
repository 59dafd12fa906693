"""The mail as evidence: its header and text without the victim. Decoded, masked and written anew, which is said in it."""

from __future__ import annotations

import base64
import re
from email.header import Header as Encoded

from sabaku.model import Case, Header
from sabaku.render import tame
from sabaku.render.export.given import Mask

_NAME = re.compile(r"[\x21-\x39\x3b-\x7e]{1,76}")
_OWN = frozenset(("content-type", "content-transfer-encoding", "mime-version", "content-disposition", "content-length"))
LONGEST, MOST = 4000, 300
"""Characters of one header field, and fields, that are repeated."""

NOTE = "recipient masked; decoded and written anew by the reporter, so signatures no longer verify"


def header_text(case: Case, mask: Mask) -> str:
    """The header as readable lines, decoded and masked."""
    return "\n".join(f"{name}: {value}" for name, value in _fields(case, mask)) + "\n"


def _fields(case: Case, mask: Mask) -> list[tuple[str, str]]:
    return [(it.name, _value(it, case, mask)) for it in case.message.headers[:MOST] if _NAME.fullmatch(it.name)]


def _value(it: Header, case: Case, mask: Mask) -> str:
    if it.key == "message-id":
        return masked_id(case, mask)
    value = tame.tame(mask.text(it.text[:LONGEST]))
    # circles would turn a line that programs read into encoded words
    return value.translate(_STARS) if it.text.isascii() else value


_STARS = str.maketrans("○△", "**")


def masked_id(case: Case, mask: Mask) -> str:
    """The Message-ID; where its domain is masked, what stands before the @ is still told: desks look for it in their logs."""
    whole = case.message.text_of("message-id").strip()[:LONGEST]
    masked = tame.tame(mask.text(whole))
    left = whole.lstrip("<").partition("@")[0]
    if masked == whole or not left or mask.text(left) != left:
        return masked.translate(_STARS) if whole.isascii() else masked
    return f"<{tame.tame(left)}@****>"


def body_text(case: Case, mask: Mask) -> str:
    """What the victim read, masked, with the addresses of the links below it."""
    links = dict.fromkeys(mask.url(seen.value) for seen in case.seen("link") if seen.value.startswith(("http:", "https:")))
    text = tame.tame(mask.text(case.message.view("visible").text), lines=True)
    told = "\n".join(tame.tame(link) for link in links)
    return f"{text}\n\n-- links --\n{told}\n" if told else f"{text}\n"


def headers_only(case: Case, mask: Mask) -> bytes:
    """The header fields as a mail writes them (text/rfc822-headers)."""
    lines = [_field("X-Note", NOTE)]
    lines += [_field(f"X-Was-{name}" if name.lower() in _OWN else name, value) for name, value in _fields(case, mask)]
    return "".join(lines).encode("ascii", "replace")


def whole_mail(case: Case, mask: Mask) -> bytes:
    """A mail that can be forwarded as an attachment: masked header, masked text."""
    own = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
    body = base64.encodebytes(body_text(case, mask).encode("utf-8", "replace")).replace(b"\n", b"\r\n")
    return headers_only(case, mask) + own.encode("ascii") + b"\r\n" + body


def _field(name: str, value: str) -> str:
    """One header field, folded; what is not ASCII becomes encoded words (RFC 2047)."""
    if value.isascii():
        return f"{name}: {_folded(value, len(name) + 2)}\r\n"
    coded = Encoded(value.encode("utf-8", "replace").decode("utf-8"), "utf-8", header_name=name, maxlinelen=76)
    return f"{name}: {coded.encode(linesep=chr(13) + chr(10))}\r\n"


def _folded(value: str, at: int) -> str:
    lines, width = [""], 78 - at
    for word in value.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
            width = 76
        lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return "\r\n ".join(line for line in lines if line.strip())
