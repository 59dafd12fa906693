"""One check: a form in the mail that asks for a password or a card number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _links
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late

_INPUT = late.pattern(r"<(?:input|textarea)\b[^<>]{0,2000}+>", re.IGNORECASE)
_SECRET = late.pattern(
    r"type\s{0,3}=\s{0,3}[\"']?password|(?:name|id|placeholder)\s{0,3}=\s{0,3}[\"']?[^\"'>]{0,40}"
    r"(?:passw|passwd|pwd|card_?-?num|cardno|cvv|cvc|ssn|パスワード|暗証番号|カード番号|セキュリティコード)",
    re.IGNORECASE,
)


@check(
    id="links.form-asks-secret",
    over="link:form",
    group="links",
    title=Text(
        ja="メール内のフォームがパスワードやカード番号を求めています", en="A form in the mail asks for a password or card number"
    ),
    says=Text(
        ja="メールの中のフォームがパスワードやカード番号の入力を求め、{host} に送信します。"
        "正規の事業者がメール内で入力させることはありません。",
        en="A form in the mail asks for a password or a card number and sends it to {host}. "
        "No real company has them typed into a mail.",
    ),
    speaks_for=("phishing",),
    experts=("CARD",),
    attacks=(62,),
)
def form_asks_secret(case: Case, it: Observable) -> Iterator[Hit]:
    """There is no innocent reason to type a password into a mail."""
    host = _links.link(it).host
    if not host or it.seen.view != "html":
        return
    html = case.message.view("html").text
    for field in _INPUT.finditer(html, it.seen.start, it.seen.start + 60_000):
        secret = _SECRET.search(field[0])
        if secret:
            start = field.start() + secret.start()
            yield Hit(_links.at(it), Evidence(Span("html", start, start + len(secret[0])), secret[0]), host=datum("domain", host))
            return
