"""The words of somebody who doubts a mail that they hand on, and of those who compare such mail. Knows no mails, judges none."""

from __future__ import annotations

import re

from sabaku.text import late

SUSPECTED = late.pattern(
    r"フィッシング|詐欺(?:メール|では|か|です|かな|だよね|[?？])|不審な?メール|迷惑メール|怪しい(?:メール|よね|かな|です|ので|[?？])|"
    r"怪し(?:くない|くありません|そう|げ)|なりすまし|偽メール|変なメール|正規の(?:メール|もの)(?:です|でしょう|なの|か)|"
    r"(?:開いて|クリックして|押して|返信して|対応して|信じて)も?(?:よい|良い|いい|大丈夫|問題ない)(?:もの|の)?(?:です|でしょう|か|[?？])|"
    r"本物(?:(?:です|でしょう|なの)?か|かな|なの[?？]|だと思う|[?？])|"
    r"phish|suspicious|scam|fake (?:e-?)?mail|is this (?:real|legit|genuine)",
    re.IGNORECASE,
)
"""What somebody writes who hands a mail on because they mistrust it."""


_TALK = late.one_of(
    *("をかた", "を騙", "を装", "なりすまし", "偽サイト", "偽メール", "フィッシングサイト", "フィッシングメール", "迷惑メール"),
    *("phishing mail", "phishing email", "phishing site", "phishing url", "phishing sample", "phishing page", "phishing link"),
    *("phishing attempt", "phishing campaign", "phishing kit", "spoofed from", "scam mail", "scam site", "typosquat"),
)
"""How people speak of such mail among themselves."""
_TO_CUSTOMERS = late.one_of(
    *("お客様", "お客さま", "平素", "弊社", "当社", "当行", "ご利用いただ", "会員様"),
    *("dear customer", "valued customer", "dear user", "dear client", "your account"),
)
"""How a company speaks to its customers, in warnings, too: whoever poses as one copies them."""
ROUND = 400
"""Characters around an address in which people talk about what it is."""


def talked_over(text: str, start: int) -> bool:
    """Whether the words around a place speak of frauds as people do who compare what came to them."""
    around = text[max(0, start - ROUND) : start + ROUND].lower()
    return _TALK(around) and not _TO_CUSTOMERS(around)
