"""One check: an attached page that asks for a password or a card number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text

_SECRET = re.compile(
    r"<input\b[^<>]{0,500}?(?:type\s{0,3}=\s{0,3}[\"']?password|(?:name|id|placeholder)\s{0,3}=\s{0,3}[\"']?[^\"'<>]{0,30}"
    r"(?:passw|card_?-?num|cvv|cvc|パスワード|暗証番号|カード番号))",
    re.IGNORECASE,
)


@check(
    id="files.page-asks-secret",
    over="file",
    group="files",
    title=Text(ja="添付のページがパスワードなどを求めています", en="The attached page asks for a password"),
    says=Text(
        ja="添付の「{name}」を開くと、パスワードやカード番号を入力させる画面が表示されます。"
        "正規の事業者がこうした画面を添付することはありません。",
        en="Opening “{name}” shows a page that asks for a password or a card number. No real company attaches such a page.",
    ),
    advice=Text(
        ja="入力してしまった場合は、すぐにパスワードを変更してください。",
        en="If you typed anything in, change the password at once.",
    ),
    speaks_for=("credential-phishing", "card-phishing"),
    experts=("ATT", "CARD"),
    attacks=(67,),
)
def page_asks_secret(case: Case, it: Observable) -> Iterator[Hit]:
    """A log-in page that comes by mail belongs to whoever sent it. Innocent: envelopes of encrypted-mail services."""
    file = _files.file(it)
    if file.kind not in ("html", "svg"):
        return
    found = _SECRET.search(_files.text(case, it))
    if found:
        place = Span(_files.view(it), found.start(), found.end())
        yield Hit(_files.at(case, it), Evidence(place, found[0]), name=datum("file", file.name))
