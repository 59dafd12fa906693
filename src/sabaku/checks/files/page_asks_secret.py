"""One check: an attached page that asks for a password or a card number."""

from __future__ import annotations

import base64
import binascii
import itertools
import re
from collections.abc import Iterator
from urllib.parse import unquote

from sabaku.checks import _files
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Link, Observable, Span, Text
from sabaku.text import late

_SECRET = late.pattern(
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
    speaks_for=("phishing",),
    experts=("ATT", "CARD"),
    attacks=(67,),
)
def page_asks_secret(case: Case, it: Observable) -> Iterator[Hit]:
    """A log-in page that comes by mail belongs to whoever sent it. Innocent: envelopes of encrypted-mail services, which are
    left out where they lead nowhere but to such a service; and bills of Korean cards and tax offices, which are opened with the
    reader's date of birth or number of registration in the only field that they have, and send it nowhere.

    What a script of the page decodes from a string is read as well: that is how the form is kept from filters.
    """
    file = _files.file(it)
    if file.kind not in ("html", "svg") or _files.sealed(case, it):
        return
    text = _files.text(case, it)
    if file.kind == "html" and _opened_by_birth(case, it, text):
        return
    found = _SECRET.search(text)
    start, end = found.span() if found else _coded(text)
    if end:
        place = Evidence(Span(_files.view(it), start, end), text[start:end])
        wants = ("card-phishing",) if _CARD.search(place.found) else ("credential-phishing",)
        yield Hit(_files.at(case, it), place, speaks_for=wants, name=datum("file", file.name))


_CARD = late.pattern("card|cvv|cvc|カード", re.IGNORECASE)


_LITERAL = late.pattern(r"\b(unescape|decodeURI(?:Component)?|atob)\s{0,5}\(\s{0,5}[\"'`]([^\"'`\n]{20,200000})", re.IGNORECASE)
MOST_LITERALS = 20
SHOWN = 80
"""Characters of the coded string that are quoted."""


def _coded(text: str) -> tuple[int, int]:
    """Where a string stands that decodes to such a form; (0, 0) if none does."""
    found = _LITERAL.finditer(text) if "unescape" in text or "decodeURI" in text or "atob" in text else ()
    for it in itertools.islice(found, MOST_LITERALS):
        if _SECRET.search(_decoded(it[1].lower(), it[2])):
            return it.start(), min(it.end(), it.start(2) + SHOWN)
    return 0, 0


def _decoded(by: str, coded: str) -> str:
    if by != "atob":
        return unquote(coded, errors="replace")
    try:
        return base64.b64decode(coded + "=" * (-len(coded) % 4)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


_BIRTH = late.pattern(
    r"생년월일|주민(?:등록)?번호|사업자(?:등록)?번호|生年月日|出生日期|身份证|身分證|\bdate of birth\b|\bbirth ?date\b",
    re.IGNORECASE,
)
_FIELD = late.pattern(r"<(?:input|textarea|select)\b([^<>]{0,500})", re.IGNORECASE)
_NO_FIELD = late.pattern(r"type\s{0,3}=\s{0,3}[\"']?(?:hidden|submit|button|image|reset|checkbox)", re.IGNORECASE)
_SENDS = late.pattern(
    r"\b(?:fetch|sendBeacon)\s{0,5}\(|\bXMLHttpRequest\b|\bWebSocket\b|\.ajax\b|\.submit\s{0,3}\(|\.src\s{0,3}="
    r"|\blocation\.(?:href|replace|assign)\s{0,3}[=(]",
    re.IGNORECASE,
)
_CARD_FIELD = late.pattern(r"cvv|cvc|card_?-?num|カード番号|카드번호|\bpassword (?:of|for) your\b|로그인", re.IGNORECASE)
_MOST_FIELDS = 20


def _opened_by_birth(case: Case, it: Observable, text: str) -> bool:
    """Whether the page asks for a date of birth or number of registration alone, in its only field, and sends it nowhere."""
    if not _BIRTH.search(text) or _SENDS.search(text) or _CARD_FIELD.search(text) or _coded(text)[1]:
        return False
    fields = [one[1] for one in itertools.islice(_FIELD.finditer(text), _MOST_FIELDS) if not _NO_FIELD.search(one[1])]
    forms = (one.detail for one in case.seen("link", "file") if one.seen.view == _files.view(it) and isinstance(one.detail, Link))
    return len(fields) == 1 and all(form.found_in != "html form[action]" for form in forms)
