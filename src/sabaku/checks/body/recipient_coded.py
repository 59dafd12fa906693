"""One check: the reader's own address stands in the text as a code."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.checks._who import recipients
from sabaku.model import Case, Evidence, Observable, Span, Text


@check(
    id="body.recipient-coded",
    over="message",
    group="body",
    title=Text(
        ja="受信者のアドレスが、符号化されて本文に埋め込まれています", en="The reader's address stands in the text as a code"
    ),
    says=Text(
        ja="本文の「{code}」は、受信者のアドレス {address} をBase64で符号化したものです。"
        "番号らしく見せて、宛先ごとに文面を変えています。",
        en="“{code}” in the text is the reader's address {address} in Base64: made to look like a number, it marks every copy.",
    ),
    speaks_for=("malware", "credential-phishing"),
    experts=("TEMPL",),
    attacks=(60,),
)
def recipient_coded(case: Case, it: Observable) -> Iterator[Hit]:
    """A program filled a template in: order or customer numbers are made of the address. No firm numbers its papers so."""
    views = [("visible", _said.text(case)[: _said.SEARCHED]), _said.subject(case)[::-1]]
    for one in recipients(case)[:4]:
        for code in {base64.b64encode(form.encode())[:24].decode().rstrip("=") for form in (one.value, one.shown) if "@" in form}:
            for view, text in views:
                at = text.find(code) if view and len(code) >= 12 else -1
                if at >= 0:
                    found = Evidence(Span(view, at, at + len(code)), found=code)
                    yield Hit(found, code=code, address=datum("address", one.value))
                    return
