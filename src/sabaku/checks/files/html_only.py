"""One check: a mail in HTML without a plain text."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks._check import Hit, check
from sabaku.model import Case, Evidence, Observable, Span, Text


@check(
    id="files.html-only",
    over="message",
    group="files",
    title=Text(ja="HTML形式だけのメールです", en="A mail in HTML only"),
    says=Text(
        ja="本文はHTML形式だけで、テキスト形式の本文がありません。多くの配信システムは両方を付けるため、参考になる特徴です。",
        en="The text comes as HTML only, without a plain version. Most mailing systems send both, so this is worth knowing.",
    ),
    attacks=(49,),
)
def html_only(case: Case, it: Observable) -> Iterator[Hit]:
    """Two thirds of all phishing mails are like this, and a good part of honest ones. Only informs."""
    types = [part.type for part in case.message.parts if part.disposition != "attachment" and not part.filename]
    if "text/html" not in types or "text/plain" in types:
        return
    part = next(part for part in case.message.parts if part.type == "text/html")
    label = next((header for header in part.headers if header.key == "content-type"), None)
    if label is not None:
        place = Span("raw", label.start, label.end)
        yield Hit(Evidence(place, case.message.quote(place).strip()[:120]))
