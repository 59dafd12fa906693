"""Structured MIME fields: `type/subtype; name=value …` with RFC 2231 and everything that is written instead of it."""

from __future__ import annotations

import re
import urllib.parse
from typing import NamedTuple

from sabaku.mime import charsets, limits, words

PARAMETER = re.compile(
    rb"(?<![^;\s,])([^\s;=\"()<>@,:\\/\[\]?]{1,80}+)\s{0,20}+=\s{0,80}+(?:\"((?>[^\"\\]++|\\.)*+)(?:\"|\Z)|([^;\"]*+))", re.DOTALL
)
MAIN = re.compile(rb"\s*+(?>\([^()]{0,200}+\)\s*+)*+([^\s;,\"]*+)")
TYPE = re.compile(r"[!#$%&'*+.^_`{|}~0-9a-z-]+/[!#$%&'*+.^_`{|}~0-9a-z-]+")
ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
COMMENT = re.compile(rb"(?<=[\s;])\([^()]{0,200}\)(?=\s{0,80}+(?:;|\Z))")
SECTION = re.compile(r"(.*?)\*(?:(\d{1,4})(\*)?)?\Z")


class Structured(NamedTuple):
    """`main` in lower case, decoded parameters in order of first appearance, and what was odd: (kind, detail)."""

    main: str
    params: dict[str, str]
    said: list[tuple[str, str]]


def parse(value: bytes) -> Structured:
    """A Content-Type or Content-Disposition value. Never raises; of a parameter given twice the first counts."""
    said: list[tuple[str, str]] = []
    if len(value) > limits.PARAMETER_BYTES:
        said.append(("limit-parameter-bytes", str(len(value))))
        value = value[: limits.PARAMETER_BYTES]
    main = MAIN.match(value)
    assert main is not None
    sections: dict[str, dict[int, tuple[bytes, bool]]] = {}
    params: dict[str, str] = {}
    for count, match in enumerate(PARAMETER.finditer(_no_comments(value), main.end())):
        if count >= limits.PARAMETERS:
            said.append(("limit-parameters", str(count)))
            break
        raw = match[3].strip() if match[2] is None else ESCAPED.sub(rb"\1", match[2])
        _take(match[1].decode("latin-1").lower(), raw, params, sections, said)
    for name, found in sections.items():
        joined = _join(found, said)
        if name in params and params[name].rpartition(".")[2].lower() != joined.rpartition(".")[2].lower():
            said.append(("filename-contradicts", f"{joined} / {params[name]}"))
        params[name] = joined
    return Structured(main[1].decode("latin-1").lower(), params, said)


def _no_comments(value: bytes) -> bytes:
    """Comments (RFC 2045) are blanked where they end a value: «report (1).pdf», which nobody quoted, is a name."""
    return COMMENT.sub(lambda m: b" " * len(m[0]), value) if b"(" in value and b'"' not in value else value


def _take(
    name: str,
    raw: bytes,
    params: dict[str, str],
    sections: dict[str, dict[int, tuple[bytes, bool]]],
    said: list[tuple[str, str]],
) -> None:
    section = SECTION.match(name) if "*" in name else None
    if section is not None:
        number, star = section[2], section[3]
        found = sections.setdefault(section[1], {})
        found.setdefault(int(number or 0), (raw, star is not None or number is None))
    elif name in params:
        said.append(("parameter-twice", name))
    else:
        params[name] = _value(raw, said)


def _value(raw: bytes, said: list[tuple[str, str]]) -> str:
    """A plain parameter: encoded words (which RFC 2047 forbids here) and raw 8-bit are read nevertheless."""
    plain = raw.decode("latin-1")
    if words.plain(plain):
        return words.unfold(plain)
    reading = words.read(raw)
    said += [("parameter-encoded-word" if b"=?" in raw else kind, detail) for kind, _, _, detail in reading.said[:1]]
    if b"=?" in raw and not reading.said:
        said.append(("parameter-encoded-word", ""))
    return reading.text


def _join(found: dict[int, tuple[bytes, bool]], said: list[tuple[str, str]]) -> str:
    """RFC 2231: continuations in the order of their numbers, charset from the first."""
    label, out = "", []
    if sorted(found) != list(range(len(found))):
        said.append(("parameter-gap", ""))
    for index, number in enumerate(sorted(found)):
        raw, encoded = found[number]
        if encoded and index == 0 and raw.count(b"'") >= 2:
            head, _, rest = raw.partition(b"'")
            label, raw = head.decode("latin-1"), rest.partition(b"'")[2]
        out.append(urllib.parse.unquote_to_bytes(raw) if encoded else raw)
    if not any(encoded for _, encoded in found.values()) and b"=?" in (joined := b"".join(out)):
        return _value(joined, said)  # an encoded word cut into continuations, as some programs do
    decoded = charsets.decode(b"".join(out), label)
    said += [(f"parameter-{kind}", detail) for kind, detail in decoded.said if label]
    return decoded.text.replace("\r", "").replace("\n", "")
