"""A spoofed bank stays a fraud, whatever results of authentication the sender wrote into his mail."""

from __future__ import annotations

import pytest

from sabaku.app import conclude, prepare
from sabaku.model import Home, Input

BORDER = (
    "Received: from v203-0-113-7.rented.example (v203-0-113-7.rented.example [203.0.113.7])\r\n"
    "\tby mx.recipient.example (Postfix) with ESMTP id 4F2307292395\r\n"
    "\tfor <user@recipient.example>; Thu,  5 Feb 2026 10:15:02 +0900 (JST)\r\n"
)
FORGED = (
    "Authentication-Results: mx.recipient.example;\r\n"
    "\tspf=pass smtp.mailfrom=smbc.co.jp; dkim=pass header.d=smbc.co.jp; dmarc=pass header.from=smbc.co.jp\r\n"
)
LURE = (
    "From: =?UTF-8?B?5LiJ5LqV5L2P5Y+L6YqA6KGM?= <SMBC_service@smbc.co.jp>\r\n"
    "To: user@recipient.example\r\nSubject: =?UTF-8?B?44CQ6YeN6KaB44CR44GK5Y+W5byV5Yi26ZmQ44Gu44GK55+l44KJ44Gb?=\r\n"
    "Date: Thu, 5 Feb 2026 10:15:00 +0900\r\nMessage-ID: <1@v203.rented.example>\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\n"
    "お客様の口座で異常なログインが検知されたため、お取引を制限しました。\r\n"
    "24時間以内に下記よりご本人確認をお願いいたします。確認がない場合、口座は凍結されます。\r\n"
    "https://smbc.co.jp.login-direct.example/verify\r\n"
)
NOTHING = ""


@pytest.mark.parametrize("results", [NOTHING, FORGED, FORGED * 2, FORGED.replace("mx.", "")], ids=["none", "one", "two", "house"])
@pytest.mark.parametrize("home", [Home(), Home(domains=("recipient.example",))], ids=["unknown", "house named"])
def test_a_forged_pass_changes_nothing(results: str, home: Home) -> None:
    verdict = conclude(prepare(Input((BORDER + results + LURE).encode(), home=home))).verdict

    assert verdict.level == "fraud", verdict


def test_the_same_pass_counts_where_the_operator_vouches_for_it() -> None:
    home = Home(domains=("recipient.example",), authserv_ids=("mx.recipient.example",))
    confirmed = "identity.brand-sender-confirmed"

    named = conclude(prepare(Input((BORDER + FORGED + LURE).encode(), home=home)))
    unnamed = conclude(prepare(Input((BORDER + FORGED + LURE).encode())))

    assert confirmed in {it.id for it in named.findings}
    assert confirmed not in {it.id for it in unnamed.findings}


@pytest.mark.parametrize("name", ["rcpt-imp.biglobe.ne.jp", "biglobe.ne.jp", "mx.biglobe.ne.jp"])
def test_below_the_results_of_a_provider_that_always_writes_some_a_forged_pass_changes_nothing(name: str) -> None:
    border = BORDER.replace("mx.recipient.example", "rcpt-gw1.biglobe.ne.jp")
    true = "Authentication-Results: rcpt-imp.biglobe.ne.jp;\r\n\tdmarc=fail header.from=smbc.co.jp; dkim=none; spf=none smtp.mailfrom=smbc.co.jp\r\n"
    verdict = conclude(prepare(Input((border + true + FORGED.replace("mx.recipient.example", name) + LURE).encode()))).verdict

    assert verdict.level == "fraud", verdict
