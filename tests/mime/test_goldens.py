"""Whole mails against what a person has looked over: the same with LF and with CRLF. `--bless` writes the goldens anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sabaku.mime import parse
from sabaku.mime.defects import KINDS
from sabaku.model import Message

HERE = Path(__file__).parent
MAILS = sorted(it for folder in ("rfc", "japanese", "malformed") for it in (HERE / folder).glob("*.eml"))
LINE_ENDS = {"line-ends-mixed", "line-ends-doubled", "line-ends-cr", "bare-cr"}


def seen(message: Message, raw: bytes) -> dict[str, Any]:
    """Everything that the reader says of a mail, places as the bytes that stand there."""
    texts = {name: message.view(name).text for name in ("text", "html")}
    sizes = {part.path: len(message.bytes_of(part).replace(b"\r\n", b"\n")) for part in message.parts}
    return {
        "headers": [[it.name, it.text] for it in message.headers],
        "parts": [
            {
                "path": it.path,
                "type": it.type,
                "size": sizes[it.path],
                "headers": [[one.name, one.text] for one in it.headers] if it.path != "1" else [],
                **{
                    key: getattr(it, key)
                    for key in ("encoding", "charset", "filename", "disposition", "content_id")
                    if getattr(it, key)
                },
                **({"params": dict(it.params)} if it.params else {}),
                "begins": raw[it.body_start : it.body_start + 12].replace(b"\r\n", b"\n").decode("latin-1")[:8],
            }
            for it in message.parts
        ],
        **{name: text for name, text in texts.items() if text},
        "defects": sorted({it.kind for it in message.defects}),
    }


def lines(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


@pytest.mark.parametrize("path", MAILS, ids=lambda it: f"{it.parent.name}/{it.stem}")
def test_golden(path: Path, bless: bool) -> None:
    raw = path.read_bytes()
    found = seen(parse(raw), raw)
    golden = path.with_suffix(".json")
    if bless:
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")

    assert found == json.loads(golden.read_text("utf-8"))


@pytest.mark.parametrize("path", [it for it in MAILS if it.stem != "only-cr"], ids=lambda it: f"{it.parent.name}/{it.stem}")
def test_line_ends_make_no_difference(path: Path) -> None:
    raw = path.read_bytes()
    plain, crlf = seen(parse(raw), raw), seen(parse(lines(raw)), lines(raw))
    for one in (plain, crlf):
        one["defects"] = sorted(set(one["defects"]) - LINE_ENDS)

    assert crlf == plain


@pytest.mark.parametrize("path", MAILS, ids=lambda it: f"{it.parent.name}/{it.stem}")
def test_every_defect_has_words_and_a_place_in_the_file(path: Path) -> None:
    raw = path.read_bytes()
    message = parse(raw)
    message.view("text"), message.view("html")
    for defect in message.defects:
        assert defect.kind in KINDS
        assert defect.where is not None
        start, end = message.raw_range(defect.where)
        assert 0 <= start <= end <= len(raw)


def test_no_folder_is_empty_and_no_golden_is_left_over() -> None:
    for folder in ("rfc", "japanese", "malformed"):
        assert len(list((HERE / folder).glob("*.eml"))) >= 6
        assert {it.stem for it in (HERE / folder).glob("*.json")} == {it.stem for it in (HERE / folder).glob("*.eml")}
