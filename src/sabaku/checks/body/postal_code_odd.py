"""One check: a Japanese postal code that does not fit the address."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Datum, Evidence, Observable, Span, Text
from sabaku.text import late

_CODE = late.pattern(
    "(?:〒|郵便番号[::]?) ?(?P<code>[0-9]{3}-?[0-9]{4})(?![0-9])[ \n\u3000]{0,3}"
    "(?P<pref>東京都|大阪府|京都府|北海道|[^\\s0-9a-z]{2,3}県)?"
    "|(?:tokyo|osaka|japan),? (?P<latin>[0-9]{3}-0000)(?![0-9])"
)
_codes = late.starting(_CODE, "〒", "郵便番号", "tokyo", "osaka", "japan")
_FIRST = {
    "北海道": "00 04 05 06 07 08 09",
    "青森県": "03",
    "岩手県": "02",
    "宮城県": "98",
    "秋田県": "01",
    "山形県": "99",
    "福島県": "96 97",
    "茨城県": "30 31",
    "栃木県": "32",
    "群馬県": "37",
    "埼玉県": "33 34 35 36",
    "千葉県": "26 27 28 29",
    "東京都": "10 11 12 13 14 15 16 17 18 19 20",
    "神奈川県": "21 22 23 24 25",
    "新潟県": "94 95",
    "富山県": "93",
    "石川県": "92",
    "福井県": "91",
    "山梨県": "40",
    "長野県": "38 39",
    "岐阜県": "50",
    "静岡県": "41 42 43",
    "愛知県": "44 45 46 47 48 49",
    "三重県": "51",
    "滋賀県": "52",
    "京都府": "60 61 62",
    "大阪府": "53 54 55 56 57 58 59 61",
    "兵庫県": "65 66 67 56",
    "奈良県": "63 64",
    "和歌山県": "64 63",
    "鳥取県": "68",
    "島根県": "69",
    "岡山県": "70 71",
    "広島県": "72 73",
    "山口県": "74 75",
    "徳島県": "77",
    "香川県": "76",
    "愛媛県": "79",
    "高知県": "78",
    "福岡県": "80 81 82 83",
    "佐賀県": "84",
    "長崎県": "81 85",
    "熊本県": "86",
    "大分県": "87",
    "宮崎県": "88",
    "鹿児島県": "89",
    "沖縄県": "90",
}
"""First two digits of the postal codes of each prefecture (日本郵便「郵便番号簿」), with the exceptions at their borders."""


@check(
    id="body.postal-code-odd",
    over="message",
    group="body",
    title=Text(ja="郵便番号と住所が合いません", en="The postal code does not fit the address"),
    says=Text(
        ja="署名などの住所「{place}」は、{why}。",
        en="In the address “{place}” {why}.",
    ),
    experts=("SIGWRONG",),
)
def postal_code_odd(case: Case, it: Observable) -> Iterator[Hit]:
    """Invented addresses don't hold together. Innocent causes: codes at the border of two prefectures, which are in the table;
    sample addresses in instructions: mail of lists is left out."""
    if case.seen("list", "mailing-list"):
        return
    text = _said.folded(case)[:30000]
    if "〒" not in text and "郵便番号" not in text and "-0000" not in text:
        return
    for found in _codes(text):
        why = _wrong((found["code"] or found["latin"]).replace("-", ""), found["pref"] or "")
        if why is not None:
            place = _said.text(case)[found.start() : found.end()]
            yield Hit(Evidence(Span("visible", *found.span()), found=place), place=place.strip(), why=why)
            return


def _wrong(code: str, prefecture: str) -> Datum | None:
    if code.endswith("0000"):
        told = Text(
            "末尾が0000の郵便番号は、町名のない場合の番号で、会社の住所には使われません",
            "the code ends in 0000, which stands for “no such town”: no firm has it",
        )
        return datum("text", "0000", told)
    fits = _FIRST.get(prefecture, "").split()
    if fits and not code.startswith(tuple(fits)):
        return datum("text", code, Text(f"郵便番号が{prefecture}のものではありません", "the code belongs to another prefecture"))
    return None
