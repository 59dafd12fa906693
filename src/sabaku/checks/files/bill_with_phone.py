"""One check: a document that bills something and gives a number to call."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from sabaku.checks import _files, _said
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Evidence, Observable, Span, Text
from sabaku.text import late
from sabaku.text.fold import fold

SHORT = 500
_NUMBER = late.pattern(r"(?:\+?\d{1,3}[ .-]{0,2})?\(?\d{2,4}\)?[ .-]{1,3}\d{3,4}[ .-]{1,3}\d{4}(?!\d)|(?<!\d)0\d{9,10}(?!\d)")
_CALL = late.pattern(
    r"\b(?:call|dial|phone|contact|reach|helpline|toll[ -]free|customer care|support"
    r"|anrufen|rufen|appelez|llame|chiam\w|ligue|bel)\b"
    r"|お?電話|連絡"
)
NEAR = 90
"""Characters before the number in which the words to call stand."""
MOST_NUMBERS = 20
_CHARGE = late.pattern(
    r"renew|charged|debited|deducted|subscription|total amount|amount paid|cancel|refund|unauthori[sz]ed"
    r"|auto[- ]?pay|geek squad|norton"
    r"|mcafee|paypal|bitcoin|btc|antivirus|更新|請求|解約|キャンセル|引き落と|verlangert|abgebucht"
    r"|preleve|renouvel|cargo|rinnov|renova"
)


@check(
    id="files.bill-with-phone",
    over="file",
    group="files",
    title=Text(ja="添付文書が請求を知らせ、電話をかけさせようとしています", en="The attached bill wants a telephone call"),
    says=Text(
        ja="添付文書「{name}」は「{charge}」と書き、{phone} へ電話させようとしています。本文に用件を書かないのは、"
        "検査を避けるためです。",
        en="The file “{name}” says “{charge}” and gives {phone} to call, while the mail itself says next to nothing: "
        "that keeps filters from reading it.",
    ),
    advice=Text(
        ja="文書に書かれた番号には電話せず、契約書や公式サイトの番号にかけてください。",
        en="Do not call the number in the document; use the one on your contract or the official site.",
    ),
    speaks_for=("callback",),
    experts=("SCARE", "ATT"),
    attacks=(73,),
)
def bill_with_phone(case: Case, it: Observable) -> Iterator[Hit]:
    """Call-back fraud hides its story in a PDF. Innocent causes: real bills have a hotline too, but their mail says whose they
    are and links to the customer's account; mails with links or with text of their own are left out."""
    if _files.file(it).kind != "pdf" or len(_files.own_text(case).strip()) > SHORT or _said.links(case):
        return
    view, text = _files.pdf_text(case, it)
    folded = fold(text)
    number, charge = _number(folded), _CHARGE.search(folded)
    if number and charge:
        what = charge.span()
        yield Hit(
            Evidence(Span(view, *number), found=text[slice(*number)]),
            Evidence(Span(view, *what), found=text[slice(*what)]),
            name=datum("file", _files.file(it).name),
            charge=text[slice(*what)],
            phone=datum("code", text[slice(*number)]),
        )


def _number(text: str) -> tuple[int, int] | None:
    """A telephone number with words to call it shortly before; the first ones are looked at."""
    for found in itertools.islice(_NUMBER.finditer(text), MOST_NUMBERS):
        if _CALL.search(text[max(0, found.start() - NEAR) : found.start()]):
            return found.span()
    return None
