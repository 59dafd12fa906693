"""How well a folder of mails is read: mails, defects by kind, differences to Python's own reader by cause, time per mail.

Run as `python -m sabaku.fit.reading FOLDER…`. Measures only; what it prints goes into docs/measured.md.
"""

from __future__ import annotations

import email
import email.errors
import email.header
import email.message
import email.policy
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sabaku import intake
from sabaku.fit.clocked import mail_of
from sabaku.mime import parse
from sabaku.model import Header, Input, Message, Part

FIELDS = ("subject", "from", "to", "reply-to")
UNEXPLAINED = "unexplained"
LABELS = re.compile(rb"=\?([A-Za-z0-9_.:-]{1,40})\*?[a-z-]{0,10}\?[BbQq]\?")
BLANKS = re.compile(r"\s+")
BEHIND = ("charset", "word", "header-raw", "base64", "qp", "uu", "jis", "transfer", "8bit", "parameter", "boundary", "separator")
STRUCTURE = (
    "boundary",
    "separator",
    "header",
    "junk",
    "mbox",
    "multipart",
    "message",
    "uu",
    "line-ends",
    "limit",
    "content-type",
    "byte",
)


class Difference(NamedTuple):
    """Something that Python's own reader sees otherwise: where, why (a defect kind or a short reason), both readings."""

    place: str
    cause: str
    ours: str
    theirs: str


class Measured(NamedTuple):
    """What was counted over a folder."""

    mails: int
    parts: int
    seconds: list[float]
    defects: Counter[str]
    differences: Counter[tuple[str, str]]
    examples: dict[tuple[str, str], tuple[str, Difference]]


def measure(paths: Iterable[Path]) -> Measured:
    """Reads every file and compares; an exception here is a fault of the reader."""
    it = Measured(0, 0, [], Counter(), Counter(), {})
    mails = parts = 0
    for path in paths:
        began = time.process_time()
        raw = mail_of(path.read_bytes())
        message = parse(raw)
        _open(message)
        it.seconds.append(time.process_time() - began)
        mails, parts = mails + 1, parts + len(message.parts)
        it.defects.update({defect.kind for defect in message.defects})
        for found in {(one.place, one.cause): one for one in differences(raw, message)}.values():
            it.differences[found.place, found.cause] += 1
            it.examples.setdefault((found.place, found.cause), (path.name, found))
    return it._replace(mails=mails, parts=parts)


def _open(message: Message) -> None:
    """What an examination reads of each mail."""
    assert message.view("text").text is not None
    assert message.view("html").text is not None


def differences(raw: bytes, message: Message) -> Iterator[Difference]:
    """Where Python's `email` (policy compat32, charsets as labelled) reads something else, and why."""
    theirs = _stdlib(raw)
    if theirs is None:
        yield Difference("mail", "stdlib raises", "", "")
        return
    kinds = {defect.kind for defect in message.defects}
    ours = [header.key for header in message.headers]
    if ours != [name.lower().rstrip() for name in theirs]:
        yield Difference("header fields", _why(kinds, STRUCTURE), str(len(ours)), str(len(theirs)))
    for key in FIELDS:
        yield from _field(message, theirs, key)
    yield from _bodies(message, theirs, kinds)


def _stdlib(raw: bytes) -> email.message.Message | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return email.message_from_bytes(raw, policy=email.policy.compat32)
    except (ValueError, LookupError, AttributeError, IndexError, RecursionError, AssertionError):
        return None


def _why(kinds: set[str], wanted: tuple[str, ...]) -> str:
    """The defects that explain a difference, or that none does."""
    found = sorted(kind for kind in kinds if kind.startswith(wanted))
    return " + ".join(found[:3]) if found else UNEXPLAINED


def _field(message: Message, theirs: email.message.Message, key: str) -> Iterator[Difference]:
    ours = message.named(key)
    values = theirs.get_all(key, [])
    for header, value in zip(ours, values, strict=False):
        text = _decoded(value)
        if text is None:
            yield Difference(key, "stdlib raises", header.text, "")
        elif BLANKS.sub("", text) != BLANKS.sub("", header.text):
            why = _why(_kinds_at(message, header.start, header.end), BEHIND)
            yield Difference(key, _word_tables(message, header) if why == UNEXPLAINED else why, header.text, text)


def _word_tables(message: Message, header: Header) -> str:
    """The charsets of a header's encoded words, whose tables the standard library has otherwise."""
    labels = {it.decode("latin-1").lower() for it in LABELS.findall(message.raw[header.start : header.end])}
    return f"tables of {', '.join(sorted(labels))}" if labels else UNEXPLAINED


def _decoded(value: object) -> str | None:
    """A header value the way the standard library's own functions decode it."""
    try:
        return str(email.header.make_header(email.header.decode_header(str(value))))
    except (ValueError, LookupError, UnicodeError, AttributeError, IndexError, email.errors.HeaderParseError):
        return None


def _kinds_at(message: Message, start: int, end: int) -> set[str]:
    spans = [(defect.kind, defect.where) for defect in message.defects]
    return {kind for kind, where in spans if where and where.view == "raw" and where.start < end and where.end > start}


def _bodies(message: Message, theirs: email.message.Message, kinds: set[str]) -> Iterator[Difference]:
    ours = [part for part in message.parts if not part.type.startswith(("multipart/", "message/"))]
    others = [part for part in theirs.walk() if not part.is_multipart() and part.get_content_maintype() != "message"]
    if len(ours) != len(others):
        why = _why(kinds, STRUCTURE)
        inside = sorted({part.type for part in message.parts if part.type.startswith("message/")})
        yield Difference("parts", ", ".join(inside) if inside and why == UNEXPLAINED else why, str(len(ours)), str(len(others)))
        return
    for part, other in zip(ours, others, strict=True):
        if part.type.startswith("text/"):
            yield from _body(message, part, other, kinds)


def _body(message: Message, part: Part, other: email.message.Message, kinds: set[str]) -> Iterator[Difference]:
    text = _their_text(other)
    mine = message.view(f"part:{part.path}").text
    why = _why(_kinds_at(message, part.start, part.end), BEHIND)
    if text is None:
        yield Difference("text", f"stdlib raises: {why if why != UNEXPLAINED else repr(part.charset)}", mine[:70], "")
    elif BLANKS.sub("", text) != BLANKS.sub("", mine):
        data = message.bytes_of(part)
        if why == UNEXPLAINED:
            why = f"tables of {part.charset.lower()}" if not data.isascii() or b"\x1b" in data else _why(kinds, STRUCTURE)
        yield Difference("text", why, *_around(mine, text))


def _their_text(other: email.message.Message) -> str | None:
    try:
        payload = other.get_payload(decode=True)
        return payload.decode(other.get_content_charset("ascii"), "replace") if isinstance(payload, bytes) else ""
    except (LookupError, ValueError, UnicodeError, AttributeError, IndexError):
        return None


def _around(ours: str, theirs: str) -> tuple[str, str]:
    """The first place where two texts differ."""
    ours, theirs = BLANKS.sub(" ", ours), BLANKS.sub(" ", theirs)
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    start = max(0, at - 10)
    return ours[start : at + 20], theirs[start : at + 20]


def report(name: str, it: Measured, examples: bool = False) -> str:
    """The figures of one folder as lines of text."""
    times = sorted(it.seconds) or [0.0]
    cells = {"median": times[len(times) // 2], "p99": times[min(len(times) - 1, int(len(times) * 0.99))], "max": times[-1]}
    took = ", ".join(f"{label} {value * 1000:.2f}" for label, value in cells.items())
    lines = [f"{name}: {it.mails} mails, {it.parts} parts; CPU ms per mail: {took}"]
    lines += [f"    defect {count:6}  {kind}" for kind, count in it.defects.most_common()]
    for (place, cause), count in it.differences.most_common():
        lines.append(f"    differs {count:5}  {place}: {cause}")
        if examples:
            file, one = it.examples[place, cause]
            lines.append(f"                   {file}: {one.ours[:70]!r} / {one.theirs[:70]!r}")
    return "\n".join(lines)


def taken_in(folder: Path) -> str:
    """What taking a folder in makes of it: mails opened because they carry another, and files that are none."""
    found = Counter[str]()
    for it in intake.read([str(folder)]):
        if isinstance(it, Input):
            found[f"carried as {it.carrier.how}" if it.carrier else "examined as they are"] += 1
        else:
            found[f"unreadable: {it.reason.en}"] += 1
    return "\n".join(f"    taken in {count:5}  {what}" for what, count in found.most_common())


def main(arguments: list[str]) -> int:
    """Prints the figures of each folder given, and of each folder inside them."""
    examples = "--examples" in arguments
    for root in [Path(it) for it in arguments if not it.startswith("--")]:
        for folder in sorted({path.parent for kind in ("*.eml", "*.msg") for path in root.rglob(kind)}):
            files = sorted(path for path in folder.iterdir() if path.suffix in (".eml", ".msg"))
            print(report(folder.name, measure(files), examples))
            print(taken_in(folder), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
