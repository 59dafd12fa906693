"""One check: a plain text in a coding that it does not need."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text


@check(
    id="files.needless-base64",
    over="message",
    group="files",
    title=Text(ja="必要のないbase64で本文が符号化されています", en="The text is coded in base64 without need"),
    says=Text(
        ja="本文(「{type}」)は英数字だけなのに、base64で符号化されています。内容を直接検査されにくくする効果があります。",
        en="The text (“{type}”) is plain ASCII, yet coded in base64, which keeps simple filters from reading it.",
    ),
    sure="inferred",
    attacks=(50,),
)
def needless_base64(case: Case, it: Observable) -> Iterator[Hit]:
    """Base64 is meant for what is not text (RFC 2045, 6.8). Only informs: many programs code everything alike."""
    for part in case.message.parts:
        if part.encoding.lower() != "base64" or part.type not in ("text/plain", "text/html") or part.disposition == "attachment":
            continue
        field = next((header for header in part.headers if header.key == "content-transfer-encoding"), None)
        data = case.message.bytes_of(part)
        if field is not None and len(data) > 40 and data.isascii():
            place = Span("raw", field.start, field.end)
            yield Hit(Evidence(place, case.message.quote(place).strip()), type=datum("code", part.type))
