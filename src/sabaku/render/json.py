"""A report as one line of JSON: the form that other programs rely on (docs/report.schema.json). Values stay as they are."""

from __future__ import annotations

from typing import Any

import msgspec

from sabaku.model import Report
from sabaku.render.tame import json_safe


class Published(Report, frozen=True):
    """The report as it is written: `input` stands at the top level too, where a stream of lines is read."""

    input: str = ""


def render(report: Report) -> bytes:
    """One line of UTF-8 without its line feed. Hidden characters stand as \\u escapes, so that no terminal obeys them."""
    return json_safe(_encoded(published(report)).decode("utf-8")).encode("utf-8")


def published(report: Report) -> Published:
    """The report with what is repeated at the top level."""
    fields = {name: getattr(report, name) for name in Report.__struct_fields__}
    return Published(**fields, input=report.run.input if report.run else "")


def _encoded(it: Published) -> bytes:
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
