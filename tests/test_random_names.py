"""Names of other languages are no random letters; who writes to Japanese customers has a name that they can read."""

from __future__ import annotations

import pytest

from mails import build
from sabaku.app import examine
from sabaku.checks import _unspeakable
from sabaku.model import Input

JAPANESE = "カードのご利用を一時停止しました。ログインのうえ、本人確認の手続きをしてください。\nhttps://check.example/"
CHINESE = "尊敬的客户,您的账户已被冻结,请立即登录验证您的身份信息。\nhttps://check.example/"


@pytest.mark.parametrize(("text", "random"), [(JAPANESE, True), (CHINESE, False)], ids=["Japanese", "Chinese"])
def test_endings_of_other_words(monkeypatch: pytest.MonkeyPatch, text: str, random: bool) -> None:
    monkeypatch.setattr(_unspeakable, "_OTHER_WORDS", frozenset(("example",)))  # as if it were a country's ending
    sender = "dmail.klfqwuz@service.tuvgh.example"
    raw = build({"base": "ja", "headers": {"From": f"PayPal <{sender}>", "Return-Path": f"<{sender}>"}, "body": {"text": text}})
    assert ("identity.from-random" in {it.id for it in examine(Input(raw)).findings}) is random
