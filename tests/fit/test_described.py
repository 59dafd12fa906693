"""Mails rebuilt from descriptions: stage directions are played, and what counts as visible follows from the fields alone."""

from __future__ import annotations

from typing import Any

import pytest

from sabaku.fit.described import can_be_seen, mistaken, rebuilt
from sabaku.mime import parse


def told(**fields: Any) -> dict[str, Any]:
    base = {"brand_impersonated": "メルカリ", "subject": "確認", "finding_codes": ["JP"], "findings": ["Unnatural Japanese"]}
    return {**base, **fields}


def visible(**fields: Any) -> str:
    return parse(rebuilt(told(**fields))).view("visible").text


def test_the_recipients_address_stands_where_the_digest_says_so() -> None:
    assert visible(body_excerpt="拝啓 (アドレス)。確認してください。").startswith("拝啓 user@recipient.example。")


def test_the_reader_is_called_by_the_local_part_that_the_digest_quotes() -> None:
    raw = rebuilt(told(body_excerpt="『taro さん』(宛先ローカル部)。確認してください。"))
    assert b"To: taro@recipient.example" in raw
    assert parse(raw).view("visible").text.startswith("taro さん\n")


def test_a_signature_begins_where_the_digest_says_so() -> None:
    assert "\n--\nサンプル銀行" in visible(body_excerpt="確認してください。署名はサンプル銀行。")


@pytest.mark.parametrize(
    ("fields", "code", "seen"),
    [
        ({"body_excerpt": "不自然な文が混ざる。"}, "JP", False),
        ({"body_excerpt": "『アカウントを検証しますのお願いです』という文。"}, "JP", True),
        ({"body_excerpt": "CTA『こちらから確認してください』。"}, "JP", False),
        ({"from_addr": "…@●●.com", "body_excerpt": "確認"}, "FRAND", False),
        ({"from_addr": "qzxv@sample.example"}, "FRAND", True),
        ({"body_excerpt": "確認してください。", "mail_date": "2026-02-05"}, "TIME", False),
        ({"body_excerpt": "確認してください。", "mail_date": "2026-02-05 03:10"}, "TIME", True),
        ({"body_excerpt": "録画したと書く。"}, "BTC", False),
        ({"body_excerpt": "ビットコインで払えと書く。"}, "BTC", True),
        ({"body_excerpt": "確認してください。"}, "OFFWARN", False),
    ],
)
def test_what_can_be_seen(fields: dict[str, Any], code: str, seen: bool) -> None:
    assert can_be_seen(told(finding_codes=[code], findings=["a reason"], **fields), code) is seen


def test_a_detail_that_the_fields_lack_cannot_be_seen() -> None:
    fields = {"body_excerpt": "18,900円の請求。", "finding_codes": ["SCARE"]}
    assert can_be_seen(told(**fields, findings=["Scare with a charge (18,900 yen)"]), "SCARE")
    assert not can_be_seen(told(**fields, findings=["Scare with a charge (45,000 yen)"]), "SCARE")


def test_the_expert_errs_about_the_brands_own_domain() -> None:
    assert mistaken(told(from_addr="no-reply@mercari.jp", finding_codes=["FD"]), "FD")
    assert not mistaken(told(from_addr="no-reply@sample.example", finding_codes=["FD"]), "FD")
    assert mistaken(told(from_addr="no-reply@sample.example", finding_codes=["FSP"]), "FSP")
