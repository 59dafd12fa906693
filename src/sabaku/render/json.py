"""A report as one line of JSON: the form that other programs rely on (docs/report.schema.json). Values stay as they are."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from sabaku.model import Report
from sabaku.render.tame import as_escape

_HIDDEN = {
    pattern[:1]: re.compile(pattern)
    for pattern in (
        b"\x7f",
        b"\xc2[\x80-\x9f\xad]",
        b"\xcd\x8f",
        b"\xd8\x9c",
        b"\xe1(?:\x85[\x9f\xa0]|\x9e[\xb4\xb5]|\xa0[\x8b-\x8f])",
        b"\xe2(?:\x80[\x8b-\x8f\xa8-\xae]|\x81[\xa0-\xaf])",
        b"\xe3\x85\xa4",
        b"\xef(?:\xbb\xbf|\xbe\xa0|\xbf[\xb0-\xbb\xbe\xbf])",
        b"\xf0(?:\x9b\xb2[\xa0-\xa3]|\x9d\x85[\xb3-\xba])",
        b"\xf3\xa0(?:[\x80-\x83][\x80-\xbf]|\x87[\xb0-\xbf]|[\x88-\xbf][\x80-\xbf])",
    )
}
"""What `tame.json_safe` changes, as it stands in UTF-8, by its first byte: most of these bytes stand in no report, and to look
for one byte, or from one byte on, takes a third of the time that one pattern for all needs. Control characters are escaped by
JSON itself."""


class Published(Report, frozen=True):
    """The report as it is written: `input` stands at the top level too, where a stream of lines is read."""

    input: str = ""


def render(report: Report) -> bytes:
    """One line of UTF-8 without its line feed. Hidden characters stand as \\u escapes, so that no terminal obeys them."""
    return safe(encoded(published(report)))


def safe(encoded: bytes) -> bytes:
    """What `tame.json_safe` does, with UTF-8."""
    for first, pattern in _HIDDEN.items():
        if first in encoded:
            encoded = pattern.sub(lambda found: as_escape(found[0].decode("utf-8")).encode("ascii"), encoded)
    return encoded


def published(report: Report) -> Published:
    """The report with what is repeated at the top level."""
    fields = {name: getattr(report, name) for name in Report.__struct_fields__}
    return Published(**fields, input=report.run.input if report.run else "")


def encoded(it: object) -> bytes:
    """The value as JSON. Bytes of a file name that are no UTF-8 become question marks: JSON has no place for them."""
    try:
        return msgspec.json.encode(it)
    except UnicodeEncodeError:  # lone surrogates, of which UTF-8 has none
        return msgspec.json.encode(_whole(msgspec.to_builtins(it)))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_whole(key): _whole(it) for key, it in value.items()}
    return [_whole(it) for it in value] if isinstance(value, (list, tuple)) else value


def read(line: bytes | str) -> Report:
    """A report as `render` wrote it. Raises msgspec.ValidationError for anything else."""
    return msgspec.json.decode(line, type=Published)
