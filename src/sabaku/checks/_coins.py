"""A sum to be paid in coins, by its form: a number, a currency and the name of a coin. No judgement."""

from __future__ import annotations

import re

from sabaku.text import late

_PRICE = late.pattern(
    r"(?:[$€£] ?\d[\d.,]{1,9}|(?<![\d.,])\d[\d.,]{1,9} ?(?:[$€£]|usd|eur|gbp|dollars?|euros?|pounds?|円|ドル|万円))"
    r"[^.!?。\n]{0,40}?"
    r"(?:(?<![a-z])(?:bitcoins?|btc|litecoin|ltc|monero|xmr|usdt|eth|ethereum)(?![a-z])|ビットコイン|ライトコイン|モネロ|暗号資産|仮想通貨)"
    r"|(?<![\d.,a-z])\d[\d.,]{0,9} ?(?:btc|bitcoins?|ltc|xmr|eth|usdt)(?![a-z])"
)


def price(text: str) -> re.Match[str] | None:
    """The first such sum in a folded text: «$1,650 in Litecoin», «0.4 BTC»."""
    return _PRICE.search(text)
