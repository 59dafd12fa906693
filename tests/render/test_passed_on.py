"""A mail that somebody passed on without its headers, after he had done what it wants: what is told to whom."""

from __future__ import annotations

from datetime import datetime

import msgspec
import pytest
from msgspec import structs

from mails import build
from outgoing import REPORTER, masked
from sabaku import app
from sabaku.model import Carrier, Case, Input, Lang, Report
from sabaku.render import when
from sabaku.render.article.author import Author
from sabaku.render.article.compose import Told, compose
from sabaku.render.notice import Notice, notices
from sabaku.render.notice.basis import basis

WORDS = "下のメールのリンクをクリックしてしまいました。"
NOW = datetime.fromisoformat("2026-02-06T12:00:00+09:00")
MAIL = {
    "base": "bare",
    "headers": {
        "From": "三井住友カード <info@smbc-card-login.example>",
        "To": "user@recipient.example",
        "Subject": "【重要】三井住友カード ご利用確認のお願い",
        "Date": "Wed, 4 Feb 2026 21:03:00 +0900",
        "Received": "", "Return-Path": "", "Message-ID": "",
    },
    "body": {"text": "カードのご利用を制限しました。24時間以内にご本人確認をお願いします。\n\nhttps://smbc-card-login.example/verify\n"},
}  # fmt: skip


def passed_on(date: str = "", words: str = WORDS) -> tuple[Case, Report]:
    mail = MAIL | {"headers": {**MAIL["headers"], **({"Date": date} if date else {})}}  # type: ignore[dict-item]
    carrier = Carrier("inline", sender="tanaka@recipient.example", words=words, complete=False, exact=False)
    case = app.prepare(Input(build(mail), now=NOW, carrier=carrier))
    return case, app.conclude(case)


def letters(to: str, lang: Lang, date: str = "", words: str = WORDS) -> tuple[Notice, ...]:
    case, report = passed_on(date, words)
    return notices(basis(case, report, masked(case, report), REPORTER, lang=lang), to)


def told(lang: Lang) -> str:
    case, report = passed_on()
    mask = masked(case, report)
    return str(msgspec.to_builtins(compose(Told(mask.report(report), mask.text, NOW, case.message, Author()), lang)))


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_somebody_did_is_his_own_affair(lang: Lang) -> None:
    assert "クリックしてしまい" in str(passed_on()[1].message.priority)
    assert "クリックしてしまい" not in told(lang)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_three_missing_headers_are_one_sentence(lang: Lang) -> None:
    article = told(lang)
    assert article.count("Return-Path") == 1
    assert ("ヘッダーは残っていない" if lang == "ja" else "The headers are gone") in article
    assert ("発信元をたどる" if lang == "ja" else "Where it came from") not in article


@pytest.mark.parametrize("to", ["antiphishing-jp", "jpcert", "police"])
def test_the_time_of_the_examination_is_not_given_out_as_that_of_the_mail(to: str) -> None:
    text = letters(to, "ja")[0].text
    assert "送信日時(差出人の申告): 2026-02-04 21:03:00(日本時間、2026-02-04 12:03:00 UTC)" in text
    assert "受信日時" not in text
    assert "2026-02-06" not in text


def test_a_date_that_no_program_reads_is_given_as_written() -> None:
    assert "水曜の夜" in letters("police", "ja", "水曜の夜")[0].text
    assert "(dated 2026-02-04 12:03:00 UTC by its sender)" in letters("google", "ja")[0].text
    assert "sent by mail." in letters("google", "ja", "水曜の夜")[0].text


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("Wed, 4 Feb 2026 21:03:00 +0900", "2026-02-04T21:03"),
        ("2026年2月4日(水) 21:03", "2026-02-04T21:03"),
        ("2026年2月4日水曜日 午後9:03", "2026-02-04T21:03"),
        ("2026/02/04 21:03", "2026-02-04T21:03"),
        ("2026年2月4日", "2026-02-04T00:00"),
        ("2026年13月4日", ""),
        ("きのう", ""),
    ],
)
def test_dates_are_read_as_mail_programs_quote_them(written: str, says: str) -> None:
    at = when.stated(written, "Asia/Tokyo")
    assert (at.isoformat()[:16] if at else "") == says


def test_a_date_after_the_examination_dates_nothing() -> None:
    case, report = passed_on("Fri, 6 Feb 2027 09:00:00 +0900")
    given = basis(case, report, masked(case, report), REPORTER).given
    assert given.stated_at is None
    assert given.at == NOW
    assert structs.replace(given, report=structs.replace(report, examined_at=None)).stated_at is not None


@pytest.mark.parametrize(("lang", "says"), [("ja", "とのことですので、いますぐ"), ("en", "please do the following at once")])
def test_whoever_was_caught_reads_first_what_to_do_now(lang: Lang, says: str) -> None:
    lines = letters("reporter", lang)[0].text.splitlines()
    assert says in lines[1]
    assert "クリックしてしまい" in lines[1]
    assert ("入力してしまった場合" if lang == "ja" else "If you have") in lines[2]
    assert "転送した方" not in "".join(lines)


def test_the_police_are_told_of_what_he_did_and_else_of_nothing() -> None:
    assert "クリックしてしまい" in letters("police", "ja")[0].text
    assert "確認していません" in letters("police", "ja", words="ご確認ください。")[0].text
