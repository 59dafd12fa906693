"""The words of somebody who hands a mail on and doubts it. Knows nothing of mails, and judges none."""

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
