"""One check: a telephone number that cannot be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text
from sabaku.names.brands import brand
from sabaku.text import late

_LABEL = late.pattern(
    "(?:tel|電話|お電話|フリーダイヤル|ナビダイヤル|受付(?!番号|no)|お問い?合わせ(?!番号|no)|連絡先|fax|センター)[^0-9\n]{0,16}$"
)
_NUMBER = late.pattern(
    "[(0](?<![0-9a-z#/=._-].)(?:(?<=0)|(?<=[(])0)[0-9]{1,4}[))]?[- ]?[((]?[0-9]{1,4}[))]?[- ]?[0-9]{3,4}(?![0-9-])"
)
_BRACKET_DASH = re.compile("^[((]0[0-9]{1,3}[))]-")
BEFORE = 40


@check(
    id="body.odd-phone",
    over="message",
    lang="ja",
    group="body",
    title=Text(ja="日本の電話番号として成り立たない番号です", en="A number that cannot be a Japanese telephone number"),
    says=Text(
        ja="電話番号「{number}」は、{why}。本物の連絡先ではありません。",
        en="The number “{number}” {why}: not a real contact.",
    ),
    sure="inferred",
    experts=("SIGWRONG", "CTX"),
)
def odd_phone(case: Case, it: Observable) -> Iterator[Hit]:
    """Forgers invent numbers or damage real ones. Lengths after 総務省「電気通信番号計画」: ten digits, eleven with 020, 050,
    060, 070, 080 and 090; and numbers of other countries for a firm that serves Japan. Innocent causes: a slip of the pen;
    extensions written behind."""
    if case.seen("list", "mailing-list"):
        return
    text = _said.folded(case)[:30000]
    abroad = _abroad(case, text)
    if abroad is not None:
        shown = _said.text(case)[slice(*abroad.span("number"))]
        yield Hit(Evidence(Span("visible", *abroad.span("number")), found=shown), number=shown, why=_FOREIGN)
        return
    if "0" not in text:
        return
    for found in _NUMBER.finditer(text):
        why = _wrong(found[0], bool(_LABEL.search(text[max(0, found.start() - BEFORE) : found.start()])))
        if why is not None:
            shown = _said.text(case)[found.start() : found.end()]
            yield Hit(Evidence(Span("visible", *found.span()), found=shown), number=shown, why=why)
            return


_FOREIGN = datum(
    "text",
    "abroad",
    Text(
        "日本以外の国番号で始まり、国内の会社の問い合わせ先ではありません",
        "begins with another country's code, though the firm is Japanese",
    ),
)
_ABROAD = late.pattern(
    r"(?:(?:tel|電話|お問い?合わせ先?|連絡先|カスタマーセンター|サポート(?:窓口|デスク)?)[^0-9\n+]{0,16}"
    r"|(?:下記|以下|次)の(?:電話番号|番号|窓口)[^0-9+]{0,60})"
    r"(?P<number>\+(?!81|8[-. ]?1|800)[1-9][0-9 ()-]{6,18}[0-9])"
)


def _abroad(case: Case, text: str) -> re.Match[str] | None:
    """A contact's number abroad, in a mail in the name of a brand for customers in Japan only."""
    claims = [brand(it.brand) for it in case.claims]
    if "+" not in text or not claims or any(it is None or it.country != "JP" for it in claims):
        return None
    return _ABROAD.search(text)


def _wrong(number: str, labelled: bool) -> Datum | None:
    digits = "".join(filter(str.isdigit, number))
    if _BRACKET_DASH.match(number) and len(digits) == 10:
        return datum(
            "text",
            "form",
            Text(
                "括弧とハイフンが重なった、日本では使われない書き方です",
                "is written with brackets and a dash, as nobody does in Japan",
            ),
        )
    wanted = 11 if digits[:3] in ("020", "050", "060", "070", "080", "090") else 10
    if labelled and len(digits) != wanted and len(digits) >= 8 and not digits.startswith(("0800", "0200", "00")):
        return datum(
            "text",
            "length",
            Text(f"{wanted}桁であるべきところ{len(digits)}桁です", f"has {len(digits)} digits instead of {wanted}"),
        )
    return None
