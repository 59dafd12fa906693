"""The header block: where it begins and ends, and the exact bytes of each field. Knows nothing of what values mean."""

from __future__ import annotations

import re
from typing import NamedTuple

from sabaku.mime import limits

FIELD = re.compile(rb"^([!-9;-~]++)([ \t]*+):([^\n]*+(?>\n[ \t][^\n]*+)*+)(?:\n|\Z)", re.MULTILINE)
BLANK = re.compile(rb"\n\r*+\n")
LINE = re.compile(rb"[^\n]*+(?:\n|\Z)")
KNOWN = re.compile(
    rb"(?i:from|to|cc|bcc|subject|date|sender|reply-to|return-path|received|message-id|mime-version|content-[a-z-]++|"
    rb"x-[!-9;-~]++|list-[a-z-]++|arc-[a-z-]++|dkim-signature|authentication-results|delivered-to|in-reply-to|references|"
    rb"importance|priority|precedence|organization|user-agent|errors-to|status|resent-[a-z-]++|thread-[a-z-]++)[ \t]*+:"
)
FOLDING = re.compile(
    rb"(?i:received|received-spf|dkim-signature|arc-[a-z-]++|authentication-results|content-[a-z-]++|references|in-reply-to|to|cc|"
    rb"x-[!-9;-~]++|list-[a-z-]++)[ \t]*+:"
)
SPLIT_NAME = re.compile(rb"([!-9;-~]++)[ \t]*+\r*+\n([ \t]++:[^\n]*+(?>\n[ \t][^\n]*+)*+)(?:\n|\Z)")
LEADING = re.compile(rb"[ \t]++([!-9;-~]++)([ \t]*+):([^\n]*+(?>\n[ \t][^\n]*+)*+)(?:\n|\Z)")
PARAMETER = re.compile(rb"[A-Za-z][A-Za-z0-9*-]{0,40}=[^\n]")
MBOX = re.compile(rb">?From [^\n]*+(?:\n|\Z)")


Field = tuple[int, int, int, int]
"""Start of the name, end of the name, start of the value (behind the colon), end of the value without its line break."""
Odd = list[tuple[str, int, int, str]]
"""What was odd: kind, start, end, detail."""


class Block(NamedTuple):
    """A header block: its fields, where the body starts, and what was odd as (kind, start, end, detail)."""

    fields: list[Field]
    body_start: int
    odd: Odd


def block(scan: bytes, start: int, end: int, top: bool) -> Block:
    """The header block that starts at `start` of a text with LF or CRLF ends; `top` = the mail's own, not a part's."""
    odd: Odd = []
    if top:
        scan, start = _skip_junk(scan, start, end, odd)
    first = scan[start : start + 2]
    if first[:1] == b"\n" or first == b"\r\n":
        return Block([], start + (1 if first[:1] == b"\n" else 2), odd)
    blank = BLANK.search(scan, start, end)
    stop, body = (blank.start() + 1, blank.end()) if blank else (end, end)
    if stop - start > limits.HEADER_BYTES:
        odd.append(("limit-header-bytes", start, stop, str(limits.HEADER_BYTES)))
        stop = scan.rfind(b"\n", start, start + limits.HEADER_BYTES) + 1 or start + limits.HEADER_BYTES
    fields, at = _fields(scan, start, stop, odd)
    if at < stop:
        return Block(fields, at, odd)
    if blank is None and top:
        odd.append(("header-only", start, end, ""))
    return Block(fields, body, odd)


def _fields(scan: bytes, start: int, stop: int, odd: Odd) -> tuple[list[Field], int]:
    """The fields up to `stop`, or up to the line that isn't a header any more; and where that is."""
    fields: list[Field] = []
    at, ends_open = start, False
    for match in FIELD.finditer(scan, start, stop):
        (begin, after), (_, name_end), (_, colon), (value_start, end) = match.regs
        if begin != at:
            if begin < at:
                continue
            at = _bridge(scan, at, begin, stop, fields, odd)
            if at < begin:
                return fields, at
            if at > begin:
                continue
        if len(fields) >= limits.HEADER_COUNT:
            odd.append(("limit-header-count", begin, stop, str(limits.HEADER_COUNT)))
            return fields, stop
        if colon != name_end:
            odd.append(("header-space-before-colon", begin, value_start, ""))
        at = after
        if ends_open and 61 in scan[begin:name_end]:
            _unfolded(scan, after, fields, odd)
            continue
        while scan[end - 1] == 13:
            end -= 1
        ends_open = scan[end - 1] == 59
        fields.append((begin, name_end, value_start, end))
    return fields, _bridge(scan, at, stop, stop, fields, odd)


def _bridge(scan: bytes, at: int, to: int, stop: int, fields: list[Field], odd: Odd) -> int:
    """Past the lines before `to` that are no field; less than `to` where the body starts."""
    while at < to and (there := _gap(scan, at, to, stop, fields, odd)) > at:
        at = there
    return at


def _gap(scan: bytes, at: int, to: int, stop: int, fields: list[Field], odd: Odd) -> int:
    """Lines that are no field. Returns where fields go on; `at` itself where the body starts instead."""
    if name := SPLIT_NAME.match(scan, at, stop):
        odd.append(("header-folded-before-colon", at, name.end(), ""))
        colon = scan.index(b":", name.start(2))
        fields.append((at, name.end(1), colon + 1, colon + 1 + len(scan[colon + 1 : name.end(2)].rstrip(b"\r\n"))))
        return name.end()
    if mbox := MBOX.match(scan, at, to):
        odd.append(("mbox-line", at, mbox.end(), ""))
        return mbox.end()
    end = _known_ahead(scan, at, stop)
    if fields and (_folds(scan, fields[-1]) if end > at else _goes_on(scan, fields[-1], at, stop)):
        end = end if end > at else stop
        _unfolded(scan, end, fields, odd)
    elif end > at:
        _junk(odd, "header-junk", at, end)
    else:
        line = LINE.match(scan, at, to)
        odd.append(("separator-missing", at, line.end() if line else to, ""))
    return end


def _known_ahead(scan: bytes, at: int, stop: int) -> int:
    """Where a field of a well-known name starts within the next lines, else `at`."""
    there = at
    for _ in range(limits.JUNK_LINES):
        line = LINE.match(scan, there, stop)
        if line is None or not line[0].strip():
            return at
        there = line.end()
        if KNOWN.match(scan, there, stop):
            return there
    return at


def _folds(scan: bytes, last: Field) -> bool:
    """Whether the last field is of a kind that is written over several lines."""
    return FOLDING.match(scan, last[0], last[2]) is not None or scan[last[3] - 1 : last[3]] in (b";", b",")


def _goes_on(scan: bytes, last: Field, at: int, stop: int) -> bool:
    """Whether the lines up to `stop` plainly belong to the last field: it ends in a semicolon and they are parameters."""
    return scan[last[3] - 1 : last[3]] == b";" and PARAMETER.match(scan, at, stop) is not None


def _unfolded(scan: bytes, end: int, fields: list[Field], odd: Odd) -> None:
    """Lines without the blank that folding needs (it is lost when headers are pasted) belong to the field before."""
    start, name_end, value_start, before = fields[-1]
    until = value_start + len(scan[value_start:end].rstrip(b"\r\n"))
    odd.append(("header-unfolded", before, until, ""))
    fields[-1] = (start, name_end, value_start, until)


def _skip_junk(scan: bytes, start: int, end: int, odd: Odd) -> tuple[bytes, int]:
    """Where the first field of the mail is: behind an mbox line, empty lines or lines of junk. Offsets stay the same."""
    if FIELD.match(scan, start, end):
        return scan, start
    at, seen = start, Odd()
    for _ in range(limits.JUNK_LINES):
        line = LINE.match(scan, at, end)
        if line is None or not line[0]:
            break
        if LEADING.match(scan, at, end) and KNOWN.match(line[0].lstrip(b" \t")):
            indent = len(line[0]) - len(line[0].lstrip(b" \t"))
            odd += [*seen, ("header-leading-space", at, line.end(), "")]
            return scan[:at] + b"\n" * indent + scan[at + indent :], at + indent
        if SPLIT_NAME.match(scan, at, end):
            break
        if MBOX.match(scan, at, end):
            seen.append(("mbox-line", at, line.end(), ""))
        else:
            _junk(seen, "junk-before-header", at, line.end())
        at = line.end()
        if KNOWN.match(scan, at, end) or (seen[-1][0] == "mbox-line" and FIELD.match(scan, at, end)):
            odd += seen
            return scan, at
    return scan, start


def _junk(odd: Odd, kind: str, start: int, end: int) -> None:
    """Neighbouring lines of junk are one."""
    if odd and odd[-1][0] == kind and odd[-1][2] == start:
        start = odd.pop()[1]
    odd.append((kind, start, end, ""))
