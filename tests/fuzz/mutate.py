"""Mails broken at random: coverage-guided with Atheris where it is installed, by plain mutation of the fixtures elsewhere.

`python tests/fuzz/mutate.py [SECONDS] [FOLDER…]` runs until the time is up or something raises; the mail that did it is
printed as bytes. Seeds are the fixtures of this project, and the mails of the folders that are given.
"""

from __future__ import annotations

import contextlib
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from sabaku import intake
from sabaku.intake import forwarded, outlook
from sabaku.mime import parse, rtf
from sabaku.model import Input, Span

HERE = Path(__file__).parent
SEEDS = HERE.parent / "mime"
SPLICES = (
    b"\r",
    b"\n",
    b"\r\n\r\n",
    b"\0",
    b"=?utf-8?B?",
    b"?=",
    b"--b",
    b"\x1b$B",
    b"\x1b(B",
    b":",
    b";",
    b'"',
    b"=",
    b"\xff",
    b"\x82",
    b" " * 40,
)


def one(raw: bytes) -> None:
    """Everything that this layer does with a mail. Whatever it raises is a fault."""
    message = parse(raw)
    for name in ("raw", "headers", "text", "html", "visible", *(f"header:{n}" for n in range(len(message.headers)))):
        text = message.view(name).text
        text.encode()  # no half of a surrogate pair, which nothing could write
        start, end = message.raw_range(Span(name, len(text) // 3, len(text) // 3 + 4))
        assert 0 <= start <= end <= len(raw), (name, start, end)
    for part in message.parts:
        message.bytes_of(part)
    list(forwarded.unwrap(Input(raw)))


def outlook_file(raw: bytes) -> None:
    """An Outlook file that is none, or rich text that is none."""
    with contextlib.suppress(outlook.NotOutlook):
        outlook.build(outlook.MAGIC + raw)
    rtf.unwrap(rtf.decompress(raw))
    rtf.unwrap(b"{\\rtf1\\fromhtml1 " + raw)


def seeds(folders: Sequence[str]) -> list[bytes]:
    """The mails to start from."""
    found = [it for it in intake.read([str(SEEDS), *folders]) if isinstance(it, Input)]
    return sorted({it.raw for it in found if len(it.raw) < 100_000})


def mutations(raw: bytes, dice: random.Random) -> Iterator[bytes]:
    """The mail cut, spliced, doubled and with single bytes changed."""
    data = bytearray(raw)
    for _ in range(dice.randint(1, 6)):
        at, to = sorted((dice.randrange(len(data) + 1), dice.randrange(len(data) + 1)))
        kind = dice.randrange(5)
        if kind == 0:
            data[at:at] = dice.choice(SPLICES)
        elif kind == 1:
            del data[at : min(to, at + 200)]
        elif kind == 2:
            data[at:at] = data[at : min(to, at + 500)]
        elif kind == 3 and data:
            data[min(at, len(data) - 1)] = dice.randrange(256)
        else:
            data = data[:at] + data[to:]
    yield bytes(data)


def plainly(seconds: float, starts: Sequence[bytes], seed: int = 1, most: int = 10**9) -> int:
    """Mutates until the time is up; how many mails were read. A mail that raises is written to stderr."""
    dice = random.Random(seed)
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end and count < most:
        for raw in mutations(dice.choice(starts), dice):
            count += 1
            try:
                one(raw)
                outlook_file(raw[:4000])
            except BaseException:
                print(repr(raw), file=sys.stderr)
                raise
    return count


def main(arguments: list[str]) -> int:
    """Fuzzes for so many seconds."""
    seconds = float(arguments[0]) if arguments else 60
    starts = seeds(arguments[1:])
    try:
        import atheris
    except ImportError:
        print(plainly(seconds, starts, random.randrange(1 << 30)), "mails read")
        return 0
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-max_total_time={int(seconds)}"], lambda data: (one(bytes(data)), outlook_file(bytes(data)))[0])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
