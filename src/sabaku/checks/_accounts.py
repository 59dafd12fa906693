"""Where money is to go, by the form of the words: an order to pay into an account, or the number of one. No judgement."""

from __future__ import annotations

import re

from sabaku.text import late

_TO_PAY = late.pattern(
    r"\b(?:pay|settle|remit|send|wire|transfer|route|direct|release|forward|process|make|clear)\b[^.!?\n]{0,90}?"
    r"\b(?:to|into)\b[^.!?\n]{0,20}?\b(?:account|bank|details|iban)\b"
    r"|\b(?:uberweisen|zahlen|begleichen|anweisen)\b(?:[^.!?\n]|(?<=\d)\.(?=\d)){0,90}?\bauf\b[^.!?\n]{0,24}?\b\w{0,12}konto\b"
    r"|\b(?:regler|virer|verser|payer|effectuer)\b[^.!?\n]{0,90}?\bsur\b[^.!?\n]{0,24}?\bcompte\b"
    r"|(?:下記|以下|別|こちら|次)の(?:銀行|口座|振込先)[^。\n]{0,24}?(?:振込|振り込|送金|支払|入金)"
    r"|記載の(?:銀行)?(?:口座|振込先)(?:へ|に|まで|宛)|銀行の口座(?:へ|に)[^。\n]{0,12}?(?:願い|振込|振り込|送金|支払)"
    r"|(?:付|汇|转|打|支付)(?:款)?(?:到|至|给)[^。\n]{0,24}?(?:账户|帐户|账号|帐号)"
)


_ACCOUNT = late.pattern(
    r"\biban\b\W{0,4}[a-z]{2}\d\d[ ]?[a-z0-9][a-z0-9 ]{9,32}"
    r"|\b(?:account|acct|konto|compte|cuenta|conta|conto)(?: (?:number|no|nr|num))?\W{1,4}\d[\d -]{6,20}\d"
    r"|(?:普通|当座)(?:預金)?[\s:]{0,3}\d{7}"
)
"""An account that is written out."""


def ordered(text: str) -> re.Match[str] | None:
    """The order to pay into some account, in a folded text."""
    return _TO_PAY.search(text)


def written(text: str) -> re.Match[str] | None:
    """The first account that is written out, in a folded text."""
    return _ACCOUNT.search(text)
