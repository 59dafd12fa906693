"""A mail that lost its headers on the way: the report says so, and how to have it forwarded with them."""

from __future__ import annotations

import pytest

from mails import build
from sabaku.app import examine
from sabaku.model import Carrier, Input, Lang, Report
from sabaku.render import html, markdown, text


def report(carrier: Carrier | None) -> tuple[Report, bytes]:
    raw = build({"base": "ja"})
    return examine(Input(raw, carrier=carrier)), raw


@pytest.mark.parametrize(("lang", "says"), [("ja", "元のヘッダーを失わずに"), ("en", "Forward as Attachment")])
def test_lost_headers(lang: Lang, says: str) -> None:
    lost, raw = report(Carrier("inline", words="確認をお願いします。", complete=False))
    whole, _ = report(Carrier("rfc822"))

    for render in (text.render, markdown.render, html.render):
        assert says in render(lost, lang, raw)
        assert says not in render(whole, lang, raw)


def test_somebody_was_caught() -> None:
    found, raw = report(Carrier("rfc822", words="すみません、リンクをクリックしてしまいました。"))

    assert found.message.priority is not None
    assert "クリックしてしまい" in text.render(found, "ja", raw)


@pytest.mark.parametrize(
    "words", ["I have already paid, is this real?", "I've paid.", "お金を振り込んでしまいました", "I've entered my PIN"]
)
def test_somebody_was_caught_in_other_words(words: str) -> None:
    found, _ = report(Carrier("rfc822", words=words))
    assert found.message.priority is not None


def test_who_forwarded_it_is_said() -> None:
    found, raw = report(Carrier("rfc822", sender="田中 <tanaka@recipient.example>"))

    assert "転送した方:田中" in text.render(found, "ja", raw).replace("\n", "").replace(" ", "")
    assert "by 田中" in text.render(found, "en", raw)


def test_nobody_was_caught() -> None:
    found, _ = report(Carrier("rfc822", words="クリックはしていません。ご確認ください。"))

    assert found.message.priority is None


def test_who_wrapped_the_mail_is_no_person() -> None:
    wrapped, raw = report(Carrier("filter", subject="[SPAM] test", words="クリックしてしまいました"))
    assert wrapped.message.priority is None
    assert "受信側のフィルターが報告を添えて包んだメール" in html.render(wrapped, "ja", raw)
    assert "転送した方" not in html.render(wrapped, "ja", raw)
    assert "wrapped into its report by the receiving side's filter" in " ".join(text.render(wrapped, "en", raw).split())
