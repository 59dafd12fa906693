"""Mails broken along their seams: fields doubled, swapped and repeated, labels that lie, parts nested, words repeated a thousandfold.

`python tests/fuzz/structured.py [SECONDS] [FOLDER…]` examines them whole, from bytes to report, until the time is up or
something raises; a mail that takes longer than `SLOW` seconds of CPU is named and kept in the folder `fuzz-found`.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sabaku import app
from sabaku.intake import files, forwarded
from sabaku.model import Input

SLOW = 2.0
LARGEST = 400_000
FOUND = Path("fuzz-found")
BLANK = re.compile(rb"\r?\n\r?\n")
FIELD = re.compile(rb"[^\r\n]+(?:\r?\n[ \t][^\r\n]*)*\r?\n?")
TOKEN = re.compile(
    rb"<[a-zA-Z/!][^<>]{0,80}>|=\?[^?]{1,30}\?[bBqQ]\?[^?]{0,80}\?=|[\w.-]{2,30}@[\w.-]{2,40}|https?://[^\s\"<>]{1,120}|--\w+|[({\[<\"'&;:,@%=]"
)
CHARSETS = (
    b"iso-2022-jp",
    b"shift_jis",
    b"euc-jp",
    b"utf-8",
    b"utf-7",
    b"gb2312",
    b"utf-16",
    b"us-ascii",
    b"x-unknown",
    b"hz-gb-2312",
    b"iso-2022-kr",
    b"",
)
ENCODINGS = (b"base64", b"quoted-printable", b"7bit", b"8bit", b"binary", b"x-uuencode", b"x-yenc", b"")
TYPES = (
    b"text/plain", b"text/html", b"multipart/mixed; boundary=b", b"multipart/alternative; boundary=\"\"", b"message/rfc822",
    b"message/partial; number=1; total=2; id=x", b"application/octet-stream; name=a.zip", b"application/pdf", b"text/calendar",
    b"application/ms-tnef", b"image/svg+xml", b"application/pkcs7-mime; smime-type=signed-data", b"multipart/digest; boundary=b",
)  # fmt: skip
NAMES = (
    b"From", b"To", b"Subject", b"Received", b"Received-SPF", b"Authentication-Results", b"ARC-Seal", b"DKIM-Signature", b"Date",
    b"Message-ID", b"Return-Path", b"List-Id", b"Reply-To", b"Content-Type", b"X-Originating-IP", b"X-PHP-Script",
)  # fmt: skip
TIMES = (2, 30, 1000, 20000)

Change = Callable[[bytes, random.Random, Sequence[bytes]], bytes]


def _split(raw: bytes) -> tuple[list[bytes], bytes]:
    """The header fields, and the rest from the blank line on."""
    blank = BLANK.search(raw)
    head = raw[: blank.start() + 1] if blank else raw
    return FIELD.findall(head), raw[blank.start() + 1 :] if blank else b"\n"


def double_field(raw: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """A field written again, up to thousands of times."""
    fields, body = _split(raw)
    if fields:
        at = dice.randrange(len(fields))
        fields[at:at] = [fields[at]] * dice.choice((1, 2, 50, 3000))
    return b"".join(fields) + body


def swap_value(raw: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """The value of one field under the name of another."""
    fields, body = _split(raw)
    given, _ = _split(dice.choice(others))
    if fields and given:
        value = dice.choice(given).partition(b":")[2]
        fields.insert(dice.randrange(len(fields) + 1), dice.choice(NAMES) + b":" + (value or b"\n"))
    return b"".join(fields) + body


def relabel(raw: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Another charset, transfer encoding or type than the part is in."""
    kind = dice.randrange(3)
    if kind == 0:
        return re.sub(rb"(?i)(charset=\"?)[\w-]{1,30}", lambda it: it[1] + dice.choice(CHARSETS), raw, count=3)
    if kind == 1:
        return re.sub(rb"(?i)(content-transfer-encoding:\s?)[\w-]{1,30}", lambda it: it[1] + dice.choice(ENCODINGS), raw, count=3)
    return re.sub(rb"(?i)(content-type:\s?)[\w/+-]{1,60}", lambda it: it[1] + dice.choice(TYPES), raw, count=dice.randint(1, 3))


def repeat_token(raw: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """A tag, an encoded word, an address or a mark so often that anything quadratic shows."""
    found = list(TOKEN.finditer(raw, 0, 200_000))
    if not found:
        return raw
    it = dice.choice(found)
    times = min(dice.choice(TIMES), LARGEST // len(it[0]))
    return raw[: it.start()] + it[0] * times + raw[it.end() :]


def nest(raw: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """The mail inside others, as deep as it goes."""
    for n in range(dice.choice((1, 3, 12, 60))):
        fields, _ = _split(dice.choice(others))
        head = b"".join(it for it in fields if not it.lower().startswith(b"content-"))[:1500].rsplit(b"\n", 1)[0]
        mark = b"b%d" % n
        if dice.random() < 0.5:
            raw = head + b"\nContent-Type: message/rfc822\n\n" + raw
        else:
            raw = (
                head
                + b"\nContent-Type: multipart/mixed; boundary="
                + mark
                + b"\n\n--"
                + mark
                + b"\n"
                + raw[:LARGEST]
                + b"\n--"
                + mark
            )
    return raw


def graft(raw: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """The headers of one mail on the body of another, or a piece of another in the middle."""
    other = dice.choice(others)
    if dice.random() < 0.5:
        return b"".join(_split(raw)[0]) + _split(other)[1]
    at, start = dice.randrange(len(raw) + 1), dice.randrange(len(other) + 1)
    return raw[:at] + other[start : start + dice.randint(1, 5000)] + raw[at:]


def cut(raw: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """The mail as far as the connection held, or with a hole."""
    at = dice.randrange(len(raw) + 1)
    return raw[:at] if dice.random() < 0.5 else raw[:at] + raw[at + dice.randint(1, 300) :]


def one_line(raw: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Line ends lost or changed."""
    return raw.replace(b"\r\n", b"\n").replace(
        b"\n", dice.choice((b"\r", b"\r\n", b"\n\n", b"\n ", b"\r\r\n")), dice.choice((5, -1))
    )


CHANGES: tuple[Change, ...] = (double_field, swap_value, relabel, repeat_token, repeat_token, nest, graft, cut, one_line)


def broken(raw: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """A mail with one to four such changes."""
    for _ in range(dice.randint(1, 4)):
        raw = dice.choice(CHANGES)(raw, dice, others)[: 4 * LARGEST] or b"\n"
    return raw


def whole(raw: bytes) -> float:
    """The mail from bytes to report; the seconds of CPU that it took. Whatever it raises is a fault."""
    start = time.process_time()
    given = files.mail("it.eml", raw)
    if not isinstance(given, files.Unreadable):
        for it in list(forwarded.unwrap(Input(given.raw, given=given.given, carrier=given.carrier)))[:3]:
            app.examine(it)
    return time.process_time() - start


def run(seconds: float, starts: Sequence[bytes], seed: int = 1, most: int = 10**9) -> tuple[int, float]:
    """Until the time is up: how many mails were examined, and the slowest of them."""
    dice = random.Random(seed)
    end = time.monotonic() + seconds
    count, slowest = 0, 0.0
    while time.monotonic() < end and count < most:
        raw = broken(dice.choice(starts), dice, starts)
        count += 1
        try:
            took = whole(raw)
        except BaseException:
            _keep(raw, "raised")
            raise
        if took > SLOW:
            took = min(took, whole(raw))  # it may have paid for what others do
        slowest = max(slowest, took)
        if took > SLOW:
            print(f"{took:.1f} s: {_keep(raw, 'slow')}", file=sys.stderr)
    return count, slowest


def _keep(raw: bytes, why: str) -> Path:
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{why}-{abs(hash(raw)):016x}.eml"
    path.write_bytes(raw)
    return path


def main(arguments: list[str]) -> int:
    """Fuzzes for so many seconds, with the mails of the folders and the fixtures of this project."""
    from mutate import seeds

    starts = seeds(arguments[1:])
    count, slowest = run(float(arguments[0]) if arguments else 60, starts, random.randrange(1 << 30))
    print(f"{count} mails examined, the slowest took {slowest:.2f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
